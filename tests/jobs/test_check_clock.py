"""A clock that differs from the database's is said, and nothing is blocked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.domain.changes import NOTHING
from desktop.domain.clock import ManualClock
from desktop.domain.errors import Unavailable
from desktop.jobs.check_clock import CheckClock
from desktop.jobs.schedule import Schedule
from desktop.services.clock_difference import clock_difference
from desktop.services.desk import Desk


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, None),
        (60, None),
        (-60, None),
        (61, "clock.ahead (minutes=1)"),
        (-61, "clock.behind (minutes=1)"),
        (7_200, "clock.ahead (minutes=120)"),
    ],
)
def test_more_than_a_minute_is_said(seconds: int, said: str | None) -> None:
    job = CheckClock(lambda: timedelta(seconds=seconds))
    if said is None:
        assert job.run() == NOTHING
        return
    with pytest.raises(Unavailable) as refused:
        job.run()
    assert str(refused.value) == said


def test_the_schedule_keeps_the_reason_until_the_clock_is_right(clock: ManualClock) -> None:
    off = [timedelta(minutes=5)]
    schedule = Schedule(clock, [CheckClock(lambda: off[0])])
    schedule.run_due()
    assert schedule.error_of(CheckClock.name) is not None

    off[0] = timedelta(0)
    clock.advance(CheckClock.every)
    schedule.run_due()

    assert schedule.error_of(CheckClock.name) is None


def test_the_difference_is_to_the_clock_of_the_database(desk: Desk, clock: ManualClock) -> None:
    here = ManualClock(clock.now() - timedelta(minutes=2))
    assert clock_difference(desk.database, here) == timedelta(minutes=-2)

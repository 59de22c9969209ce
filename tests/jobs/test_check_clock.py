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
from desktop.services.clock_trust import ClockDoubt
from desktop.services.desk import Desk
from desktop.system.clock_check import CheckedClock


@pytest.fixture
def checked(clock: ManualClock) -> CheckedClock:
    return CheckedClock(clock, clock.monotonic)


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
def test_more_than_a_minute_is_said(checked: CheckedClock, seconds: int, said: str | None) -> None:
    job = CheckClock(checked, lambda: timedelta(seconds=seconds), lambda: None)
    if said is None:
        assert job.run() == NOTHING
        return
    with pytest.raises(Unavailable) as refused:
        job.run()
    assert str(refused.value) == said


def test_the_schedule_keeps_the_reason_until_the_clock_is_right(
    clock: ManualClock, checked: CheckedClock
) -> None:
    off = [timedelta(minutes=5)]
    schedule = Schedule(clock, [CheckClock(checked, lambda: off[0], lambda: None)])
    schedule.run_due()
    assert schedule.error_of(CheckClock.name) is not None

    off[0] = timedelta(0)
    clock.advance(CheckClock.every)
    schedule.run_due()

    assert schedule.error_of(CheckClock.name) is None


def test_the_difference_is_to_the_clock_of_the_database(desk: Desk, clock: ManualClock) -> None:
    here = ManualClock(clock.now() - timedelta(minutes=2))
    assert clock_difference(desk.database, here) == timedelta(minutes=-2)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (timedelta(minutes=3), "clock.set_by_minutes (count=3)"),
        (timedelta(hours=-5), "clock.set_by_hours (count=5)"),
        (timedelta(days=3287), "clock.set_by_days (count=3287)"),
    ],
)
def test_a_clock_that_was_set_is_said_until_somebody_confirms_it(
    clock: ManualClock, checked: CheckedClock, change: timedelta, said: str
) -> None:
    job = CheckClock(checked, timedelta, lambda: None)
    clock.jump_to(clock.now() + change)
    with pytest.raises(Unavailable) as refused:
        job.run()
    assert str(refused.value) == said

    checked.confirm()

    assert job.run() == NOTHING
    assert checked.now() == clock.now()


@pytest.mark.parametrize(
    ("away_days", "code"), [(9, "clock.long_away"), (-1, "clock.ran_back"), (7, None)]
)
def test_a_clock_in_doubt_is_said_with_what_waits(
    clock: ManualClock, checked: CheckedClock, away_days: int, code: str | None
) -> None:
    now, last_at = clock.now(), clock.now() - timedelta(days=away_days)
    doubt = ClockDoubt(last_at, now, 2) if code else None
    job = CheckClock(checked, timedelta, lambda: doubt)
    if code is None:
        assert job.run() == NOTHING
        return
    with pytest.raises(Unavailable) as told:
        job.run()
    assert told.value.code == code
    assert told.value.facts == {"last_at": last_at, "now": now, "count": 2}

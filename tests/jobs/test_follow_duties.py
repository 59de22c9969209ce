"""The job that follows the duty calendar: it wakes for what comes, and one workstation writes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.domain.changes import NOTHING, Topic
from desktop.domain.clock import ManualClock
from desktop.domain.duty_notice import NoticeKind
from desktop.domain.ticket import Actor
from desktop.jobs.follow_duties import FollowDuties
from desktop.jobs.schedule import Schedule
from desktop.services.desk import Desk
from desktop.services.leases import Leases
from tests.services.duty_team import add_nights, add_team, local
from tests.services.duty_telling import waiting


@pytest.fixture
def bob(desk: Desk, anna: Actor) -> int:
    """Who has the nights of this week."""
    team = add_team(desk, anna)
    add_nights(desk, anna, team["bob"], team["cat"])
    return team["bob"]


def job(desk: Desk, leases: Leases | None = None) -> FollowDuties:
    return FollowDuties(desk.duty_reminding, desk.shift_changes, leases or desk.leases)


def test_it_wakes_to_the_second_for_a_reminder_and_for_the_shift(
    desk: Desk, clock: ManualClock, bob: int
) -> None:
    clock.jump_to(local("17:44") + timedelta(seconds=30))
    schedule = Schedule(clock, [job(desk)])
    schedule.run_due()
    assert schedule.next_in() == timedelta(seconds=15)  # of the thirty: nothing sleeps longer
    clock.advance(timedelta(seconds=30))
    schedule.run_due()
    assert waiting(desk, bob) == [NoticeKind.REMINDER]
    for _ in range(15):
        clock.advance(timedelta(minutes=1))
        schedule.run_due()
    assert waiting(desk, bob) == [NoticeKind.SHIFT_BEGINS]


def test_without_the_lease_it_writes_nothing_and_does_not_hurry(
    desk: Desk, clock: ManualClock, bob: int
) -> None:
    other = Leases(desk.database, "another workstation")
    assert other.take(FollowDuties.name) is not None
    clock.jump_to(local("18:00"))
    assert other.take(FollowDuties.name) is not None
    here = job(desk)
    assert here.run() == NOTHING
    assert here.next_in() is None
    assert waiting(desk, bob) == []
    assert job(desk, other).run().topics == {Topic.ALERTS}
    assert waiting(desk, bob) == [NoticeKind.SHIFT_BEGINS]


def test_a_clock_that_jumps_a_year_and_back_tells_of_each_duty_once(
    desk: Desk, clock: ManualClock, bob: int
) -> None:
    here = job(desk)
    here.run()
    for at in (local("18:01"), local("18:01", 365), local("18:02"), local("10:00"), local("18:03")):
        clock.jump_to(at)
        here.run()
        desk.duty_notices.mark_shown(desk.duty_notices.show_on(bob))
    assert waiting(desk, bob).count(NoticeKind.SHIFT_BEGINS) == 1
    offered = desk.shift_changes.waiting_for(bob)
    assert offered is not None
    assert offered.at == local("18:00")

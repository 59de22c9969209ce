"""Reminders of duties: written once when their time comes, to whoever has the duty by then."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.duty import AbsenceKind
from desktop.domain.duty_notice import NoticeKind
from desktop.domain.errors import Unavailable
from desktop.domain.ticket import Actor, Source
from desktop.services.desk import Desk, open_desk
from desktop.services.duty_overrides import NewOverride
from desktop.services.leases import Leases
from tests.services.duty_team import add_nights, add_team, local
from tests.services.duty_telling import JOB, follow, waiting, written


@pytest.fixture
def team(desk: Desk, anna: Actor) -> dict[str, int]:
    return add_team(desk, anna)


def assign(desk: Desk, by: Actor, person_id: int, start_at: datetime, end_at: datetime) -> None:
    desk.duty_overrides.add(by, NewOverride(start_at, end_at, add_id=person_id))


def reminded(desk: Desk) -> list[tuple[int, int]]:
    """Person and minutes ahead of each reminder, in the order they were written."""
    return [
        (person, int(key.rpartition(":")[2])) for person, key in written(desk, NoticeKind.REMINDER)
    ]


def pass_time(desk: Desk, clock: ManualClock, until: datetime, step: timedelta) -> None:
    """Let a round of the job come every `step`."""
    while clock.now() < until:
        clock.jump_to(min(until, clock.now() + step))
        follow(desk)


def read_all(desk: Desk, person_id: int) -> None:
    """Let a person have seen everything."""
    notices = desk.duty_notices.waiting(person_id)
    desk.duty_notices.seen(Actor(person_id, Source.WINDOW), [each.id for each in notices])


DAY, HOUR = 24 * 60, 60


def test_each_reminder_of_a_duty_is_told_once(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    """Thursday of next week, 12:00 to 15:00: all but the night before is in working hours."""
    follow(desk)
    assign(desk, anna, team["bob"], local("12:00", 10), local("15:00", 10))
    pass_time(desk, clock, local("09:00", 10), timedelta(hours=8))
    pass_time(desk, clock, local("11:59", 10), timedelta(minutes=10))
    ahead = [7 * DAY, 3 * DAY, DAY, 12 * HOUR, 15]
    assert reminded(desk) == [(team["bob"], minutes) for minutes in ahead]


def test_the_job_wakes_for_the_next_one(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    follow(desk)
    assign(desk, anna, team["bob"], local("12:00"), local("15:00"))
    held = desk.leases.take(JOB)
    assert held is not None
    _, next_in = desk.duty_reminding.remind_due(held)
    assert next_in == timedelta(hours=2, minutes=45)
    clock.advance(next_in)
    follow(desk)
    assert reminded(desk) == [(team["bob"], 15)]
    assert NoticeKind.REMINDER in waiting(desk, team["bob"])


def test_a_duty_planned_late_brings_only_what_is_left(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    follow(desk)
    clock.jump_to(local("16:00", 1))
    follow(desk)
    assign(desk, anna, team["bob"], local("12:00", 2), local("15:00", 2))
    follow(desk)
    assert reminded(desk) == []
    pass_time(desk, clock, local("11:00", 2), timedelta(hours=1))
    pass_time(desk, clock, local("11:59", 2), timedelta(minutes=10))
    assert reminded(desk) == [(team["bob"], 12 * HOUR), (team["bob"], 15)]


def test_after_days_without_a_computer_one_reminder_is_told(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    follow(desk)
    assign(desk, anna, team["bob"], local("12:00", 10), local("15:00", 10))
    clock.jump_to(local("13:00", 9))
    follow(desk)
    assert reminded(desk) == [(team["bob"], DAY)]


def test_nothing_is_told_of_a_duty_that_has_begun(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    follow(desk)
    assign(desk, anna, team["bob"], local("12:00", 1), local("15:00", 1))
    clock.jump_to(local("12:00", 1))
    follow(desk)
    assert reminded(desk) == []


def test_a_swap_takes_the_reminders_with_it(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    """Cat takes Thursday's night when Bob was told of it already."""
    add_nights(desk, anna, team["bob"], team["cat"])
    clock.jump_to(local("17:00", 3))
    follow(desk)
    read_all(desk, team["bob"])
    clock.jump_to(local("17:46", 3))
    follow(desk)
    assert waiting(desk, team["bob"]) == [NoticeKind.REMINDER]
    [shift] = desk.duty.who_is_on(local("20:00", 3))
    bob, cat = (Actor(team[name], Source.WINDOW) for name in ("bob", "cat"))
    asked = desk.swaps.ask(bob, shift.shift_id, team["bob"], team["cat"])
    desk.swaps.take(cat, asked.created or 0, team["cat"])
    assert waiting(desk, team["bob"]) == [NoticeKind.SWAP_TAKEN]
    assert [e.kind for e in desk.duty_notices.show_on(team["bob"])] == [NoticeKind.SWAP_TAKEN]
    clock.jump_to(local("17:50", 3))
    follow(desk)
    assert waiting(desk, team["cat"]) == []  # it was taken when the last reminder was over


def test_whoever_takes_a_duty_is_reminded_of_it(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    """Of Monday to Thursday, nights of Bob, Cat takes the last."""
    add_nights(desk, anna, team["bob"], team["cat"])
    follow(desk)
    [shift] = desk.duty.who_is_on(local("20:00", 3))
    bob, cat = (Actor(team[name], Source.WINDOW) for name in ("bob", "cat"))
    asked = desk.swaps.ask(bob, shift.shift_id, team["bob"], team["cat"])
    desk.swaps.take(cat, asked.created or 0, team["cat"])
    pass_time(desk, clock, local("17:50", 3), timedelta(hours=2))
    begins = local("18:00", 3).isoformat()
    told = [person for person, key in written(desk, NoticeKind.REMINDER) if begins in key]
    assert told == [team["cat"]] * 3  # 3 days before, the evening before, a quarter of an hour


def test_a_person_on_vacation_is_reminded_before_it(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    follow(desk)
    assign(desk, anna, team["bob"], local("12:00", 14), local("15:00", 14))
    desk.availability.add_absence(
        anna, team["bob"], local("00:00", 2), local("00:00", 14), AbsenceKind.VACATION
    )
    pass_time(desk, clock, local("18:00", 1), timedelta(hours=3))
    assert reminded(desk) == [(team["bob"], 12 * HOUR)]  # and with it all that comes before
    pass_time(desk, clock, local("11:50", 14), timedelta(days=1))
    assert reminded(desk)[1:] == [(team["bob"], 15)]


def test_rounds_of_two_workstations_write_it_once(
    desk: Desk, database_url: str, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    follow(desk)
    assign(desk, anna, team["bob"], local("12:00"), local("15:00"))
    held = desk.leases.take(JOB)
    assert held is not None
    other = open_desk(database_url, clock=clock)
    assert Leases(other.database).take(JOB) is None
    clock.jump_to(local("11:46"))
    follow(other)  # the first has fallen asleep, its lease is over
    with pytest.raises(Unavailable, match=r"lease\.lost"):
        desk.duty_reminding.remind_due(held)
    assert reminded(desk) == [(team["bob"], 15)]
    other.close()


def test_a_clock_that_jumps_tells_nothing_twice(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    follow(desk)
    assign(desk, anna, team["bob"], local("12:00", 1), local("15:00", 1))
    for at in (local("12:30"), local("09:30"), local("12:40"), local("11:46", 1), local("12:30")):
        clock.jump_to(at)
        follow(desk)
    pass_time(desk, clock, local("11:50", 1), timedelta(hours=2))
    found = reminded(desk)
    assert len(found) == len(set(found))
    assert (team["bob"], DAY) in found
    assert (team["bob"], 15) in found


def test_people_who_left_are_told_nothing(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    follow(desk)
    assign(desk, anna, team["bob"], local("12:00"), local("15:00"))
    desk.people.set_active(team["bob"], False, releases=True)
    clock.jump_to(local("11:46"))
    follow(desk)
    assert reminded(desk) == []
    assert desk.duty_notices.waiting(Actor(team["bob"], Source.WINDOW).person_id or 0) == ()

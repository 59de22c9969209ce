"""Temporary schedules: kept, changed, ended, never twice at a time, the past left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.changes import Changes
from desktop.domain.clock import ManualClock
from desktop.domain.duty import ShiftSource
from desktop.domain.errors import ChangedMeanwhile, NotFound, Refused
from desktop.domain.ticket import Actor
from desktop.services.desk import Desk
from desktop.services.duty_shifts import NewShift
from desktop.services.temporary_schedules import TemporarySchedule, TemporaryShift
from tests.dump import dump
from tests.services.duty_team import add_line, add_nights, add_team, local, on_duty

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def team(desk: Desk, anna: Actor) -> dict[str, int]:
    found = add_team(desk, anna)
    add_nights(desk, anna, found["bob"])
    return found


def holidays(team: dict[str, int], first: int = 2, last: int = 5) -> TemporarySchedule:
    """Cat has an evening, nobody the rest of these days."""
    evening = TemporaryShift(local("18:00", first), local("22:00", first), team["cat"])
    return TemporarySchedule("Holidays", local("00:00", first), local("00:00", last), (evening,))


def all_of(desk: Desk) -> tuple[TemporarySchedule, ...]:
    return desk.temporary_schedules.between(local("00:00"), local("00:00", 30))


def undo(desk: Desk, by: Actor, changes: Changes) -> None:
    assert changes.undo is not None
    desk.undo.undo(by, changes.undo)


def refused_as(desk: Desk, by: Actor, schedule: TemporarySchedule) -> str:
    with pytest.raises(Refused) as refused:
        desk.temporary_schedules.save(by, schedule)
    return refused.value.code


def test_its_shifts_stand_instead_of_everything(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    changes = desk.temporary_schedules.save(anna, holidays(team))
    assert on_duty(desk, local("20:00", 2)) == [team["cat"]]
    assert on_duty(desk, local("23:00", 2)) == []
    assert on_duty(desk, local("23:00", 1)) == [team["bob"]]
    assert all_of(desk) == (replace(holidays(team), id=changes.created),)
    undo(desk, anna, changes)
    assert all_of(desk) == ()
    assert on_duty(desk, local("23:00", 2)) == [team["bob"]]


def test_one_is_changed_and_ended(desk: Desk, anna: Actor, team: dict[str, int]) -> None:
    saved = desk.temporary_schedules.save(anna, holidays(team)).created or 0
    more = TemporaryShift(local("18:00", 3), local("22:00", 3), team["lea"])
    old = holidays(team)
    changed = replace(old, id=saved, name="New year", shifts=(*old.shifts, more))
    step = desk.temporary_schedules.save(anna, changed)
    assert all_of(desk) == (changed,)
    assert on_duty(desk, local("20:00", 3)) == [team["lea"]]
    undo(desk, anna, step)
    assert all_of(desk) == (replace(old, id=saved),)
    ended = desk.temporary_schedules.end(anna, saved)
    assert all_of(desk) == ()
    undo(desk, anna, ended)
    assert all_of(desk) == (replace(old, id=saved),)
    with pytest.raises(NotFound):
        desk.temporary_schedules.end(anna, 999)


def test_one_that_has_begun_keeps_what_it_decided(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    saved = desk.temporary_schedules.save(anna, holidays(team)).created or 0
    clock.advance(2 * DAY + 11 * HOUR)  # Wednesday 20:00
    later = replace(holidays(team), id=saved, start_at=local("00:00", 3))
    assert refused_as(desk, anna, replace(later, shifts=())) == "duty.past"
    desk.temporary_schedules.save(anna, replace(holidays(team), id=saved, shifts=()))
    assert on_duty(desk, local("19:00", 2)) == [team["cat"]]
    assert on_duty(desk, local("21:00", 2)) == []
    desk.temporary_schedules.end(anna, saved)
    assert on_duty(desk, local("21:00", 2)) == [team["bob"]]
    with pytest.raises(Refused) as refused:
        desk.temporary_schedules.end(anna, saved)
    assert refused.value.code == "duty.past"


def test_what_makes_no_sense_is_refused(desk: Desk, anna: Actor, team: dict[str, int]) -> None:
    good = holidays(team)
    [evening] = good.shifts
    left = desk.people.add("Max").created or 0
    desk.people.set_active(left, False)
    for bad, code in (
        (replace(good, name="  "), "duty.no_temporary_name"),
        (replace(good, end_at=good.start_at), "duty.ends_before_start"),
        (replace(good, start_at=local("00:00")), "duty.past"),
        (replace(good, end_at=local("20:00", 2)), "duty.outside_temporary"),
        (
            replace(good, shifts=(replace(evening, end_at=evening.start_at),)),
            "duty.ends_before_start",
        ),
        (
            replace(good, shifts=(evening, replace(evening, start_at=local("21:00", 2)))),
            "duty.double_booking",
        ),
        (replace(good, shifts=(replace(evening, person_id=left),)), "duty.person_left"),
    ):
        assert refused_as(desk, anna, bad) == code
    assert all_of(desk) == ()


def test_two_never_stand_at_a_time_on_lines_that_meet(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    first, second = add_line(desk, "First"), add_line(desk, "Second")
    desk.temporary_schedules.save(anna, replace(holidays(team), line_id=first))
    desk.temporary_schedules.save(anna, replace(holidays(team), shifts=(), line_id=second))
    for line_id in (first, None):
        again = replace(holidays(team, 4, 6), line_id=line_id)
        assert refused_as(desk, anna, again) == "duty.temporary_overlap"
    desk.temporary_schedules.save(anna, holidays(team, 5, 6))


def test_a_shift_of_one_is_moved_within_it_by_hand(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    desk.temporary_schedules.save(anna, holidays(team))
    [row] = [row for row in desk.duty_board.days(local("12:00", 2).date(), 1).rows if row.on_duty]
    [block] = [each for each in row.blocks if each.source is ShiftSource.TEMPORARY]
    reason = "holidays"
    span = (local("19:00", 2), local("23:00", 2))
    desk.duty_shifts.change(anna, block, team["lea"], *span, reason)
    assert on_duty(desk, local("22:30", 2)) == [team["lea"]]
    moved = replace(block, person_id=team["lea"], start_at=span[0], end_at=span[1])
    with pytest.raises(Refused) as refused:
        desk.duty_shifts.change(anna, moved, team["lea"], span[0] - DAY, span[1], reason)
    assert refused.value.code == "duty.outside_temporary"
    with pytest.raises(Refused) as refused:
        noon = (local("10:00", 3), local("12:00", 3))
        desk.duty_shifts.assign(anna, NewShift(team["bob"], *noon, reason=reason))
    assert refused.value.code == "duty.in_temporary"
    desk.duty_shifts.remove(anna, moved)
    assert on_duty(desk, local("22:30", 2)) == []


def test_nobody_is_in_one_who_is_on_duty_then_on_another_line(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    one, other = add_line(desk, "One"), add_line(desk, "Other")
    evening = (local("18:00", 2), local("20:00", 2))
    desk.duty_shifts.assign(anna, NewShift(team["cat"], *evening, one))
    schedule = replace(holidays(team), line_id=other)
    assert refused_as(desk, anna, schedule) == "duty.double_booking"
    assert all_of(desk) == ()
    desk.temporary_schedules.save(anna, replace(schedule, line_id=one))
    assert on_duty(desk, local("21:00", 2), one) == [team["cat"]]


@pytest.mark.parametrize("how", ["ended", "undone", "shortened"])
def test_a_duty_that_one_covers_does_not_count_again_beside_another_one(
    desk: Desk, anna: Actor, team: dict[str, int], how: str
) -> None:
    one, other = add_line(desk, "One"), add_line(desk, "Other")
    evening = (local("18:00", 3), local("20:00", 3))
    desk.duty_shifts.assign(anna, NewShift(team["lea"], *evening, one))
    schedule = replace(holidays(team), line_id=one)
    changes = desk.temporary_schedules.save(anna, schedule)
    desk.duty_shifts.assign(anna, NewShift(team["lea"], *evening, other, "she is free then"))
    before = dump(desk)

    with pytest.raises((Refused, ChangedMeanwhile)) as refused:
        if how == "ended":
            desk.temporary_schedules.end(anna, changes.created or 0)
        elif how == "undone":
            undo(desk, anna, changes)
        else:
            shorter = replace(schedule, end_at=local("12:00", 3), id=changes.created)
            desk.temporary_schedules.save(anna, shorter)

    assert how == "undone" or refused.value.code == "duty.double_booking"
    assert dump(desk) == before

"""Edits by hand are told to those whose duties they change: once, and not if they are undone."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.duty_notice import NoticeKind
from desktop.domain.duty_rules import DutyRules
from desktop.domain.ticket import Actor, Source
from desktop.services.desk import Desk
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_edit_notices import SETTLES
from desktop.services.duty_overrides import NewOverride
from desktop.services.duty_shifts import NewShift
from desktop.services.rows_notice import DutyNoticeRow
from desktop.services.temporary_schedules import TemporarySchedule, TemporaryShift
from tests.services.duty_team import add_nights, add_team, local

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
EASY = DutyRules(rest=timedelta(0), nights_in_7_days=0, weekends_in_a_row=0, weekly_hours=None)
TUESDAY, WEDNESDAY = ((local("18:00", day), local("09:00", day + 1)) for day in (1, 2))


@pytest.fixture
def team(desk: Desk, anna: Actor) -> dict[str, int]:
    found = add_team(desk, anna)
    desk.rest_rules.save(anna, EASY)
    return found


def give(desk: Desk, by: Actor, person_id: int, span: tuple[datetime, datetime]) -> BoardBlock:
    desk.duty_shifts.assign(by, NewShift(person_id, *span))
    return block_of(desk, person_id, span[0])


def block_of(desk: Desk, person_id: int, at: datetime) -> BoardBlock:
    rows = desk.duty_board.days(at.date(), 1).rows
    return next(
        block
        for row in rows
        for block in row.blocks
        if block.person_id == person_id and block.start_at <= at < block.end_at
    )


def told(desk: Desk, clock: ManualClock, person_id: int) -> list[DutyNoticeRow]:
    """What a person has to read once the edits have settled, the newest first."""
    clock.advance(SETTLES)
    return list(desk.duty_notices.waiting(person_id))


def test_whoever_gets_a_duty_and_whoever_loses_it_is_told(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    block = give(desk, anna, team["bob"], TUESDAY)
    assert desk.duty_notices.waiting(team["bob"]) == (), "it may still be undone"
    [notice] = told(desk, clock, team["bob"])
    assert (notice.kind, notice.person, notice.is_lost) == (NoticeKind.CHANGED, "Anna Kern", False)
    assert (notice.start_at, notice.end_at) == TUESDAY
    assert (notice.shifts, notice.nights, notice.weekends) == (1, 1, 0)
    desk.duty_notices.seen(Actor(team["bob"], Source.WINDOW), [notice.id])

    desk.duty_shifts.change(anna, block, team["cat"], *TUESDAY)
    [lost] = told(desk, clock, team["bob"])
    assert (lost.is_lost, lost.start_at, lost.end_at, lost.shifts) == (True, *TUESDAY, 1)
    [got] = desk.duty_notices.waiting(team["cat"])
    assert (got.is_lost, got.nights) == (False, 1)


def test_nobody_is_told_of_own_edits_of_drafts_or_of_what_stays_as_it_is(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    bob = Actor(team["bob"], Source.WINDOW)
    block = give(desk, bob, team["bob"], TUESDAY)
    desk.duty_shifts.assign(anna, NewShift(team["cat"], *WEDNESDAY, is_draft=True))
    desk.duty_shifts.split(anna, block, local("23:00", 1))
    assert told(desk, clock, team["bob"]) == []
    assert desk.duty_notices.waiting(team["cat"]) == ()


def test_a_duty_that_moves_is_told_with_its_new_hours(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    block = give(desk, Actor(team["bob"], Source.WINDOW), team["bob"], TUESDAY)
    desk.duty_shifts.change(anna, block, team["bob"], TUESDAY[0], TUESDAY[1] + 2 * HOUR)
    [notice] = told(desk, clock, team["bob"])
    assert (notice.start_at, notice.end_at) == (TUESDAY[0], TUESDAY[1] + 2 * HOUR)
    assert (notice.shifts, notice.is_lost) == (1, False)


def test_edits_that_follow_each_other_are_one_notice(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    give(desk, anna, team["bob"], TUESDAY)
    clock.advance(2 * MINUTE)
    give(desk, anna, team["bob"], WEDNESDAY)
    clock.advance(2 * MINUTE)
    assert desk.duty_notices.waiting(team["bob"]) == (), "the second edit has not settled"
    [notice] = told(desk, clock, team["bob"])
    assert (notice.start_at, notice.end_at) == (TUESDAY[0], WEDNESDAY[1])
    assert (notice.shifts, notice.nights) == (2, 2)


def test_what_comes_after_the_notice_was_shown_is_told_by_another_one(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    give(desk, anna, team["bob"], TUESDAY)
    clock.advance(SETTLES)
    desk.duty_notices.mark_shown(desk.duty_notices.show_on(team["bob"]))
    give(desk, anna, team["bob"], WEDNESDAY)
    second, first = told(desk, clock, team["bob"])
    assert (first.start_at, second.start_at) == (TUESDAY[0], WEDNESDAY[0])


@pytest.mark.parametrize("is_settled", [False, True])
def test_undo_takes_back_what_was_not_seen(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock, is_settled: bool
) -> None:
    block = give(desk, Actor(team["bob"], Source.WINDOW), team["bob"], TUESDAY)
    for edit in (
        lambda: desk.duty_shifts.change(anna, block, team["cat"], *TUESDAY),
        lambda: desk.duty_shifts.change(anna, block, team["bob"], TUESDAY[0], TUESDAY[1] - HOUR),
        lambda: desk.duty_shifts.remove(anna, block),
    ):
        undo = edit().undo
        assert undo
        if is_settled:
            assert told(desk, clock, team["bob"])
        desk.undo.undo(anna, undo)
        assert told(desk, clock, team["bob"]) == []
        assert desk.duty_notices.waiting(team["cat"]) == ()
        clock.advance(HOUR)


def test_given_and_taken_again_before_it_was_told_is_nothing(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    block = give(desk, anna, team["bob"], TUESDAY)
    desk.duty_shifts.remove(anna, block)
    assert told(desk, clock, team["bob"]) == []
    block = give(desk, anna, team["bob"], TUESDAY)
    give(desk, anna, team["bob"], WEDNESDAY)
    desk.duty_shifts.remove(anna, block)
    [notice] = told(desk, clock, team["bob"])
    assert (notice.is_lost, notice.start_at, notice.shifts) == (False, WEDNESDAY[0], 1)


def test_a_duty_about_to_begin_is_told_at_once(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    now = local("09:00")
    give(desk, anna, team["bob"], (now + MINUTE, now + 5 * HOUR))
    clock.advance(MINUTE)
    [notice] = desk.duty_notices.waiting(team["bob"])
    assert notice.end_at == now + 5 * HOUR


def test_turns_of_a_rotation_and_overrides_are_told_too(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    add_nights(desk, anna, team["bob"])
    replaced = NewOverride(*TUESDAY, add_id=team["cat"], remove_id=team["bob"])
    created = desk.duty_overrides.add(anna, replaced).created or 0
    [lost] = told(desk, clock, team["bob"])
    [got] = desk.duty_notices.waiting(team["cat"])
    assert (lost.is_lost, got.is_lost, got.nights) == (True, False, 1)
    desk.duty_overrides.end(anna, created)
    assert told(desk, clock, team["bob"]) == [], "all is as it was"
    assert desk.duty_notices.waiting(team["cat"]) == ()
    desk.duty_shifts.remove(anna, block_of(desk, team["bob"], WEDNESDAY[0]))
    clock.advance(HOUR)
    [removed] = desk.duty_notices.waiting(team["bob"])
    assert (removed.is_lost, removed.start_at) == (True, WEDNESDAY[0])


def test_whoever_a_temporary_schedule_puts_on_duty_or_takes_off_it_is_told(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    add_nights(desk, anna, team["bob"])
    shift = TemporaryShift(*TUESDAY, team["cat"])
    created = desk.temporary_schedules.save(anna, TemporarySchedule("Fair", *TUESDAY, (shift,)))
    [got] = told(desk, clock, team["cat"])
    assert (got.is_lost, got.start_at, got.end_at) == (False, *TUESDAY)
    [lost] = desk.duty_notices.waiting(team["bob"])
    assert lost.is_lost
    for person, notice in (("cat", got), ("bob", lost)):
        desk.duty_notices.seen(Actor(team[person], Source.WINDOW), [notice.id])

    assert created.created is not None
    desk.temporary_schedules.end(anna, created.created)
    assert [notice.is_lost for notice in told(desk, clock, team["cat"])] == [True]
    assert [notice.is_lost for notice in desk.duty_notices.waiting(team["bob"])] == [False]

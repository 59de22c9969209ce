"""Duties edited by hand: who is on after it, what is refused, what stays, and Undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from desktop.domain.changes import Changes
from desktop.domain.clock import ManualClock
from desktop.domain.duty import WishKind
from desktop.domain.duty_conflict import ConflictKind
from desktop.domain.duty_rules import DutyRules
from desktop.domain.duty_swap import SwapState
from desktop.domain.errors import ChangedMeanwhile, NotFound, Refused
from desktop.domain.ticket import Actor, Source
from desktop.models.duty import DutyOverrideRecord, DutySwapRecord
from desktop.models.roster import DutyShiftRecord
from desktop.services.desk import Desk
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_overrides import NewOverride
from desktop.services.duty_shifts import NewShift
from tests.services.duty_team import add_line, add_nights, add_team, local, on_duty

MONDAY = date(2026, 11, 23)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EASY = DutyRules(rest=timedelta(0), nights_in_7_days=0, weekends_in_a_row=0, weekly_hours=None)


@pytest.fixture
def team(desk: Desk, anna: Actor) -> dict[str, int]:
    found = add_team(desk, anna)
    desk.rest_rules.save(anna, EASY)
    return found


@pytest.fixture
def nights(desk: Desk, anna: Actor, team: dict[str, int]) -> int:
    return add_nights(desk, anna, team["bob"])


def undo(desk: Desk, by: Actor, changes: Changes) -> None:
    assert changes.undo is not None
    desk.undo.undo(by, changes.undo)


def blocks(desk: Desk, count: int = 7) -> list[BoardBlock]:
    found = [block for row in desk.duty_board.days(MONDAY, count).rows for block in row.blocks]
    return sorted(found, key=lambda block: (block.start_at, block.person_id))


def block_at(desk: Desk, at: datetime, person_id: int | None = None) -> BoardBlock:
    return next(
        block
        for block in blocks(desk, 14)
        if block.start_at <= at < block.end_at and person_id in (None, block.person_id)
    )


def resolved(desk: Desk, since: datetime) -> object:
    return desk.duty.turns(since, since + 21 * DAY)


def assign(desk: Desk, by: Actor, person_id: int, start: str, end: str, day: int = 1) -> BoardBlock:
    desk.duty_shifts.assign(by, NewShift(person_id, local(start, day), local(end, day)))
    return block_at(desk, local(start, day), person_id)


def test_a_duty_given_by_hand_counts_at_once_and_is_undone(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    seconds = timedelta(seconds=31)
    new = NewShift(team["cat"], local("10:00", 1) + seconds, local("14:00", 1) + seconds)
    changes = desk.duty_shifts.assign(anna, new)
    block = block_at(desk, local("12:00", 1))
    assert (block.shift_id, block.person_id) == (f"shift-{changes.created}", team["cat"])
    assert (block.start_at, block.end_at) == (local("10:00", 1), local("14:00", 1))
    assert on_duty(desk, local("13:59", 1)) == [team["cat"]]
    undo(desk, anna, changes)
    assert blocks(desk) == []


def test_a_draft_puts_nobody_on_duty(desk: Desk, anna: Actor, team: dict[str, int]) -> None:
    new = NewShift(team["cat"], local("10:00", 1), local("14:00", 1), is_draft=True)
    desk.duty_shifts.assign(anna, new)
    assert on_duty(desk, local("12:00", 1)) == []
    assert block_at(desk, local("12:00", 1)).is_draft
    desk.duty_shifts.remove(anna, block_at(desk, local("12:00", 1)))
    assert blocks(desk) == []


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        (local("14:00", 1), local("10:00", 1), "duty.ends_before_start"),
        (local("14:00", 1), local("14:00", 1) + timedelta(seconds=40), "duty.ends_before_start"),
        (local("10:00", 1), local("10:01", 32), "duty.too_long"),
        (local("08:00"), local("12:00"), "duty.past"),
    ],
)
def test_bad_hours_are_refused(
    desk: Desk, anna: Actor, team: dict[str, int], start: datetime, end: datetime, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        desk.duty_shifts.assign(anna, NewShift(team["cat"], start, end))
    assert refused.value.code == code
    assert blocks(desk) == []


def test_only_the_team_is_put_on_duty(desk: Desk, anna: Actor, team: dict[str, int]) -> None:
    desk.people.set_active(team["lea"], False)
    span = (local("10:00", 1), local("14:00", 1))
    with pytest.raises(Refused) as refused:
        desk.duty_shifts.assign(anna, NewShift(team["lea"], *span))
    assert refused.value.code == "duty.person_left"
    with pytest.raises(NotFound):
        desk.duty_shifts.assign(anna, NewShift(999, *span))
    with pytest.raises(NotFound):
        desk.duty_shifts.assign(anna, NewShift(team["bob"], *span, line_id=999))


def test_nobody_is_on_duty_twice(
    desk: Desk, anna: Actor, team: dict[str, int], nights: int
) -> None:
    with pytest.raises(Refused) as refused:
        desk.duty_shifts.assign(anna, NewShift(team["bob"], local("17:00", 1), local("19:00", 1)))
    assert refused.value.code == "duty.double_booking"
    assert refused.value.facts == {"person": "Bob", "start": local("18:00", 1)}
    other = assign(desk, anna, team["cat"], "10:00", "12:00")
    assign(desk, anna, team["lea"], "10:00", "12:00")
    with pytest.raises(Refused) as refused:  # the very same hours of somebody else
        desk.duty_shifts.change(anna, other, team["lea"], other.start_at, other.end_at)
    assert refused.value.code == "duty.double_booking"


def test_other_conflicts_want_a_reason_that_is_kept(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    desk.availability.wish(anna, team["cat"], MONDAY + DAY, WishKind.IMPOSSIBLE)
    desk.availability.add_absence(anna, team["cat"], local("00:00", 1), local("00:00", 2))
    new = NewShift(team["cat"], local("10:00", 1), local("14:00", 1))
    with pytest.raises(Refused) as refused:
        desk.duty_shifts.assign(anna, new)
    assert refused.value.code == "duty.conflict"
    conflicts = refused.value.facts["conflicts"]
    assert isinstance(conflicts, tuple)
    assert [each.kind for each in conflicts] == [ConflictKind.ABSENCE, ConflictKind.IMPOSSIBLE]

    reasoned = NewShift(team["cat"], new.start_at, new.end_at, reason=" agreed by phone ")
    desk.duty_shifts.assign(anna, reasoned)
    with desk.database.read() as session:
        assert session.scalars(select(DutyShiftRecord.reason)).all() == ["agreed by phone"]
    # To shorten it breaks nothing that it did not break before.
    block = block_at(desk, local("12:00", 1))
    desk.duty_shifts.change(anna, block, team["cat"], block.start_at, local("13:00", 1))
    assert on_duty(desk, local("13:30", 1)) == []


def test_a_stored_shift_moves_with_its_swaps(desk: Desk, anna: Actor, team: dict[str, int]) -> None:
    block = assign(desk, anna, team["cat"], "10:00", "14:00")
    as_cat = Actor(team["cat"], Source.WINDOW)
    swap = desk.swaps.ask(as_cat, block.shift_id, team["cat"], team["bob"]).created or 0
    desk.swaps.take(Actor(team["bob"], Source.WINDOW), swap, team["bob"])
    taken = block_at(desk, local("12:00", 1))
    assert taken.person_id == team["bob"]
    moved = desk.duty_shifts.change(anna, taken, team["bob"], local("12:00", 2), local("16:00", 2))
    assert on_duty(desk, local("13:00", 1)) == []
    assert on_duty(desk, local("13:00", 2)) == [team["bob"]]
    assert [row.starts_at for row in desk.swaps.between(local("00:00"), local("00:00", 9))] == [
        local("12:00", 2)
    ]
    undo(desk, anna, moved)
    assert on_duty(desk, local("13:00", 1)) == [team["bob"]]


def test_requests_for_a_shift_that_goes_are_closed(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    block = assign(desk, anna, team["cat"], "10:00", "14:00")
    desk.swaps.ask(Actor(team["cat"], Source.WINDOW), block.shift_id, team["cat"])
    changes = desk.duty_shifts.remove(anna, block)
    with desk.database.read() as session:
        assert session.scalars(select(DutySwapRecord.state)).all() == [SwapState.UNDONE]
    undo(desk, anna, changes)
    with desk.database.read() as session:
        assert session.scalars(select(DutySwapRecord.state)).all() == [SwapState.ASKED]


def test_a_turn_dragged_twice_is_where_it_was_dropped_last(
    desk: Desk, anna: Actor, team: dict[str, int], nights: int
) -> None:
    before = resolved(desk, local("09:00"))
    steps = []
    for hours in (1, 2, 3):
        block = block_at(desk, local("23:00", 1))
        to = (local("18:00", 1) + hours * HOUR, local("09:00", 2) + hours * HOUR)
        steps.append(desk.duty_shifts.change(anna, block, team["bob"], *to))
        found = block_at(desk, local("23:00", 1))
        assert (found.start_at, found.end_at) == to
        assert found.shift_id == f"{nights}:2026-11-24"
    with desk.database.read() as session:
        assert len(session.scalars(select(DutyOverrideRecord.id)).all()) == 2
    for step in reversed(steps):
        undo(desk, anna, step)
    assert resolved(desk, local("09:00")) == before


def test_a_turn_given_on_twice_and_back(
    desk: Desk, anna: Actor, team: dict[str, int], nights: int
) -> None:
    before = resolved(desk, local("09:00"))
    for name in ("cat", "lea", "bob"):
        block = block_at(desk, local("23:00", 1))
        desk.duty_shifts.change(anna, block, team[name], block.start_at, block.end_at)
        assert on_duty(desk, local("23:00", 1)) == [team[name]]
    assert resolved(desk, local("09:00")) == before
    with desk.database.read() as session:
        assert session.scalars(select(DutyOverrideRecord)).all() == []


def test_a_part_of_a_turn_is_given_away(
    desk: Desk, anna: Actor, team: dict[str, int], nights: int
) -> None:
    block = block_at(desk, local("23:00", 1))
    part = BoardBlock(
        block.shift_id, None, block.person_id, local("20:00", 1), local("22:00", 1), block.source
    )
    desk.duty_shifts.change(anna, part, team["cat"], part.start_at, part.end_at)
    hours = {hour: on_duty(desk, local(f"{hour}:30", 1)) for hour in (19, 20, 21, 22)}
    assert hours == {
        19: [team["bob"]],
        20: [team["cat"]],
        21: [team["cat"]],
        22: [team["bob"]],
    }


def test_a_turn_taken_away_can_be_given_back_by_hand(
    desk: Desk, anna: Actor, team: dict[str, int], nights: int
) -> None:
    desk.duty_shifts.remove(anna, block_at(desk, local("23:00", 1)))
    assert on_duty(desk, local("23:00", 1)) == []
    span = (local("17:00", 1), local("23:30", 1))
    desk.duty_shifts.assign(anna, NewShift(team["bob"], *span))
    for time, expected in (("17:30", ["bob"]), ("20:00", ["bob"]), ("23:45", [])):
        assert on_duty(desk, local(time, 1)) == [team[name] for name in expected]
    # It is one block, which goes as one.
    desk.duty_shifts.remove(anna, block_at(desk, local("20:00", 1)))
    assert on_duty(desk, local("20:00", 1)) == []


def test_a_stored_shift_counts_where_its_persons_turn_was_taken_away(
    desk: Desk, anna: Actor, team: dict[str, int], nights: int
) -> None:
    desk.duty_shifts.remove(anna, block_at(desk, local("23:00", 1)))
    stored = assign(desk, anna, team["bob"], "10:00", "14:00")
    to = (local("16:00", 1), local("20:00", 1))
    moved = desk.duty_shifts.change(anna, stored, team["bob"], *to)
    hours = [on_duty(desk, local(f"{hour}:30", 1)) for hour in (11, 16, 19, 20)]
    assert hours == [[], [team["bob"]], [team["bob"]], []]
    undo(desk, anna, moved)
    assert on_duty(desk, local("11:30", 1)) == [team["bob"]]
    assert on_duty(desk, local("19:30", 1)) == []


def test_what_an_override_adds_is_moved_and_removed(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    added = NewOverride(local("10:00", 1), local("14:00", 1), add_id=team["cat"])
    desk.duty_overrides.add(anna, added)
    block = block_at(desk, local("12:00", 1))
    desk.duty_shifts.change(anna, block, team["cat"], local("11:00", 1), local("15:00", 1))
    block = block_at(desk, local("12:00", 1))
    assert (block.start_at, block.end_at) == (local("11:00", 1), local("15:00", 1))
    desk.duty_shifts.remove(anna, block)
    assert blocks(desk) == []


def test_of_a_running_shift_only_what_is_left_changes(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    assign(desk, anna, team["cat"], "10:00", "18:00", day=0)
    clock.advance(3 * HOUR)  # Monday 12:00
    block = block_at(desk, local("12:00"))
    with pytest.raises(Refused) as refused:
        desk.duty_shifts.change(anna, block, team["cat"], local("11:00"), local("18:00"))
    assert refused.value.code == "duty.past"
    with pytest.raises(Refused) as refused:
        desk.duty_shifts.change(anna, block, team["cat"], local("10:00"), local("11:30"))
    assert refused.value.code == "duty.past"

    given = desk.duty_shifts.change(anna, block, team["lea"], block.start_at, block.end_at)
    assert [(b.person_id, b.start_at, b.end_at) for b in blocks(desk)] == [
        (team["cat"], local("10:00"), local("12:00")),
        (team["lea"], local("12:00"), local("18:00")),
    ]
    clock.advance(HOUR)
    with pytest.raises(Refused) as refused:
        desk.duty_shifts.remove(anna, block_at(desk, local("11:00")))
    assert refused.value.code == "duty.past"
    undo(desk, anna, given)
    assert [(b.person_id, b.start_at, b.end_at) for b in blocks(desk)] == [
        (team["cat"], local("10:00"), local("12:00")),
        (team["lea"], local("12:00"), local("13:00")),
        (team["cat"], local("13:00"), local("18:00")),
    ]


def test_a_running_turn_ends_now_when_it_is_taken_away(
    desk: Desk, anna: Actor, team: dict[str, int], nights: int, clock: ManualClock
) -> None:
    clock.advance(12 * HOUR)  # Monday 21:00
    desk.duty_shifts.remove(anna, block_at(desk, local("21:30")))
    assert on_duty(desk, local("20:59")) == [team["bob"]]
    assert on_duty(desk, local("21:00")) == []
    assert on_duty(desk, local("18:30", 1)) == [team["bob"]]


def test_a_locked_shift_stays(desk: Desk, anna: Actor, team: dict[str, int]) -> None:
    block = assign(desk, anna, team["cat"], "10:00", "14:00")
    desk.duty_shifts.lock(anna, block, True)
    edits: list[Callable[[], Changes]] = [
        lambda: desk.duty_shifts.remove(anna, block),
        lambda: desk.duty_shifts.split(anna, block, local("12:00", 1)),
        lambda: desk.duty_shifts.change(anna, block, team["bob"], block.start_at, block.end_at),
    ]
    for edit in edits:
        with pytest.raises(Refused) as refused:
            edit()
        assert refused.value.code == "duty.locked"
    desk.duty_shifts.lock(anna, block_at(desk, local("12:00", 1)), False)
    desk.duty_shifts.split(anna, block, local("12:00", 1))
    assert [(b.start_at, b.end_at) for b in blocks(desk)] == [
        (local("10:00", 1), local("12:00", 1)),
        (local("12:00", 1), local("14:00", 1)),
    ]


def test_a_turn_of_a_rotation_is_neither_split_nor_locked(
    desk: Desk, anna: Actor, team: dict[str, int], nights: int
) -> None:
    block = block_at(desk, local("23:00", 1))
    edits: list[Callable[[], Changes]] = [
        lambda: desk.duty_shifts.split(anna, block, local("22:00", 1)),
        lambda: desk.duty_shifts.lock(anna, block, True),
    ]
    for edit in edits:
        with pytest.raises(Refused) as refused:
            edit()
        assert refused.value.code == "duty.not_alone"
    stored = assign(desk, anna, team["cat"], "10:00", "12:00")
    with pytest.raises(Refused) as refused:
        desk.duty_shifts.split(anna, stored, local("12:00", 1))
    assert refused.value.code == "duty.bad_split"


def test_a_block_that_changed_meanwhile_is_left_alone(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    block = assign(desk, anna, team["cat"], "10:00", "14:00")
    desk.duty_shifts.change(anna, block, team["bob"], block.start_at, block.end_at)
    with pytest.raises(ChangedMeanwhile):
        desk.duty_shifts.remove(anna, block)


def test_a_line_keeps_its_own_hours(
    desk: Desk, anna: Actor, team: dict[str, int], nights: int
) -> None:
    line = add_line(desk, "First")
    span = (local("10:00", 1), local("14:00", 1))
    desk.duty_shifts.assign(anna, NewShift(team["cat"], *span, line_id=line))
    block = block_at(desk, local("12:00", 1))
    assert block.line_id == line
    desk.duty_shifts.change(anna, block, team["cat"], local("11:00", 1), local("15:00", 1))
    assert on_duty(desk, local("14:30", 1), line) == [team["cat"]]
    assert on_duty(desk, local("14:30", 1)) == []

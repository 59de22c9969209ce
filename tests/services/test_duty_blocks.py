"""The blocks of a board: whole pieces with line and source, once each, drafts and past too."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.duty import ShiftSource
from desktop.domain.ticket import Actor
from desktop.models.roster import DutyShiftRecord
from desktop.services.desk import Desk
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_overrides import NewOverride
from tests.services.duty_team import add_line, add_nights, add_team, local

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)


@pytest.fixture
def team(desk: Desk, anna: Actor) -> dict[str, int]:
    return add_team(desk, anna)


def blocks(desk: Desk, first: date = MONDAY, count: int = 7) -> list[BoardBlock]:
    found = [block for row in desk.duty_board.days(first, count).rows for block in row.blocks]
    return sorted(found, key=lambda block: (block.start_at, block.person_id))


def store(desk: Desk, person_id: int, start: str, end: str, **more: object) -> str:
    """Store a shift on Tuesday, published unless said otherwise; return its id."""
    with desk.database.write() as session:
        record = DutyShiftRecord(
            person_id=person_id,
            start_at=local(start, 1),
            end_at=local(end, 1),
            source=ShiftSource.MANUAL,
            **{"published_at": local("09:00"), **more},
        )
        session.add(record)
        session.flush()
        return f"shift-{record.id}"


def test_a_night_is_whole_where_the_board_ends(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    rule = add_nights(desk, anna, team["bob"])
    [first, second] = blocks(desk, MONDAY + DAY, 1)
    assert (first.start_at, first.end_at) == (local("18:00"), local("09:00", 1))
    assert (second.start_at, second.end_at) == (local("18:00", 1), local("09:00", 2))
    assert (first.shift_id, first.source) == (f"{rule}:2026-11-23", ShiftSource.ROTATION)
    assert first.is_night and first.line_id is None and not first.is_draft


def test_what_holds_for_all_lines_is_there_once(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    first, second = add_line(desk, "First"), add_line(desk, "Second")
    add_nights(desk, anna, team["bob"])
    own = NewOverride(local("10:00", 1), local("12:00", 1), add_id=team["cat"], line_id=second)
    desk.duty_overrides.add(anna, own)
    less = NewOverride(local("20:00", 1), local("22:00", 1), remove_id=team["bob"], line_id=first)
    desk.duty_overrides.add(anna, less)
    assert [(block.person_id, block.line_id) for block in blocks(desk, MONDAY, 2)] == [
        (team["bob"], None),
        (team["cat"], second),
        (team["bob"], None),
    ]


def test_drafts_and_locks_are_told(desk: Desk, team: dict[str, int]) -> None:
    draft = store(desk, team["bob"], "10:00", "12:00", published_at=None)
    locked = store(desk, team["cat"], "10:00", "12:00", is_locked=True)
    found = {block.shift_id: block for block in blocks(desk)}
    assert (found[draft].is_draft, found[draft].is_locked) == (True, False)
    assert (found[locked].is_draft, found[locked].is_locked) == (False, True)
    assert not found[locked].is_night
    rows = {row.person_id: row for row in desk.duty_board.days(MONDAY, 7).rows}
    assert rows[team["bob"]].on_duty == ()


def test_time_that_an_override_adds_is_one_block_with_the_duty_beside_it(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    rule = add_nights(desk, anna, team["bob"])
    longer = NewOverride(local("09:00", 1), local("10:00", 1), add_id=team["bob"])
    desk.duty_overrides.add(anna, longer)
    [block] = blocks(desk, MONDAY, 1)
    assert (block.start_at, block.end_at) == (local("18:00"), local("10:00", 1))
    assert (block.shift_id, block.source) == (f"{rule}:2026-11-23", ShiftSource.ROTATION)


def test_what_is_past_is_there_as_it_was(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    rule = add_nights(desk, anna, team["bob"])
    clock.advance(2 * DAY)
    desk.duty_rules.end(anna, rule)
    assert [(block.person_id, block.start_at) for block in blocks(desk)] == [
        (team["bob"], local("18:00")),
        (team["bob"], local("18:00", 1)),
    ]

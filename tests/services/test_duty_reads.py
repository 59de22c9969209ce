"""How often the calendar is read for one step at the duty page: most of its time went there."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from desktop.domain.clock import ManualClock
from desktop.domain.errors import Refused
from desktop.domain.ticket import Actor
from desktop.services.desk import Desk, open_desk
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_shifts import NewShift
from tests.conftest import ZONE
from tests.services.duty_team import add_line, add_nights, add_team, local

MONDAY = date(2026, 11, 23)
WEEK = 7
HOUR = timedelta(hours=1)


@contextlib.contextmanager
def calendar_reads(desk: Desk) -> Iterator[list[str]]:
    """Give the list of readings of the calendar, each of which begins with the rules' versions."""
    found: list[str] = []

    def note(*of_statement: object) -> None:
        if "FROM duty_rule_version" in str(of_statement[2]):
            found.append(str(of_statement[2]))

    event.listen(desk.database.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(desk.database.engine, "before_cursor_execute", note)


@pytest.fixture
def team(desk: Desk, anna: Actor) -> dict[str, int]:
    found = add_team(desk, anna)
    found["first"], found["second"] = add_line(desk, "First"), add_line(desk, "Second")
    add_nights(desk, anna, found["bob"], found["cat"])
    return found


@pytest.fixture
def second(desk: Desk, database_url: str, clock: ManualClock) -> Iterator[Desk]:
    other = open_desk(database_url, clock=clock, zone=ZONE)
    yield other
    other.close()


def block_of(desk: Desk, person_id: int) -> BoardBlock:
    rows = desk.duty_board.days(MONDAY, WEEK).rows
    own = next(row for row in rows if row.person_id == person_id)
    return own.blocks[-1]


def test_an_edit_reads_the_calendar_only_afterwards_where_somebody_read_it_before(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    new = NewShift(team["anna"], local("10:00", 2), local("14:00", 2), team["first"])
    with calendar_reads(desk) as reads:
        desk.duty_shifts.assign(anna, new)
    assert len(reads) == 2
    own = block_of(desk, team["anna"])
    with calendar_reads(desk) as reads:
        desk.duty_shifts.change(anna, own, team["lea"], own.start_at + HOUR, own.end_at + HOUR)
    assert len(reads) == 1
    moved = block_of(desk, team["lea"])
    with calendar_reads(desk) as reads:
        desk.duty_shifts.remove(anna, moved)
    assert len(reads) == 1


def test_a_turn_of_a_rotation_given_away_is_read_as_seldom(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    night = block_of(desk, team["bob"])
    with calendar_reads(desk) as reads:
        desk.duty_shifts.change(anna, night, team["lea"], night.start_at, night.end_at, "swap")
    assert len(reads) == 1
    assert block_of(desk, team["lea"]).start_at == night.start_at


def test_what_is_shown_after_an_edit_is_what_the_edit_read(
    desk: Desk, second: Desk, anna: Actor, team: dict[str, int]
) -> None:
    night = block_of(desk, team["bob"])
    desk.duty_shifts.change(anna, night, team["lea"], night.start_at, night.end_at, "swap")
    with calendar_reads(desk) as reads:
        board, _ = desk.duty_board.judged_days(MONDAY, WEEK)
        report = desk.duty_fairness.report()
        on = desk.duty.who_is_on(night.start_at)
        desk.duty_coverage.between(board.days[0], board.days[-1])
    assert reads == []
    assert [row.person_id for row in on] == [team["lea"]]
    assert report == second.duty_fairness.report()
    assert board == second.duty_board.days(MONDAY, WEEK)


def test_what_another_desk_changes_is_read_again(
    desk: Desk, second: Desk, anna: Actor, team: dict[str, int]
) -> None:
    night = block_of(desk, team["bob"])
    second.duty_shifts.remove(anna, night)
    with calendar_reads(desk) as reads:
        assert desk.duty.who_is_on(night.start_at) == ()
    assert len(reads) == 1


def test_an_edit_that_is_refused_leaves_nothing_behind(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    night = block_of(desk, team["bob"])
    board = desk.duty_board.days(MONDAY, WEEK)
    with pytest.raises(Refused):
        desk.duty_shifts.change(anna, night, team["cat"], night.start_at - 20 * HOUR, night.end_at)
    assert desk.duty_board.days(MONDAY, WEEK) == board


def test_whoever_leafs_through_years_keeps_few_of_them(desk: Desk, team: dict[str, int]) -> None:
    for year in range(20):
        desk.duty_board.days(date(2027 + year, 6, 7), WEEK)
    with calendar_reads(desk) as reads:
        desk.duty_board.days(date(2027, 6, 7), WEEK)
    assert len(reads) == 1


def test_the_log_of_all_lines_is_written_from_one_reading(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    new = NewShift(team["anna"], local("10:00", 2), local("14:00", 2), team["first"])
    clock.advance(HOUR)
    with calendar_reads(desk) as reads:
        desk.duty_shifts.assign(anna, new)
    assert len(reads) == 3


def test_a_week_and_what_its_duties_would_break_are_of_one_reading(
    desk: Desk, team: dict[str, int]
) -> None:
    with calendar_reads(desk) as reads:
        board, checker = desk.duty_board.judged_days(MONDAY, WEEK)
    assert len(reads) == 1
    assert board == desk.duty_board.days(MONDAY, WEEK)
    assert checker == desk.duty_shifts.checker(board.days[0], board.days[-1])

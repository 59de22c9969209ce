"""The checker of live feedback: it agrees with what the edit then refuses, and asks no database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from desktop.domain.duty_conflict import ConflictKind
from desktop.domain.duty_rules import DutyRules
from desktop.domain.errors import Refused
from desktop.domain.ticket import Actor
from desktop.domain.worktime_local import first_instant, instant, last_instant
from desktop.services.desk import Desk
from desktop.services.duty_overrides import NewOverride
from desktop.services.duty_shifts import NewShift
from tests.services.duty_team import add_nights, add_team, local

SATURDAY = 5


@pytest.fixture
def team(desk: Desk, anna: Actor) -> dict[str, int]:
    return add_team(desk, anna)


def kinds(found: object) -> list[ConflictKind]:
    assert isinstance(found, tuple)
    return [each.kind for each in found]


def test_a_block_is_not_in_its_own_way(desk: Desk, anna: Actor, team: dict[str, int]) -> None:
    added = NewOverride(local("10:00", SATURDAY), local("12:00", SATURDAY), add_id=team["cat"])
    desk.duty_overrides.add(anna, added)
    rows = desk.duty_board.days(local("11:00", SATURDAY).date(), 1).rows
    [block] = [block for row in rows for block in row.blocks]
    checker = desk.duty_shifts.checker(local("00:00", SATURDAY), local("00:00", 7))
    later = (local("11:00", SATURDAY), local("13:00", SATURDAY))
    assert kinds(checker.conflicts(team["cat"], *later, block=block)) == []
    assert kinds(checker.conflicts(team["cat"], *later)) == [ConflictKind.DOUBLE_BOOKING]
    assert kinds(checker.conflicts(team["bob"], *later, block=block)) == []
    assert checker.conflicts(999, *later) == ()


def test_only_what_an_edit_adds_wants_a_reason(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    desk.rest_rules.save(anna, replace(DutyRules(), work_counts=True))
    add_nights(desk, anna, team["bob"])  # seven nights in a row, each right after work
    [first, *_] = next(
        row.blocks for row in desk.duty_board.days(local("12:00", 2).date(), 1).rows if row.blocks
    )
    checker = desk.duty_shifts.checker(local("00:00"), local("00:00", 9))
    broken = kinds(checker.conflicts(team["bob"], first.start_at, first.end_at, block=first))
    assert {ConflictKind.REST, ConflictKind.NIGHTS} <= set(broken)
    shorter = (first.start_at + timedelta(hours=1), first.end_at)
    assert checker.added(team["bob"], *shorter, first) == ()
    desk.duty_shifts.change(anna, first, team["bob"], *shorter)

    assert ConflictKind.REST in kinds(checker.added(team["cat"], *shorter, first))
    with pytest.raises(Refused) as refused:
        desk.duty_shifts.assign(anna, NewShift(team["cat"], *shorter))
    assert refused.value.code == "duty.conflict"
    told = refused.value.facts["conflicts"]
    assert told == checker.added(team["cat"], *shorter, None)


def test_hours_that_lie_in_the_gap_of_a_clock_change_are_no_time_at_all(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    berlin, day = ZoneInfo("Europe/Berlin"), date(2027, 3, 28)
    span = (instant(first_instant(day, 130, berlin)), instant(last_instant(day, 170, berlin)))
    with pytest.raises(Refused) as refused:  # 02:10 to 02:50, which no clock shows
        desk.duty_shifts.assign(anna, NewShift(team["cat"], *span))
    assert refused.value.code == "duty.ends_before_start"

    ends = instant(last_instant(day, 150, berlin))
    new = NewShift(team["cat"], ends - timedelta(hours=3), ends, reason="clock change")
    desk.duty_shifts.assign(anna, new)
    [row] = desk.duty.who_is_on(ends - timedelta(minutes=1))
    assert row.end_at == datetime(2027, 3, 28, 1, tzinfo=UTC)

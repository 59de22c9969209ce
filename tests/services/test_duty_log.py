"""The log of who really was on duty: no edit, no Undo and no clock rewrites it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from desktop.domain.changes import NOTHING, Changes
from desktop.domain.clock import ManualClock
from desktop.domain.duty import ShiftSource
from desktop.domain.errors import Unavailable
from desktop.domain.ticket import Actor, Source
from desktop.jobs.log_duty import LogDuty
from desktop.models.duty import DutyLogRecord
from desktop.services.desk import Desk
from desktop.services.duty_overrides import NewOverride
from desktop.services.leases import Held
from tests.services.duty_team import add_line, add_nights, add_team, local, on_duty

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def team(desk: Desk, anna: Actor) -> dict[str, int]:
    return add_team(desk, anna)


@pytest.fixture
def nights(desk: Desk, anna: Actor, team: dict[str, int]) -> int:
    return add_nights(desk, anna, team["anna"], team["bob"])


def undo(desk: Desk, by: Actor, changes: Changes) -> None:
    assert changes.undo is not None
    desk.undo.undo(by, changes.undo)


def write_log(desk: Desk) -> None:
    assert LogDuty(desk.duty_log, desk.duty, desk.leases).run() == NOTHING


def logged(desk: Desk) -> list[tuple[int, float, ShiftSource]]:
    """Who was on duty, for how many hours, by start."""
    with desk.database.read() as session:
        rows = session.scalars(
            select(DutyLogRecord)
            .where(DutyLogRecord.line_id.is_(None))
            .order_by(DutyLogRecord.start_at, DutyLogRecord.id)
        )
        return [(row.person_id, (row.end_at - row.start_at) / HOUR, row.source) for row in rows]


def test_undoing_an_override_that_has_begun_leaves_the_past_and_changes_what_follows(
    desk: Desk, anna: Actor, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    override = NewOverride(local("18:00"), local("09:00", 2), team["cat"], team["anna"])
    changes = desk.duty_overrides.add(anna, override)
    clock.advance(16 * HOUR)  # Tuesday 01:00

    undo(desk, anna, changes)

    assert on_duty(desk, clock.now() - HOUR) == [team["cat"]]
    assert on_duty(desk, clock.now()) == [team["anna"]]


def test_undoing_a_rule_leaves_who_was_on_duty_by_it(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    rule = add_nights(desk, anna, team["bob"])
    ended = desk.duty_rules.end(anna, rule)
    undo(desk, anna, ended)
    clock.advance(2 * WEEK)
    before = desk.duty.between(local("09:00"), clock.now())

    desk.duty_rules.change_people(anna, rule, [team["cat"]], clock.now())
    desk.duty_rules.end(anna, rule)

    assert desk.duty.between(local("09:00"), clock.now()) == before
    assert on_duty(desk, clock.now() + 12 * HOUR) == []


def test_another_zone_moves_what_is_ahead_alone(
    desk: Desk, anna: Actor, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    clock.advance(2 * DAY)
    write_log(desk)

    desk.settings.set(anna.person_id, "team.zone", "Asia/Vladivostok")

    assert on_duty(desk, local("18:00", 1)) == [team["anna"]]
    assert on_duty(desk, local("17:59", 1)) == []
    assert on_duty(desk, local("17:59", 3)) == [team["anna"]]


def test_a_duty_is_one_row_however_often_the_log_is_written(
    desk: Desk, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    for _ in range(2 * 24):
        clock.advance(HOUR)
        write_log(desk)

    nights_of_anna = (team["anna"], 15.0, ShiftSource.ROTATION)
    assert logged(desk) == [nights_of_anna, nights_of_anna]


def test_a_running_duty_is_told_whole_though_the_log_holds_its_beginning(
    desk: Desk, nights: int, clock: ManualClock
) -> None:
    clock.advance(12 * HOUR)
    before = desk.duty.who_is_on(clock.now())
    write_log(desk)
    assert desk.duty.who_is_on(clock.now()) == before
    assert (before[0].start_at, before[0].end_at) == (local("18:00"), local("09:00", 1))


def test_a_line_has_its_own_past(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    line = add_line(desk, "First line")
    rule = add_nights(desk, anna, team["cat"], line_id=line)
    clock.advance(DAY)
    desk.duty_rules.end(anna, rule)
    assert on_duty(desk, local("23:00"), line) == [team["cat"]]
    assert on_duty(desk, local("23:00")) == []


def test_without_a_calendar_nothing_is_written(desk: Desk, clock: ManualClock) -> None:
    clock.advance(DAY)
    write_log(desk)
    assert logged(desk) == []
    with desk.database.read() as session:
        assert desk.duty.calendar(session, None, (clock.now(), clock.now())).frozen_until is None


def test_what_a_wrong_clock_wrote_is_forgotten(
    desk: Desk, anna: Actor, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    clock.advance(4 * WEEK)
    write_log(desk)
    clock.advance(-4 * WEEK + 12 * HOUR)
    write_log(desk)

    desk.duty_rules.change_people(anna, nights, [team["cat"]], local("09:00", 7))

    assert logged(desk) == [(team["anna"], 3.0, ShiftSource.ROTATION)]
    assert on_duty(desk, local("23:00", 8)) == [team["cat"]]


def test_only_the_holder_of_the_lease_writes(desk: Desk, nights: int, clock: ManualClock) -> None:
    clock.advance(DAY)
    with pytest.raises(Unavailable):
        desk.duty_log.write_on(Held("log_duty", "somebody", 7))
    assert logged(desk) == []


def test_a_swap_taken_back_by_undo_stays_where_it_was_worked(
    desk: Desk, anna: Actor, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    shift_id = desk.duty.who_is_on(local("23:00"))[0].shift_id
    swap = desk.swaps.ask(anna, shift_id, team["anna"]).created or 0
    taken = desk.swaps.take(Actor(team["bob"], Source.WINDOW), swap, team["bob"])
    clock.advance(14 * HOUR)

    undo(desk, anna, taken)

    assert on_duty(desk, clock.now() - HOUR) == [team["bob"]]
    assert on_duty(desk, clock.now() + HOUR) == [team["anna"]]


def test_a_round_comes_when_somebody_goes_on_or_off_duty(
    desk: Desk, nights: int, clock: ManualClock
) -> None:
    job = LogDuty(desk.duty_log, desk.duty, desk.leases)
    assert job.next_in() == 9 * HOUR
    clock.advance(9 * HOUR)
    assert job.next_in() == 15 * HOUR

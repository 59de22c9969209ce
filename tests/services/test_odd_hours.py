"""Hours and targets that look wrong: nothing is lost by them, and nothing is due at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import select

from desktop.domain.clock import ManualClock
from desktop.domain.sla_presets import BUSINESS_HOURS
from desktop.domain.ticket import Actor, Priority
from desktop.domain.worktime import Interval
from desktop.models.base import FAR_FUTURE
from desktop.models.sla import ClockRecord
from desktop.models.ticket import Ticket
from desktop.services.desk import Desk
from tests.services.test_calendars import business, first_due
from tests.services.test_tickets import make

NIGHT = (Interval(150, 240),)
"""02:30 to 04:00: of it the night of the spring change has an hour."""


def test_hours_taken_from_open_tickets_make_nothing_due_and_come_back(
    desk: Desk, anna: Actor
) -> None:
    number = make(desk, anna)
    before = desk.tickets.detail(number).clocks
    closed = replace(business(desk).spec, weekly=((),) * 7)

    done = desk.calendars.edit(anna, BUSINESS_HOURS, closed, recompute=True)

    assert [clock.due_at for clock in desk.tickets.detail(number).clocks] == [None] * len(before)
    with desk.database.read() as session:
        assert set(session.scalars(select(ClockRecord.next_warn_at))) == {FAR_FUTURE}
    assert done.undo is not None
    desk.undo.undo(anna, done.undo)
    assert desk.tickets.detail(number).clocks == before


def test_hours_that_begin_in_the_skipped_one_count_what_is_left_of_them_in_2035(
    desk: Desk, anna: Actor, clock: ManualClock
) -> None:
    clock.advance(datetime(2035, 3, 24, 12, tzinfo=UTC) - clock.now())
    number = make(desk, anna)

    hours = replace(business(desk).spec, zone="Europe/Berlin", weekly=(NIGHT,) * 7)
    desk.calendars.edit(anna, BUSINESS_HOURS, hours, recompute=True)

    # an hour on Sunday, one and a half on Monday and Tuesday each: four
    assert first_due(desk, number) == datetime(2035, 3, 27, 2, tzinfo=UTC)


def test_priority_without_a_target_has_no_clock_and_is_due_never(desk: Desk, anna: Actor) -> None:
    policy = desk.policy_edits.one(1).policy
    rows = {key: row for key, row in policy.rows.items() if key[0] is not Priority.LOW}
    desk.policy_edits.save(anna, replace(policy, rows=rows), recompute=True)

    number = make(desk, anna)
    desk.tickets.set_priority(anna, [number], Priority.LOW)

    running = [each for each in desk.tickets.detail(number).clocks if each.result == "running"]
    assert running == []
    with desk.database.read() as session:
        assert session.get_one(Ticket, number).next_due_at == FAR_FUTURE

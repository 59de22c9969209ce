"""Tickets put off to a date come back on that date."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from desktop.domain.changes import NOTHING
from desktop.domain.clock import ManualClock
from desktop.domain.ticket import Actor, Status
from desktop.jobs.wake_reminders import WakeReminders
from desktop.services.desk import Desk
from desktop.services.rows import TicketQuery, View
from desktop.services.tickets import ManualTicket

TOMORROW = timedelta(days=1)


@pytest.fixture
def waiting(desk: Desk, clock: ManualClock, anna: Actor) -> int:
    """A ticket that waits for tomorrow, 09:00."""
    number = desk.tickets.create(anna, ManualTicket("Printer", "It smokes")).created
    assert number is not None
    until = clock.now() + TOMORROW
    desk.tickets.set_status(anna, [number], Status.WAITING_DATE, until)
    return number


@pytest.fixture
def statements(sqlite_desk: Desk) -> list[tuple[str, Any]]:
    """Every statement sent to the database from now on, with its values."""
    seen: list[tuple[str, Any]] = []

    @event.listens_for(sqlite_desk.database.engine, "before_cursor_execute")
    def _remember(_c: Any, _k: Any, statement: str, values: Any, _x: Any, _m: bool) -> None:
        seen.append((statement, values))

    return seen


def status(desk: Desk, number: int) -> Status:
    return desk.tickets.detail(number).ticket.status


def test_ticket_opens_on_its_date_and_needs_action(
    desk: Desk, clock: ManualClock, waiting: int
) -> None:
    job = WakeReminders(desk.reminders)
    clock.advance(TOMORROW - timedelta(seconds=1))
    assert job.run() == NOTHING
    assert job.next_in() == timedelta(seconds=1)
    clock.advance(timedelta(seconds=1))

    changes = job.run()

    assert changes.tickets == {waiting}
    assert status(desk, waiting) is Status.OPEN
    assert desk.tickets.counts(TicketQuery())[View.ACTION] == 1
    assert job.run() == NOTHING
    assert job.next_in() is None


def test_noticed_late_it_opened_on_its_date_all_the_same(
    desk: Desk, clock: ManualClock, waiting: int
) -> None:
    start = clock.now()
    clock.advance(TOMORROW + timedelta(hours=3))

    desk.reminders.wake_due()

    detail = desk.tickets.detail(waiting)
    assert detail.events[-1].kind == "status_changed"
    assert detail.events[-1].at == start + TOMORROW
    (solution,) = [
        each for each in desk.clocks.evaluation(waiting).clocks if each.kind == "solution"
    ]
    assert solution.used == timedelta(hours=3)


def test_ticket_opened_by_hand_is_left_alone(
    desk: Desk, clock: ManualClock, anna: Actor, waiting: int
) -> None:
    desk.tickets.set_status(anna, [waiting], Status.WAITING_CUSTOMER)
    clock.advance(2 * TOMORROW)

    assert desk.reminders.wake_due() == NOTHING
    assert status(desk, waiting) is Status.WAITING_CUSTOMER


def test_spam_does_not_come_back(desk: Desk, clock: ManualClock, anna: Actor, waiting: int) -> None:
    desk.tickets.mark_spam(anna, [waiting])
    clock.advance(2 * TOMORROW)

    assert desk.reminders.wake_due() == NOTHING
    assert desk.reminders.next_in() is None


def test_dates_are_found_by_their_index_among_a_million_tickets(
    sqlite_desk: Desk, statements: list[tuple[str, Any]]
) -> None:
    sqlite_desk.reminders.next_in()
    sqlite_desk.reminders.wake_due()

    asked = [each for each in statements if "wake_at" in each[0]]
    assert len(asked) == 2
    with sqlite_desk.database.engine.connect() as connection:
        for statement, values in asked:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            assert ["ix_ticket_wake_at" in row[3] for row in plan] == [True], plan

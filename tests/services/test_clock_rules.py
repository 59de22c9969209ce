"""Rules of the clocks through the services: reopening, our own tickets, the row of a list."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.sla import ClockKind, ClockResult, EventKind
from desktop.domain.sla_clock import ClockState
from desktop.domain.ticket import Actor, Priority, Status
from desktop.services.desk import Desk
from desktop.services.tickets import ManualTicket
from tests.services.happenings import happens

HOUR = timedelta(hours=1)
OFFICE = 2
"""The preset "Business hours"."""


@pytest.fixture
def ticket(desk: Desk, anna: Actor) -> int:
    manual = ManualTicket("Printer", "It smokes", priority=Priority.HIGH)
    number = desk.tickets.create(anna, manual).created
    assert number is not None
    return number


def clock_of(desk: Desk, number: int, kind: ClockKind) -> ClockState:
    found = desk.clocks.evaluation(number).clock(kind)
    assert found is not None
    return found


def test_reopening_resumes_the_solution_and_leaves_out_the_time_solved(
    desk: Desk, clock: ManualClock, anna: Actor, ticket: int
) -> None:
    clock.advance(2 * HOUR)
    desk.tickets.set_status(anna, [ticket], Status.SOLVED)
    assert clock_of(desk, ticket, ClockKind.SOLUTION).result is ClockResult.MET
    clock.advance(3 * HOUR)

    desk.tickets.set_status(anna, [ticket], Status.OPEN)
    clock.advance(HOUR)

    solution = clock_of(desk, ticket, ClockKind.SOLUTION)
    assert (solution.result, solution.used, solution.solved) == (
        ClockResult.RUNNING,
        3 * HOUR,
        3 * HOUR,
    )
    assert solution.first_result is ClockResult.MET
    assert desk.tickets.detail(ticket).ticket.reopen_count == 1


def test_a_ticket_we_open_owes_no_first_reply_and_the_next_once_the_client_writes(
    desk: Desk, clock: ManualClock, anna: Actor
) -> None:
    manual = ManualTicket("Your contract", "It ends soon", from_customer=False)
    number = desk.tickets.create(anna, manual).created
    assert number is not None
    kinds = {each.kind for each in desk.clocks.evaluation(number).clocks}
    assert kinds == {ClockKind.SOLUTION}

    clock.advance(HOUR)
    happens(desk, number, EventKind.CUSTOMER_MESSAGE)

    assert clock_of(desk, number, ClockKind.NEXT_RESPONSE).started_at == clock.now()
    assert desk.tickets.row(number).next_due_kind == "next_response"


def test_the_row_of_a_clock_that_stands_still_says_which(
    desk: Desk, clock: ManualClock, anna: Actor, ticket: int
) -> None:
    clock.advance(HOUR / 2)
    desk.tickets.log_call(anna, ticket, "Talked")
    desk.tickets.set_status(anna, [ticket], Status.WAITING_CUSTOMER)

    row = desk.tickets.row(ticket)

    assert (row.sla_result, row.next_due_kind, row.next_due_at) == ("paused", "solution", None)


@pytest.mark.parametrize(
    ("excused", "result"), [(False, "missed"), (True, "met")], ids=["missed", "excused"]
)
def test_an_excused_breach_does_not_speak_for_the_ticket(
    desk: Desk, clock: ManualClock, anna: Actor, ticket: int, excused: bool, result: str
) -> None:
    clock.advance(2 * HOUR)
    desk.tickets.log_call(anna, ticket, "Sorry")
    desk.tickets.set_status(anna, [ticket], Status.SOLVED)
    if excused:
        desk.excuses.excuse(anna, ticket, ClockKind.FIRST_RESPONSE, 1, "Power cut")

    assert desk.tickets.row(ticket).sla_result == result


def test_what_is_stored_is_what_the_events_say(
    desk: Desk, clock: ManualClock, anna: Actor, ticket: int
) -> None:
    """Promises, excuses, policies and answers spared leave nothing for a rebuild to correct."""
    clock.advance(2 * HOUR)
    desk.promises.promise(anna, ticket, clock.now() + HOUR)
    desk.tickets.log_call(anna, ticket, "Sorry")
    desk.excuses.excuse(anna, ticket, ClockKind.FIRST_RESPONSE, 1, "Power cut")
    happens(desk, ticket, EventKind.CUSTOMER_MESSAGE)
    clock.advance(HOUR)
    desk.replies.no_reply_needed(anna, [ticket])
    desk.tickets.set_policy(anna, [ticket], OFFICE)
    desk.promises.promise(anna, ticket, clock.now() + HOUR)

    assert desk.clocks.rebuild() == 0

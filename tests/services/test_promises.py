"""A date told to the customer: its clock, what keeps it, and the moments that are offered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.errors import NotFound, Refused
from desktop.domain.promise import PromiseChoice
from desktop.domain.sla import ClockKind, ClockResult
from desktop.domain.ticket import Actor, Status
from desktop.services.desk import Desk
from desktop.services.tickets import ManualTicket
from tests.dump import dump

TOMORROW_NOON = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
"""Tuesday, 12:00 in Moscow."""


@pytest.fixture
def ticket(desk: Desk, anna: Actor) -> int:
    number = desk.tickets.create(anna, ManualTicket("Printer", "It smokes")).created
    assert number is not None
    return number


def promised(desk: Desk, number: int) -> list[tuple[ClockResult, datetime | None]]:
    clocks = desk.clocks.evaluation(number).clocks
    return [(each.result, each.due_at) for each in clocks if each.kind is ClockKind.PROMISE]


def test_a_promise_is_a_clock_that_ends_at_the_date(desk: Desk, anna: Actor, ticket: int) -> None:
    changes = desk.promises.promise(anna, ticket, TOMORROW_NOON)

    assert changes.tickets == {ticket}
    assert promised(desk, ticket) == [(ClockResult.RUNNING, TOMORROW_NOON)]
    detail = desk.tickets.detail(ticket)
    assert detail.events[-1].kind == "promise_set"
    assert detail.events[-1].person == "Anna Kern"
    (stored,) = [clock for clock in detail.clocks if clock.kind == "promise"]
    assert stored.due_at == TOMORROW_NOON


def test_a_promise_that_is_not_kept_is_late_at_its_date(
    desk: Desk, clock: ManualClock, anna: Actor, ticket: int
) -> None:
    desk.promises.promise(anna, ticket, TOMORROW_NOON)
    clock.jump_to(TOMORROW_NOON + timedelta(minutes=1))

    promise = desk.clocks.evaluation(ticket).clock(ClockKind.PROMISE)

    assert promise is not None
    assert promise.breached_at == TOMORROW_NOON


def test_a_newer_promise_takes_its_place(desk: Desk, anna: Actor, ticket: int) -> None:
    later = TOMORROW_NOON + timedelta(days=1)
    desk.promises.promise(anna, ticket, TOMORROW_NOON)
    desk.promises.promise(anna, ticket, later)

    assert promised(desk, ticket) == [
        (ClockResult.CANCELLED, TOMORROW_NOON),
        (ClockResult.RUNNING, later),
    ]


def test_it_runs_on_while_the_client_is_waited_for(desk: Desk, anna: Actor, ticket: int) -> None:
    desk.promises.promise(anna, ticket, TOMORROW_NOON)
    desk.tickets.set_status(anna, [ticket], Status.WAITING_CUSTOMER)

    assert promised(desk, ticket) == [(ClockResult.RUNNING, TOMORROW_NOON)]
    assert desk.tickets.row(ticket).next_due_kind == "first_response"  # which never pauses


def test_undo_leaves_no_trace(desk: Desk, anna: Actor, ticket: int) -> None:
    before = dump(desk)
    changes = desk.promises.promise(anna, ticket, TOMORROW_NOON)
    assert changes.undo is not None
    assert dump(desk) != before

    desk.undo.undo(anna, changes.undo)

    assert dump(desk) == before


@pytest.mark.parametrize(
    ("due_in", "code"), [(timedelta(0), "promise.past"), (timedelta(days=-1), "promise.past")]
)
def test_a_moment_that_has_passed_is_refused(
    desk: Desk, clock: ManualClock, anna: Actor, ticket: int, due_in: timedelta, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        desk.promises.promise(anna, ticket, clock.now() + due_in)


def test_solved_spam_and_unknown_tickets_are_promised_nothing(
    desk: Desk, anna: Actor, ticket: int
) -> None:
    desk.tickets.set_status(anna, [ticket], Status.SOLVED)
    with pytest.raises(Refused, match=r"promise\.ended"):
        desk.promises.promise(anna, ticket, TOMORROW_NOON)
    desk.tickets.mark_spam(anna, [ticket])
    with pytest.raises(Refused, match=r"ticket\.marked"):
        desk.promises.promise(anna, ticket, TOMORROW_NOON)
    with pytest.raises(NotFound):
        desk.promises.promise(anna, 4711, TOMORROW_NOON)


def test_offered_are_this_evening_and_tomorrow_noon(sqlite_desk: Desk) -> None:
    assert [(each.choice, each.at, each.is_open) for each in sqlite_desk.promises.moments()] == [
        (PromiseChoice.THIS_EVENING, datetime(2026, 11, 23, 15, 0, tzinfo=UTC), True),
        (PromiseChoice.TOMORROW, TOMORROW_NOON, True),
    ]


def test_hours_tell_when_the_team_opens_next(sqlite_desk: Desk) -> None:
    saturday = datetime(2026, 11, 28, 18, 0, tzinfo=UTC)

    assert sqlite_desk.promises.hours(TOMORROW_NOON).is_open
    closed = sqlite_desk.promises.hours(saturday)
    assert (closed.is_open, closed.opens_at) == (False, datetime(2026, 11, 30, 6, tzinfo=UTC))

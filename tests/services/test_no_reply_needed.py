"""A customer's last word that needs no answer stops the clock of the next reply."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.errors import Refused
from desktop.domain.sla import ClockKind, ClockResult, EventKind
from desktop.domain.ticket import Actor
from desktop.services.desk import Desk
from desktop.services.tickets import ManualTicket
from tests.dump import dump
from tests.services.happenings import happens

NEXT = ClockKind.NEXT_RESPONSE


@pytest.fixture
def thanked(desk: Desk, clock: ManualClock, anna: Actor) -> int:
    """A ticket whose customer thanks for the answer."""
    number = desk.tickets.create(anna, ManualTicket("Printer", "It smokes")).created
    assert number is not None
    desk.tickets.log_call(anna, number, "Pull the plug")
    clock.advance(timedelta(hours=1))
    happens(desk, number, EventKind.CUSTOMER_MESSAGE)
    clock.advance(timedelta(hours=1))
    return number


def results(desk: Desk, number: int) -> list[ClockResult]:
    return [each.result for each in desk.clocks.evaluation(number).clocks if each.kind is NEXT]


def test_it_stops_the_clock_and_the_next_message_starts_another(
    desk: Desk, anna: Actor, thanked: int
) -> None:
    assert results(desk, thanked) == [ClockResult.RUNNING]

    changes = desk.replies.no_reply_needed(anna, [thanked])

    assert changes.tickets == {thanked}
    assert results(desk, thanked) == [ClockResult.MET]
    assert desk.tickets.detail(thanked).events[-1].kind == "no_reply_needed"
    assert desk.tickets.row(thanked).next_due_kind == "solution"
    happens(desk, thanked, EventKind.CUSTOMER_MESSAGE)
    assert results(desk, thanked) == [ClockResult.MET, ClockResult.RUNNING]


def test_undo_leaves_no_trace(desk: Desk, anna: Actor, thanked: int) -> None:
    before = dump(desk)
    changes = desk.replies.no_reply_needed(anna, [thanked])
    assert changes.undo is not None

    desk.undo.undo(anna, changes.undo)

    assert dump(desk) == before


def test_of_several_tickets_those_that_owe_nothing_are_left_alone(
    desk: Desk, anna: Actor, thanked: int
) -> None:
    new = desk.tickets.create(anna, ManualTicket("Noise", "It hums")).created
    assert new is not None

    assert desk.replies.no_reply_needed(anna, [new, thanked]).tickets == {thanked}


def test_a_first_answer_cannot_be_spared(desk: Desk, anna: Actor) -> None:
    new = desk.tickets.create(anna, ManualTicket("Noise", "It hums")).created
    assert new is not None
    with pytest.raises(Refused, match=r"reply\.not_owed"):
        desk.replies.no_reply_needed(anna, [new])

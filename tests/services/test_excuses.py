"""A breach is excused with a reason; it stays latched, and the history names who did it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.errors import NotFound, Refused
from desktop.domain.sla import ClockKind, ClockResult
from desktop.domain.sla_clock import ClockState
from desktop.domain.ticket import Actor, Priority, Role, Source, Status
from desktop.services.desk import Desk
from desktop.services.tickets import ManualTicket
from tests.dump import dump

FIRST = ClockKind.FIRST_RESPONSE


@pytest.fixture
def late(desk: Desk, clock: ManualClock, anna: Actor) -> int:
    """A critical ticket that nobody answered for an hour; a quarter was promised."""
    manual = ManualTicket("Printer", "It smokes", priority=Priority.CRITICAL)
    number = desk.tickets.create(anna, manual).created
    assert number is not None
    clock.advance(timedelta(hours=1))
    return number


@pytest.fixture
def answered(desk: Desk, anna: Actor, late: int) -> int:
    desk.tickets.log_call(anna, late, "Sorry")
    return late


def first(desk: Desk, number: int) -> ClockState:
    found = desk.clocks.evaluation(number).clock(FIRST)
    assert found is not None
    return found


def test_an_excused_breach_stays_latched_and_leaves_the_figures(
    desk: Desk, anna: Actor, answered: int
) -> None:
    changes = desk.excuses.excuse(anna, answered, FIRST, 1, "  Power cut\nin the whole street ")

    assert changes.tickets == {answered}
    clock = first(desk, answered)
    assert (clock.result, clock.judged) == (ClockResult.EXCUSED, ClockResult.MISSED)
    assert clock.breach is not None
    assert clock.excuse == "Power cut in the whole street"
    detail = desk.tickets.detail(answered)
    event = detail.events[-1]
    assert (event.kind, event.person) == ("clock_excused", "Anna Kern")
    assert event.data == {
        "clock": "first_response",
        "round": 1,
        "reason": "Power cut in the whole street",
    }
    (stored,) = [each for each in detail.clocks if each.kind == FIRST]
    assert stored.result == "excused"


def test_a_late_clock_that_still_runs_is_excused_when_it_stops(
    desk: Desk, anna: Actor, late: int
) -> None:
    desk.excuses.excuse(anna, late, FIRST, 1, "Power cut")
    assert first(desk, late).result is ClockResult.RUNNING

    desk.tickets.log_call(anna, late, "Sorry")

    assert first(desk, late).result is ClockResult.EXCUSED


def test_undo_leaves_no_trace(desk: Desk, anna: Actor, answered: int) -> None:
    before = dump(desk)
    changes = desk.excuses.excuse(anna, answered, FIRST, 1, "Power cut")
    assert changes.undo is not None
    assert dump(desk) != before

    desk.undo.undo(anna, changes.undo)

    assert dump(desk) == before
    assert first(desk, answered).result is ClockResult.MISSED


def test_no_reason_no_excuse(desk: Desk, anna: Actor, answered: int) -> None:
    before = dump(desk)
    with pytest.raises(Refused, match=r"excuse\.no_reason"):
        desk.excuses.excuse(anna, answered, FIRST, 1, " \n ")
    assert dump(desk) == before


def test_what_is_not_late_needs_no_excuse(desk: Desk, anna: Actor, answered: int) -> None:
    with pytest.raises(Refused, match=r"excuse\.not_late"):
        desk.excuses.excuse(anna, answered, ClockKind.SOLUTION, 1, "Power cut")
    with pytest.raises(NotFound):
        desk.excuses.excuse(anna, answered, FIRST, 2, "Power cut")


def test_where_there_is_a_lead_only_the_lead_excuses(
    desk: Desk, anna: Actor, answered: int
) -> None:
    assert desk.excuses.may_excuse(anna.person_id)
    vera = Actor(desk.people.add("Vera Lind", role=Role.LEAD).created, Source.WINDOW)
    assert not desk.excuses.may_excuse(anna.person_id)

    with pytest.raises(Refused, match=r"excuse\.lead_only"):
        desk.excuses.excuse(anna, answered, FIRST, 1, "Power cut")
    desk.excuses.excuse(vera, answered, FIRST, 1, "Power cut")

    assert first(desk, answered).result is ClockResult.EXCUSED


def test_nobody_in_particular_excuses_nothing(desk: Desk, answered: int) -> None:
    job = Actor(None, Source.JOB)
    assert not desk.excuses.may_excuse(None)
    with pytest.raises(Refused, match=r"excuse\.lead_only"):
        desk.excuses.excuse(job, answered, FIRST, 1, "Power cut")


def test_reopening_does_not_take_the_excuse_back(
    desk: Desk, clock: ManualClock, anna: Actor, answered: int
) -> None:
    clock.advance(timedelta(hours=5))
    desk.tickets.set_status(anna, [answered], Status.SOLVED)
    desk.excuses.excuse(anna, answered, ClockKind.SOLUTION, 1, "Power cut")
    desk.tickets.set_status(anna, [answered], Status.OPEN)
    clock.advance(timedelta(hours=1))
    desk.tickets.set_status(anna, [answered], Status.SOLVED)

    solution = desk.clocks.evaluation(answered).clock(ClockKind.SOLUTION)

    assert solution is not None
    assert solution.result is ClockResult.EXCUSED

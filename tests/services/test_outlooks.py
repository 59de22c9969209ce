"""What a change would do to the clocks is said before, and is what saving it does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from desktop.domain.clock import ManualClock
from desktop.domain.errors import NotFound
from desktop.domain.sla import ClockKind, ClockResult
from desktop.domain.ticket import Actor, Priority, Status
from desktop.models.people import Category, Organisation
from desktop.models.ticket import Ticket
from desktop.services.desk import Desk
from desktop.services.outlooks import MOST, Outlook
from desktop.services.reclassification import (
    CategoryChange,
    Intention,
    OrganisationChange,
    PolicyChange,
    PriorityChange,
    StatusChange,
)
from desktop.services.tickets import ManualTicket
from tests.dump import dump

SMALL, OFFICE = 1, 2
"""The preset policies; "Business hours" has no next reply."""

WORKED = timedelta(minutes=90)


@pytest.fixture
def ticket(desk: Desk, clock: ManualClock, anna: Actor) -> int:
    """A ticket of Monday 09:00, ninety minutes later: no warning is due yet."""
    number = desk.tickets.create(anna, ManualTicket("Printer", "It smokes")).created
    assert number is not None
    clock.advance(WORKED)
    return number


@pytest.fixture
def category(desk: Desk) -> int:
    """A category with a policy of its own."""
    with desk.database.write() as session:
        found = Category(name="Contract work", policy_id=OFFICE)
        session.add(found)
        session.flush()
        return found.id


@pytest.fixture
def organisation(desk: Desk) -> int:
    """A firm with a policy of its own."""
    with desk.database.write() as session:
        found = Organisation(name="Nord Clinic", policy_id=OFFICE)
        session.add(found)
        session.flush()
        return found.id


def look(desk: Desk, number: int, change: Intention) -> Outlook:
    (found,) = desk.outlooks.look([number], [change])
    return found


def test_a_higher_priority_says_old_due_new_due_and_what_is_used(
    desk: Desk, clock: ManualClock, ticket: int
) -> None:
    start = clock.now() - WORKED

    found = look(desk, ticket, PriorityChange(Priority.HIGH))

    by_kind = {move.kind: move for move in found.clocks}
    solution = by_kind[ClockKind.SOLUTION]
    assert solution.before is not None
    assert solution.before.due_at == start + timedelta(days=3, hours=9)
    assert solution.after.due_at == start + timedelta(hours=8)
    assert (solution.after.used, solution.after.target) == (
        WORKED,
        timedelta(hours=8),
    )
    assert not solution.becomes_late


def test_late_by_reclassification_is_said_before_it_happens(
    desk: Desk, clock: ManualClock, anna: Actor, ticket: int
) -> None:
    before = dump(desk)
    found = look(desk, ticket, PriorityChange(Priority.CRITICAL))

    assert found.makes_late
    assert found.clocks[0].kind is ClockKind.FIRST_RESPONSE
    assert found.clocks[0].becomes_late
    assert dump(desk) == before

    desk.tickets.set_priority(anna, [ticket], Priority.CRITICAL)
    clock.advance(timedelta(minutes=1))
    desk.tickets.log_call(anna, ticket, "Sorry")
    first = desk.clocks.evaluation(ticket).clock(ClockKind.FIRST_RESPONSE)
    assert first is not None
    assert first.result is ClockResult.RECLASSIFIED


@pytest.mark.parametrize(
    ("status", "result"),
    [
        (Status.WAITING_CUSTOMER, ClockResult.PAUSED),
        (Status.SOLVED, ClockResult.MET),
        (Status.DEFERRED, None),
    ],
)
def test_a_status_says_what_becomes_of_the_solution(
    desk: Desk, ticket: int, status: Status, result: ClockResult | None
) -> None:
    found = look(desk, ticket, StatusChange(status))

    moved = {move.kind: move.after.result for move in found.clocks}
    assert moved.get(ClockKind.SOLUTION) == result
    assert not found.makes_late


def test_what_changes_nothing_moves_nothing(desk: Desk, ticket: int) -> None:
    for change in (
        PriorityChange(Priority.NORMAL),
        StatusChange(Status.NEW),
        PolicyChange(SMALL),
        CategoryChange(None),
        OrganisationChange(None),
    ):
        found = look(desk, ticket, change)
        assert (found.clocks, found.counts.tickets) == ((), 0)


@pytest.mark.parametrize("of", ["policy", "category", "organisation"])
def test_the_look_ahead_is_what_saving_does(
    desk: Desk, anna: Actor, ticket: int, category: int, organisation: int, of: str
) -> None:
    change: Intention = {
        "policy": PolicyChange(OFFICE),
        "category": CategoryChange(category),
        "organisation": OrganisationChange(organisation),
    }[of]
    ahead = {move.kind: move.after for move in look(desk, ticket, change).clocks}
    assert ahead

    if of == "policy":
        desk.tickets.set_policy(anna, [ticket], OFFICE)
    elif of == "category":
        desk.tickets.set_category(anna, [ticket], category)
    else:
        desk.tickets.set_organisation(anna, [ticket], organisation)

    for kind, expected in ahead.items():
        found = desk.clocks.evaluation(ticket).clock(kind)
        assert found is not None
        assert (found.due_at, found.target, found.policy_id) == (
            expected.due_at,
            expected.target,
            OFFICE,
        )
    assert desk.tickets.detail(ticket).policy == "Business hours"


@pytest.mark.parametrize("of", ["policy", "category", "organisation", "priority"])
def test_undo_leaves_no_trace(
    desk: Desk, anna: Actor, ticket: int, category: int, organisation: int, of: str
) -> None:
    before = dump(desk)
    changes = {
        "policy": lambda: desk.tickets.set_policy(anna, [ticket], OFFICE),
        "category": lambda: desk.tickets.set_category(anna, [ticket], category),
        "organisation": lambda: desk.tickets.set_organisation(anna, [ticket], organisation),
        "priority": lambda: desk.tickets.set_priority(anna, [ticket], Priority.CRITICAL),
    }[of]()
    assert changes.undo is not None
    assert dump(desk) != before

    desk.undo.undo(anna, changes.undo)

    assert dump(desk) == before


def test_an_organisation_goes_before_a_category(
    desk: Desk, anna: Actor, ticket: int, category: int, organisation: int
) -> None:
    with desk.database.write() as session:
        session.execute(
            update(Organisation).where(Organisation.id == organisation).values(policy_id=SMALL)
        )
    desk.tickets.set_organisation(anna, [ticket], organisation)

    desk.tickets.set_category(anna, [ticket], category)

    assert desk.tickets.detail(ticket).policy == "Small 24/7"


def test_a_policy_chosen_by_hand_stays_where_the_order_says_nothing_new(
    desk: Desk, anna: Actor, ticket: int
) -> None:
    with desk.database.write() as session:
        plain = Category(name="Questions")
        session.add(plain)
        session.flush()
        number = plain.id
    desk.tickets.set_policy(anna, [ticket], OFFICE)

    desk.tickets.set_category(anna, [ticket], number)

    assert desk.tickets.detail(ticket).policy == "Business hours"


def test_of_several_tickets_they_are_counted(desk: Desk, anna: Actor, ticket: int) -> None:
    fresh = desk.tickets.create(anna, ManualTicket("Noise", "It hums")).created
    assert fresh is not None

    (found,) = desk.outlooks.look([ticket, fresh], [PriorityChange(Priority.CRITICAL)])

    assert (found.counts.tickets, found.counts.earlier, found.counts.late) == (2, 2, 1)
    assert found.clocks == ()


def test_too_many_tickets_are_not_looked_ahead_for(desk: Desk) -> None:
    assert desk.outlooks.look(range(MOST + 1), [PriorityChange(Priority.HIGH)]) == ()


def test_spam_is_judged_by_nobody(desk: Desk, anna: Actor, ticket: int) -> None:
    desk.tickets.mark_spam(anna, [ticket])
    assert look(desk, ticket, PriorityChange(Priority.HIGH)).counts.tickets == 0


def test_unknown_policy_and_organisation_are_refused(desk: Desk, anna: Actor, ticket: int) -> None:
    with pytest.raises(NotFound):
        desk.tickets.set_policy(anna, [ticket], 99)
    with pytest.raises(NotFound):
        desk.tickets.set_organisation(anna, [ticket], 99)
    with desk.database.read() as session:
        found = session.get(Ticket, ticket)
        assert found is not None
        assert found.organisation_id is None

"""What is counted is what is listed, whatever became of a ticket."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from desktop.domain.clock import ManualClock
from desktop.domain.ticket import Actor, Status
from desktop.models.ticket import Ticket
from desktop.services.desk import Desk
from desktop.services.rows import COUNTED_VIEWS, TicketQuery, View
from desktop.services.ticket_edit import derive
from desktop.services.tickets import ManualTicket


def make(desk: Desk, by: Actor, **fields: object) -> int:
    created = desk.tickets.create(by, ManualTicket("Printer", "smokes", **fields)).created  # type: ignore[arg-type]
    assert created is not None
    return created


def listed(desk: Desk, query: TicketQuery) -> dict[View, int]:
    return {
        view: len(desk.tickets.page(TicketQuery(view=view, me=query.me), None, 100).rows)
        for view in COUNTED_VIEWS
    }


def fail_delivery(desk: Desk, ticket_id: int) -> None:
    with desk.database.write() as session:
        session.execute(update(Ticket).where(Ticket.id == ticket_id).values(delivery_failed=True))
        ticket = session.get(Ticket, ticket_id)
        assert ticket is not None
        derive(ticket)


def test_every_view_counts_what_it_lists(desk: Desk, anna: Actor, clock: ManualClock) -> None:
    tomorrow = clock.now() + timedelta(days=1)
    for status in Status:
        mine, other = make(desk, anna, assignee_id=anna.person_id), make(desk, anna)
        if status is not Status.NEW:
            until = tomorrow if status is Status.WAITING_DATE else None
            desk.tickets.set_status(anna, [mine, other], status, until)
        fail_delivery(desk, other)
    spam = make(desk, anna)
    fail_delivery(desk, spam)
    desk.tickets.mark_spam(anna, [spam, make(desk, anna)])
    query = TicketQuery(me=anna.person_id)

    counts = desk.tickets.counts(query)

    assert counts == listed(desk, query)
    assert counts[View.ACTION] == 3 + len(Status)
    assert counts[View.ALL_OPEN] == 2 * (len(Status) - 2)
    undone = desk.tickets.set_status(anna, [make(desk, anna)], Status.SOLVED).undo
    assert undone is not None
    desk.undo.undo(anna, undone)
    assert desk.tickets.counts(query) == listed(desk, query)

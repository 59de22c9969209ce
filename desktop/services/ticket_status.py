"""Moving a ticket from one status to another, with the events and instants that go with it."""

from __future__ import annotations

from datetime import datetime

from desktop.domain.errors import Refused
from desktop.domain.sla_moves import status_event
from desktop.domain.ticket import ENDED, Status, check_move
from desktop.models.ticket import Ticket
from desktop.services.ticket_edit import TicketEdit


def change_status(
    edit: TicketEdit, ticket: Ticket, status: Status, until: datetime | None = None
) -> None:
    """Move one ticket of an edit to `status`, with the events and instants that go with it.

    Raises:
        Refused: as `Tickets.set_status`.
    """
    check_move(ticket.status, status, mark=ticket.mark)
    if status is Status.WAITING_DATE:
        if until is None:
            raise Refused("ticket.no_reminder_date")
        if until <= edit.now:
            raise Refused("ticket.reminder_past")
    elif status is ticket.status:
        return
    old = ticket.status
    data: dict[str, object] = {"old": old.value, "status": status.value}
    if until is not None:
        data["until"] = until.isoformat()
    edit.record(ticket, status_event(old, status), **data)
    ticket.status = status
    ticket.wake_at = until if status is Status.WAITING_DATE else None
    if status is Status.SOLVED:
        ticket.solved_at, ticket.closed_at = edit.now, None
    elif status is Status.CLOSED:
        ticket.solved_at = ticket.solved_at or edit.now
        ticket.closed_at = edit.now
    elif old in ENDED:
        ticket.solved_at = ticket.closed_at = None
        ticket.reopen_count += 1
    if status is Status.DEFERRED:
        ticket.deferred_count += 1
    if status is Status.RETURNED:
        ticket.returned_count += 1

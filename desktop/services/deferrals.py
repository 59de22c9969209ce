"""Deferrals: handing a ticket to the developers, with the reason written down."""

from __future__ import annotations

from datetime import datetime

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import Refused
from desktop.domain.sla import EventKind
from desktop.domain.ticket import Actor, MessageKind, Status
from desktop.models.database import Database
from desktop.models.people import Person
from desktop.services.clocks import Clocks
from desktop.services.messages import NewMessage, add_message
from desktop.services.ticket_edit import TicketEdit, ticket_undo
from desktop.services.ticket_status import change_status


class Deferrals:
    """What happens to a ticket that support cannot solve alone."""

    def __init__(self, database: Database, clocks: Clocks) -> None:
        self._database = database
        self._clocks = clocks

    def defer(self, by: Actor, ticket_id: int, reason: str, until: datetime | None) -> Changes:
        """Set the ticket to deferred, the reason as an internal note, in one undo step.

        `until` is when the developers are expected to answer.

        Raises:
            NotFound: there is no such ticket.
            Refused: `defer.no_reason`, `ticket.reminder_past`, and as `Tickets.set_status`.
        """
        if not reason.strip():
            raise Refused("defer.no_reason")
        with self._database.write() as session:
            edit = TicketEdit(session, [ticket_id], by, self._database.now(session))
            if until is not None and until <= edit.now:
                raise Refused("ticket.reminder_past")
            ticket = edit[ticket_id]
            change_status(edit, ticket, Status.DEFERRED, until)
            author = session.get(Person, by.person_id) if by.person_id else None
            message_id = add_message(
                session,
                NewMessage(
                    ticket_id=ticket_id,
                    kind=MessageKind.NOTE,
                    is_incoming=False,
                    at=edit.now,
                    person_id=by.person_id,
                    from_name=author.name if author else "",
                    text=reason.strip(),
                ),
            )
            edit.record(ticket, EventKind.NOTE, message=message_id)
            ticket.last_message_id = message_id
            done = edit.finish()
            self._clocks.refresh(session, [ticket_id])
            undo = ticket_undo("deferred", done, message_id)
            changes = Changes.of(Topic.TICKETS, tickets=[ticket_id], undo=undo)
            return self._database.announce(session, changes)

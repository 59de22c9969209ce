"""What happens to a ticket without a person at a window: written down as mail does it."""

from __future__ import annotations

from desktop.domain.sla import EventKind
from desktop.domain.ticket import Actor, Source
from desktop.services.desk import Desk
from desktop.services.ticket_edit import TicketEdit

BY_MAIL = Actor(None, Source.MAIL)


def happens(desk: Desk, ticket_id: int, kind: EventKind, **data: object) -> None:
    """Write an event of now into the history of a ticket and judge its clocks."""
    with desk.database.write() as session:
        edit = TicketEdit(session, [ticket_id], BY_MAIL, desk.database.now(session))
        edit.record(edit[ticket_id], kind, **data)
        edit.finish()
        desk.clocks.refresh(session, [ticket_id])

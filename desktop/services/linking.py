"""Links between tickets that have to do with each other."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.changes import NOTHING, Changes, Topic
from desktop.domain.errors import NotFound, Refused
from desktop.domain.ticket import Actor
from desktop.models.database import Database
from desktop.models.ticket import Ticket, TicketLink
from desktop.services.record_undo import undoable


class Linking:
    """A link goes both ways and moves nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def link(self, by: Actor, ticket_id: int, other_id: int) -> Changes:
        """Link two tickets; those that are linked already stay so.

        Raises:
            NotFound: one of them does not exist.
            Refused: `link.itself`.
        """
        if ticket_id == other_id:
            raise Refused("link.itself")
        with self._database.write() as session:
            for number in (ticket_id, other_id):
                if session.get(Ticket, number) is None:
                    raise NotFound(noun="ticket", id=number)
            if found(session, ticket_id, other_id) is not None:
                return NOTHING
            session.add(made(ticket_id, other_id))
            return self._announce(session, "link", ticket_id, other_id)

    def unlink(self, by: Actor, ticket_id: int, other_id: int) -> Changes:
        """Take a link away."""
        with self._database.write() as session:
            record = found(session, ticket_id, other_id)
            if record is None:
                return NOTHING
            session.delete(record)
            return self._announce(session, "unlink", ticket_id, other_id)

    def _announce(self, session: Session, title: str, *ticket_ids: int) -> Changes:
        changes = replace(undoable(session, title, Topic.TICKETS), tickets=frozenset(ticket_ids))
        return self._database.announce(session, changes)


def made(ticket_id: int, other_id: int) -> TicketLink:
    """Return the record of a new link, the smaller number first."""
    return TicketLink(ticket_id=min(ticket_id, other_id), other_id=max(ticket_id, other_id))


def found(session: Session, ticket_id: int, other_id: int) -> TicketLink | None:
    """Return the link of two tickets, whichever way round they are named."""
    one, other = sorted((ticket_id, other_id))
    statement = select(TicketLink).where(TicketLink.ticket_id == one, TicketLink.other_id == other)
    return session.scalars(statement).one_or_none()

"""Imported history: old tickets that are open and past their date are offered to be solved."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from desktop.domain.changes import NOTHING, Changes, Topic
from desktop.domain.ticket import Actor, Source, Status
from desktop.models.database import Database
from desktop.models.ticket import Ticket, open_tickets
from desktop.services.clocks import Clocks
from desktop.services.ticket_edit import TicketEdit, ticket_undo
from desktop.services.ticket_status import change_status


class History:
    """Tickets that are history only: nothing live has happened to them (contracts.md)."""

    def __init__(self, database: Database, clocks: Clocks) -> None:
        self._database = database
        self._clocks = clocks

    def past_due(self) -> int:
        """Return how many open tickets of the history are past their next due time."""
        with self._database.read() as session:
            statement = select(func.count()).select_from(Ticket)
            return session.execute(statement.where(self._past_due(session))).scalar_one()

    def solve_past_due(self, by: Actor) -> Changes:
        """Solve all of them, as one undo step."""
        with self._database.write() as session:
            statement = select(Ticket.id).where(self._past_due(session)).order_by(Ticket.id)
            numbers = session.scalars(statement).all()
            if not numbers:
                return NOTHING
            about_the_past = Actor(by.person_id, Source.IMPORT)  # solving them makes none live
            edit = TicketEdit(session, numbers, about_the_past, self._database.now(session))
            for ticket in edit:
                change_status(edit, ticket, Status.SOLVED)
            done = edit.finish()
            self._clocks.refresh(session, numbers)
            undo = ticket_undo(Status.SOLVED.value, done)
            changes = Changes.of(Topic.TICKETS, tickets=numbers, undo=undo)
            return self._database.announce(session, changes)

    def _past_due(self, session: Session) -> ColumnElement[bool]:
        now = self._database.now(session)
        return and_(open_tickets(), Ticket.alerts_from.is_(None), Ticket.next_due_at < now)

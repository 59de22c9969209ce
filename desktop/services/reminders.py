"""Reminders: a ticket put off to a date comes back when that date does."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import ColumnElement, and_, func, select

from desktop.domain.changes import NOTHING, Changes, Topic
from desktop.domain.ticket import Actor, Source, Status
from desktop.models.database import Database
from desktop.models.ticket import Ticket
from desktop.services.clocks import Clocks
from desktop.services.ticket_edit import TicketEdit
from desktop.services.ticket_status import change_status

CHUNK = 100
_THE_DATE = Actor(None, Source.JOB)


class Reminders:
    """Opens the tickets in `waiting_date` whose date has come."""

    def __init__(self, database: Database, clocks: Clocks) -> None:
        self._database = database
        self._clocks = clocks

    def wake_due(self) -> Changes:
        """Open what is due, at most 100 tickets; those left are due again at once.

        The history says that each opened on its date, not when a computer noticed: its clocks
        must not stand still because nobody was here.
        """
        with self._database.write() as session:
            now = self._database.now(session)
            due = session.execute(
                select(Ticket.id, Ticket.wake_at)
                .where(Ticket.wake_at <= now, _is_waiting())
                .order_by(Ticket.wake_at, Ticket.id)
                .limit(CHUNK)
                .with_for_update(skip_locked=True)
            ).all()
            if not due:
                return NOTHING
            for ticket_id, wake_at in due:
                edit = TicketEdit(session, [ticket_id], _THE_DATE, wake_at or now)
                change_status(edit, edit[ticket_id], Status.OPEN)
                edit.finish()
            numbers = [ticket_id for ticket_id, _ in due]
            self._clocks.refresh(session, numbers)
            changes = Changes.of(Topic.TICKETS, tickets=numbers)
            return self._database.announce(session, changes)

    def next_in(self) -> timedelta | None:
        """Return how long until the next date comes; None when no ticket waits for one."""
        with self._database.read() as session:
            earliest = session.execute(
                select(Ticket.wake_at)
                .where(Ticket.wake_at.is_not(None), _is_waiting())
                .order_by(Ticket.wake_at)
                .limit(1)
            ).scalar_one_or_none()
            if earliest is None:
                return None
            return max(timedelta(), earliest - self._database.now(session))


def _is_waiting() -> ColumnElement[bool]:
    """Return a condition that leads to no index: `wake_at` is the one that few tickets have."""
    return and_(Ticket.status == Status.WAITING_DATE, func.coalesce(Ticket.mark, "") == "")

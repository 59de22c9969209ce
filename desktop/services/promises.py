"""Promises: a date told to the customer, and the moments that are good to name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import Refused
from desktop.domain.promise import (
    PromiseMoment,
    check_promise,
    is_in_hours,
    promise_moments,
)
from desktop.domain.sla import EventKind
from desktop.domain.sla_presets import BUSINESS_HOURS
from desktop.domain.ticket import ENDED, Actor
from desktop.domain.worktime import WorkCalendar
from desktop.models.database import Database
from desktop.services.clocks import Clocks
from desktop.services.policies import Policies
from desktop.services.ticket_edit import TicketEdit, ticket_undo

_MOMENT: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Hours:
    """Whether the team works at a moment, and when it opens next; None if it never does."""

    is_open: bool
    opens_at: datetime | None


class Promises:
    """Starts the clock `promise`; the next public message stops it (sla.md 3)."""

    def __init__(self, database: Database, clocks: Clocks, policies: Policies) -> None:
        self._database = database
        self._clocks = clocks
        self._policies = policies

    def moments(self) -> tuple[PromiseMoment, ...]:
        """Return what to offer now: this evening, tomorrow at noon, the next working day."""
        with self._database.read() as session:
            now = self._database.now(session)
            zone = self._policies.books(session).zone
            return promise_moments(now, zone, self._business_hours(session, now))

    def hours(self, at: datetime) -> Hours:
        """Tell whether `at` lies in business hours."""
        with self._database.read() as session:
            calendar = self._business_hours(session, self._database.now(session))
            if is_in_hours(calendar, at):
                return Hours(True, at)
            if calendar.never_opens(at):
                return Hours(False, None)
            return Hours(False, _opening(calendar, at))

    def promise(self, by: Actor, ticket_id: int, due_at: datetime) -> Changes:
        """Note that the customer was promised an answer by `due_at`; a newer promise replaces it.

        Nothing is sent: the date is told in a reply or a call.

        Raises:
            NotFound: there is no such ticket.
            Refused: `promise.past`, `promise.ended` for a solved ticket, `ticket.marked`.
        """
        with self._database.write() as session:
            edit = TicketEdit(session, [ticket_id], by, self._database.now(session))
            ticket = edit[ticket_id]
            check_promise(due_at, edit.now)
            if ticket.mark is not None:
                raise Refused("ticket.marked", mark=ticket.mark.value)
            if ticket.status in ENDED:
                raise Refused("promise.ended")
            edit.record(ticket, EventKind.PROMISE_SET, due=due_at.isoformat())
            done = edit.finish()
            self._clocks.refresh(session, [ticket_id])
            undo = ticket_undo("promise", done)
            changes = Changes.of(Topic.TICKETS, tickets=[ticket_id], undo=undo)
            return self._database.announce(session, changes)

    def _business_hours(self, session: Session, now: datetime) -> WorkCalendar:
        return self._policies.books(session).calendars.find(BUSINESS_HOURS, now)


def _opening(calendar: WorkCalendar, at: datetime) -> datetime | None:
    """Return the next instant at which the calendar opens."""
    following = calendar.add(at, _MOMENT)
    return None if following is None else following - _MOMENT

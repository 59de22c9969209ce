"""Closings: solved tickets close by themselves after some business days (sla.md 4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from desktop.domain.changes import NOTHING, Changes, Topic
from desktop.domain.sla import Policy
from desktop.domain.sla_presets import BUSINESS_HOURS
from desktop.domain.ticket import Actor, Source, Status
from desktop.domain.worktime import WorkCalendar
from desktop.models.database import Database
from desktop.models.sla import PolicyRecord
from desktop.models.ticket import Ticket, awaiting_closing
from desktop.services import leases
from desktop.services.clocks import Clocks
from desktop.services.leases import Held
from desktop.services.policies import Policies
from desktop.services.ticket_edit import TicketEdit
from desktop.services.ticket_status import change_status

CHUNK: Final = 100
_BY_ITSELF: Final = Actor(None, Source.JOB)


class Closings:
    """Closes what has been solved long enough. Reopening stays possible: its window counts from
    the solving (contracts.md, Clocks).
    """

    def __init__(self, database: Database, clocks: Clocks, policies: Policies) -> None:
        self._database = database
        self._clocks = clocks
        self._policies = policies

    def close_due(self, held: Held) -> Changes:
        """Close what is due, at most 100 tickets; those left are due again at once.

        Raises:
            Unavailable: `lease.lost`; nothing was closed.
        """
        with self._database.write() as session:
            now = self._database.now(session)
            leases.check(session, held, now)
            due: list[int] = []
            for policy, calendar in self._closing_policies(session, now):
                solved = session.execute(
                    _solved(policy.id).limit(CHUNK - len(due)).with_for_update(skip_locked=True)
                )
                for number, solved_at in solved:
                    closes_at = _closes_at(policy, calendar, solved_at)
                    if closes_at is None or closes_at > now:
                        break  # those solved later close later
                    due.append(number)
                if len(due) == CHUNK:
                    break
            if not due:
                return NOTHING
            edit = TicketEdit(session, due, _BY_ITSELF, now)
            for ticket in edit:
                change_status(edit, ticket, Status.CLOSED)
            edit.finish()
            self._clocks.refresh(session, due)
            return self._database.announce(session, Changes.of(Topic.TICKETS, tickets=due))

    def next_in(self) -> timedelta | None:
        """Return how long until the next ticket closes; None when none waits for it."""
        with self._database.read() as session:
            now = self._database.now(session)
            found = []
            for policy, calendar in self._closing_policies(session, now):
                first = session.execute(_solved(policy.id).limit(1)).first()
                closes_at = _closes_at(policy, calendar, first[1]) if first else None
                if closes_at is not None:
                    found.append(closes_at)
            return max(timedelta(), min(found) - now) if found else None

    def _closing_policies(
        self, session: Session, now: datetime
    ) -> Iterator[tuple[Policy, WorkCalendar]]:
        """Give the policies under which tickets close, and the calendar of their days."""
        books = self._policies.books(session)
        calendar = books.calendars.find(BUSINESS_HOURS, now)
        for policy_id in session.scalars(select(PolicyRecord.id).order_by(PolicyRecord.id)):
            policy = books.policies.find(policy_id, now)
            if policy.auto_close_days is not None:
                yield policy, calendar


def _solved(policy_id: int) -> Select[int, datetime | None]:
    """Select the tickets of a policy that wait to be closed, the longest solved first."""
    return (
        select(Ticket.id, Ticket.solved_at)
        .where(awaiting_closing(), Ticket.policy_id == policy_id)
        .order_by(Ticket.solved_at, Ticket.id)
    )


def _closes_at(
    policy: Policy, calendar: WorkCalendar, solved_at: datetime | None
) -> datetime | None:
    """Return the end of the last business day; None where the calendar never opens (C5)."""
    if solved_at is None or policy.auto_close_days is None:
        return None
    return calendar.end_of_business_day(solved_at, policy.auto_close_days)

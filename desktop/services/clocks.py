"""Clocks as records: judged from the events by the engine, stored for lists and alerts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import NotFound
from desktop.domain.sla import ClockKind, ClockResult, EventKind, TicketEvent
from desktop.domain.sla_clock import ClockState
from desktop.domain.sla_evaluate import Evaluation, evaluate
from desktop.domain.sla_moves import Supposition, with_supposition
from desktop.models.base import FAR_FUTURE, Base
from desktop.models.database import Database
from desktop.models.ticket import Event, Ticket
from desktop.services import clock_rows, team, unbroken_rows, unbroken_undo
from desktop.services.policies import Books, Policies
from desktop.services.unbroken_rows import Formers

if TYPE_CHECKING:
    from desktop.domain.explain import Explanation
    from desktop.domain.explain_words import Language

CHUNK = 200
_TOLD = (
    ClockResult.RUNNING,  # and never due: its calendar never opens
    ClockResult.PAUSED,
    ClockResult.MISSED,
    ClockResult.RECLASSIFIED,
    ClockResult.MET,
    ClockResult.EXCUSED,
)

Histories = Mapping[int, Sequence[TicketEvent]]


class Clocks:
    """Keeps the stored clocks equal to what the engine says of the events."""

    def __init__(self, database: Database, policies: Policies) -> None:
        self._database = database
        self._policies = policies

    def refresh(
        self, session: Session, ticket_ids: Iterable[int], histories: Histories | None = None
    ) -> int:
        """Judge the clocks of these tickets anew and store what changed; return how many did.

        Part of the transaction that changed the events. `histories` saves reading back the
        events of tickets that were made in it: they have no stored clocks yet.
        """
        numbers = list(dict.fromkeys(ticket_ids))
        changed = 0
        for start in range(0, len(numbers), CHUNK):
            some = numbers[start : start + CHUNK]
            fresh = histories is not None
            events = histories if histories is not None else read_histories(session, some)
            now = self._database.now(session)
            judged = self.judged(session, {number: events[number] for number in some})
            stored = {} if fresh else clock_rows.stored(session, some)
            live = _live_since(session, some)
            changed += clock_rows.write(session, judged, stored, live, now)
            _summarise(session, judged)
        return changed

    def rejudge(self, session: Session, ticket_ids: Iterable[int]) -> int:
        """Judge these tickets by policies and calendars edited and flushed in this transaction."""
        self._policies.reread(session)
        return self.refresh(session, ticket_ids)

    def recount(
        self, session: Session, numbers: Sequence[int], data: Mapping[str, object]
    ) -> Formers:
        """Do as `rejudge` after `policy_changed` events with that data; the numbers in order.

        Return what `put_back` needs.
        """
        books = self._policies.reread(session)
        now = self._database.now(session)
        left, formers = unbroken_rows.recount(session, numbers, data, books, now)
        self.refresh(session, left)
        return formers

    def put_back(self, session: Session, numbers: Sequence[int], formers: Formers) -> None:
        """Do as `rejudge` after `recount` was taken back, of tickets it touched last of all."""
        books = self._policies.reread(session)
        now = self._database.now(session)
        self.refresh(session, unbroken_undo.put_back(session, numbers, formers, books, now))

    def judged(
        self, session: Session, histories: Histories, books: Books | None = None
    ) -> dict[int, Evaluation]:
        """Return the clocks of tickets as of this transaction, from their events alone.

        `books` are the policies and calendars to judge by, if not those in force.
        """
        now = self._database.now(session)
        books = books or self._policies.books(session)
        return {
            number: evaluate(events, books.policies, books.calendars, now)
            for number, events in histories.items()
        }

    def store_first(
        self,
        session: Session,
        judged: Mapping[int, Evaluation],
        live_since: Mapping[int, datetime | None],
    ) -> None:
        """Store the clocks of tickets made in this transaction with `summary_of` their own."""
        clock_rows.write(session, judged, {}, live_since, self._database.now(session))

    def evaluation(self, ticket_id: int) -> Evaluation:
        """Return a ticket's clocks as of now, with every segment.

        Raises:
            NotFound: there is no such ticket.
        """
        with self._database.read() as session:
            return self._attributed(session, ticket_id)

    def explanation(
        self, ticket_id: int, kind: ClockKind, language: Language, number: int | None = None
    ) -> Explanation | None:
        """Return why a clock stands as it does, in the team's zone.

        `number` is its round, else the latest. None when the ticket has no such clock.

        Raises:
            NotFound: there is no such ticket.
        """
        from desktop.domain.explain import explain  # large, and only to answer this

        with self._database.read() as session:
            judged = self._attributed(session, ticket_id)
            zone = self._policies.books(session).zone
            names = team.names(session)
        return explain(judged, kind, language, zone, names, number=number)

    def supposed(self, ticket_id: int, supposition: Supposition, at: datetime) -> Evaluation:
        """Return a ticket's clocks as they would be if that happened `at`; nothing is written.

        An instant before now is taken as now.

        Raises:
            NotFound: there is no such ticket.
        """
        with self._database.read() as session:
            events = read_histories(session, [ticket_id]).get(ticket_id)
            if not events:
                raise NotFound(noun="ticket", id=ticket_id)
            then = max(at, self._database.now(session))
            books = self._policies.books(session)
            supposed = with_supposition(events, supposition, then)
            return evaluate(supposed, books.policies, books.calendars, then)

    def _attributed(self, session: Session, ticket_id: int) -> Evaluation:
        """Judge a ticket, and say also when nobody was on duty for it (sla.md K21)."""
        from desktop.services.duty import Duty  # only to answer this
        from desktop.services.duty_cover import presence

        events = read_histories(session, [ticket_id]).get(ticket_id)
        if not events:
            raise NotFound(noun="ticket", id=ticket_id)
        books = self._policies.books(session)
        now = self._database.now(session)
        covered = presence(
            session,
            Duty(self._database, self._policies),
            session.scalar(select(Ticket.line_id).where(Ticket.id == ticket_id)),
            (min(event.at for event in events), now),
            now,
            books.working_hours(now),
        )
        return evaluate(events, books.policies, books.calendars, now, covered=covered)

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Recompute every stored clock from the events (sla.md K24); return how many differed.

        `progress` is told (done, all) tickets after each transaction of 200.
        """
        with self._database.read() as session:
            numbers = list(session.scalars(select(Ticket.id).order_by(Ticket.id)))
        differed = 0
        for start in range(0, len(numbers), CHUNK):
            some = numbers[start : start + CHUNK]
            with self._database.write() as session:
                changed = self.refresh(session, some)
                if changed:
                    changes = Changes.of(Topic.TICKETS, tickets=some)
                    self._database.announce(session, changes)
                differed += changed
            if progress is not None:
                progress(start + len(some), len(numbers))
        return differed


def read_histories(session: Session, ticket_ids: Sequence[int]) -> dict[int, list[TicketEvent]]:
    """Return the whole history of each ticket as the engine reads it."""
    rows = session.execute(
        select(Event.ticket_id, Event.id, Event.at, Event.kind, Event.person_id, Event.data)
        .where(Event.ticket_id.in_(ticket_ids))
        .order_by(Event.id)
    )
    found: dict[int, list[TicketEvent]] = defaultdict(list)
    for number, event_id, at, kind, person_id, data in rows:
        event = TicketEvent(event_id, at, EventKind(kind), person_id, json.loads(data))
        found[number].append(event)
    return found


def _live_since(session: Session, ticket_ids: Sequence[int]) -> dict[int, datetime | None]:
    statement = select(Ticket.id, Ticket.alerts_from).where(Ticket.id.in_(ticket_ids))
    return dict(session.execute(statement).all())


def _summarise(session: Session, judged: Mapping[int, Evaluation]) -> None:
    """Store what the lists show of the clocks; not an edit, so the version stays."""
    table = Base.metadata.tables[Ticket.__tablename__]
    statement = update(table).where(table.c.id == bindparam("number"))
    rows = [{"number": number} | summary_of(found) for number, found in judged.items()]
    session.connection().execute(statement, rows)


def summary_of(found: Evaluation) -> dict[str, object]:
    """Return the columns of a ticket that its list row shows of the clocks.

    Without a clock that will be due the row tells of one whose calendar never opens (C5), else of
    a paused one, else of how the last was judged.
    """
    due = found.next_due
    told = due or _standing(found)
    due_at = FAR_FUTURE if due is None or due.due_at is None else due.due_at
    return {
        "next_due_at": due_at,
        "next_late_at": due_at if due is None or due.met_until is None else due.met_until,
        "next_due_kind": None if told is None else told.kind.value,
        "next_due_target_seconds": 0 if due is None else int(due.target.total_seconds()),
        "sla_result": (ClockResult.NONE if told is None else told.result).value,
    }


def _standing(found: Evaluation) -> ClockState | None:
    """Return the clock to tell of when none will be due: what is worse or still open goes first."""
    for result in _TOLD:
        for clock in reversed(found.clocks):
            if clock.result is result:
                return clock
    return None

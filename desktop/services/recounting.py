"""Open tickets counted anew after an edit of a policy or a calendar (sla.md K11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Insert, Select, Text, cast, insert, literal, select
from sqlalchemy.orm import Session

from desktop.domain.sla import EventKind, TicketEvent
from desktop.domain.ticket import Actor
from desktop.models.base import EPOCH, to_microseconds
from desktop.models.bulk import plain_rows
from desktop.models.ticket import Event
from desktop.services import unbroken_clocks, unbroken_undo
from desktop.services.clocks import CHUNK, Clocks, read_histories
from desktop.services.due_moves import NO_MOVES, Moves, moves, moves_of
from desktop.services.policies import Books
from desktop.services.ticket_edit import event_row
from desktop.services.unbroken_rows import Formers

Data = Mapping[str, object]
"""What a `policy_changed` event says: `policy` and `policy_version`, or `calendar`."""


@dataclass(frozen=True, slots=True)
class Recount:
    """What `recount` did, and when: its events by ticket, and how clocks stood before."""

    at: datetime
    events: Mapping[int, int]
    formers: Formers


NOTHING_RECOUNTED: Final = Recount(EPOCH, {}, Formers([], {}))


def preview(
    session: Session,
    clocks: Clocks,
    tickets: Select[int],
    data: Data,
    books: Books,
    now: datetime,
) -> Moves:
    """Return what `recount` of these tickets would move once the books are those; write nothing."""
    numbers = sorted(session.scalars(tickets))
    found = NO_MOVES
    left: list[int] = []
    for batch in unbroken_clocks.count(session, numbers, data, books, now):
        left += batch.left
        found += moves_of(batch, to_microseconds(now))
    for start in range(0, len(left), CHUNK):
        histories = read_histories(session, left[start : start + CHUNK])
        before = clocks.judged(session, histories)
        after = clocks.judged(session, _recounted(histories, data, now), books)
        found += moves(before, after)
    return found


def recount(
    session: Session,
    clocks: Clocks,
    by: Actor,
    tickets: Select[int],
    data: Data,
    now: datetime,
) -> Recount:
    """Let these tickets follow the newest version, written and flushed in this transaction.

    It is no edit of the ticket: it stays unread, unclaimed and
    history as it was.
    """
    told = tickets.subquery()
    row = event_row(0, EventKind.POLICY_CHANGED, by, now, data)
    telling = _telling(row, select(*told.c, literal(row["data"])).order_by(*told.c))
    written = telling.returning(Event.ticket_id, Event.id)
    events = dict(sorted(plain_rows(session.connection().execute(written))))
    return Recount(now, events, clocks.recount(session, list(events), data))


def take_back(
    session: Session,
    clocks: Clocks,
    by: Actor,
    done: Recount,
    others: Iterable[int],
    now: datetime,
) -> None:
    """Mark the events of `recount` as undone, and judge its tickets and `others` anew.

    The policy or calendar is already as it was before, and flushed.
    """
    changed = unbroken_undo.lived_on(session, done.events) | set(others)
    if done.events:
        row = event_row(0, EventKind.UNDONE, by, now, {})
        data = literal('{"events": [') + cast(Event.id, Text) + literal("]}")
        ids = done.events.values()
        written = select(Event.ticket_id, data).where(
            Event.kind == EventKind.POLICY_CHANGED.value,
            Event.at == done.at,
            Event.id.between(min(ids), max(ids)),
        )
        session.execute(_telling(row, written))
    clocks.rejudge(session, changed)
    still = [number for number in sorted(done.events) if number not in changed]
    clocks.put_back(session, still, done.formers)


def _telling(row: Mapping[str, object], said: Select[int, str]) -> Insert:
    """Return what writes this event for each of these tickets, each with its data."""
    names = ("at", "kind", "person_id", "source")
    shared = [literal(row[name], Event.__table__.c[name].type) for name in names]
    rows = said.add_columns(*shared)
    return insert(Event).from_select(["ticket_id", "data", *names], rows)


def _recounted(
    histories: Mapping[int, Sequence[TicketEvent]], data: Data, now: datetime
) -> dict[int, list[TicketEvent]]:
    return {
        number: [
            *events,
            TicketEvent(events[-1].id + 1, now, EventKind.POLICY_CHANGED, None, data),
        ]
        for number, events in histories.items()
    }

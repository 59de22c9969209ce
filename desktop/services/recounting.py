"""Open tickets counted anew after an edit of a policy or a calendar (sla.md K11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Select, func, insert, literal, select
from sqlalchemy.orm import Session

from desktop.domain.sla import EventKind, TicketEvent
from desktop.domain.ticket import Actor
from desktop.models.base import to_microseconds
from desktop.models.bulk import plain_rows
from desktop.models.ticket import Event
from desktop.services import unbroken_clocks
from desktop.services.clocks import CHUNK, Clocks, read_histories
from desktop.services.due_moves import NO_MOVES, Moves, moves, moves_of
from desktop.services.policies import Books
from desktop.services.ticket_edit import event_row

Data = Mapping[str, object]
"""What a `policy_changed` event says: `policy` and `policy_version`, or `calendar`."""

_SAID = ("at", "kind", "person_id", "source", "data")


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
        found += moves_of(batch.counted, to_microseconds(now))
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
) -> dict[int, int]:
    """Let these tickets follow the newest version, written and flushed in this transaction.

    Return their new events by ticket. It is no edit of the ticket: it stays unread, unclaimed and
    history as it was.
    """
    last = session.scalar(select(func.max(Event.id))) or 0
    row = event_row(0, EventKind.POLICY_CHANGED, by, now, data)
    values = [literal(row[name], Event.__table__.c[name].type) for name in _SAID]
    told = tickets.subquery()
    rows = select(*told.c, *values).order_by(*told.c)
    session.execute(insert(Event).from_select(["ticket_id", *_SAID], rows))
    written = select(Event.ticket_id, Event.id).where(
        Event.id > last, Event.kind == EventKind.POLICY_CHANGED.value, Event.at == now
    )
    events = dict(plain_rows(session.connection().execute(written.order_by(Event.ticket_id))))
    clocks.recount(session, list(events), data)
    return events


def take_back(session: Session, by: Actor, events: Mapping[int, int], now: datetime) -> None:
    """Mark what `recount` returned as undone; the clocks are the caller's."""
    rows = [
        event_row(number, EventKind.UNDONE, by, now, {"events": [event]})
        for number, event in events.items()
    ]
    if rows:
        session.execute(insert(Event), rows)


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

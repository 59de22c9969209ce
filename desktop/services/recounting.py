"""Open tickets counted anew after an edit of a policy or a calendar (sla.md K11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from desktop.domain.sla import EventKind, TicketEvent
from desktop.domain.ticket import Actor
from desktop.models.base import Base
from desktop.models.bulk import insert_rows, plain_rows
from desktop.models.ticket import Event
from desktop.services.clocks import CHUNK, Clocks, read_histories
from desktop.services.due_moves import NO_MOVES, Moves, moves
from desktop.services.policies import Books
from desktop.services.ticket_edit import event_row

Data = Mapping[str, object]
"""What a `policy_changed` event says: `policy` and `policy_version`, or `calendar`."""


def preview(
    session: Session,
    clocks: Clocks,
    numbers: Sequence[int],
    data: Data,
    books: Books,
    now: datetime,
) -> Moves:
    """Return what `recount` of these tickets would move once the books are those; write nothing."""
    found = NO_MOVES
    for start in range(0, len(numbers), CHUNK):
        histories = read_histories(session, numbers[start : start + CHUNK])
        before = clocks.judged(session, histories)
        after = clocks.judged(session, _recounted(histories, data, now), books)
        found += moves(before, after)
    return found


def recount(
    session: Session,
    clocks: Clocks,
    by: Actor,
    numbers: Iterable[int],
    data: Data,
    now: datetime,
) -> dict[int, int]:
    """Let these tickets follow the newest version, written and flushed in this transaction.

    Return their new events by ticket. It is no edit of the ticket: it stays unread, unclaimed and
    history as it was.
    """
    row = event_row(0, EventKind.POLICY_CHANGED, by, now, data)
    rows = [row | {"ticket_id": number} for number in numbers]
    before = session.scalar(select(func.max(Event.id))) or 0
    insert_rows(session.connection(), Base.metadata.tables[Event.__tablename__], rows)
    written = select(Event.ticket_id, Event.id).where(
        Event.id > before, Event.kind == EventKind.POLICY_CHANGED.value, Event.at == now
    )
    events = dict(plain_rows(session.connection().execute(written.order_by(Event.id))))
    clocks.recount(session, events, data)
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

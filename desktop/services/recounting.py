"""Open tickets counted anew after an edit of a policy or a calendar (sla.md K11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from desktop.domain.sla import EventKind, TicketEvent
from desktop.domain.ticket import Actor
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
    session: Session, by: Actor, numbers: Iterable[int], data: Data, now: datetime
) -> dict[int, int]:
    """Let these tickets follow the newest version; return their new events by ticket.

    It is no edit of the ticket: it stays unread, unclaimed and history as it was. The clocks are
    the caller's, who has the books to judge them by.
    """
    rows = [event_row(number, EventKind.POLICY_CHANGED, by, now, data) for number in numbers]
    if not rows:
        return {}
    statement = insert(Event).returning(Event.ticket_id, Event.id)
    return dict(list(session.execute(statement, rows)))


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

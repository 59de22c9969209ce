"""Putting back what a command did to tickets, whatever came in meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from desktop.domain.errors import ChangedMeanwhile, NotFound
from desktop.domain.sla import EventKind
from desktop.domain.ticket import Actor
from desktop.models.ticket import Event, Ticket
from desktop.services.ticket_edit import TicketChange, derive, event_row, write_tags

COUNTS = frozenset(
    {"message_count", "attachment_count", "reopen_count", "deferred_count", "returned_count"}
)
"""Taken back by the difference: others may have counted on since."""

TRACES = frozenset({"updated_at", "last_message_id", "is_unread", "alerts_from"})
"""What arriving mail changes too: put back only where nothing did."""


def revert(
    session: Session,
    changes: Iterable[TicketChange],
    by: Actor,
    now: datetime,
    *,
    yielding: bool = False,
) -> None:
    """Put back what `changes` did, and mark their events as undone (never erased).

    `yielding` leaves a field alone that somebody has changed since: a reply must be recalled
    even when the customer has written meanwhile and so reopened the ticket.

    Raises:
        ChangedMeanwhile: a field was changed again since, unless `yielding`; then nothing is
            put back.
    """
    for change in changes:
        ticket = session.get(Ticket, change.ticket_id)
        if ticket is None:
            raise NotFound(noun="ticket", id=change.ticket_id)
        for name, before in change.before.items():
            _put_back(ticket, name, before, change.after[name], yielding=yielding)
        if change.tags_before != change.tags_after:
            write_tags(session, ticket.id, change.tags_before)
        derive(ticket)
        if change.event_ids:
            data = {"events": list(change.event_ids)}
            session.execute(insert(Event), event_row(ticket.id, EventKind.UNDONE, by, now, data))
    session.flush()


def _put_back(ticket: Ticket, name: str, before: object, after: object, *, yielding: bool) -> None:
    if before == after:
        return
    present = getattr(ticket, name)
    if name in COUNTS and isinstance(before, int) and isinstance(after, int):
        setattr(ticket, name, present - (after - before))
    elif present == after:
        setattr(ticket, name, before)
    elif name not in TRACES and not yielding:
        raise ChangedMeanwhile(noun="ticket", id=ticket.id)

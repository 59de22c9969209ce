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
from desktop.services.ticket_edit import (
    TicketChange,
    derive,
    event_row,
    fields_of,
    write_tags,
)

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
) -> tuple[TicketChange, ...]:
    """Put back what `changes` did, and mark their events as undone (never erased).

    Return what was done for that: reverting it in turn does the changes again, for events are
    undone no more once their marks are. `yielding` leaves a field alone that somebody has changed
    since: a reply must be recalled even when the customer has written meanwhile and so reopened
    the ticket.

    Raises:
        ChangedMeanwhile: a field was changed again since, unless `yielding`; then nothing is
            put back.
    """
    done = []
    for change in changes:
        ticket = session.get(Ticket, change.ticket_id)
        if ticket is None:
            raise NotFound(noun="ticket", id=change.ticket_id)
        present = fields_of(ticket)
        for name, before in change.before.items():
            _put_back(ticket, name, before, change.after[name], yielding=yielding)
        if change.tags_before != change.tags_after:
            write_tags(session, ticket.id, change.tags_before)
        derive(ticket)
        tags = (change.tags_after, change.tags_before)
        marks = _mark(session, change, by, now)
        done.append(TicketChange(ticket.id, present, fields_of(ticket), *tags, marks))
    session.flush()
    return tuple(done)


def _mark(session: Session, change: TicketChange, by: Actor, now: datetime) -> tuple[int, ...]:
    """Write that the events of a change are undone; return the ids of the events that say so."""
    if not change.event_ids:
        return ()
    data = {"events": list(change.event_ids)}
    row = event_row(change.ticket_id, EventKind.UNDONE, by, now, data)
    return tuple(session.scalars(insert(Event).returning(Event.id), [row]))


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

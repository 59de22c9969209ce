"""One command over some tickets: the changes, the events they leave, and the way back."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from desktop.domain.changes import Undo
from desktop.domain.errors import NotFound
from desktop.domain.sla import EventKind
from desktop.domain.ticket import ENDED, NEEDS_ACTION, PRIORITY_RANK, Actor, Source
from desktop.models.ticket import Event, Ticket, TicketTag

FIELDS = (
    "status",
    "mark",
    "priority",
    "assignee_id",
    "category_id",
    "product_id",
    "line_id",
    "organisation_id",
    "policy_id",
    "requester_id",
    "subject",
    "merged_into_id",
    "claims_ticket_id",
    "first_response_at",
    "solved_at",
    "closed_at",
    "wake_at",
    "alerts_from",
    "delivery_failed",
    "is_unread",
    "last_message_id",
    "message_count",
    "attachment_count",
    "reopen_count",
    "deferred_count",
    "returned_count",
    "updated_at",
)
"""What a command may change and Undo puts back; everything else on a ticket is derived."""


LIVE = frozenset({Source.WINDOW, Source.COMMAND_LINE})
"""Where a person acts; imports, jobs and the demo tell of the past or of nobody."""


@dataclass(frozen=True, slots=True)
class TicketChange:
    """What a command did to one ticket: each field's value before and after, tags, events."""

    ticket_id: int
    before: Mapping[str, object]
    after: Mapping[str, object]
    tags_before: frozenset[int]
    tags_after: frozenset[int]
    event_ids: tuple[int, ...]


class TicketEdit:
    """The tickets of one command inside its transaction.

    Change the records, call `record` for each event, then `finish` once: it flushes, derives
    and tells what was done. What a person does ends a ticket's being history (contracts.md).
    """

    def __init__(
        self, session: Session, ticket_ids: Iterable[int], by: Actor, now: datetime
    ) -> None:
        wanted = list(dict.fromkeys(ticket_ids))
        found = session.scalars(select(Ticket).where(Ticket.id.in_(wanted))).all()
        self._by_id = {ticket.id: ticket for ticket in found}
        missing = [ticket_id for ticket_id in wanted if ticket_id not in self._by_id]
        if missing:
            raise NotFound(noun="ticket", id=missing[0])
        self.session = session
        self.by = by
        self.now = now
        self.tickets = [self._by_id[ticket_id] for ticket_id in wanted]
        self._before = {ticket.id: fields_of(ticket) for ticket in self.tickets}
        self._tags: dict[int, tuple[frozenset[int], frozenset[int]]] = {}
        self._events: list[dict[str, object]] = []

    def __iter__(self) -> Iterator[Ticket]:
        return iter(self.tickets)

    def __getitem__(self, ticket_id: int) -> Ticket:
        return self._by_id[ticket_id]

    def record(self, ticket: Ticket, kind: EventKind, **data: object) -> None:
        """Append an event of this command to the history of `ticket`, when it finishes."""
        self._events.append(event_row(ticket.id, kind, self.by, self.now, data))

    def set_tags(self, ticket: Ticket, tag_ids: Iterable[int]) -> None:
        """Give `ticket` exactly these tags."""
        before = frozenset(
            self.session.scalars(select(TicketTag.tag_id).where(TicketTag.ticket_id == ticket.id))
        )
        after = frozenset(tag_ids)
        self._tags[ticket.id] = (before, after)
        write_tags(self.session, ticket.id, after)

    def finish(self) -> tuple[TicketChange, ...]:
        """Derive, stamp and flush every ticket touched; return what was done to each."""
        told = {event["ticket_id"] for event in self._events}
        touched = []
        for ticket in self.tickets:
            if ticket.id in told or fields_of(ticket) != self._before[ticket.id]:
                ticket.updated_at = self.now
                if ticket.alerts_from is None and self.by.source in LIVE:
                    ticket.alerts_from = self.now
                derive(ticket)
                touched.append(ticket)
        self.session.flush()
        event_ids = self._write_events()
        nothing: frozenset[int] = frozenset()
        return tuple(
            TicketChange(
                ticket.id,
                self._before[ticket.id],
                fields_of(ticket),
                *self._tags.get(ticket.id, (nothing, nothing)),
                tuple(event_ids[ticket.id]),
            )
            for ticket in touched
        )

    def _write_events(self) -> dict[int, list[int]]:
        """Insert what was recorded, in order; return the ids by ticket."""
        found: dict[int, list[int]] = defaultdict(list)
        if self._events:
            statement = insert(Event).returning(
                Event.ticket_id, Event.id, sort_by_parameter_order=True
            )
            for ticket_id, event_id in self.session.execute(statement, self._events):
                found[ticket_id].append(event_id)
        return found


def derive(ticket: Ticket) -> None:
    """Set the columns that follow from others: what the views and their indexes ask."""
    ended = ticket.status in ENDED or ticket.mark is not None
    ticket.is_open = not ended
    ticket.needs_action = ticket.mark is None and (
        ticket.status in NEEDS_ACTION or ticket.delivery_failed
    )
    ticket.priority_rank = PRIORITY_RANK[ticket.priority]


def event_row(
    ticket_id: int, kind: EventKind, by: Actor, at: datetime, data: Mapping[str, object]
) -> dict[str, object]:
    """Return the row of an event; `data` holds plain JSON values only."""
    return {
        "ticket_id": ticket_id,
        "at": at,
        "kind": kind.value,
        "person_id": by.person_id,
        "source": by.source.value,
        "data": json.dumps(dict(data), ensure_ascii=False),
    }


def write_tags(session: Session, ticket_id: int, tag_ids: Iterable[int]) -> None:
    """Give a ticket exactly these tags."""
    session.execute(delete(TicketTag).where(TicketTag.ticket_id == ticket_id))
    rows = [{"ticket_id": ticket_id, "tag_id": tag_id} for tag_id in sorted(set(tag_ids))]
    if rows:
        session.execute(insert(TicketTag), rows)


@dataclass(frozen=True, slots=True)
class Done:
    """What a command did, as its undo step keeps it: ticket edits, entries it added or removed."""

    changes: tuple[TicketChange, ...]
    message_ids: tuple[int, ...] = ()
    removed: tuple[Mapping[str, object], ...] = ()
    """Whole rows: only taking a command back removes an entry."""


def ticket_undo(
    title: str,
    changes: tuple[TicketChange, ...],
    message_id: int | None = None,
    seconds: int | None = None,
) -> Undo | None:
    """Return the undo step of a command; None when it did nothing."""
    added = () if message_id is None else (message_id,)
    return Undo(title, len(changes), Done(changes, added), seconds) if changes else None


def fields_of(ticket: Ticket) -> dict[str, object]:
    """Return what a command may change of a ticket, as it is now."""
    return {name: getattr(ticket, name) for name in FIELDS}

"""Parsed mail becomes tickets, entries, events and clocks: one path for one mail or a hundred."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import SimpleNamespace
from typing import cast

from sqlalchemy.orm import Session

from desktop.domain.arrival_rules import Field
from desktop.domain.mail import ParsedMail
from desktop.domain.mail_threading import Decision, Placing
from desktop.domain.sla import EventKind, TicketEvent
from desktop.domain.ticket import WAITING, MessageKind, Source, Status
from desktop.models import ids
from desktop.models.base import Base
from desktop.models.bulk import insert_rows
from desktop.models.ticket import Event, Ticket
from desktop.services import first_clocks, intake_bounce, requesters, tags
from desktop.services.acknowledgements import courtesy
from desktop.services.arrival_rules import Sorter
from desktop.services.clocks import Clocks, summary_of
from desktop.services.floods import Floods, limits_of
from desktop.services.intake_entry import Arrival, entry_of, event_kind, kind_of, unreadable
from desktop.services.intake_routing import Route, Router
from desktop.services.intake_rows import Row, created_data, sorted_columns, ticket_row
from desktop.services.messages import NewMessage, add_messages
from desktop.services.policies import Books
from desktop.services.policy_choice import read_order
from desktop.services.ticket_edit import derive

_TICKETS = Base.metadata.tables[Ticket.__tablename__]
_EVENTS = Base.metadata.tables[Event.__tablename__]

_json = json.JSONEncoder(ensure_ascii=False).encode  # made once: `dumps` makes one for each event


class IntakeBatch:
    """Places the mails of one transaction; holds what has to be written at its end.

    New tickets are plain rows, because most of an import is new and records cost twice as much;
    one that a later mail of the batch points to stands for its record until it is written.
    """

    def __init__(
        self, session: Session, clocks: Clocks, books: Books, now: datetime, source: Source
    ) -> None:
        self._session = session
        self._clocks = clocks
        self._books = books
        self._now = now
        self._source = source
        self._rows: dict[int, Row] = {}
        self._drafts: dict[int, Ticket] = {}
        self._old: dict[int, Ticket] = {}
        self._messages: list[NewMessage] = []
        self._events: list[Row] = []
        self._histories: dict[int, list[TicketEvent]] = defaultdict(list)
        self._tags: dict[int, Sequence[str]] = {}
        self._gathered: set[int] = set()
        self._floods: Floods | None = None

    def apply(self, arrivals: Sequence[Arrival]) -> frozenset[int]:
        """Place every mail in order and write it all; return the tickets touched."""
        mails = [arrival.mail for arrival in arrivals if arrival.mail is not None]
        router = Router(self._session, mails, self._books, made=self._draft)
        senders = _Senders(self._session, mails)
        sorter = Sorter(self._session)
        policies = read_order(self._session)
        answering = floods = None
        if self._source is Source.MAIL:
            floods = self._floods = Floods(self._session, limits_of(router.settings))
            answering = courtesy(self._session, self._books, router.settings, self._now)
        tickets = ids.reserve(self._session, ids.TICKET, len(arrivals))
        numbers = ids.reserve(self._session, ids.MESSAGE, len(arrivals))
        for arrival, number in zip(arrivals, numbers, strict=True):
            mail = arrival.mail if arrival.mail is not None else unreadable()
            route = router.route(mail, arrival.receipt.at)
            flood = None
            if floods is not None and not (arrival.is_history or route.attaches):
                flood = floods.gathers(mail, arrival.receipt.at)
            if flood is not None:
                route = Route(Decision(Placing.ATTACH), flood, is_flood=True)
                ticket_id, (requester_id, _) = flood.id, senders.of(mail)
                self._gather(flood, arrival, mail, route, number)
            elif route.attaches and route.ticket is not None:
                ticket_id, requester_id = route.ticket.id, route.ticket.requester_id
                self._attach(route.ticket, arrival, mail, route, number)
                if answering is not None:
                    answering.heard(arrival, mail, ticket_id)
            else:
                ticket_id = tickets[len(self._rows)]
                requester_id, organisation_id = senders.of(mail)
                found = sorter.sort(arrival, mail, organisation_id)
                row = ticket_row(arrival, mail, self._source) | sorted_columns(found)
                row |= {
                    "id": ticket_id,
                    "requester_id": requester_id,
                    "organisation_id": organisation_id,
                    "policy_id": policies.of(organisation_id, row["category_id"]),
                    "claims_ticket_id": route.ticket.id if route.ticket is not None else None,
                    "last_message_id": number,
                }
                subject = None
                if floods is not None and not arrival.is_history:
                    subject = floods.begins(mail, arrival.receipt.at, ticket_id)
                if subject is not None:
                    row["subject"] = subject
                elif answering is not None:
                    answering.opened(arrival, mail, route, ticket_id)
                self._rows[ticket_id] = row
                self._tags[ticket_id] = found.values.get(Field.TAGS, ())
                self._record(
                    ticket_id,
                    EventKind.CREATED,
                    arrival.receipt.at,
                    created_data(row, mail, found, message_id=number),
                )
            self._messages.append(
                entry_of(
                    arrival,
                    mail,
                    route,
                    ticket_id=ticket_id,
                    requester_id=requester_id,
                    agents=router.agents,
                )
            )
            router.learn(mail, ticket_id)
        if self._source is Source.MAIL:
            intake_bounce.forget(self._session, _proven_addresses(arrivals))
        ids.give_back(self._session, ids.TICKET, len(arrivals) - len(self._rows))
        self._write(numbers)
        if answering is not None:
            self._clocks.refresh(self._session, answering.finish())
        return frozenset(self._rows) | frozenset(self._old) | self._gathered

    def _draft(self, number: int) -> Ticket | None:
        """Return what stands for the record of a ticket that this batch makes."""
        row = self._rows.get(number)
        if row is not None and number not in self._drafts:
            self._drafts[number] = cast(Ticket, SimpleNamespace(**row))
        return self._drafts.get(number)

    def _attach(
        self, ticket: Ticket, arrival: Arrival, mail: ParsedMail, route: Route, number: int
    ) -> None:
        """Add a mail to a ticket, with what it means for the clocks and the status."""
        at = arrival.receipt.at
        if ticket.id not in self._rows:
            self._old[ticket.id] = ticket
        ticket.updated_at = max(ticket.updated_at, at)
        ticket.is_unread = True
        ticket.last_message_id = number
        ticket.attachment_count += len(mail.attachments)
        if ticket.alerts_from is None and not arrival.is_history:
            ticket.alerts_from = at
        if kind_of(mail, route) is MessageKind.PUBLIC:
            ticket.message_count += 1
        event = event_kind(mail, route)
        self._record(ticket.id, event, at, {"message": number})
        if event is EventKind.CUSTOMER_MESSAGE:
            self._hear(ticket, at, reopens=route.decision.reopens)
        elif event is EventKind.AGENT_MESSAGE and ticket.first_response_at is None:
            ticket.first_response_at = at
        if mail.bounce is not None and not route.is_copy:
            intake_bounce.note(self._session, ticket, mail.bounce, self._now)
        derive(ticket)

    def _gather(
        self, ticket: Ticket, arrival: Arrival, mail: ParsedMail, route: Route, number: int
    ) -> None:
        """Lay a mail into the ticket of a flood: it is no event, or thousands would be judged."""
        ticket.updated_at = max(ticket.updated_at, arrival.receipt.at)
        ticket.last_message_id = number
        ticket.is_unread = True
        ticket.attachment_count += len(mail.attachments)
        ticket.message_count += kind_of(mail, route) is MessageKind.PUBLIC
        self._gathered.add(ticket.id)

    def _hear(self, ticket: Ticket, at: datetime, *, reopens: bool) -> None:
        """A customer's message ends a waiting status and reopens inside the window (K13)."""
        if ticket.mark is not None:
            return
        old = ticket.status
        data: dict[str, object] = {"old": old.value, "status": Status.OPEN.value}
        if reopens:
            self._record(ticket.id, EventKind.REOPENED, at, data)
            ticket.solved_at = ticket.closed_at = None
            ticket.reopen_count += 1
        elif old in WAITING:
            self._record(ticket.id, EventKind.STATUS_CHANGED, at, data)
            ticket.wake_at = None
        else:
            return
        ticket.status = Status.OPEN

    def _record(
        self, ticket_id: int, kind: EventKind, at: datetime, data: Mapping[str, object]
    ) -> None:
        self._events.append(
            {
                "ticket_id": ticket_id,
                "at": at,
                "kind": kind.value,
                "person_id": None,
                "source": self._source.value,
                "data": _json(data),
            }
        )
        if ticket_id in self._rows:
            events = self._histories[ticket_id]
            events.append(TicketEvent(len(events), at, kind, None, data))

    def _write(self, numbers: range) -> None:
        connection = self._session.connection()
        for number, ticket in self._drafts.items():
            self._rows[number] |= vars(ticket)
        first = first_clocks.count(self._rows, self._histories, self._books, self._now)
        rest = {n: past for n, past in self._histories.items() if n not in first.told}
        judged = self._clocks.judged(self._session, rest)
        for number, row in self._rows.items():
            row.update(summary_of(judged[number]) if number in judged else first.told[number])
        insert_rows(connection, _TICKETS, list(self._rows.values()))
        if self._floods is not None:
            self._floods.write()
        self._session.flush()
        insert_rows(connection, _EVENTS, self._events)
        tags.give(self._session, self._tags)
        add_messages(self._session, self._messages, numbers)
        first_clocks.store(self._session, first)
        self._clocks.store_first(
            self._session, judged, {n: self._rows[n]["alerts_from"] for n in judged}
        )
        self._clocks.refresh(self._session, self._old)


def _proven_addresses(arrivals: Sequence[Arrival]) -> set[str]:
    """Return from where people have written now: mail can go there."""
    mails = (arrival.mail for arrival in arrivals if not arrival.is_history)
    return {
        requesters.key_of(mail.sender.email)
        for mail in mails
        if mail is not None and mail.sender and not mail.classification.is_automatic
    }


class _Senders:
    """Who wrote the mails of a batch: requesters found or made, with their organisation."""

    def __init__(self, session: Session, mails: Sequence[ParsedMail]) -> None:
        self._session = session
        people = ((m.sender.name, m.sender.email) for m in mails if m.sender and m.sender.email)
        self._known = requesters.ensure(session, people)

    def of(self, mail: ParsedMail) -> tuple[int | None, int | None]:
        """Return the sender's requester and organisation; a name alone is enough."""
        if mail.sender is None:
            return None, None
        found = self._known.get(mail.sender.email.strip().lower()[:320])
        if found is not None:
            return found
        return requesters.add_without_address(self._session, mail.sender.name), None

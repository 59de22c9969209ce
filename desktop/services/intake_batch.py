"""Parsed mail becomes tickets, entries, events and clocks: one path for one mail or a hundred."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from desktop.domain.mail import (
    Address,
    Classification,
    MailClass,
    Note,
    ParsedMail,
    Receipt,
    Verdict,
)
from desktop.domain.mail_threading import Relation
from desktop.domain.sla import EventKind, TicketEvent
from desktop.domain.ticket import (
    PRIORITY_RANK,
    WAITING,
    Channel,
    MessageKind,
    Priority,
    Source,
    Status,
)
from desktop.models import ids
from desktop.models.base import FAR_FUTURE
from desktop.models.ticket import Event, Ticket
from desktop.services import intake_bounce, requesters
from desktop.services.clocks import Clocks
from desktop.services.intake_routing import Route, Router
from desktop.services.messages import AddressPair, NewAttachment, NewMessage, add_messages
from desktop.services.policies import Books
from desktop.services.ticket_edit import derive

UNREADABLE = "Unreadable message"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One stored mail to place. `mail` is None when it could not be read: it is quarantined.

    `is_history`: it came by import, or before its mailbox was connected (contracts.md).
    """

    raw_id: int
    mailbox_id: int
    mail: ParsedMail | None
    receipt: Receipt
    is_history: bool
    size: int
    sha256: str


class IntakeBatch:
    """Places the mails of one transaction; holds what has to be written at its end."""

    def __init__(
        self, session: Session, clocks: Clocks, books: Books, now: datetime, source: Source
    ) -> None:
        self._session = session
        self._clocks = clocks
        self._books = books
        self._now = now
        self._source = source
        self._new: dict[int, Ticket] = {}
        self._touched: dict[int, Ticket] = {}
        self._messages: list[NewMessage] = []
        self._events: list[dict[str, object]] = []
        self._histories: dict[int, list[TicketEvent]] = defaultdict(list)

    def apply(self, arrivals: Sequence[Arrival]) -> frozenset[int]:
        """Place every mail in order and write it all; return the tickets touched."""
        mails = [arrival.mail for arrival in arrivals if arrival.mail is not None]
        router = Router(self._session, mails, self._books)
        people = requesters.ensure(
            self._session,
            ((m.sender.name, m.sender.email) for m in mails if m.sender and m.sender.email),
        )
        policies = requesters.policies(self._session, people.values())
        tickets = ids.reserve(self._session, ids.TICKET, len(arrivals))
        numbers = ids.reserve(self._session, ids.MESSAGE, len(arrivals))
        for arrival, number in zip(arrivals, numbers, strict=True):
            mail = arrival.mail if arrival.mail is not None else unreadable()
            route = router.route(mail, arrival.receipt.at)
            if route.attaches and route.ticket is not None:
                ticket = route.ticket
                self._attach(ticket, arrival, mail, route, number)
            else:
                sender = mail.sender.email.strip().lower()[:320] if mail.sender else ""
                requester_id, organisation_id = people.get(sender, (None, None))
                if requester_id is None and mail.sender and mail.sender.name:
                    requester_id = requesters.add_without_address(self._session, mail.sender.name)
                ticket = self._open(
                    tickets[len(self._new)],
                    arrival,
                    mail,
                    route,
                    number,
                    requester_id,
                    organisation_id,
                    policies.get(organisation_id) if organisation_id else None,
                )
            self._messages.append(_entry(ticket, arrival, mail, route, router.agents))
            router.learn(mail, ticket)
        ids.give_back(self._session, ids.TICKET, len(arrivals) - len(self._new))
        self._write(numbers)
        return frozenset(self._touched)

    def _open(
        self,
        number: int,
        arrival: Arrival,
        mail: ParsedMail,
        route: Route,
        message_number: int,
        requester_id: int | None,
        organisation_id: int | None,
        policy_id: int | None,
    ) -> Ticket:
        """Make a ticket of a mail; automatic mail promises nothing (sla.md K5)."""
        at = arrival.receipt.at
        is_automatic = mail.classification.is_automatic
        ticket = Ticket(
            id=number,
            subject=mail.subject,
            status=Status.NEW,
            mark=None,
            priority=Priority.NORMAL,
            priority_rank=PRIORITY_RANK[Priority.NORMAL],
            channel=Channel.IMPORT if self._source is Source.IMPORT else Channel.MAIL,
            requester_id=requester_id,
            organisation_id=organisation_id,
            assignee_id=None,
            category_id=None,
            product_id=None,
            line_id=None,
            mailbox_id=arrival.mailbox_id,
            policy_id=policy_id,
            merged_into_id=None,
            claims_ticket_id=route.ticket.id if route.ticket is not None else None,
            created_at=at,
            updated_at=at,
            alerts_from=None if arrival.is_history else self._now,
            next_due_at=FAR_FUTURE,
            next_due_target_seconds=0,
            sla_result="none",
            is_open=True,
            needs_action=True,
            delivery_failed=False,
            is_unread=True,
            last_message_id=message_number,
            message_count=0 if is_automatic else 1,
            attachment_count=len(mail.attachments),
            reopen_count=0,
            deferred_count=0,
            returned_count=0,
            version=1,
        )
        self._new[number] = ticket
        data: dict[str, object] = {
            "channel": ticket.channel.value,
            "priority": ticket.priority.value,
            "status": ticket.status.value,
            "assignee": None,
            "policy": policy_id,
            "outbound": False,
            "message": message_number,
        }
        if is_automatic:
            data["automatic"] = True
        self._record(ticket, EventKind.CREATED, at, data)
        return ticket

    def _attach(
        self, ticket: Ticket, arrival: Arrival, mail: ParsedMail, route: Route, number: int
    ) -> None:
        """Add a mail to a ticket, with what it means for the clocks and the status."""
        at = arrival.receipt.at
        ticket.updated_at = max(ticket.updated_at, at)
        ticket.is_unread = True
        ticket.last_message_id = number
        ticket.attachment_count += len(mail.attachments)
        if ticket.alerts_from is None and not arrival.is_history:
            ticket.alerts_from = self._now
        if _kind(mail, route) is MessageKind.PUBLIC:
            ticket.message_count += 1
        event = _event_kind(mail, route)
        self._record(ticket, event, at, {"message": number})
        if event is EventKind.CUSTOMER_MESSAGE:
            self._hear(ticket, at, reopens=route.decision.reopens)
        elif event is EventKind.AGENT_MESSAGE and ticket.first_response_at is None:
            ticket.first_response_at = at
        if mail.bounce is not None:
            intake_bounce.note(self._session, ticket, mail.bounce, self._now)
        derive(ticket)

    def _hear(self, ticket: Ticket, at: datetime, *, reopens: bool) -> None:
        """A customer's message ends a waiting status and reopens inside the window (K13)."""
        if ticket.mark is not None:
            return
        old = ticket.status
        data: dict[str, object] = {"old": old.value, "status": Status.OPEN.value}
        if reopens:
            self._record(ticket, EventKind.REOPENED, at, data)
            ticket.solved_at = ticket.closed_at = None
            ticket.reopen_count += 1
        elif old in WAITING:
            self._record(ticket, EventKind.STATUS_CHANGED, at, data)
            ticket.wake_at = None
        else:
            return
        ticket.status = Status.OPEN

    def _record(
        self, ticket: Ticket, kind: EventKind, at: datetime, data: dict[str, object]
    ) -> None:
        self._touched[ticket.id] = ticket
        self._events.append(
            {
                "ticket_id": ticket.id,
                "at": at,
                "kind": kind.value,
                "person_id": None,
                "source": self._source.value,
                "data": json.dumps(data, ensure_ascii=False),
            }
        )
        if ticket.id in self._new:
            events = self._histories[ticket.id]
            events.append(TicketEvent(len(events), at, kind, None, data))

    def _write(self, numbers: range) -> None:
        if self._new:
            self._session.execute(insert(Ticket), [_columns(t) for t in self._new.values()])
        self._session.flush()
        self._session.execute(insert(Event), self._events)
        add_messages(self._session, self._messages, numbers)
        self._clocks.refresh(self._session, self._new, self._histories)
        self._clocks.refresh(self._session, [n for n in self._touched if n not in self._new])


_COLUMNS = tuple(column.key for column in Ticket.__table__.columns)


def _columns(ticket: Ticket) -> dict[str, object]:
    return {name: getattr(ticket, name) for name in _COLUMNS}


def _event_kind(mail: ParsedMail, route: Route) -> EventKind:
    """Say what an attached mail is for the clocks (sla.md K5; contracts.md, agent's own mail)."""
    if route.is_copy or mail.classification.is_automatic:
        return EventKind.AUTO_MESSAGE
    if route.relation is not Relation.AGENT:
        return EventKind.CUSTOMER_MESSAGE
    is_proven = route.verdict is Verdict.PASS
    return EventKind.AGENT_MESSAGE if is_proven else EventKind.AUTO_MESSAGE


def _kind(mail: ParsedMail, route: Route) -> MessageKind:
    if route.is_copy or mail.classification.is_automatic:
        return MessageKind.AUTOMATIC
    return MessageKind.PUBLIC


def _badge(arrival: Arrival, route: Route) -> str | None:
    if arrival.mail is None:
        return "quarantined"
    if route.is_copy:
        return "copy"
    if route.attaches and route.relation is Relation.AGENT and route.verdict is not Verdict.PASS:
        return "agent_unverified"
    return "unauthenticated" if route.decision.is_badged else None


def _entry(
    ticket: Ticket, arrival: Arrival, mail: ParsedMail, route: Route, agents: dict[str, int]
) -> NewMessage:
    sender = mail.sender or Address("", "")
    is_agent = route.attaches and _event_kind(mail, route) is EventKind.AGENT_MESSAGE
    notes = mail.notes + ((Note.DATE_APPROXIMATE,) if arrival.receipt.is_approximate else ())
    files = tuple(
        NewAttachment(f.name, f.media_type, f.size, f.sha256, f.cid, f.part)
        for f in mail.attachments
    )
    if arrival.mail is None:
        files = (NewAttachment("message.eml", "message/rfc822", arrival.size, arrival.sha256),)
    return NewMessage(
        ticket_id=ticket.id,
        kind=_kind(mail, route),
        is_incoming=True,
        at=arrival.receipt.at,
        person_id=agents.get(sender.email.lower()) if is_agent else None,
        requester_id=None if is_agent else ticket.requester_id,
        from_name=sender.name,
        from_email=sender.email,
        to=_pairs(mail.to),
        cc=_pairs(mail.cc),
        reply_to=_pairs(mail.reply_to),
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        message_id=mail.message_id,
        in_reply_to=mail.in_reply_to,
        mail_class=mail.classification.mail_class.value,
        badge=_badge(arrival, route),
        notes=notes,
        raw_id=arrival.raw_id,
        attachments=files,
    )


def _pairs(addresses: tuple[Address, ...]) -> tuple[AddressPair, ...]:
    return tuple((address.name, address.email) for address in addresses)


def unreadable() -> ParsedMail:
    """Return what stands for a mail that could not be read; the original is its attachment."""
    return ParsedMail(
        sender=None,
        to=(),
        cc=(),
        reply_to=(),
        subject=UNREADABLE,
        date=None,
        received_at=None,
        message_id=None,
        in_reply_to=None,
        references=(),
        text="",
        html=None,
        attachments=(),
        classification=Classification(MailClass.HUMAN, ""),
        authentication=(),
        bounce=None,
        instance=None,
        notes=(),
    )

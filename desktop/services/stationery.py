"""What a letter on a ticket is written with: people, variables, signature, and what it quotes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.addressing import Addressing, Person
from desktop.domain.errors import NotFound
from desktop.domain.letter import Quoted, passed_on, quote
from desktop.domain.mail_quote import stripped_text
from desktop.domain.mail_subject import is_forwarded
from desktop.domain.reply_template import Variable
from desktop.domain.sla import ClockKind, ClockResult
from desktop.domain.ticket import MessageKind
from desktop.domain.tongue import Written, date_words, language_of
from desktop.models.base import FAR_FUTURE
from desktop.models.database import Database
from desktop.models.mail import Attachment, Message
from desktop.models.people import Organisation, Requester
from desktop.models.people import Person as PersonRecord
from desktop.models.sla import ClockRecord
from desktop.models.ticket import Ticket
from desktop.services import settings, usual_ways
from desktop.services.correspondence import addressing_of, pairs
from desktop.services.policies import Policies
from desktop.services.scheduled import Scheduled, ScheduledRow
from desktop.services.setting_keys import Value
from desktop.services.ticket_detail import sending_mailbox

COMPLETED_MOST = 2_000
"""Requesters offered while an address is typed."""

SIGNATURES: Mapping[Written, tuple[str, str]] = {
    Written.ENGLISH: ("mail.signature", "mail.signature_ru"),
    Written.RUSSIAN: ("mail.signature_ru", "mail.signature"),
}
"""The setting for a language, and the one that stands in when it is empty."""


@dataclass(frozen=True, slots=True)
class PassedOn:
    """A message as a forward carries it: its text, and the attachments by their ids."""

    message_id: int
    text: str
    attachments: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Stationery:
    """Everything the composer needs to begin, read in one snapshot.

    `values` fill templates; a variable without one is missing there. `quote` is what goes below
    an answer, empty when the team quotes nothing. `signatures` by language, `language` that of
    the client's last words.
    """

    mailbox_id: int | None = None
    most_bytes: int | None = None
    """The largest mail that the mailbox's server takes, as far as it said so."""
    addressing: Addressing = field(default_factory=Addressing)
    language: Written = Written.ENGLISH
    values: Mapping[Variable, str] = field(default_factory=lambda: MappingProxyType({}))
    signatures: Mapping[Written, str] = field(default_factory=lambda: MappingProxyType({}))
    quote: str = ""
    passed_on: PassedOn | None = None
    scheduled: tuple[ScheduledRow, ...] = ()
    usual_ways: str = ""
    """The setting that `usual_ways.usual_way` reads."""


class StationeryService:
    """Reads it; nothing here changes anything."""

    def __init__(self, database: Database, policies: Policies, scheduled: Scheduled) -> None:
        self._database = database
        self._policies = policies
        self._scheduled = scheduled

    def of_ticket(self, ticket_id: int, me: int | None) -> Stationery:
        """Return what a letter of `me` on a ticket is written with.

        Raises:
            NotFound: there is no such ticket.
        """
        waiting = self._scheduled.of_ticket(ticket_id)
        zone = self._policies.zone()
        with self._database.read() as session:
            ticket = session.get(Ticket, ticket_id)
            if ticket is None:
                raise NotFound(noun="ticket", id=ticket_id)
            values = settings.read_all(session, me)
            last = _last_public(session, ticket_id)
            language = _language(session, ticket)
            quoted = None if last is None else _quoted(last, zone)
            is_quoting = values["mail.quote"] == "last" and last is not None and last.is_incoming
            mailbox = sending_mailbox(session, ticket)
            return Stationery(
                mailbox_id=None if mailbox is None else mailbox.id,
                most_bytes=None if mailbox is None else mailbox.most_bytes,
                addressing=addressing_of(session, ticket),
                language=language,
                values=MappingProxyType(_values(session, ticket, me, language, zone)),
                signatures=MappingProxyType(_signatures(values)),
                quote=quote(quoted, language) if quoted is not None and is_quoting else "",
                passed_on=None if last is None else _passed_on(session, last, zone, language),
                scheduled=waiting,
                usual_ways=str(values[usual_ways.SETTING] or ""),
            )

    def requesters(self) -> tuple[Person, ...]:
        """Return the people who wrote last, to complete what is typed; at most 2,000."""
        statement = (
            select(Requester.name, Requester.email)
            .where(Requester.email.is_not(None))
            .order_by(Requester.id.desc())
            .limit(COMPLETED_MOST)
        )
        with self._database.read() as session:
            return tuple((name, email or "") for name, email in session.execute(statement))


def _last_public(session: Session, ticket_id: int) -> Message | None:
    """Return the newest letter; what is written for the team is left out by the query (G6).

    That is notes, and what somebody wrote down of a call.
    """
    statement = (
        select(Message)
        .where(
            Message.ticket_id == ticket_id,
            Message.kind == MessageKind.PUBLIC,
            Message.mail_class != "call",
        )
        .order_by(Message.id.desc())
        .limit(1)
    )
    return session.scalars(statement).first()


def _language(session: Session, ticket: Ticket) -> Written:
    statement = (
        select(Message.text)
        .where(
            Message.ticket_id == ticket.id,
            Message.kind == MessageKind.PUBLIC,
            Message.is_incoming.is_(True),
        )
        .order_by(Message.id.desc())
        .limit(1)
    )
    heard = session.scalars(statement).first() or ""
    own = stripped_text(heard, is_forward=False)
    return language_of(own, heard, ticket.subject) or Written.ENGLISH


def _quoted(message: Message, zone: ZoneInfo) -> Quoted:
    return Quoted(
        (message.from_name, message.from_email),
        message.at.astimezone(zone),
        stripped_text(message.text, is_forward=is_forwarded(message.subject)),
        message.subject,
        pairs(message.recipients, "to"),
    )


def _passed_on(session: Session, message: Message, zone: ZoneInfo, language: Written) -> PassedOn:
    files = session.execute(
        select(Attachment.id, Attachment.name)
        .where(Attachment.message_id == message.id)
        .order_by(Attachment.id)
    )
    text = passed_on(_quoted(message, zone), language)
    return PassedOn(message.id, text, tuple((number, name) for number, name in files))


def _signatures(values: Mapping[str, Value]) -> dict[Written, str]:
    return {
        written: str(values[own] or values[other] or "")
        for written, (own, other) in SIGNATURES.items()
    }


def _values(
    session: Session, ticket: Ticket, me: int | None, language: Written, zone: ZoneInfo
) -> dict[Variable, str]:
    requester = session.get(Requester, ticket.requester_id) if ticket.requester_id else None
    number = ticket.organisation_id or (requester.organisation_id if requester else None)
    organisation = session.get(Organisation, number) if number else None
    person = session.get(PersonRecord, me) if me else None
    next_at = _next_date(session, ticket)
    found = {
        Variable.CLIENT_NAME: requester.name if requester else "",
        Variable.CLIENT_EMAIL: (requester.email or "") if requester else "",
        Variable.ORGANISATION: organisation.name if organisation else "",
        Variable.TICKET_NUMBER: str(ticket.id),
        Variable.SUBJECT: ticket.subject,
        Variable.MY_NAME: person.name if person else "",
        Variable.TEAM_NAME: str(settings.read_all(session, None)["team.name"]),
        Variable.NEXT_DATE: date_words(next_at.astimezone(zone), language) if next_at else "",
    }
    return {variable: value for variable, value in found.items() if value.strip()}


def _next_date(session: Session, ticket: Ticket) -> datetime | None:
    """Return when the client hears from us next: a promise, or the reminder of the ticket."""
    statement = select(ClockRecord.due_at).where(
        ClockRecord.ticket_id == ticket.id,
        ClockRecord.kind == ClockKind.PROMISE,
        ClockRecord.result == ClockResult.RUNNING,
    )
    promised = session.scalars(statement.order_by(ClockRecord.due_at)).first()
    if promised is not None and promised < FAR_FUTURE:
        return promised
    return ticket.wake_at

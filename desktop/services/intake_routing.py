"""Which ticket each mail of a batch belongs to, from what is stored and what the batch made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from desktop.domain.mail import MailClass, ParsedMail, Verdict
from desktop.domain.mail_authentication import verdict_of
from desktop.domain.mail_subject import ticket_number
from desktop.domain.mail_threading import Decision, Placing, Reference, Relation, place
from desktop.domain.ticket import ENDED, MessageKind
from desktop.mail.message_id import read_message_id
from desktop.models.mail import Message
from desktop.models.people import Person, Requester
from desktop.models.ticket import Ticket
from desktop.services import installation, settings
from desktop.services.policies import Books

_CHUNK = 500
_OUR_FORM = "<v1."

# Made once: building a statement takes longer than such a one takes to run.
_BY_MESSAGE_ID = (
    select(Message.message_id, Message.ticket_id, Message.id)
    .where(Message.message_id.in_(bindparam("message_ids", expanding=True)))
    .order_by(Message.id)
)
_ACTIVE = select(Person.email, Person.id).where(Person.is_active.is_(True))
Key = TypeVar("Key", str, int)


@dataclass(frozen=True, slots=True)
class Route:
    """Where a mail goes: the decision, the ticket it points to, and who its sender is there.

    `is_copy`: this mail is stored already, or is one of ours that came back. `is_flood`: it is
    laid into the ticket that gathers a flood.
    """

    decision: Decision
    ticket: Ticket | None = None
    relation: Relation = Relation.STRANGER
    verdict: Verdict = Verdict.NONE
    is_copy: bool = False
    is_flood: bool = False

    @property
    def attaches(self) -> bool:
        return self.ticket is not None and self.decision.placing is Placing.ATTACH


@dataclass(frozen=True, slots=True)
class _Stored:
    """A stored message that has the Message-ID of a mail of this batch."""

    ticket_id: int
    from_email: str
    text: str
    is_incoming: bool


class Router:
    """Knows what the mails of one batch refer to: read once, then told of what the batch makes.

    `made` gives the record of a ticket that the batch itself makes.
    """

    def __init__(
        self,
        session: Session,
        mails: Sequence[ParsedMail],
        books: Books,
        *,
        made: Callable[[int], Ticket | None],
    ) -> None:
        self._session = session
        self._made = made
        self._books = books
        self._key = installation.message_id_key(session)
        self.settings = settings.read_all(session, None)
        self._our_server = str(self.settings["mail.authentication_server"])
        self.agents = _agents(session)
        self._tickets: dict[int, Ticket] = {}
        self._requesters: dict[int, str | None] = {}
        self._participants: dict[int, set[str]] = {}
        self._by_message_id: dict[str, int] = {}
        self._same_id: dict[str, _Stored] = {}
        self._read(mails)

    def route(self, mail: ParsedMail, at: datetime) -> Route:
        """Say where a mail received `at` goes (contracts.md, Attaching a reply)."""
        copied = self._copied(mail)
        if copied is not None:
            return Route(Decision(Placing.ATTACH), copied, is_copy=True)
        verdict = verdict_of(mail.authentication, self._our_server)
        if mail.bounce is not None or mail.classification.mail_class is MailClass.REPORT:
            return self._reported(mail, verdict)
        reference, ticket = self._reference(mail)
        relation = self._relation(ticket, mail.sender.email.lower() if mail.sender else "")
        decision = place(
            reference,
            relation,
            has_failed=verdict is Verdict.FAIL,
            is_closed=ticket is not None and ticket.status in ENDED,
            is_in_window=ticket is not None and self._is_in_window(ticket, at),
        )
        return Route(decision, ticket, relation, verdict)

    def learn(self, mail: ParsedMail, ticket_id: int) -> None:
        """Remember a mail that this batch has placed, for those that answer it."""
        sender = mail.sender.email.lower() if mail.sender else ""
        self._requesters.setdefault(ticket_id, sender or None)
        if mail.message_id is not None:
            self._by_message_id.setdefault(mail.message_id, ticket_id)
            stored = _Stored(ticket_id, sender, mail.text, is_incoming=True)
            self._same_id.setdefault(mail.message_id, stored)

    def _copied(self, mail: ParsedMail) -> Ticket | None:
        """Return the ticket that has this very mail already: a list copy, or our own answer."""
        stored = self._same_id.get(mail.message_id) if mail.message_id is not None else None
        if stored is None:
            return None
        sender = mail.sender.email.lower() if mail.sender else ""
        is_same = stored.from_email.lower() == sender and (
            not stored.is_incoming or stored.text == mail.text
        )
        return self._survivor(stored.ticket_id) if is_same else None

    def _reported(self, mail: ParsedMail, verdict: Verdict) -> Route:
        """Send a report to the ticket whose mail failed, waits or was read, whoever sends it.

        Reports that quote no header of it answer it; a number alone proves nothing.
        """
        original = mail.bounce.original_message_id if mail.bounce else None
        ticket = self._ticket_of(original) if original else None
        reference = Reference.KNOWN
        if ticket is None:
            reference, ticket = self._reference(mail)
        placing = Placing.NEW if ticket is None else Placing.LINKED
        if reference is Reference.KNOWN:
            placing = Placing.ATTACH
        return Route(Decision(placing), ticket, verdict=verdict)

    def _reference(self, mail: ParsedMail) -> tuple[Reference, Ticket | None]:
        has_forged = False
        for reference in _references(mail):
            ticket = self._ticket_of(reference)
            if ticket is not None:
                return Reference.KNOWN, ticket
            has_forged = has_forged or reference.startswith(_OUR_FORM)
        number = ticket_number(mail.subject)
        ticket = self._survivor(number) if number is not None else None
        if ticket is not None:
            return Reference.NUMBER, ticket
        return (Reference.FORGED if has_forged else Reference.ABSENT), None

    def _ticket_of(self, message_id: str) -> Ticket | None:
        """Return the ticket of a stored Message-ID, or of one of ours by its signature."""
        number: int | None = self._by_message_id.get(message_id)
        if number is None:
            origin = read_message_id(self._key, message_id)
            number = None if origin is None else origin.ticket_id
        return self._survivor(number) if number is not None else None

    def _survivor(self, number: int) -> Ticket | None:
        """Return a ticket, or the one it was merged into."""
        ticket = self._tickets.get(number) or self._made(number)
        while ticket is not None and ticket.merged_into_id is not None:
            ticket = self._session.get(Ticket, ticket.merged_into_id)
        return ticket

    def _relation(self, ticket: Ticket | None, sender: str) -> Relation:
        if ticket is None or not sender:
            return Relation.STRANGER
        if sender == self._requester_of(ticket):
            return Relation.REQUESTER
        if sender in self.agents:
            return Relation.AGENT
        if sender in self._participants.get(ticket.id, ()):
            return Relation.PARTICIPANT
        return Relation.STRANGER

    def _requester_of(self, ticket: Ticket) -> str | None:
        """Return the requester's address; the survivor of a merge was not read ahead."""
        if ticket.id not in self._requesters:
            self._read_people([ticket.id])
        return self._requesters[ticket.id]

    def _is_in_window(self, ticket: Ticket, at: datetime) -> bool:
        if ticket.solved_at is None:
            return False
        policy = self._books.policies.find(ticket.policy_id, at)
        return at - ticket.solved_at <= policy.reopen_window

    def _read(self, mails: Sequence[ParsedMail]) -> None:
        """Read messages, tickets and participants that any mail of the batch points to."""
        own = {mail.message_id for mail in mails if mail.message_id is not None}
        referred = {reference for mail in mails for reference in _references(mail)}
        referred |= {m.bounce.original_message_id or "" for m in mails if m.bounce is not None}
        for some in _chunks(sorted(own | referred)):
            rows = self._session.connection().execute(_BY_MESSAGE_ID, {"message_ids": some})
            for message_id, ticket_id, number in rows:
                found_id = str(message_id)
                if found_id in own:
                    self._same_id.setdefault(found_id, _stored(self._session, number))
                self._by_message_id.setdefault(found_id, ticket_id)
        wanted = set(self._by_message_id.values())
        wanted |= {claimed for m in mails if (claimed := ticket_number(m.subject)) is not None}
        origins = (read_message_id(self._key, reference) for reference in referred)
        wanted |= {origin.ticket_id for origin in origins if origin is not None}
        for numbers in _chunks(sorted(wanted)):
            found = self._session.scalars(select(Ticket).where(Ticket.id.in_(numbers)))
            self._tickets.update((ticket.id, ticket) for ticket in found)
        self._read_people(list(self._tickets))

    def _read_people(self, ticket_ids: Sequence[int]) -> None:
        """Read who asked in these tickets, and whom agents have written to (G2)."""
        self._participants |= _participants(self._session, ticket_ids)
        for number, email in _merged_requesters(self._session, ticket_ids):
            self._participants[number].add(email)
        for some in _chunks(ticket_ids):
            statement = select(Ticket.id, Requester.email).outerjoin(
                Requester, Requester.id == Ticket.requester_id
            )
            rows = self._session.execute(statement.where(Ticket.id.in_(some)))
            self._requesters.update((number, email) for number, email in rows)


def _references(mail: ParsedMail) -> Iterator[str]:
    """Give what a mail answers, the nearest first."""
    if mail.in_reply_to is not None:
        yield mail.in_reply_to
    yield from reversed(mail.references)


def _stored(session: Session, number: int) -> _Stored:
    statement = select(
        Message.ticket_id, Message.from_email, Message.text, Message.is_incoming
    ).where(Message.id == number)
    ticket_id, from_email, text, is_incoming = session.execute(statement).one()
    return _Stored(ticket_id, from_email, text, is_incoming)


def _agents(session: Session) -> dict[str, int]:
    rows = session.connection().execute(_ACTIVE)
    return {email.lower(): number for email, number in rows if email}


def _participants(session: Session, ticket_ids: Sequence[int]) -> dict[int, set[str]]:
    """Return whom agents have written to, by ticket: only they may answer into it (G2)."""
    found: dict[int, set[str]] = {number: set() for number in ticket_ids}
    for some in _chunks(ticket_ids):
        statement = select(Message.ticket_id, Message.recipients).where(
            Message.ticket_id.in_(some),
            Message.is_incoming.is_(False),
            Message.kind == MessageKind.PUBLIC,
        )
        for number, recipients in session.execute(statement):
            for field in ("to", "cc", "bcc"):
                found[number].update(address.lower() for _, address in recipients.get(field, ()))
    return found


def _merged_requesters(session: Session, ticket_ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Give who asked in tickets that were merged into these: they are theirs as well (K14)."""
    survivors = {number: number for number in ticket_ids}
    last: Sequence[int] = ticket_ids
    while last:
        absorbed: list[int] = []
        for some in _chunks(last):
            statement = select(Ticket.id, Ticket.merged_into_id, Requester.email).outerjoin(
                Requester, Requester.id == Ticket.requester_id
            )
            rows = session.execute(statement.where(Ticket.merged_into_id.in_(some)))
            for number, into, email in rows:
                if into is not None and number not in survivors:
                    survivors[number] = survivors[into]
                    absorbed.append(number)
                    if email:
                        yield survivors[number], str(email).lower()
        last = absorbed


def _chunks(keys: Sequence[Key]) -> Iterable[Sequence[Key]]:
    return (keys[start : start + _CHUNK] for start in range(0, len(keys), _CHUNK))

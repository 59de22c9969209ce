"""Answers to new tickets that no person writes, and the breaker that ends talks of machines.

Off until the team switches it on. Only live mail is answered, once a ticket, by the policy of
`domain.automatic_mail`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from desktop.domain.acknowledgement import Acknowledgement, acknowledgement
from desktop.domain.automatic_mail import (
    LOOP_MAILS,
    LOOP_SPAN,
    PAUSE,
    facts_of,
    is_loop,
    why_silent,
)
from desktop.domain.mail import AUTOMATIC, Note, ParsedMail
from desktop.domain.sla_presets import BUSINESS_HOURS
from desktop.domain.tongue import Written, language_of
from desktop.models.database import Database
from desktop.models.mail import Message
from desktop.models.outbox import OutboxKind
from desktop.models.people import Requester
from desktop.models.ticket import Ticket
from desktop.services import automatic_mail, settings
from desktop.services.automatic_mail import Letter
from desktop.services.intake_entry import Arrival
from desktop.services.intake_routing import Route
from desktop.services.policies import Books, Policies
from desktop.services.setting_keys import Value
from desktop.services.ticket_detail import sending_mailbox

ACKNOWLEDGE: Final = "mail.acknowledge"
REMINDER_DAYS: Final = "mail.reminder_days"
_COMPARED: Final = 2_000
_READ_MOST: Final = 4 * LOOP_MAILS


class Acknowledgements:
    """Shows what a client would be told."""

    def __init__(self, database: Database, policies: Policies) -> None:
        self._database = database
        self._policies = policies

    def preview(self, written: Written) -> Acknowledgement:
        """Return the answer that the next ticket would get if it came now."""
        with self._database.read() as session:
            team = str(settings.read_all(session, None)["team.name"])
            books, now = self._policies.books(session), self._database.now(session)
            newest = session.execute(select(func.max(Ticket.id))).scalar_one()
            return _words((newest or 0) + 1, team, books, now, written)


@dataclass(frozen=True, slots=True)
class _Opened:
    ticket_id: int
    raw_id: int
    mail: ParsedMail
    route: Route


class Courtesy:
    """What machines of ours do about the mails of one transaction, once they are written."""

    def __init__(
        self, session: Session, books: Books, values: Mapping[str, Value], now: datetime
    ) -> None:
        self._session = session
        self._books = books
        self._values = values
        self._now = now
        self._opened: list[_Opened] = []
        self._heard: list[tuple[int, str, datetime]] = []

    def opened(self, arrival: Arrival, mail: ParsedMail, route: Route, ticket_id: int) -> None:
        """Remember a mail that opens a ticket; history is never answered."""
        if self._values[ACKNOWLEDGE] and not arrival.is_history:
            self._opened.append(_Opened(ticket_id, arrival.raw_id, mail, route))

    def heard(self, arrival: Arrival, mail: ParsedMail, ticket_id: int) -> None:
        """Remember a mail on a ticket that was there."""
        if mail.sender is not None and not arrival.is_history:
            self._heard.append((ticket_id, mail.sender.email.lower(), arrival.receipt.at))

    def finish(self) -> list[int]:
        """Pause whom we are in a loop with, then answer; return the tickets answered."""
        for ticket_id, address, at in self._heard:
            self._break_loop(ticket_id, address, at)
        return [opened.ticket_id for opened in self._opened if self._answer(opened)]

    def _answer(self, opened: _Opened) -> bool:
        mail, session = opened.mail, self._session
        address = mail.sender.email if mail.sender else ""
        customer = _requester(session, address)
        facts = facts_of(
            mail,
            own=automatic_mail.own_addresses(session),
            verdict=opened.route.verdict,
            is_known=customer is not None and _had_one_solved(session, customer),
            has_bounced=customer is not None and customer.bounced_at is not None,
            is_paused=customer is not None and is_paused(customer, self._now),
        )
        if why_silent(facts, automatic_mail.sent_lately(session, self._now)) is not None:
            return False
        ticket = session.get_one(Ticket, opened.ticket_id)
        mailbox = sending_mailbox(session, ticket)
        if mailbox is None:
            return False
        written = language_of(mail.text, mail.subject) or Written.ENGLISH
        team = str(self._values["team.name"])
        words = _words(ticket.id, team, self._books, self._now, written)
        letter = Letter(
            OutboxKind.ACKNOWLEDGEMENT, f"raw:{opened.raw_id}", address, words.subject, words.text
        )
        automatic_mail.send(session, ticket, mailbox, letter, self._now)
        return True

    def _break_loop(self, ticket_id: int, address: str, at: datetime) -> None:
        """Open the breaker where a machine talks to us, and say so at the mail that told."""
        statement = (
            select(Message.id, Message.mail_class, func.substr(Message.text, 1, _COMPARED))
            .where(
                Message.ticket_id == ticket_id,
                Message.is_incoming.is_(True),
                func.lower(Message.from_email) == address,
                Message.at > at - LOOP_SPAN,
            )
            .order_by(Message.id.desc())
            .limit(_READ_MOST)
        )
        rows = self._session.execute(statement).all()
        if not is_loop([(word in AUTOMATIC, text) for _, word, text in reversed(rows)]):
            return
        customer = _requester(self._session, address)
        if customer is None or is_paused(customer, self._now):
            return
        customer.answers_paused_until = self._now + PAUSE
        message = self._session.get_one(Message, rows[0][0])
        message.notes = [*message.notes, Note.ANSWERS_PAUSED.value]


def courtesy(
    session: Session, books: Books, values: Mapping[str, Value], now: datetime
) -> Courtesy | None:
    """Return what answers the mails of a transaction; None while the team sends nothing of it."""
    if not values[ACKNOWLEDGE] and not values[REMINDER_DAYS]:
        return None
    return Courtesy(session, books, values, now)


def is_paused(customer: Requester, now: datetime) -> bool:
    """Tell whether the breaker is open for them."""
    return customer.answers_paused_until is not None and customer.answers_paused_until > now


def _words(
    number: int, team: str, books: Books, now: datetime, written: Written
) -> Acknowledgement:
    calendar = books.calendars.find(BUSINESS_HOURS, now)
    return acknowledgement(number, team, calendar, now, written)


def _requester(session: Session, address: str) -> Requester | None:
    statement = select(Requester).where(Requester.email == address.strip().lower()[:320])
    return session.scalars(statement).first()


def _had_one_solved(session: Session, customer: Requester) -> bool:
    solved = exists().where(
        Ticket.requester_id == customer.id, Ticket.solved_at.is_not(None), Ticket.mark.is_(None)
    )
    return bool(session.execute(select(solved)).scalar_one())

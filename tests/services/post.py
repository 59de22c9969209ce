"""The post of a desk: mails delivered to its mailbox as fetching would deliver them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from desktop.domain.clock import ManualClock
from desktop.mail.imap import FetchedMail
from desktop.mail.parse import parse_mail
from desktop.models.mail import Message
from desktop.models.sla import ClockRecord
from desktop.models.ticket import Event, Ticket
from desktop.services.desk import Desk

DESK = "support@desk.example"
ANNA = "Anna <anna@firm.example>"
SERVER = "mx.desk.example"
PROVEN = f"{SERVER}; dmarc=pass"
FORGED = f"{SERVER}; dmarc=fail"


class Post:
    """Delivers mails to the mailbox, as fetching would."""

    def __init__(self, desk: Desk, mailbox_id: int, clock: ManualClock) -> None:
        self.desk = desk
        self.clock = clock
        self._mailbox_id = mailbox_id
        self._uid = 0

    def fetched(self, raw: bytes, at: datetime | None = None, uid: int = 0) -> FetchedMail:
        self._uid = uid or self._uid + 1
        return FetchedMail(self._uid, 7, at or self.clock.now(), len(raw), raw, oversize=False)

    def store(self, *mails: FetchedMail) -> int:
        return self.desk.intake.store(self._mailbox_id, mails)

    def deliver(self, raw: bytes, at: datetime | None = None) -> Ticket:
        """Store and apply one mail; return the ticket it went to."""
        self.store(self.fetched(raw, at))
        (raw_id,) = self.desk.intake.pending()
        self.desk.intake.apply(raw_id, parse_mail(raw))
        with self.desk.database.read() as session:
            message = session.scalars(select(Message).where(Message.raw_id == raw_id)).one()
            return session.get_one(Ticket, message.ticket_id)

    def ticket(self, number: int) -> Ticket:
        with self.desk.database.read() as session:
            return session.get_one(Ticket, number)

    def last(self, number: int) -> Message:
        statement = select(Message).where(Message.ticket_id == number).order_by(Message.id.desc())
        with self.desk.database.read() as session:
            return session.scalars(statement.limit(1)).one()

    def events(self, number: int) -> list[str]:
        statement = select(Event.kind).where(Event.ticket_id == number).order_by(Event.id)
        with self.desk.database.read() as session:
            return list(session.scalars(statement))

    def clocks(self, number: int) -> dict[str, str]:
        statement = select(ClockRecord.kind, ClockRecord.result).where(
            ClockRecord.ticket_id == number
        )
        with self.desk.database.read() as session:
            return dict(session.execute(statement).all())

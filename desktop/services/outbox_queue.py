"""Putting a written mail into the outbox, frozen, with a row for each recipient."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from desktop.domain.mail import Address
from desktop.domain.ticket import MessageKind
from desktop.mail.outgoing import OutgoingMail, envelope_address, write_mail
from desktop.models.mail import Message
from desktop.models.outbox import Outbox, OutboxKind, OutboxRecipient, OutboxState, RecipientState
from desktop.services.messages import AddressPair

MAX_REFERENCES = 30


@dataclass(frozen=True, slots=True)
class QueuedMail:
    """A mail on its way; `dedup_key` says what it is about, so that it is queued once.

    What goes to the team itself belongs to no ticket.
    """

    kind: OutboxKind
    dedup_key: str
    mailbox_id: int
    ticket_id: int | None
    entry_id: int | None
    mail: OutgoingMail
    created_at: datetime


def put(
    session: Session,
    queued: QueuedMail,
    *,
    hold: timedelta = timedelta(0),
    unseen: Iterable[str] = (),
    has_sender: bool = True,
) -> None:
    """Put the mail into the outbox, to be held for that long before it leaves.

    `unseen` get it too: SMTP is told of them, no header is (blind copies). Without a sender the
    envelope names nobody to report to (`<>`).
    """
    mail = queued.mail
    statement = insert(Outbox).values(
        kind=queued.kind,
        dedup_key=queued.dedup_key,
        mailbox_id=queued.mailbox_id,
        ticket_id=queued.ticket_id,
        entry_id=queued.entry_id,
        message_id=mail.message_id,
        envelope_from=mail.sender.email if has_sender else "",
        mime=write_mail(mail),
        state=OutboxState.HELD,
        created_at=queued.created_at,
        not_before=queued.created_at + hold,
        attempts=0,
    )
    outbox_id = session.execute(statement.returning(Outbox.id)).scalar_one()
    named = (person.email for person in (*mail.to, *mail.cc))
    everyone = dict.fromkeys(map(envelope_address, (*named, *unseen)))
    session.execute(
        insert(OutboxRecipient),
        [
            {"outbox_id": outbox_id, "address": address, "state": RecipientState.WAITING}
            for address in everyone
        ],
    )


def references(session: Session, ticket_id: int) -> tuple[str, ...]:
    """Return the Message-IDs of the public conversation, oldest first."""
    statement = (
        select(Message.message_id)
        .where(
            Message.ticket_id == ticket_id,
            Message.message_id.is_not(None),
            Message.kind == MessageKind.PUBLIC,
        )
        .order_by(Message.id.desc())
        .limit(MAX_REFERENCES)
    )
    return tuple(reversed([str(value) for value in session.scalars(statement)]))


def addresses(people: Iterable[AddressPair]) -> tuple[Address, ...]:
    """Return (name, address) pairs as a mail has them."""
    return tuple(Address(name, address) for name, address in people)

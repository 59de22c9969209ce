"""Mail that no person writes: what of it went out lately, and putting one more on its way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.domain.automatic_mail import DAY, Sent
from desktop.domain.mail import Address
from desktop.domain.sla import EventKind
from desktop.domain.ticket import Actor, MessageKind, Source
from desktop.mail.message_id import Origin, make_message_id
from desktop.mail.outgoing import OutgoingMail, Submitted
from desktop.models import ids
from desktop.models.mail import Mailbox
from desktop.models.outbox import Outbox, OutboxKind, OutboxRecipient
from desktop.models.ticket import Ticket
from desktop.services import installation, outbox_queue
from desktop.services.messages import NewMessage, add_messages
from desktop.services.outbox_queue import QueuedMail
from desktop.services.ticket_edit import TicketEdit

KINDS: Final = (OutboxKind.ACKNOWLEDGEMENT, OutboxKind.REMINDER)
"""What customers get from a machine of ours; all of it together is held to the limits."""

_BY_ITSELF: Final = Actor(None, Source.JOB)


@dataclass(frozen=True, slots=True)
class Letter:
    """One automatic mail: `dedup_key` says what it is about, so that it goes out once."""

    kind: OutboxKind
    dedup_key: str
    to: str
    subject: str
    text: str


def sent_lately(session: Session, now: datetime) -> Sent:
    """Return the automatic mails queued in the last day, whatever became of them."""
    statement = (
        select(OutboxRecipient.address, Outbox.created_at)
        .join(Outbox, OutboxRecipient.outbox_id == Outbox.id)
        .where(Outbox.kind.in_(KINDS), Outbox.created_at > now - DAY)
    )
    return Sent(now, [(to.lower(), at) for to, at in session.execute(statement)])


def own_addresses(session: Session) -> frozenset[str]:
    """Return the addresses of our mailboxes in lower case."""
    statement = select(func.lower(Mailbox.address)).where(Mailbox.address != "")
    return frozenset(session.scalars(statement))


def send(session: Session, ticket: Ticket, mailbox: Mailbox, letter: Letter, now: datetime) -> None:
    """Put the letter into the outbox and on its ticket; it moves no clock.

    Nothing that somebody wrote goes back but Message-IDs, which nobody is shown: the recipient
    stands without a name (reliability.md C7). The envelope of an answer names no sender, so that
    no server ever reports on it (RFC 3834 3.3).
    """
    is_answer = letter.kind is OutboxKind.ACKNOWLEDGEMENT
    number = ids.reserve(session, ids.MESSAGE)[0]
    origin = Origin(ticket.id, number)
    mail = OutgoingMail(
        sender=Address(mailbox.name, mailbox.address),
        to=(Address("", letter.to),),
        subject=letter.subject,
        text=letter.text,
        message_id=make_message_id(
            installation.message_id_key(session), origin, mailbox.address.rpartition("@")[2]
        ),
        date=now,
        instance=installation.instance(session),
        references=outbox_queue.references(session, ticket.id),
        submitted=Submitted.REPLIED if is_answer else Submitted.GENERATED,
    )
    edit = TicketEdit(session, [ticket.id], _BY_ITSELF, now)
    add_messages(session, [_entry(ticket, mailbox, mail, now)], range(number, number + 1))
    edit.record(ticket, EventKind.AUTO_MESSAGE, message=number)
    ticket.last_message_id = number
    edit.finish()
    queued = QueuedMail(letter.kind, letter.dedup_key, mailbox.id, ticket.id, number, mail, now)
    outbox_queue.put(session, queued, has_sender=not is_answer)


def _entry(ticket: Ticket, mailbox: Mailbox, mail: OutgoingMail, now: datetime) -> NewMessage:
    return NewMessage(
        ticket_id=ticket.id,
        kind=MessageKind.AUTOMATIC,
        is_incoming=False,
        at=now,
        from_name=mailbox.name,
        from_email=mailbox.address,
        to=tuple((person.name, person.email) for person in mail.to),
        subject=mail.subject,
        text=mail.text,
        message_id=mail.message_id,
        mail_class="auto_reply",
    )

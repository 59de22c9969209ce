"""Who was written to on a ticket, read for the rules of `domain.addressing`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.addressing import Addressing, Correspondence, Person, addressing
from desktop.domain.draft import FORWARD_CLASS
from desktop.domain.ticket import MessageKind
from desktop.models.mail import Mailbox, Message
from desktop.models.people import Requester
from desktop.models.ticket import Ticket

READ_MOST = 500


def addressing_of(session: Session, ticket: Ticket) -> Addressing:
    """Return whom answers on this ticket go to, and who has to be approved first."""
    requester = session.get(Requester, ticket.requester_id) if ticket.requester_id else None
    person = (requester.name, requester.email) if requester and requester.email else None
    statement = (
        select(
            Message.is_incoming,
            Message.from_name,
            Message.from_email,
            Message.recipients,
            Message.mail_class,
        )
        .where(Message.ticket_id == ticket.id, Message.kind == MessageKind.PUBLIC)
        .order_by(Message.id.desc())
        .limit(READ_MOST)
    )
    found = [
        Correspondence(
            is_incoming=is_incoming,
            sender=(name, address),
            to=pairs(recipients, "to"),
            cc=pairs(recipients, "cc"),
            bcc=pairs(recipients, "bcc"),
            reply_to=pairs(recipients, "reply_to"),
            is_forward=mail_class == FORWARD_CLASS,
        )
        for is_incoming, name, address, recipients, mail_class in session.execute(statement)
    ]
    own = session.scalars(select(Mailbox.address).where(Mailbox.address != ""))
    return addressing(person, found[::-1], own)


def pairs(recipients: Any, field: str) -> tuple[Person, ...]:
    """Return the (name, address) pairs of one field of stored recipients."""
    found = (recipients or {}).get(field) or ()
    return tuple((str(name), str(address)) for name, address in found)

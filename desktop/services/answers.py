"""Writing an answer: its checks, its message, its frozen mail, and what it does to its ticket."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.addressing import Addressing
from desktop.domain.draft import FORWARD_CLASS
from desktop.domain.errors import Refused
from desktop.domain.letter import letter
from desktop.domain.mail import Address
from desktop.domain.mail_subject import passed_on_subject, with_number
from desktop.domain.reply_template import gaps
from desktop.domain.sla import EventKind
from desktop.domain.ticket import MessageKind, Status
from desktop.mail.message_id import Origin, make_message_id
from desktop.mail.outgoing import OutgoingFile, OutgoingMail, envelope_address
from desktop.models import ids
from desktop.models.mail import Mailbox, Message
from desktop.models.outbox import OutboxKind
from desktop.models.people import Person
from desktop.models.ticket import Ticket
from desktop.services import correspondence, installation, outbox_queue, settings
from desktop.services.attaching import attached, check_size
from desktop.services.messages import AddressPair, NewMessage, add_messages
from desktop.services.outbox_queue import QueuedMail
from desktop.services.ticket_detail import sending_mailbox
from desktop.services.ticket_edit import TicketEdit
from desktop.services.ticket_status import change_status

COPY_TO_SELF: Final = "mail.copy_to_self"


@dataclass(frozen=True, slots=True)
class Reply:
    """What an agent sends. `then` is the status after it; None leaves it open.

    `seen_message_id` is the last message the agent saw: anything newer stops the send
    (reliability.md 2.6), unless `anyway`. `approved` are addresses that are new on the ticket and
    were approved by a click. `signature` and `quote` go below the text. A forward goes to others
    than the client: it is no answer.
    """

    text: str
    to: tuple[AddressPair, ...]
    cc: tuple[AddressPair, ...] = ()
    then: Status | None = None
    seen_message_id: int | None = None
    anyway: bool = False
    files: tuple[OutgoingFile, ...] = ()
    bcc: tuple[AddressPair, ...] = ()
    approved: frozenset[str] = frozenset()
    signature: str = ""
    quote: str = ""
    is_forward: bool = False

    @property
    def everyone(self) -> tuple[AddressPair, ...]:
        return (*self.to, *self.cc, *self.bcc)


def check(reply: Reply) -> None:
    """Check what can be checked without the ticket.

    Raises:
        Refused: `reply.empty`, `reply.gap` (fact: name), `reply.no_recipient`,
            `mail.bad_address`.
    """
    if not reply.text.strip():
        raise Refused("reply.empty")
    for gap in gaps(reply.text):
        raise Refused("reply.gap", name=gap.variable.value)
    if not reply.everyone:
        raise Refused("reply.no_recipient")
    for _, address in reply.everyone:
        envelope_address(address)


def check_on(session: Session, ticket: Ticket, reply: Reply) -> Mailbox:
    """Check that it may go out on this ticket; return the mailbox it goes out by.

    Raises:
        Refused: `ticket.marked`, `reply.not_approved` (fact: address), `reply.collision` (facts:
            author, at), `reply.no_mailbox`, `attachment.too_large` or `attachment.server_limit`
            (facts: name, limit_mb).
    """
    if ticket.mark is not None:
        raise Refused("ticket.marked", mark=ticket.mark.value)
    mailbox = sending_mailbox(session, ticket)
    if mailbox is None:
        raise Refused("reply.no_mailbox")
    check_size(reply.files, mailbox.most_bytes)
    _refuse_strangers(correspondence.addressing_of(session, ticket), reply)
    if not reply.anyway:
        _refuse_collision(session, ticket, reply.seen_message_id)
    return mailbox


def write(edit: TicketEdit, ticket: Ticket, mailbox: Mailbox, reply: Reply, hold: timedelta) -> int:
    """Store the message and queue its mail, and do to the ticket what an answer does.

    Return the number of the message. It leaves after `hold`.
    """
    session = edit.session
    author = session.get(Person, edit.by.person_id) if edit.by.person_id else None
    name = author.name if author else mailbox.name
    number = ids.reserve(session, ids.MESSAGE)[0]
    key = installation.message_id_key(session)
    header = make_message_id(key, Origin(ticket.id, number), mailbox.address.rpartition("@")[2])
    references = outbox_queue.references(session, ticket.id)
    make_subject = passed_on_subject if reply.is_forward else with_number
    subject = make_subject(ticket.subject, ticket.id)
    text = letter(reply.text, reply.signature, reply.quote)
    mail = OutgoingMail(
        sender=Address(name, mailbox.address),
        to=outbox_queue.addresses(reply.to),
        cc=outbox_queue.addresses(reply.cc),
        subject=subject,
        text=text,
        message_id=header,
        date=edit.now,
        instance=installation.instance(session),
        references=references,
        files=reply.files,
    )
    entry = NewMessage(
        ticket_id=ticket.id,
        kind=MessageKind.PUBLIC,
        is_incoming=False,
        at=edit.now,
        person_id=edit.by.person_id,
        from_name=name,
        from_email=mailbox.address,
        to=reply.to,
        cc=reply.cc,
        bcc=reply.bcc,
        subject=subject,
        text=text,
        message_id=header,
        in_reply_to=references[-1] if references else None,
        mail_class=FORWARD_CLASS if reply.is_forward else "human",
        attachments=attached(reply.files),
    )
    add_messages(session, [entry], numbers=range(number, number + 1))
    unseen = [address for _, address in reply.bcc]
    if settings.read_all(session, None)[COPY_TO_SELF]:
        unseen.append(mailbox.address)
    outbox_queue.put(
        session,
        QueuedMail(
            OutboxKind.REPLY, f"message:{number}", mailbox.id, ticket.id, number, mail, edit.now
        ),
        hold=hold,
        unseen=unseen,
    )
    _move(edit, ticket, reply, number)
    return number


def _move(edit: TicketEdit, ticket: Ticket, reply: Reply, message_id: int) -> None:
    """Stop clocks, then change the status (sla.md K3): an answer first, then the wait."""
    kind = EventKind.FORWARDED if reply.is_forward else EventKind.AGENT_MESSAGE
    edit.record(ticket, kind, message=message_id)
    ticket.last_message_id = message_id
    ticket.message_count += 1
    ticket.attachment_count += len(reply.files)
    if not reply.is_forward:
        ticket.delivery_failed = False
        if ticket.first_response_at is None:
            ticket.first_response_at = edit.now
    if ticket.assignee_id is None and edit.by.person_id is not None:
        edit.record(ticket, EventKind.ASSIGNED, old=None, person=edit.by.person_id)
        ticket.assignee_id = edit.by.person_id
    if reply.then is not None:
        change_status(edit, ticket, reply.then)
    elif ticket.status is Status.NEW and not reply.is_forward:
        change_status(edit, ticket, Status.OPEN)


def _refuse_strangers(known: Addressing, reply: Reply) -> None:
    """Refuse an address that nobody here has written to on this ticket, nor approved (G2)."""
    approved = {address.strip().lower() for address in reply.approved}
    for _, address in reply.everyone:
        if not known.is_known(address) and address.strip().lower() not in approved:
            raise Refused("reply.not_approved", address=address)


def _refuse_collision(session: Session, ticket: Ticket, seen: int | None) -> None:
    statement = (
        select(Message.from_name, Message.from_email, Message.at)
        .where(Message.ticket_id == ticket.id, Message.id > (seen or 0))
        .order_by(Message.id.desc())
        .limit(1)
    )
    newer = session.execute(statement).first()
    if newer is not None:
        raise Refused("reply.collision", author=newer[0] or newer[1], at=newer[2])

"""Replies: one transaction writes the message, its frozen mail, the status and the events."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import Refused
from desktop.domain.mail import Address
from desktop.domain.mail_subject import with_number
from desktop.domain.sla import ClockKind, ClockResult, EventKind
from desktop.domain.sla_evaluate import Evaluation
from desktop.domain.ticket import Actor, MessageKind, Status
from desktop.mail.message_id import Origin, make_message_id
from desktop.mail.outgoing import OutgoingFile, OutgoingMail, envelope_address
from desktop.models import ids
from desktop.models.database import Database
from desktop.models.mail import Draft, Mailbox, Message
from desktop.models.outbox import OutboxKind
from desktop.models.people import Person
from desktop.models.ticket import Ticket
from desktop.services import installation, outbox_queue, settings
from desktop.services.clocks import Clocks, read_histories
from desktop.services.messages import AddressPair, NewAttachment, NewMessage, add_messages
from desktop.services.outbox_queue import QueuedMail
from desktop.services.ticket_detail import sending_mailbox
from desktop.services.ticket_edit import TicketEdit, ticket_undo
from desktop.services.ticket_status import change_status


@dataclass(frozen=True, slots=True)
class Reply:
    """What an agent sends. `then` is the status after it; None leaves it open.

    `seen_message_id` is the last message the agent saw: anything newer stops the send
    (reliability.md 2.6), unless `anyway`.
    """

    text: str
    to: tuple[AddressPair, ...]
    cc: tuple[AddressPair, ...] = ()
    then: Status | None = None
    seen_message_id: int | None = None
    anyway: bool = False
    files: tuple[OutgoingFile, ...] = ()


class Replies:
    """Public answers by mail; an answer counts for the clocks when it is given (sla.md K3)."""

    def __init__(self, database: Database, clocks: Clocks) -> None:
        self._database = database
        self._clocks = clocks

    def send(self, by: Actor, ticket_id: int, reply: Reply) -> Changes:
        """Write the reply and put its mail into the outbox, held for the team's undo time.

        `undo` on the result takes everything back while the mail is held; the draft goes.

        Raises:
            Refused: `reply.empty`, `reply.no_recipient`, `reply.no_mailbox`, `ticket.marked`,
                `reply.collision` (facts: author, at) when somebody wrote meanwhile,
                `mail.bad_address`.
        """
        _check(reply)
        with self._database.write() as session:
            edit = TicketEdit(session, [ticket_id], by, self._database.now(session))
            ticket = edit[ticket_id]
            if ticket.mark is not None:
                raise Refused("ticket.marked", mark=ticket.mark.value)
            if not reply.anyway:
                _refuse_collision(session, ticket, reply.seen_message_id)
            mailbox = sending_mailbox(session, ticket)
            if mailbox is None:
                raise Refused("reply.no_mailbox")
            hold = settings.undo_seconds(session)
            message_id = self._write(session, edit, ticket, mailbox, reply, hold)
            self._move(edit, ticket, reply, message_id)
            done = edit.finish()
            if by.person_id is not None:
                session.execute(
                    delete(Draft).where(
                        Draft.ticket_id == ticket_id,
                        Draft.person_id == by.person_id,
                        Draft.kind == MessageKind.PUBLIC,
                    )
                )
            self._clocks.refresh(session, [ticket_id])
            changes = Changes.of(
                Topic.TICKETS,
                Topic.OUTBOX,
                Topic.DRAFTS,
                tickets=[ticket_id],
                created=message_id,
                undo=ticket_undo("send", done, message_id, hold),
            )
            return self._database.announce(session, changes)

    def no_reply_needed(self, by: Actor, ticket_ids: Iterable[int]) -> Changes:
        """Let the customers' last messages stand without an answer: their clock stops as met.

        Tickets in which no next reply is owed are left alone.

        Raises:
            NotFound: there is no such ticket.
            Refused: `reply.not_owed` when none of them owes one.
        """
        with self._database.write() as session:
            edit = TicketEdit(session, ticket_ids, by, self._database.now(session))
            numbers = [ticket.id for ticket in edit]
            judged = self._clocks.judged(session, read_histories(session, numbers))
            for ticket in edit:
                if _owes_reply(judged[ticket.id]):
                    edit.record(ticket, EventKind.NO_REPLY_NEEDED)
            done = edit.finish()
            if not done:
                raise Refused("reply.not_owed")
            touched = [change.ticket_id for change in done]
            self._clocks.refresh(session, touched)
            undo = ticket_undo("no_reply", done)
            changes = Changes.of(Topic.TICKETS, tickets=touched, undo=undo)
            return self._database.announce(session, changes)

    def _write(
        self,
        session: Session,
        edit: TicketEdit,
        ticket: Ticket,
        mailbox: Mailbox,
        reply: Reply,
        hold: int,
    ) -> int:
        author = session.get(Person, edit.by.person_id) if edit.by.person_id else None
        name = author.name if author else mailbox.name
        number = ids.reserve(session, ids.MESSAGE)[0]
        header = make_message_id(
            installation.message_id_key(session),
            Origin(ticket.id, number),
            mailbox.address.rpartition("@")[2],
        )
        references = outbox_queue.references(session, ticket.id)
        subject = with_number(ticket.subject, ticket.id)
        mail = OutgoingMail(
            sender=Address(name, mailbox.address),
            to=outbox_queue.addresses(reply.to),
            cc=outbox_queue.addresses(reply.cc),
            subject=subject,
            text=reply.text,
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
            subject=subject,
            text=reply.text,
            message_id=header,
            in_reply_to=references[-1] if references else None,
            attachments=tuple(_attachment(file) for file in reply.files),
        )
        add_messages(session, [entry], numbers=range(number, number + 1))
        outbox_queue.put(
            session,
            QueuedMail(
                OutboxKind.REPLY, f"message:{number}", mailbox.id, ticket.id, number, mail, edit.now
            ),
            hold=timedelta(seconds=hold),
        )
        return number

    def _move(self, edit: TicketEdit, ticket: Ticket, reply: Reply, message_id: int) -> None:
        """Stop clocks, then change the status (sla.md K3): an answer first, then the wait."""
        edit.record(ticket, EventKind.AGENT_MESSAGE, message=message_id)
        ticket.last_message_id = message_id
        ticket.message_count += 1
        ticket.attachment_count += len(reply.files)
        ticket.delivery_failed = False
        if ticket.first_response_at is None:
            ticket.first_response_at = edit.now
        if ticket.assignee_id is None and edit.by.person_id is not None:
            edit.record(ticket, EventKind.ASSIGNED, old=None, person=edit.by.person_id)
            ticket.assignee_id = edit.by.person_id
        if reply.then is not None:
            change_status(edit, ticket, reply.then)
        elif ticket.status is Status.NEW:
            change_status(edit, ticket, Status.OPEN)


def _owes_reply(evaluation: Evaluation) -> bool:
    clock = evaluation.clock(ClockKind.NEXT_RESPONSE)
    return clock is not None and clock.result in (ClockResult.RUNNING, ClockResult.PAUSED)


def _check(reply: Reply) -> None:
    if not reply.text.strip():
        raise Refused("reply.empty")
    if not reply.to and not reply.cc:
        raise Refused("reply.no_recipient")
    for _, address in (*reply.to, *reply.cc):
        envelope_address(address)


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


def _attachment(file: OutgoingFile) -> NewAttachment:
    return NewAttachment(
        name=file.name,
        media_type=file.media_type,
        size=len(file.content),
        sha256=hashlib.sha256(file.content).hexdigest(),
        content=file.content,
    )

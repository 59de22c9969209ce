"""Splitting a ticket: one of its messages becomes a ticket of its own (sla.md K14)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic, Undo
from desktop.domain.errors import ChangedMeanwhile, NotFound, Refused
from desktop.domain.sla import EventKind
from desktop.domain.ticket import Actor, MessageKind
from desktop.models.database import Database
from desktop.models.draft import Draft
from desktop.models.mail import Attachment, Message
from desktop.models.people import Requester
from desktop.models.sla import ClockRecord
from desktop.models.ticket import Event, Ticket, TicketLink, TicketTag
from desktop.services import linking
from desktop.services.clocks import Clocks
from desktop.services.new_tickets import NewTicket, add_ticket
from desktop.services.ticket_edit import TicketChange, TicketEdit
from desktop.services.ticket_revert import revert


@dataclass(frozen=True, slots=True)
class SplitUndo:
    """What a split did: the message it moved, the ticket it made, the change of the old one."""

    message_id: int
    ticket_id: int
    last_event_id: int
    changes: tuple[TicketChange, ...]


class Splitting:
    """Moves a client's message out of a conversation into a new ticket."""

    def __init__(self, database: Database, clocks: Clocks) -> None:
        self._database = database
        self._clocks = clocks

    def split(self, by: Actor, message_id: int) -> Changes:
        """Make a ticket of a message; `created` is its number, and both are linked.

        Its clocks start when the message came; the old ticket owes nothing for it any more.

        Raises:
            NotFound: there is no such message.
            Refused: `split.not_from_client`, `split.first_message`, `ticket.marked`.
        """
        with self._database.write() as session:
            message = session.get(Message, message_id)
            if message is None:
                raise NotFound(noun="message", id=message_id)
            now = self._database.now(session)
            edit = TicketEdit(session, [message.ticket_id], by, now)
            old = edit[message.ticket_id]
            _check(session, old, message)
            new = add_ticket(
                session,
                NewTicket(
                    subject=message.subject.strip() or old.subject,
                    channel=old.channel,
                    created_at=now,
                    requester_name=message.from_name,
                    requester_email=message.from_email or _email(session, old),
                    priority=old.priority,
                    assignee_id=old.assignee_id,
                    category_id=old.category_id,
                    line_id=old.line_id,
                    mailbox_id=old.mailbox_id,
                    alerts_from=now,
                ),
                by,
            )
            beginning = TicketEdit(session, [new.id], by, now)
            started_at = message.at.isoformat()
            beginning.record(new, EventKind.SPLIT, started_at=started_at, out_of=old.id)
            edit.record(old, EventKind.SPLIT, into=new.id)
            heard = _heard(session, message)
            if heard is not None:
                edit.record(old, EventKind.UNDONE, events=[heard])
            _move(session, message, old, new)
            session.add(linking.made(old.id, new.id))
            done = edit.finish()
            beginning.finish()
            self._clocks.refresh(session, [old.id, new.id])
            undo = SplitUndo(message_id, new.id, _last_event(session, new.id), done)
            changes = Changes.of(
                Topic.TICKETS,
                tickets=[old.id, new.id],
                created=new.id,
                undo=Undo("split", 1, undo),
            )
            return self._database.announce(session, changes)


def restore(session: Session, clocks: Clocks, by: Actor, undo: SplitUndo) -> Changes:
    """Put the message back where it was; the ticket made of it is gone.

    Raises:
        ChangedMeanwhile: something has happened to that ticket since.
    """
    new = session.get(Ticket, undo.ticket_id)
    [change] = undo.changes
    if new is None or _last_event(session, undo.ticket_id) != undo.last_event_id:
        raise ChangedMeanwhile(noun="ticket", id=undo.ticket_id)
    others = select(func.count()).select_from(Message).where(Message.ticket_id == new.id)
    drafts = select(func.count()).select_from(Draft).where(Draft.ticket_id == new.id)
    if session.execute(others).scalar_one() != 1 or session.execute(drafts).scalar_one():
        raise ChangedMeanwhile(noun="ticket", id=new.id)
    session.execute(
        update(Message).where(Message.id == undo.message_id).values(ticket_id=change.ticket_id)
    )
    now: datetime = session.info["now"]
    revert(session, undo.changes, by, now)
    is_linked = (TicketLink.ticket_id == new.id) | (TicketLink.other_id == new.id)
    session.execute(delete(TicketLink).where(is_linked))
    for record in (ClockRecord, Event, TicketTag):
        session.execute(delete(record).where(record.ticket_id == new.id))
    session.execute(delete(Ticket).where(Ticket.id == new.id))
    session.expunge(new)
    clocks.refresh(session, [change.ticket_id])
    return Changes.of(Topic.TICKETS, tickets=[change.ticket_id, undo.ticket_id])


def _check(session: Session, old: Ticket, message: Message) -> None:
    if old.mark is not None:
        raise Refused("ticket.marked", mark=old.mark.value)
    if not message.is_incoming or message.kind is not MessageKind.PUBLIC:
        raise Refused("split.not_from_client")
    earliest = select(func.min(Message.id)).where(Message.ticket_id == old.id)
    if session.execute(earliest).scalar_one() == message.id:
        raise Refused("split.first_message")


def _email(session: Session, ticket: Ticket) -> str:
    requester = session.get(Requester, ticket.requester_id) if ticket.requester_id else None
    return (requester.email or "") if requester is not None else ""


def _heard(session: Session, message: Message) -> int | None:
    """Return the event by which the message counted for the clocks of its ticket."""
    statement = select(Event.id, Event.data).where(
        Event.ticket_id == message.ticket_id, Event.kind == EventKind.CUSTOMER_MESSAGE.value
    )
    for event_id, data in session.execute(statement):
        if json.loads(data).get("message") == message.id:
            return int(event_id)
    return None


def _move(session: Session, message: Message, old: Ticket, new: Ticket) -> None:
    """Move the message with its files; both tickets count anew."""
    files = select(func.count()).select_from(Attachment).where(Attachment.message_id == message.id)
    count = session.execute(files).scalar_one()
    old.message_count -= 1
    old.attachment_count -= count
    new.attachment_count += count
    new.last_message_id = message.id
    message.ticket_id = new.id
    session.flush()
    newest = select(func.max(Message.id)).where(Message.ticket_id == old.id)
    old.last_message_id = session.execute(newest).scalar_one()


def _last_event(session: Session, ticket_id: int) -> int:
    statement = select(func.max(Event.id)).where(Event.ticket_id == ticket_id)
    return int(session.execute(statement).scalar_one())

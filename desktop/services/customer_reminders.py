"""Customer reminders: who has been waited for too long is asked once by an automatic mail.

Off until the team sets the days. Never about history, never in answer to a machine or a list,
never to an address that bounced or had two automatic mails in a day (reliability.md D12).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from desktop.domain.changes import NOTHING, Changes, Topic
from desktop.domain.customer_reminder import is_due, reminder_text, waiting_since
from desktop.domain.mail import Address
from desktop.domain.sla import EventKind
from desktop.domain.sla_presets import BUSINESS_HOURS
from desktop.domain.ticket import Actor, MessageKind, Source, Status
from desktop.mail.message_id import Origin, make_message_id
from desktop.mail.outgoing import OutgoingMail
from desktop.models import ids
from desktop.models.base import to_microseconds
from desktop.models.database import Database
from desktop.models.mail import Mailbox, Message
from desktop.models.outbox import Outbox, OutboxKind, OutboxRecipient
from desktop.models.people import Requester
from desktop.models.ticket import Ticket, open_tickets
from desktop.services import installation, leases, outbox_queue, settings
from desktop.services.clocks import Clocks, read_histories
from desktop.services.leases import Held
from desktop.services.messages import NewMessage, add_messages
from desktop.services.outbox_queue import QueuedMail
from desktop.services.policies import Policies
from desktop.services.ticket_detail import sending_mailbox
from desktop.services.ticket_edit import TicketEdit

DAYS: Final = "mail.reminder_days"
CHUNK: Final = 100
MOST_A_DAY: Final = 2
"""Automatic mails to one address in 24 hours, of whatever kind."""

_AUTOMATIC: Final = (OutboxKind.ACKNOWLEDGEMENT, OutboxKind.REMINDER)
_BY_ITSELF: Final = Actor(None, Source.JOB)
_HUMAN: Final = "human"


class CustomerReminders:
    """Queues one reminder for each spell of waiting; the outbox's key keeps it at one."""

    def __init__(self, database: Database, clocks: Clocks, policies: Policies) -> None:
        self._database = database
        self._clocks = clocks
        self._policies = policies

    def remind_due(self, held: Held, after: int = 0) -> tuple[Changes, int]:
        """Remind in up to 100 waiting tickets numbered above `after`.

        Return what changed, and the number to go on after; 0 when that was all.

        Raises:
            Unavailable: `lease.lost`; nothing was queued.
        """
        with self._database.write() as session:
            now = self._database.now(session)
            leases.check(session, held, now)
            days = settings.read_all(session, None)[DAYS]
            if not isinstance(days, int) or days <= 0:
                return NOTHING, 0
            waiting = _waiting(session, after)
            touched = [
                ticket.id
                for ticket, since in self._due(session, waiting, days, now)
                if self._remind(session, ticket, since, now)
            ]
            following = waiting[-1] if len(waiting) == CHUNK else 0
            if not touched:
                return NOTHING, following
            self._clocks.refresh(session, touched)
            changes = Changes.of(Topic.TICKETS, Topic.OUTBOX, tickets=touched)
            return self._database.announce(session, changes), following

    def _due(
        self, session: Session, waiting: Sequence[int], days: int, now: datetime
    ) -> list[tuple[Ticket, datetime]]:
        """Return the tickets that have waited long enough, with since when."""
        calendar = self._policies.books(session).calendars.find(BUSINESS_HOURS, now)
        judged = self._clocks.judged(session, read_histories(session, waiting))
        found = []
        for number, evaluation in judged.items():
            since = waiting_since(evaluation.pieces)
            if since is not None and is_due(since, days, calendar, now):
                found.append((session.get_one(Ticket, number, with_for_update=True), since))
        return found

    def _remind(self, session: Session, ticket: Ticket, since: datetime, now: datetime) -> bool:
        """Queue the reminder of one ticket; False where none may go out."""
        key = f"waiting:{ticket.id}:{to_microseconds(since)}"
        heard = _last_heard(session, ticket)
        customer = session.get(Requester, ticket.requester_id) if ticket.requester_id else None
        mailbox = sending_mailbox(session, ticket)
        if heard is None or customer is None or mailbox is None:
            return False
        if _was_queued(session, key) or not _may_write(session, ticket, customer, now):
            return False
        name, email = customer.name, customer.email or ""
        number = ids.reserve(session, ids.MESSAGE)[0]
        written = reminder_text(ticket.id, _team(session), heard)
        mail = OutgoingMail(
            sender=Address(mailbox.name, mailbox.address),
            to=(Address(name, email),),
            subject=written.subject,
            text=written.text,
            message_id=_message_id(session, ticket, number, mailbox),
            date=now,
            instance=installation.instance(session),
            references=outbox_queue.references(session, ticket.id),
            is_automatic=True,
        )
        edit = TicketEdit(session, [ticket.id], _BY_ITSELF, now)
        add_messages(session, [_entry(ticket, mailbox, mail, now)], range(number, number + 1))
        edit.record(ticket, EventKind.AUTO_MESSAGE, message=number)
        ticket.last_message_id = number
        edit.finish()
        outbox_queue.put(
            session,
            QueuedMail(OutboxKind.REMINDER, key, mailbox.id, ticket.id, number, mail, now),
        )
        return True


def _waiting(session: Session, after: int) -> list[int]:
    """Return waiting tickets that are no history, by number; spam and merged are not open."""
    statement = (
        select(Ticket.id)
        .where(
            open_tickets(),
            Ticket.status == Status.WAITING_CUSTOMER,
            Ticket.alerts_from.is_not(None),
            Ticket.id > after,
        )
        .order_by(Ticket.id)
        .limit(CHUNK)
    )
    return list(session.scalars(statement))


def _last_heard(session: Session, ticket: Ticket) -> str | None:
    """Return what the customer wrote last; None if a machine, a list or nobody did."""
    row = session.execute(
        select(Message.mail_class, Message.text)
        .where(Message.ticket_id == ticket.id, Message.is_incoming.is_(True))
        .order_by(Message.id.desc())
        .limit(1)
    ).first()
    return row[1] if row is not None and row[0] == _HUMAN else None


def _was_queued(session: Session, key: str) -> bool:
    statement = select(Outbox.id).where(Outbox.kind == OutboxKind.REMINDER, Outbox.dedup_key == key)
    return session.execute(statement).first() is not None


def _may_write(session: Session, ticket: Ticket, customer: Requester, now: datetime) -> bool:
    """Tell whether a person here has written to that address, which takes our mail."""
    if not customer.email or customer.bounced_at is not None or ticket.delivery_failed:
        return False
    answered = exists().where(
        Message.ticket_id == ticket.id,
        Message.is_incoming.is_(False),
        Message.kind == MessageKind.PUBLIC,
        Message.message_id.is_not(None),
    )
    recent = (
        select(func.count())
        .select_from(Outbox)
        .join(OutboxRecipient, OutboxRecipient.outbox_id == Outbox.id)
        .where(
            Outbox.kind.in_(_AUTOMATIC),
            Outbox.created_at > now - timedelta(days=1),
            func.lower(OutboxRecipient.address) == customer.email.lower(),
        )
    )
    has_answer = session.execute(select(answered)).scalar_one()
    return has_answer and session.execute(recent).scalar_one() < MOST_A_DAY


def _team(session: Session) -> str:
    return str(settings.read_all(session, None)["team.name"])


def _message_id(session: Session, ticket: Ticket, number: int, mailbox: Mailbox) -> str:
    key = installation.message_id_key(session)
    return make_message_id(key, Origin(ticket.id, number), mailbox.address.rpartition("@")[2])


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

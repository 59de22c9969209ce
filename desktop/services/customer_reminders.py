"""Customer reminders: who has been waited for too long is asked once by an automatic mail.

Off until the team sets the days. Never about history, never in answer to a machine or a list, and
by the policy of `domain.automatic_mail` (reliability.md D12).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from desktop.domain.automatic_mail import Facts, Sent, why_silent
from desktop.domain.changes import NOTHING, Changes, Topic
from desktop.domain.customer_reminder import is_due, reminder_text, waiting_since
from desktop.domain.sla_presets import BUSINESS_HOURS
from desktop.domain.ticket import MessageKind, Status
from desktop.models.base import to_microseconds
from desktop.models.database import Database
from desktop.models.mail import Message
from desktop.models.outbox import Outbox, OutboxKind
from desktop.models.people import Requester
from desktop.models.ticket import Ticket, open_tickets
from desktop.services import automatic_mail, clock_trust, leases, settings
from desktop.services.acknowledgements import is_paused
from desktop.services.automatic_mail import Letter
from desktop.services.clocks import Clocks, read_histories
from desktop.services.leases import Held
from desktop.services.policies import Policies
from desktop.services.ticket_detail import sending_mailbox

DAYS: Final = "mail.reminder_days"
CHUNK: Final = 100
_HUMAN: Final = "human"


class CustomerReminders:
    """Queues one reminder for each spell of waiting; the outbox's key keeps it at one."""

    def __init__(self, database: Database, clocks: Clocks, policies: Policies) -> None:
        self._database = database
        self._clocks = clocks
        self._policies = policies

    def remind_due(self, held: Held, after: int = 0) -> tuple[Changes, int]:
        """Remind in up to 100 waiting tickets numbered above `after`.

        Return what changed, and the number to go on after; 0 when that was all. While the clock
        is in doubt nobody has been waited for too long.

        Raises:
            Unavailable: `lease.lost`; nothing was queued.
        """
        with self._database.write() as session:
            now = self._database.now(session)
            leases.check(session, held, now)
            days = settings.read_all(session, None)[DAYS]
            if not isinstance(days, int) or days <= 0:
                return NOTHING, 0
            if clock_trust.doubted_since(session, now) is not None:
                return NOTHING, 0
            waiting = _waiting(session, after)
            sent = automatic_mail.sent_lately(session, now)
            touched = [
                ticket.id
                for ticket, since in self._due(session, waiting, days, now)
                if self._remind(session, ticket, since, sent)
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

    def _remind(self, session: Session, ticket: Ticket, since: datetime, sent: Sent) -> bool:
        """Queue the reminder of one ticket; False where none may go out."""
        now = sent.now
        key = f"waiting:{ticket.id}:{to_microseconds(since)}"
        heard = _last_heard(session, ticket)
        customer = session.get(Requester, ticket.requester_id) if ticket.requester_id else None
        mailbox = sending_mailbox(session, ticket)
        if heard is None or customer is None or mailbox is None:
            return False
        if _was_queued(session, key) or not _was_answered(session, ticket):
            return False
        facts = Facts(
            customer.email or "",
            is_ours=(customer.email or "").lower() in automatic_mail.own_addresses(session),
            has_bounced=customer.bounced_at is not None or ticket.delivery_failed,
            is_paused=is_paused(customer, now),
        )
        if why_silent(facts, sent) is not None:
            return False
        written = reminder_text(ticket.id, _team(session), heard)
        letter = Letter(
            OutboxKind.REMINDER, key, customer.email or "", written.subject, written.text
        )
        automatic_mail.send(session, ticket, mailbox, letter, now)
        sent.add(letter.to)
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


def _was_answered(session: Session, ticket: Ticket) -> bool:
    """Tell whether a person here has written to the client."""
    answered = exists().where(
        Message.ticket_id == ticket.id,
        Message.is_incoming.is_(False),
        Message.kind == MessageKind.PUBLIC,
        Message.message_id.is_not(None),
    )
    return bool(session.execute(select(answered)).scalar_one())


def _team(session: Session) -> str:
    return str(settings.read_all(session, None)["team.name"])

"""One mail's way out in three steps, and picking up what is left when they break off.

queued -> sending (`claim`) -> in_doubt (`begin_content`, just before the content) -> sent, queued
again or failed (`finish`). The step that never came tells what may have happened
(reliability.md 2.2).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session, defer

from desktop.domain.changes import NOTHING, Changes, Topic
from desktop.domain.errors import Refused, Unavailable
from desktop.domain.ticket import Actor, Source
from desktop.mail.smtp import Delivery
from desktop.models.database import Database
from desktop.models.mail import Mailbox
from desktop.models.outbox import Outbox, OutboxKind, OutboxState, RecipientState
from desktop.services import clock_trust, delivery, delivery_flag

LEASE = timedelta(minutes=2)
"""How long a claim holds; after it another may claim, and the token fences the first one off."""

VERDICT_LEASE = timedelta(minutes=12)
"""Longer than `mail.smtp` ever waits for a server's verdict on the content."""

UNREACHABLE_PAUSE = timedelta(minutes=1)
REJECTED_PAUSE = timedelta(minutes=6)
"""After a refused password: at most three logins in 15 minutes (reliability.md H3)."""

_READY = (OutboxState.HELD, OutboxState.QUEUED)
_LOGIN_TROUBLE = frozenset({"mail.auth_rejected", "mail.no_login", "mail.no_password"})
_JOB = Actor(None, Source.JOB)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A mail claimed for sending to those who do not have it yet; `token` proves the claim.

    An automatic answer has an empty `sender` (RFC 3834 3.3); `stand_in` is whom it names where a
    server takes no such mail.
    """

    id: int
    token: str
    mailbox_id: int
    ticket_id: int | None
    sender: str
    recipients: tuple[str, ...]
    mime: bytes
    stand_in: str


class Dispatch:
    """Owns the states of outgoing mail; `jobs.send_mail` does the talking in between."""

    def __init__(
        self,
        database: Database,
        *,
        lease: timedelta = LEASE,
        verdict_lease: timedelta = VERDICT_LEASE,
    ) -> None:
        self._database = database
        self._lease = lease
        self._verdict_lease = verdict_lease

    def claim(self) -> Parcel | None:
        """Take the mail that has been due longest; None when nothing is due.

        While the clock is in doubt only what people wrote is due.
        """
        with self._database.write() as session:
            now = self._database.now(session)
            row = session.execute(
                select(Outbox)
                .where(_may_leave(session, now), Outbox.not_before <= now)
                .order_by(Outbox.not_before, Outbox.id)
                .limit(1)
                .with_for_update(skip_locked=True)
            ).scalar_one_or_none()
            if row is None:
                return None
            token = uuid.uuid4().hex
            row.state = OutboxState.SENDING
            row.lease_owner = token
            row.lease_until = now + self._lease
            session.flush()
            self._database.announce(session, _changes([row.ticket_id]))
            return Parcel(
                row.id,
                token,
                row.mailbox_id,
                row.ticket_id,
                row.envelope_from,
                delivery.waiting(session, row.id),
                row.mime,
                row.envelope_from or session.get_one(Mailbox, row.mailbox_id).address,
            )

    def begin_content(self, parcel: Parcel) -> None:
        """Note that from now on the server may have the mail.

        Raises:
            Refused: `outbox.claim_lost`: the claim ran out, the mail is not ours to send.
        """
        with self._database.write() as session:
            done = session.execute(
                update(Outbox)
                .where(_claimed(parcel), Outbox.state == OutboxState.SENDING)
                .values(
                    state=OutboxState.IN_DOUBT,
                    lease_until=self._database.now(session) + self._verdict_lease,
                )
                .returning(Outbox.id)
                .execution_options(synchronize_session=False)
            )
            if done.first() is None:
                raise Refused("outbox.claim_lost")

    def note_limit(self, mailbox_id: int, most_bytes: int) -> None:
        """Remember the largest mail that the server of a mailbox takes; 0: it names none."""
        told = most_bytes or None
        with self._database.read() as session:
            known = select(Mailbox.most_bytes).where(Mailbox.id == mailbox_id)
            if session.execute(known).scalar_one_or_none() == told:
                return
        with self._database.write() as session:
            session.execute(update(Mailbox).where(Mailbox.id == mailbox_id).values(most_bytes=told))
            self._database.announce(session, Changes.of(Topic.MAILBOXES))

    def finish(self, parcel: Parcel, deliveries: Sequence[Delivery]) -> Changes:
        """Write down what the server said about each recipient.

        Accepted by all: sent. "Later" from some: queued again for those alone. Refused by some
        for good, or no word after the content: failed or in doubt, never sent again by itself,
        and the ticket needs action.
        """
        with self._database.write() as session:
            delivery_flag.lock_ticket(session, parcel.ticket_id)
            row = session.execute(
                select(Outbox)
                .where(_claimed(parcel) | _abandoned(parcel))
                .with_for_update()
                .options(defer(Outbox.mime))
            ).scalar_one_or_none()
            if row is None:
                return NOTHING  # somebody settled it while this computer slept
            now = self._database.now(session)
            was_given_up = row.lease_owner is None
            row.attempts += 1
            delivery.note(session, row, deliveries)
            delivery.settle(session, row, now)
            # A good delivery says nothing about older failures, which the reply has answered.
            if was_given_up or delivery_flag.is_unsettled(session, row.id):
                delivery_flag.refresh(session, row.ticket_id, _JOB, now)
            return self._database.announce(session, _changes([row.ticket_id]))

    def postpone(self, parcel: Parcel, error: Unavailable) -> Changes:
        """Put back a mail whose server could not be reached, with all others of its mailbox.

        Being offline is no attempt and never makes a mail fail.
        """
        pause = REJECTED_PAUSE if error.code in _LOGIN_TROUBLE else UNREACHABLE_PAUSE
        with self._database.write() as session:
            later = self._database.now(session) + pause
            others = and_(
                Outbox.mailbox_id == parcel.mailbox_id,
                Outbox.state.in_(_READY),
                Outbox.not_before < later,
            )
            session.execute(
                update(Outbox)
                .where(or_(_claimed(parcel) & (Outbox.state == OutboxState.SENDING), others))
                .values(
                    state=OutboxState.QUEUED,
                    not_before=later,
                    lease_owner=None,
                    lease_until=None,
                    last_code=None,
                    last_error=error.code,
                )
                .execution_options(synchronize_session=False)
            )
            return self._database.announce(session, _changes([parcel.ticket_id]))

    def recover(self) -> Changes:
        """Pick up the mails whose claim ran out: their workstation died, or slept too long.

        Before the content they are queued again, for the server has nothing; after it they stay
        in doubt, and their tickets need action.
        """
        with self._database.write() as session:
            now = self._database.now(session)
            expired = and_(Outbox.lease_owner.is_not(None), Outbox.lease_until < now)
            doubtful = expired & (Outbox.state == OutboxState.IN_DOUBT)
            found = session.scalars(select(Outbox.ticket_id).where(doubtful))
            tickets = sorted({number for number in found if number is not None})
            for ticket_id in tickets:
                delivery_flag.lock_ticket(session, ticket_id)
            left = session.scalars(select(Outbox.id).where(doubtful).with_for_update()).all()
            _leave_in_doubt(session, left)
            for ticket_id in tickets:
                delivery_flag.refresh(session, ticket_id, _JOB, now)
            queued = session.scalars(
                update(Outbox)
                .where(expired, Outbox.state == OutboxState.SENDING)
                .values(state=OutboxState.QUEUED, lease_owner=None, lease_until=None)
                .returning(Outbox.ticket_id)
                .execution_options(synchronize_session=False)
            )
            touched = {*tickets, *queued}
            if not touched and not left:
                return NOTHING
            return self._database.announce(session, _changes(touched))

    def next_in(self) -> timedelta | None:
        """Return how long until a mail is due or a claim runs out; None when nothing waits."""
        with self._database.read() as session:
            now = self._database.now(session)
            due_at = select(func.min(Outbox.not_before)).where(_may_leave(session, now))
            left_at = select(func.min(Outbox.lease_until)).where(Outbox.lease_owner.is_not(None))
            found = [session.execute(statement).scalar_one() for statement in (due_at, left_at)]
            instants = [instant for instant in found if instant is not None]
            if not instants:
                return None
            return max(timedelta(), min(instants) - now)


def _may_leave(session: Session, now: datetime) -> ColumnElement[bool]:
    ready = Outbox.state.in_(_READY)
    if clock_trust.doubted_since(session, now) is None:
        return ready
    return and_(ready, Outbox.kind == OutboxKind.REPLY)


def _claimed(parcel: Parcel) -> ColumnElement[bool]:
    return and_(Outbox.id == parcel.id, Outbox.lease_owner == parcel.token)


def _abandoned(parcel: Parcel) -> ColumnElement[bool]:
    """The claim ran out after the content: a late verdict is still worth knowing."""
    return and_(
        Outbox.id == parcel.id,
        Outbox.lease_owner.is_(None),
        Outbox.state == OutboxState.IN_DOUBT,
    )


def _leave_in_doubt(session: Session, outbox_ids: Sequence[int]) -> None:
    delivery.move(session, outbox_ids, [RecipientState.WAITING], RecipientState.IN_DOUBT)
    session.execute(
        update(Outbox)
        .where(Outbox.id.in_(outbox_ids))
        .values(lease_owner=None, lease_until=None)
        .execution_options(synchronize_session=False)
    )


def _changes(ticket_ids: Iterable[int | None]) -> Changes:
    tickets = [ticket_id for ticket_id in ticket_ids if ticket_id is not None]
    return Changes.of(Topic.OUTBOX, Topic.TICKETS, tickets=tickets)

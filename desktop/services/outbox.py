"""Outgoing mail that needs a person: seeing it, and saying what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.orm import Session, defer

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import NotFound, Refused, Unavailable
from desktop.domain.ticket import Actor
from desktop.models.database import Database
from desktop.models.mail import Mailbox
from desktop.models.outbox import Outbox, OutboxState, RecipientState
from desktop.services import delivery, delivery_flag

LISTED = 200
PATIENCE: Final = timedelta(minutes=5)
"""So long a server may be away or busy before anybody is told."""

_PASSING: Final = frozenset({"mail.timeout", "mail.unreachable", "mail.unknown_host", "mail.busy"})
_TROUBLE: Final = "mail."
"""How the codes of what stands in the way of sending begin; else it is what a server said."""


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A mail that failed (`last_error` says why) or may have been sent."""

    id: int
    ticket_id: int | None
    state: OutboxState
    created_at: datetime
    last_code: int | None
    last_error: str | None


@dataclass(frozen=True, slots=True)
class StuckMail:
    """Mails that were tried and did not leave: how many, since when, and what stood in the way.

    `reason` is None where a server said "later"; then `said` has its words.
    """

    count: int
    since: datetime
    reason: Unavailable | None
    said: str = ""


class OutboxService:
    """What windows and commands do with outgoing mail; `Dispatch` sends it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def problems(self) -> tuple[OutboxRow, ...]:
        """Return the mails that need a person, newest first, at most 200."""
        statement = (
            select(
                Outbox.id,
                Outbox.ticket_id,
                Outbox.state,
                Outbox.created_at,
                Outbox.last_code,
                Outbox.last_error,
            )
            .where(delivery_flag.unsettled())
            .order_by(Outbox.id.desc())
            .limit(LISTED)
        )
        with self._database.read() as session:
            return tuple(OutboxRow(*row) for row in session.execute(statement))

    def counts(self) -> dict[OutboxState, int]:
        """Return how many mails are in each state."""
        statement = select(Outbox.state, func.count()).group_by(Outbox.state)
        counts = dict.fromkeys(OutboxState, 0)
        with self._database.read() as session:
            counts.update((state, count) for state, count in session.execute(statement))
        return counts

    def stuck(self) -> StuckMail | None:
        """Return the mails that cannot leave; None while all is well, or will be soon."""
        statement = (
            select(Outbox.created_at, Outbox.last_code, Outbox.last_error, Mailbox)
            .join(Mailbox, Mailbox.id == Outbox.mailbox_id)
            .where(_stuck())
            .order_by(Outbox.created_at, Outbox.id)
            .limit(1)
        )
        with self._database.read() as session:
            row = session.execute(statement).first()
            if row is None:
                return None
            since, code, mailbox, error = row[0], row[1], row[3], row[2] or ""
            is_ours = code is None and error.startswith(_TROUBLE)
            may_pass = not is_ours or error in _PASSING
            if may_pass and since + PATIENCE > self._database.now(session):
                return None
            count = select(func.count()).select_from(Outbox).where(_stuck())
            number = session.execute(count).scalar_one()
            if is_ours:
                return StuckMail(number, since, _trouble(error, mailbox))
            return StuckMail(number, since, None, f"{code or ''} {error}".strip())

    def hurry(self, by: Actor) -> Changes:
        """Try again now what could not leave."""
        with self._database.write() as session:
            session.execute(
                update(Outbox)
                .where(_stuck())
                .values(not_before=self._database.now(session))
                .execution_options(synchronize_session=False)
            )
            return self._database.announce(session, Changes.of(Topic.OUTBOX))

    def mark_sent(self, by: Actor, outbox_id: int) -> Changes:
        """Settle a mail in doubt: somebody has seen that it arrived.

        Recipients whose server said "later" still get theirs.

        Raises:
            NotFound: no such mail.
            Refused: `outbox.settled`, `outbox.in_progress`.
        """
        with self._database.write() as session:
            row = _unsettled(session, outbox_id, OutboxState.IN_DOUBT)
            now = self._database.now(session)
            delivery.move(session, [row.id], [RecipientState.IN_DOUBT], RecipientState.ACCEPTED)
            delivery.settle(session, row, now)
            return self._settled(session, by, row, now)

    def send_again(self, by: Actor, outbox_id: int) -> Changes:
        """Queue a failed or doubtful mail once more, for those who did not take it.

        Raises:
            NotFound: no such mail.
            Refused: `outbox.settled`, `outbox.in_progress`.
        """
        with self._database.write() as session:
            row = _unsettled(session, outbox_id, OutboxState.IN_DOUBT, OutboxState.FAILED)
            now = self._database.now(session)
            missed = [RecipientState.IN_DOUBT, RecipientState.REFUSED]
            delivery.move(session, [row.id], missed, RecipientState.WAITING)
            row.looked_up, row.look_up_at = 0, None
            row.attempts = 1  # not 0: what may have arrived cannot be undone
            delivery.settle(session, row, now)
            row.not_before = now
            return self._settled(session, by, row, now)

    def _settled(self, session: Session, by: Actor, row: Outbox, now: datetime) -> Changes:
        session.flush()
        delivery_flag.refresh(session, row.ticket_id, by, now)
        tickets = [] if row.ticket_id is None else [row.ticket_id]
        changes = Changes.of(Topic.OUTBOX, Topic.TICKETS, tickets=tickets)
        return self._database.announce(session, changes)


def _stuck() -> ColumnElement[bool]:
    return and_(Outbox.state == OutboxState.QUEUED, Outbox.last_error.is_not(None))


def _trouble(code: str, mailbox: Mailbox) -> Unavailable:
    return Unavailable(
        code,
        host=mailbox.smtp_host,
        port=mailbox.smtp_port,
        mailbox=mailbox.name,
        username=mailbox.username,
    )


def _unsettled(session: Session, outbox_id: int, *states: OutboxState) -> Outbox:
    ticket_id = session.execute(
        select(Outbox.ticket_id).where(Outbox.id == outbox_id)
    ).scalar_one_or_none()
    delivery_flag.lock_ticket(session, ticket_id)
    row = session.execute(
        select(Outbox).where(Outbox.id == outbox_id).with_for_update().options(defer(Outbox.mime))
    ).scalar_one_or_none()
    if row is None:
        raise NotFound(noun="outbox", id=outbox_id)
    if row.lease_owner is not None:
        raise Refused("outbox.in_progress")
    if row.state not in states:
        raise Refused("outbox.settled", state=row.state.value)
    return row

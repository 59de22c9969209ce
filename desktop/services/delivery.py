"""What the servers said about a mail, recipient by recipient, and the state that follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from desktop.mail.smtp import Delivery, Fate
from desktop.models.outbox import Outbox, OutboxRecipient, OutboxState, RecipientState

BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
MAX_ATTEMPTS = 27
"""About 24 hours of "try again later"; then the mail has failed."""

_RECIPIENT_STATES = {
    Fate.ACCEPTED: RecipientState.ACCEPTED,
    Fate.PERMANENT: RecipientState.REFUSED,
    Fate.TEMPORARY: RecipientState.WAITING,
    Fate.IN_DOUBT: RecipientState.IN_DOUBT,
}


def note(session: Session, row: Outbox, deliveries: Sequence[Delivery]) -> None:
    """Keep the last word about each recipient, and on the mail the first bad one."""
    for delivery in deliveries:
        session.execute(
            update(OutboxRecipient)
            .where(OutboxRecipient.outbox_id == row.id, OutboxRecipient.address == delivery.address)
            .values(
                state=_RECIPIENT_STATES[delivery.fate],
                code=delivery.code or None,
                error=delivery.text or None,
            )
            .execution_options(synchronize_session=False)
        )
    bad = next((found for found in deliveries if found.fate is not Fate.ACCEPTED), None)
    row.last_code = (bad.code or None) if bad else None
    row.last_error = (bad.text or None) if bad else None


def settle(session: Session, row: Outbox, now: datetime) -> None:
    """Derive the mail's state from its recipients'; nobody owns it any more.

    One in doubt holds all back; one waiting is tried again, up to a day; one refused makes it
    failed. The flush is here.
    """
    row.lease_owner = row.lease_until = None
    states = set(
        session.scalars(
            select(OutboxRecipient.state).where(OutboxRecipient.outbox_id == row.id).distinct()
        )
    )
    if RecipientState.ACCEPTED in states and row.sent_at is None:
        row.sent_at = now
    if RecipientState.IN_DOUBT in states:
        row.state = OutboxState.IN_DOUBT
    elif RecipientState.WAITING in states and row.attempts < MAX_ATTEMPTS:
        row.state = OutboxState.QUEUED
        row.not_before = now + BACKOFF[min(max(row.attempts, 1), len(BACKOFF)) - 1]
    elif states <= {RecipientState.ACCEPTED}:
        row.state = OutboxState.SENT
    else:
        row.state = OutboxState.FAILED
    session.flush()


def move(
    session: Session, outbox_ids: Iterable[int], old: Sequence[RecipientState], new: RecipientState
) -> None:
    """Put the recipients of these mails who are in one of the states `old` into `new`."""
    session.execute(
        update(OutboxRecipient)
        .where(OutboxRecipient.outbox_id.in_(list(outbox_ids)), OutboxRecipient.state.in_(old))
        .values(state=new)
        .execution_options(synchronize_session=False)
    )


def waiting(session: Session, outbox_id: int) -> tuple[str, ...]:
    """Return the addresses that still have to get the mail."""
    return tuple(
        session.scalars(
            select(OutboxRecipient.address)
            .where(
                OutboxRecipient.outbox_id == outbox_id,
                OutboxRecipient.state == RecipientState.WAITING,
            )
            .order_by(OutboxRecipient.address)
        )
    )

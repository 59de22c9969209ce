"""What a delivery report changes: the recipient is marked, the outbox knows, the ticket asks."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from desktop.domain.mail import Bounce
from desktop.models.outbox import Outbox, OutboxRecipient, OutboxState, RecipientState
from desktop.models.people import Requester
from desktop.models.ticket import Ticket


def note(session: Session, ticket: Ticket, bounce: Bounce, now: datetime) -> None:
    """Mark whom our mail did not reach, and put the ticket into Needs action.

    Only those we have written to here: anybody can write that a letter to somebody failed.
    """
    ticket.delivery_failed = True
    outbox_id = _refuse(session, bounce)
    statement = select(func.lower(OutboxRecipient.address)).join(
        Outbox, Outbox.id == OutboxRecipient.outbox_id
    )
    if bounce.recipients:
        named = {address.lower() for address in bounce.recipients}
        statement = statement.where(Outbox.ticket_id == ticket.id)
        addresses = named.intersection(session.scalars(statement))
    else:
        addresses = set(session.scalars(statement.where(Outbox.id == outbox_id)))
    session.execute(
        update(Requester)
        .where(Requester.email.in_(addresses))
        .values(bounced_at=now)
        .execution_options(synchronize_session=False)
    )


def forget(session: Session, senders: Collection[str]) -> None:
    """Take the mark from those who have written to us since: their address works."""
    session.execute(
        update(Requester)
        .where(Requester.email.in_(senders), Requester.bounced_at.is_not(None))
        .values(bounced_at=None)
        .execution_options(synchronize_session=False)
    )


def _refuse(session: Session, bounce: Bounce) -> int | None:
    """Turn the mail in the outbox into a failed one; return its id."""
    row = session.scalars(
        select(Outbox).where(Outbox.message_id == (bounce.original_message_id or ""))
    ).first()
    if row is None:
        return None
    statement = update(OutboxRecipient).where(OutboxRecipient.outbox_id == row.id)
    if bounce.recipients:
        addresses = [address.lower() for address in bounce.recipients]
        statement = statement.where(func.lower(OutboxRecipient.address).in_(addresses))
    session.execute(
        statement.values(
            state=RecipientState.REFUSED, error=bounce.diagnostic[:500] or None
        ).execution_options(synchronize_session=False)
    )
    if row.state in (OutboxState.SENT, OutboxState.IN_DOUBT):  # else others are still to be sent
        row.state = OutboxState.FAILED
    row.last_error = bounce.diagnostic[:500] or None
    return row.id

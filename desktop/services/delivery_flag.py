"""The mark on a ticket that a mail failed, perhaps did, or could not leave: it needs action."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from desktop.domain.ticket import Actor
from desktop.models.draft import Draft
from desktop.models.outbox import Outbox, OutboxRecipient, OutboxState, RecipientState
from desktop.models.ticket import Ticket
from desktop.services.ticket_edit import TicketEdit


def unsettled() -> ColumnElement[bool]:
    """The mails that need a person.

    Failed, in doubt with nobody waiting for the answer, or refused by one recipient while
    another still says "later".
    """
    refused = exists().where(
        OutboxRecipient.outbox_id == Outbox.id, OutboxRecipient.state == RecipientState.REFUSED
    )
    return or_(
        Outbox.state == OutboxState.FAILED,
        and_(Outbox.state == OutboxState.IN_DOUBT, Outbox.lease_owner.is_(None)),
        and_(Outbox.state == OutboxState.QUEUED, refused),
    )


def lock_ticket(session: Session, ticket_id: int | None) -> None:
    """Take the ticket's lock before its mails' (reliability.md E4); SQLite needs none."""
    session.execute(select(Ticket.id).where(Ticket.id == ticket_id).with_for_update())


def is_unsettled(session: Session, outbox_id: int) -> bool:
    """Say whether this very mail needs a person."""
    statement = select(Outbox.id).where(Outbox.id == outbox_id, unsettled())
    return session.execute(statement).first() is not None


def refresh(session: Session, ticket_id: int | None, by: Actor, now: datetime) -> None:
    """Set or clear the mark by what is unsettled now; `lock_ticket` came before."""
    if ticket_id is None:
        return
    mails = exists().where(Outbox.ticket_id == ticket_id, unsettled())
    kept_back = exists().where(Draft.ticket_id == ticket_id, Draft.error.is_not(None))
    edit = TicketEdit(session, [ticket_id], by, now)
    edit[ticket_id].delivery_failed = session.execute(select(or_(mails, kept_back))).scalar_one()
    edit.finish()

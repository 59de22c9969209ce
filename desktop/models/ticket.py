"""Tickets and their tags, with the columns that the lists sort by (see `ticket_indexes`)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    and_,
)
from sqlalchemy.orm import Mapped, mapped_column

from desktop.domain.ticket import Channel, Mark, Priority, Status
from desktop.models.base import FAR_FUTURE, Base, BigId, UtcInstant, word


class Ticket(Base):
    """A request. `id` is the number people see; ids are reserved from `counter`.

    `next_due_*`, `needs_action`, `is_open`, `priority_rank`, counts and `*_message_*` are
    derived, kept by the services in the transaction that changes their source.
    """

    __tablename__ = "ticket"

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    subject: Mapped[str] = mapped_column(String(998))
    status: Mapped[Status] = mapped_column(word(Status))
    mark: Mapped[Mark | None] = mapped_column(word(Mark))
    priority: Mapped[Priority] = mapped_column(word(Priority))
    priority_rank: Mapped[int]
    channel: Mapped[Channel] = mapped_column(word(Channel))

    requester_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("requester.id"), index=True
    )
    organisation_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("organisation.id"))
    assignee_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("person.id"))
    category_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("category.id"))
    product_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("product.id"))
    line_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("line.id"))
    mailbox_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("mailbox.id"))
    policy_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("policy.id"))
    merged_into_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("ticket.id"))
    claims_ticket_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("ticket.id"))

    created_at: Mapped[datetime] = mapped_column(UtcInstant, index=True)
    updated_at: Mapped[datetime] = mapped_column(UtcInstant)
    first_response_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    solved_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    closed_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    wake_at: Mapped[datetime | None] = mapped_column(UtcInstant, index=True)
    """When a ticket in `waiting_date` comes back."""
    alerts_from: Mapped[datetime | None] = mapped_column(UtcInstant)
    """First live event; None while the ticket is history only (contracts.md)."""

    next_due_at: Mapped[datetime] = mapped_column(UtcInstant)
    next_late_at: Mapped[datetime] = mapped_column(UtcInstant, default=FAR_FUTURE)
    """Until then an answer is in time: later than `next_due_at` when that is closing time (K2)."""

    next_due_kind: Mapped[str | None] = mapped_column(String(32))
    next_due_target_seconds: Mapped[int] = mapped_column(default=0)
    sla_result: Mapped[str] = mapped_column(String(32), default="none")
    """One word for the list: running, paused, met, missed or none."""

    is_open: Mapped[bool] = mapped_column(default=True)
    needs_action: Mapped[bool] = mapped_column(default=True)
    delivery_failed: Mapped[bool] = mapped_column(default=False)
    is_unread: Mapped[bool] = mapped_column(default=True)

    last_message_id: Mapped[int | None] = mapped_column(BigInteger)
    message_count: Mapped[int] = mapped_column(default=0)
    attachment_count: Mapped[int] = mapped_column(default=0)
    reopen_count: Mapped[int] = mapped_column(default=0)
    deferred_count: Mapped[int] = mapped_column(default=0)
    returned_count: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own spelling


def open_tickets() -> ColumnElement[bool]:
    """The one predicate of the partial indexes over open tickets; queries must repeat it."""
    return Ticket.is_open == True  # noqa: E712 - `IS 1` would not match the partial index


def needing_action() -> ColumnElement[bool]:
    """The one predicate of the partial index over tickets that need action."""
    return Ticket.needs_action == True  # noqa: E712 - as above


def awaiting_closing() -> ColumnElement[bool]:
    """The one predicate of the partial index over solved tickets that are not closed yet."""
    return and_(Ticket.closed_at.is_(None), Ticket.solved_at.is_not(None), Ticket.mark.is_(None))


class TicketTag(Base):
    __tablename__ = "ticket_tag"

    ticket_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("ticket.id", ondelete="CASCADE"), primary_key=True
    )
    tag_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class TicketLink(Base):
    """Two tickets that have to do with each other; `ticket_id` is the smaller number."""

    __tablename__ = "ticket_link"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("ticket.id"))
    other_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("ticket.id"), index=True)

    __table_args__ = (UniqueConstraint("ticket_id", "other_id"),)


class Event(Base):
    """Append-only history of a ticket: the input of every clock (sla.md 2)."""

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("ticket.id"))
    at: Mapped[datetime] = mapped_column(UtcInstant)
    kind: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("person.id"))
    source: Mapped[str] = mapped_column(String(16))
    data: Mapped[str] = mapped_column(String, default="{}")
    """A JSON object; text, so that bulk inserts need no second encoding."""

    __table_args__ = (Index("ix_event_ticket_id", "ticket_id", "id"),)

"""Mail on its way out, in the three-state protocol of reliability.md 2.2."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, BigId, UtcInstant, word


class OutboxKind(StrEnum):
    REPLY = "reply"
    ACKNOWLEDGEMENT = "ack"
    ALERT = "alert"
    ESCALATION = "escalation"
    REMINDER = "reminder"


class OutboxState(StrEnum):
    HELD = "held"
    QUEUED = "queued"
    SENDING = "sending"
    IN_DOUBT = "in_doubt"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"


class RecipientState(StrEnum):
    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    IN_DOUBT = "in_doubt"


class Outbox(Base):
    """One mail; `mime` is frozen when it is queued. Made from public messages only."""

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kind: Mapped[OutboxKind] = mapped_column(word(OutboxKind))
    dedup_key: Mapped[str] = mapped_column(String(200))
    mailbox_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("mailbox.id"))
    ticket_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("ticket.id"), index=True)
    entry_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("message.id"))
    message_id: Mapped[str] = mapped_column(String(998), unique=True)
    envelope_from: Mapped[str] = mapped_column(String(320))
    mime: Mapped[bytes] = mapped_column(LargeBinary)
    state: Mapped[OutboxState] = mapped_column(word(OutboxState))
    created_at: Mapped[datetime] = mapped_column(UtcInstant)
    not_before: Mapped[datetime] = mapped_column(UtcInstant)
    attempts: Mapped[int] = mapped_column(default=0)
    lease_owner: Mapped[str | None] = mapped_column(String(64))
    lease_until: Mapped[datetime | None] = mapped_column(UtcInstant)
    sent_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    last_code: Mapped[int | None]
    last_error: Mapped[str | None] = mapped_column(String(500))
    looked_up: Mapped[int] = mapped_column(default=0)
    """How often a mail in doubt was looked for in the Sent folder."""

    look_up_at: Mapped[datetime | None] = mapped_column(UtcInstant)

    __table_args__ = (
        Unique("kind", "dedup_key"),
        Index("ix_outbox_state", "state", "not_before"),
        Index("ix_outbox_kind", "kind", "created_at"),
    )


class OutboxRecipient(Base):
    """The fate of one recipient of one mail."""

    __tablename__ = "outbox_recipient"

    outbox_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("outbox.id", ondelete="CASCADE"), primary_key=True
    )
    address: Mapped[str] = mapped_column(String(320), primary_key=True)
    state: Mapped[RecipientState] = mapped_column(word(RecipientState))
    code: Mapped[int | None]
    error: Mapped[str | None] = mapped_column(String(500))

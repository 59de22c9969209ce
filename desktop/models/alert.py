"""Alerts and their delivery: each threshold at most once (reliability.md 2.4)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, BigId, UtcInstant, word


class DeliveryState(StrEnum):
    WAITING = "waiting"
    SHOWN = "shown"
    ACKNOWLEDGED = "acknowledged"
    CANCELLED = "cancelled"


class Alert(Base):
    """A threshold that a clock reached: `threshold` in percent, 100 is the breach."""

    __tablename__ = "alert"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("ticket.id"), index=True)
    clock_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("clock.id"))
    threshold: Mapped[int]
    due_version: Mapped[int]
    fire_at: Mapped[datetime] = mapped_column(UtcInstant)
    """When the threshold was reached; `created_at` is when the program noticed."""
    due_at: Mapped[datetime] = mapped_column(UtcInstant)
    level: Mapped[int]
    is_uncovered: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcInstant)

    __table_args__ = (Unique("clock_id", "threshold", "due_version"),)


class AlertDelivery(Base):
    """One alert for one person through one channel; claimed before it is shown."""

    __tablename__ = "alert_delivery"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    alert_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("alert.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("person.id"))
    channel: Mapped[str] = mapped_column(String(16))
    state: Mapped[DeliveryState] = mapped_column(word(DeliveryState))
    show_at: Mapped[datetime] = mapped_column(UtcInstant)
    """Not before this instant: now, or later after "remind me"."""
    reminders: Mapped[int] = mapped_column(default=0)
    claimed_by: Mapped[str | None] = mapped_column(String(64))
    claimed_until: Mapped[datetime | None] = mapped_column(UtcInstant)
    shown_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    acked_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    acked_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("person.id"))

    __table_args__ = (
        Unique("alert_id", "person_id", "channel"),
        Index("ix_alert_delivery_state", "person_id", "state", "show_at"),
    )

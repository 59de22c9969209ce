"""Policies and calendars with their versions, and the clocks they run (sla.md)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import FAR_FUTURE, Base, BigId, UtcInstant


class Calendar(Base):
    """A calendar; policies name it by `key`, people by `name`."""

    __tablename__ = "calendar"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)


class CalendarVersion(Base):
    """One edit of a calendar (sla.md C4); `spec` is `worktime.CalendarSpec.to_json()`."""

    __tablename__ = "calendar_version"

    calendar_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("calendar.id"), primary_key=True
    )
    version: Mapped[int] = mapped_column(primary_key=True)
    valid_from: Mapped[datetime] = mapped_column(UtcInstant)
    spec: Mapped[Any] = mapped_column(JSON)


class PolicyRecord(Base):
    """An SLA policy; which wins is told by organisation, category, then `is_default`."""

    __tablename__ = "policy"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    is_default: Mapped[bool] = mapped_column(default=False)


class PolicyVersion(Base):
    """One edit of a policy; `spec` is the JSON of services/policy_json.py.

    `person_id` made it; None of those the desk began with, and of edits older than the column.
    """

    __tablename__ = "policy_version"

    policy_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("policy.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    valid_from: Mapped[datetime] = mapped_column(UtcInstant)
    spec: Mapped[Any] = mapped_column(JSON)
    person_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("person.id"))


class ClockRecord(Base):
    """One round of one clock of one ticket: a cache that `doctor --rebuild` can recompute.

    Spans are whole seconds. `due_at` and `next_warn_at` are FAR_FUTURE when there is none.
    `warnings` lists `[threshold percent, microseconds]`; 100 is the breach.
    """

    __tablename__ = "clock"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("ticket.id"))
    kind: Mapped[str] = mapped_column(String(32))
    round: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(UtcInstant)
    due_at: Mapped[datetime] = mapped_column(UtcInstant, default=FAR_FUTURE)
    due_version: Mapped[int] = mapped_column(default=1)
    stopped_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    target_seconds: Mapped[int] = mapped_column(default=0)
    used_seconds: Mapped[int] = mapped_column(default=0)
    wall_seconds: Mapped[int] = mapped_column(default=0)
    paused_seconds: Mapped[int] = mapped_column(default=0)
    result: Mapped[str] = mapped_column(String(32))
    breached_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    policy_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("policy.id"))
    policy_version: Mapped[int | None]
    calendar: Mapped[str | None] = mapped_column(String(64))
    calendar_version: Mapped[int | None]
    holders: Mapped[Any] = mapped_column(JSON)
    """Seconds by holder (sla.md K21): `{"person:3": 600, "customer": 60, …}`."""
    warnings: Mapped[Any] = mapped_column(JSON)
    next_warn_at: Mapped[datetime] = mapped_column(UtcInstant, default=FAR_FUTURE)

    __table_args__ = (
        Unique("ticket_id", "kind", "round"),
        Index("ix_clock_next_warn_at", "next_warn_at"),
        Index("ix_clock_result", "result", "ticket_id"),
    )

"""What the database knows about itself: versions, counters, topics, leases, settings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, BigId, UtcInstant


class Meta(Base):
    """One fact a row: schema number, min_reader, min_writer, message_id_key, demo."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class Counter(Base):
    """The last id given out for a table whose ids are reserved before the insert."""

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)


class TopicVersion(Base):
    """A counter per topic, raised in the transaction that changed it (architecture.md)."""

    __tablename__ = "topic_version"

    topic: Mapped[str] = mapped_column(String(32), primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger)


class Lease(Base):
    """Who may do a job with effects outside, and until when (reliability.md 2.5)."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    owner: Mapped[str] = mapped_column(String(64))
    token: Mapped[int] = mapped_column(BigInteger)
    expires_at: Mapped[datetime] = mapped_column(UtcInstant)


class Setting(Base):
    """A team setting (`person_id` 0) or a personal one; the value is plain JSON."""

    __tablename__ = "setting"

    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)


class Heartbeat(Base):
    """The last time a workstation's watch was seen alive."""

    __tablename__ = "heartbeat"

    instance: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcInstant, index=True)


class CoverageGap(Base):
    """A span in which no workstation was watching, found at the next start."""

    __tablename__ = "coverage_gap"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    from_at: Mapped[datetime] = mapped_column(UtcInstant)
    to_at: Mapped[datetime] = mapped_column(UtcInstant)
    missed: Mapped[int]

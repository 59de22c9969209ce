"""What single people are told about their duties, and who accepted which shift."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.domain.duty_notice import NoticeKind
from desktop.models.base import Base, BigId, UtcInstant, word


class DutyNotice(Base):
    """One thing to tell one person, once: `key` says about what, so that nothing is told twice.

    It is shown from `not_before` on where that person is signed in, until it is seen.
    """

    __tablename__ = "duty_notice"
    __table_args__ = (
        UniqueConstraint("person_id", "key"),
        Index(None, "person_id", "seen_at", "not_before"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("person.id"))
    kind: Mapped[NoticeKind] = mapped_column(word(NoticeKind))
    key: Mapped[str] = mapped_column(String(160))
    facts: Mapped[dict[str, object]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UtcInstant)
    not_before: Mapped[datetime] = mapped_column(UtcInstant)
    claimed_by: Mapped[str | None] = mapped_column(String(64))
    claimed_until: Mapped[datetime | None] = mapped_column(UtcInstant)
    """Whoever shows it claims it first, so that of two workstations of a person one does."""
    shown_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    seen_at: Mapped[datetime | None] = mapped_column(UtcInstant)


class ShiftChange(Base):
    """A person whose duty begins after somebody else's, until accepted.

    `offered_at` is when the program asked for that, `told_at` when the lead heard of the silence.
    """

    __tablename__ = "duty_shift_change"
    __table_args__ = (UniqueConstraint("person_id", "at"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcInstant, index=True)
    until_at: Mapped[datetime] = mapped_column(UtcInstant)
    giver_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("person.id"))
    offered_at: Mapped[datetime] = mapped_column(UtcInstant)
    accepted_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    accepted_by_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("person.id"))
    told_at: Mapped[datetime | None] = mapped_column(UtcInstant)

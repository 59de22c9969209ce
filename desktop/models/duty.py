"""The duty calendar: dated rules, overrides, swaps, absences, wishes, and who really was on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.domain.duty import AbsenceKind, ShiftSource, WishKind
from desktop.domain.duty_rotation import Advance, Every
from desktop.domain.duty_swap import SwapState
from desktop.models.base import Base, BigId, UtcInstant, word


class DutyRuleRecord(Base):
    """Weekly duty hours of a line, or of all lines; who has them is in its versions.

    `days` is a bit a weekday, Monday the lowest.
    """

    __tablename__ = "duty_rule"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    line_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("line.id"))
    name: Mapped[str] = mapped_column(String(100))
    days: Mapped[int]
    start_minute: Mapped[int]
    end_minute: Mapped[int]


class DutyRuleVersion(Base):
    """Who takes turns from an instant on, in order; nobody when the rule ended then.

    A version that has begun is never changed: what was, stays as it was (duty.md D5).
    """

    __tablename__ = "duty_rule_version"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    rule_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("duty_rule.id"), index=True)
    effective_at: Mapped[datetime] = mapped_column(UtcInstant)
    people: Mapped[list[int]] = mapped_column(JSON)
    every: Mapped[Every] = mapped_column(word(Every))
    length: Mapped[int]
    start_at: Mapped[datetime] = mapped_column(UtcInstant)
    advance: Mapped[Advance] = mapped_column(word(Advance))


class DutyOverrideRecord(Base):
    """Somebody instead of somebody, one more, or one less, for a time."""

    __tablename__ = "duty_override"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    line_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("line.id"))
    start_at: Mapped[datetime] = mapped_column(UtcInstant)
    end_at: Mapped[datetime] = mapped_column(UtcInstant, index=True)
    add_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("person.id"))
    remove_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(String(500), default="")


class DutySwapRecord(Base):
    """A request to take over a shift or a part of it, and what became of it.

    `position` gives the order in which swaps were taken; a part is in minutes from the start of
    the shift. `starts_at` is the shift's start when it was asked. `closed_by` is the id of the swap
    that took the time a request was about: taken back, it opens the request again.
    """

    __tablename__ = "duty_swap"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    shift_key: Mapped[str] = mapped_column(String(80), index=True)
    starts_at: Mapped[datetime] = mapped_column(UtcInstant, index=True)
    giver_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("person.id"))
    taker_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("person.id"))
    part_offset_min: Mapped[int | None]
    part_length_min: Mapped[int | None]
    state: Mapped[SwapState] = mapped_column(word(SwapState))
    decided_by_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("person.id"))
    position: Mapped[int | None]
    message: Mapped[str] = mapped_column(String(500), default="")
    closed_by: Mapped[int | None] = mapped_column(BigInteger)


class AbsenceRecord(Base):
    """A person away for a time; `uid` names an event it was imported from."""

    __tablename__ = "duty_absence"
    __table_args__ = (Index(None, "person_id", "end_at"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("person.id"))
    start_at: Mapped[datetime] = mapped_column(UtcInstant)
    end_at: Mapped[datetime] = mapped_column(UtcInstant)
    kind: Mapped[AbsenceKind] = mapped_column(word(AbsenceKind))
    note: Mapped[str] = mapped_column(String(500), default="")
    uid: Mapped[str | None] = mapped_column(String(255), index=True, unique=True)


class WishRecord(Base):
    """What a person says about being on duty on a local date, as 2026-11-04; one a date."""

    __tablename__ = "duty_wish"
    __table_args__ = (UniqueConstraint("person_id", "day"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("person.id"))
    day: Mapped[str] = mapped_column(String(10))
    kind: Mapped[WishKind] = mapped_column(word(WishKind))


class DutyLogRecord(Base):
    """Who really was on duty for a line, or for what has none; never changed but made longer.

    Every line has rows of its own, those under the rules of all lines too.
    """

    __tablename__ = "duty_log"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    line_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("line.id"))
    person_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("person.id"))
    start_at: Mapped[datetime] = mapped_column(UtcInstant)
    end_at: Mapped[datetime] = mapped_column(UtcInstant, index=True)
    shift_key: Mapped[str] = mapped_column(String(80))
    source: Mapped[ShiftSource] = mapped_column(word(ShiftSource))


class DutyLogEnd(Base):
    """One row: up to when the log is written; before it nothing else counts (duty.md D5)."""

    __tablename__ = "duty_log_end"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcInstant)

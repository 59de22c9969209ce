"""The roster that people and the planner write: shifts, what they are to cover, and their pay."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.domain.duty import ShiftSource
from desktop.domain.duty_hours import OnHolidays
from desktop.models.base import Base, BigId, UtcInstant, word


class DutyShiftRecord(Base):
    """A shift by itself, beside those of the rules; a draft until it is published.

    Its key in swaps, logs and calendars is `shift-ID`. `uid` names an event it was imported from.
    `reason` says why a conflict was accepted. Drafts put nobody on duty; a locked shift is moved by
    no plan.
    """

    __tablename__ = "duty_shift"
    __table_args__ = (Index(None, "end_at", "start_at"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    line_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("line.id"))
    person_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("person.id"), index=True)
    start_at: Mapped[datetime] = mapped_column(UtcInstant)
    end_at: Mapped[datetime] = mapped_column(UtcInstant)
    source: Mapped[ShiftSource] = mapped_column(word(ShiftSource))
    published_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    is_locked: Mapped[bool] = mapped_column(default=False)
    uid: Mapped[str | None] = mapped_column(String(255), unique=True)
    reason: Mapped[str] = mapped_column(String(500), default="")


class DutyRequirementRecord(Base):
    """Weekly hours at which so many people, all with a skill if it names one, must be on duty.

    `days` is a bit a weekday, Monday the lowest.
    """

    __tablename__ = "duty_requirement"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    line_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("line.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(100))
    days: Mapped[int]
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    on_holidays: Mapped[OnHolidays] = mapped_column(word(OnHolidays))
    headcount: Mapped[int]
    skill: Mapped[str | None] = mapped_column(String(60))


class PersonSkill(Base):
    """What a person can do that some duties need, by a word of the team's own."""

    __tablename__ = "person_skill"

    person_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("person.id"), primary_key=True, autoincrement=False
    )
    skill: Mapped[str] = mapped_column(String(60), primary_key=True)


class TemporaryScheduleRecord(Base):
    """A time in which its own shifts stand instead of all rules, stored shifts and overrides."""

    __tablename__ = "duty_temporary"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    line_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("line.id"))
    name: Mapped[str] = mapped_column(String(100))
    start_at: Mapped[datetime] = mapped_column(UtcInstant)
    end_at: Mapped[datetime] = mapped_column(UtcInstant, index=True)


class TemporaryShiftRecord(Base):
    """A shift of a temporary schedule."""

    __tablename__ = "duty_temporary_shift"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    temporary_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("duty_temporary.id"), index=True
    )
    person_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("person.id"))
    start_at: Mapped[datetime] = mapped_column(UtcInstant)
    end_at: Mapped[datetime] = mapped_column(UtcInstant)


class PayRuleRecord(Base):
    """What an hour of duty is paid, in hundredths; the first rule by position that holds wins.

    With `only_start_at` it is a rule for one span, which beats all others; without days it holds
    at all hours. Without people it is for everybody.
    """

    __tablename__ = "duty_pay_rule"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(100))
    rate_cents: Mapped[int] = mapped_column(BigInteger)
    days: Mapped[int | None]
    start_minute: Mapped[int | None]
    end_minute: Mapped[int | None]
    on_holidays: Mapped[OnHolidays | None] = mapped_column(word(OnHolidays))
    only_start_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    only_end_at: Mapped[datetime | None] = mapped_column(UtcInstant)


class PayRulePerson(Base):
    """A person for whom a pay rule is."""

    __tablename__ = "duty_pay_rule_person"

    rule_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("duty_pay_rule.id"), primary_key=True, autoincrement=False
    )
    person_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("person.id"), primary_key=True, autoincrement=False
    )


class DutyEvent(Base):
    """A piece of duty as calendar files have told it: whoever reads the next one is told changes.

    `key` says what it is now, `uid` stays whatever becomes of it; `sequence` counts what changed,
    and `changed_at` says when. A cancelled one stays, or calendars that took it would keep it.
    """

    __tablename__ = "duty_event"
    __table_args__ = (Index(None, "end_at", "start_at"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    key: Mapped[str] = mapped_column(String(160), unique=True)
    uid: Mapped[str] = mapped_column(String(160), unique=True)
    person_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("person.id"))
    line_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("line.id"))
    start_at: Mapped[datetime] = mapped_column(UtcInstant)
    end_at: Mapped[datetime] = mapped_column(UtcInstant)
    sequence: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(UtcInstant)
    is_cancelled: Mapped[bool] = mapped_column(default=False)

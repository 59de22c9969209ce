"""The records of the duty calendar as the value that the rules of the domain work on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from desktop.domain.duty import Shift
from desktop.domain.duty_calendar import (
    DutyCalendar,
    DutyOverride,
    DutyRule,
    TemporarySchedule,
)
from desktop.domain.duty_resolve import shift_called
from desktop.domain.duty_rotation import Cadence, Rotation, RotationVersion
from desktop.domain.duty_span import Span
from desktop.domain.duty_swap import ShiftPart, Swap, SwapState
from desktop.domain.duty_window import WeeklyWindow
from desktop.domain.worktime_spec import Interval
from desktop.models.duty import (
    DutyLogEnd,
    DutyLogRecord,
    DutyOverrideRecord,
    DutyRuleRecord,
    DutyRuleVersion,
    DutySwapRecord,
)
from desktop.models.people import Line
from desktop.models.roster import DutyShiftRecord, TemporaryScheduleRecord, TemporaryShiftRecord

# A shift is at most a day long, and a change of its rule leaves it on its date.
_SWAPS_AROUND: Final = timedelta(days=8)
_STORED: Final = "shift"


def read_calendar(session: Session, zone: str, line_id: int | None, within: Span) -> DutyCalendar:
    """Return all that decides who is on duty for a line in a span: its own and all lines' rules.

    Before the end of the log the log alone does (duty.md D5).
    """
    return DutyCalendar(
        zone,
        tuple(_rules(session, of_line(DutyRuleRecord.line_id, line_id))),
        tuple(_shifts(session, line_id, within)),
        overrides=tuple(_overrides(session, line_id, within)),
        temporary=tuple(_temporary(session, line_id, within)),
        swaps=_swaps(session, within),
        log=tuple(_log(session, line_id, within)),
        frozen_until=log_end(session),
    )


def log_end(session: Session) -> datetime | None:
    """Return up to when the log is written; None while no duty was ever planned here."""
    return session.scalar(select(DutyLogEnd.at))


def is_kept(session: Session, now: datetime) -> bool:
    """Say whether anybody is planned to be on duty, now or later, by whatever."""
    ids = session.scalars(select(DutyRuleRecord.id)).all()
    for versions in versions_of(session, ids).values():
        begun = [version for version in versions if version.effective_at <= now]
        if any(version.people for version in [*begun[-1:], *versions[len(begun) :]]):
            return True
    added = select(DutyOverrideRecord.id).where(
        DutyOverrideRecord.add_id.is_not(None),
        DutyOverrideRecord.remove_id.is_(None),
        DutyOverrideRecord.end_at > now,
    )
    stored = select(DutyShiftRecord.id).where(
        DutyShiftRecord.published_at.is_not(None), DutyShiftRecord.end_at > now
    )
    temporary = select(TemporaryShiftRecord.id).where(TemporaryShiftRecord.end_at > now)
    return any(
        session.scalars(statement.limit(1)).first() is not None
        for statement in (added, stored, temporary)
    )


def lines_of(session: Session) -> list[tuple[int, str]]:
    """Return all lines with their names: each may have duties of its own."""
    statement = select(Line.id, Line.name).order_by(Line.name, Line.id)
    return [(line_id, name) for line_id, name in session.execute(statement)]


def read_shift(session: Session, zone: str, shift_id: str) -> Shift | None:
    """Return the whole of a shift of any line, before swaps and overrides; a draft is none."""
    record = stored_shift(session, shift_id)
    if record is not None:
        return None if record.published_at is None else shift_of(record)
    return shift_called(DutyCalendar(zone, tuple(_rules(session, true()))), shift_id)


def stored_shift(session: Session, shift_id: str) -> DutyShiftRecord | None:
    """Return the record of a shift that stands by itself, draft or not, by its id."""
    prefix, _, number = shift_id.partition("-")
    if prefix != _STORED or not number.isdecimal():
        return None
    return session.get(DutyShiftRecord, int(number))


def shift_of(record: DutyShiftRecord) -> Shift:
    """Return a stored shift as the rules of the domain work on it."""
    return Shift(
        record.start_at,
        record.end_at,
        str(record.person_id),
        f"{_STORED}-{record.id}",
        record.source,
    )


def rotation_of(version: DutyRuleVersion) -> Rotation | None:
    """Return the rotation of a version, or None where the rule has nobody."""
    if not version.people:
        return None
    cadence = Cadence(version.every, version.length, version.start_at)
    return Rotation(cadence, tuple(map(str, version.people)), version.advance)


def window_of(rule: DutyRuleRecord) -> WeeklyWindow:
    """Return the weekly hours of a rule."""
    days = frozenset(day for day in range(7) if rule.days >> day & 1)
    return WeeklyWindow(days, Interval(rule.start_minute, rule.end_minute))


def swap_of(record: DutySwapRecord) -> Swap:
    """Return a request as the rules of swaps see it."""
    part = None
    if record.part_offset_min is not None and record.part_length_min is not None:
        part = ShiftPart(
            timedelta(minutes=record.part_offset_min), timedelta(minutes=record.part_length_min)
        )
    return Swap(
        record.position or 0,
        record.shift_key,
        str(record.giver_id),
        None if record.taker_id is None else str(record.taker_id),
        part,
        record.state,
        None if record.decided_by_id is None else str(record.decided_by_id),
    )


def versions_of(session: Session, rule_ids: Iterable[int]) -> dict[int, list[DutyRuleVersion]]:
    """Return the versions of rules in the order in which they take effect."""
    statement = (
        select(DutyRuleVersion)
        .where(DutyRuleVersion.rule_id.in_(list(rule_ids)))
        .order_by(DutyRuleVersion.effective_at, DutyRuleVersion.id)
    )
    found: dict[int, list[DutyRuleVersion]] = {}
    for version in session.scalars(statement):
        found.setdefault(version.rule_id, []).append(version)
    return found


def of_line(column: InstrumentedAttribute[int | None], line_id: int | None) -> ColumnElement[bool]:
    """Return the condition for what concerns a line: its own, and what is for all of them."""
    return or_(column.is_(None), column == line_id)


def _rules(session: Session, wanted: ColumnElement[bool]) -> Iterable[DutyRule]:
    statement = select(DutyRuleRecord).where(wanted).order_by(DutyRuleRecord.id)
    records = session.scalars(statement).all()
    versions = versions_of(session, (record.id for record in records))
    for record in records:
        dated = tuple(
            RotationVersion(rotation_of(version), version.effective_at)
            for version in versions.get(record.id, [])
        )
        # Before its first version the rule was not there.
        yield DutyRule(str(record.id), window_of(record), versions=(RotationVersion(None), *dated))


def _overrides(session: Session, line_id: int | None, within: Span) -> Iterable[DutyOverride]:
    statement = select(DutyOverrideRecord).where(
        of_line(DutyOverrideRecord.line_id, line_id),
        DutyOverrideRecord.end_at > within[0],
        DutyOverrideRecord.start_at < within[1],
    )
    for record in session.scalars(statement):
        yield DutyOverride(
            record.start_at,
            record.end_at,
            None if record.add_id is None else str(record.add_id),
            None if record.remove_id is None else str(record.remove_id),
        )


def _shifts(session: Session, line_id: int | None, within: Span) -> Iterable[Shift]:
    statement = select(DutyShiftRecord).where(
        of_line(DutyShiftRecord.line_id, line_id),
        DutyShiftRecord.published_at.is_not(None),
        DutyShiftRecord.end_at > within[0],
        DutyShiftRecord.start_at < within[1],
    )
    return map(shift_of, session.scalars(statement))


def _temporary(session: Session, line_id: int | None, within: Span) -> Iterable[TemporarySchedule]:
    statement = select(TemporaryScheduleRecord).where(
        of_line(TemporaryScheduleRecord.line_id, line_id),
        TemporaryScheduleRecord.end_at > within[0],
        TemporaryScheduleRecord.start_at < within[1],
    )
    records = session.scalars(statement).all()
    shifts: dict[int, list[Shift]] = {}
    for each in session.scalars(
        select(TemporaryShiftRecord).where(
            TemporaryShiftRecord.temporary_id.in_([record.id for record in records])
        )
    ):
        shift = Shift(each.start_at, each.end_at, str(each.person_id), f"temporary-{each.id}")
        shifts.setdefault(each.temporary_id, []).append(shift)
    for record in records:
        yield TemporarySchedule(record.start_at, record.end_at, tuple(shifts.get(record.id, ())))


def _swaps(session: Session, within: Span) -> dict[str, tuple[Swap, ...]]:
    statement = (
        select(DutySwapRecord)
        .where(
            DutySwapRecord.state == SwapState.TAKEN,
            DutySwapRecord.starts_at > within[0] - _SWAPS_AROUND,
            DutySwapRecord.starts_at < within[1] + _SWAPS_AROUND,
        )
        .order_by(DutySwapRecord.position)
    )
    found: dict[str, tuple[Swap, ...]] = {}
    for record in session.scalars(statement):
        found[record.shift_key] = (*found.get(record.shift_key, ()), swap_of(record))
    return found


def _log(session: Session, line_id: int | None, within: Span) -> Iterable[Shift]:
    statement = select(DutyLogRecord).where(
        DutyLogRecord.line_id.is_not_distinct_from(line_id),
        DutyLogRecord.end_at > within[0],
        DutyLogRecord.start_at < within[1],
    )
    for record in session.scalars(statement):
        yield Shift(
            record.start_at, record.end_at, str(record.person_id), record.shift_key, record.source
        )

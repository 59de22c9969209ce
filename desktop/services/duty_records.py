"""Records of the duty calendar as values of the domain, and the ids by which shifts are named."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.duty import Shift
from desktop.domain.duty_calendar import DutyOverride
from desktop.domain.duty_rotation import Cadence, Rotation
from desktop.domain.duty_swap import ShiftPart, Swap
from desktop.domain.duty_window import WeeklyWindow
from desktop.domain.worktime_spec import Interval
from desktop.models.duty import (
    DutyOverrideRecord,
    DutyRuleRecord,
    DutyRuleVersion,
    DutySwapRecord,
)
from desktop.models.roster import DutyRequirementRecord, DutyShiftRecord, TemporaryShiftRecord

_STORED: Final = "shift"
_TEMPORARY: Final = "temporary"


def stored_shift(session: Session, shift_id: str) -> DutyShiftRecord | None:
    """Return the record of a shift that stands by itself, draft or not, by its id."""
    number = _number(shift_id, _STORED)
    return None if number is None else session.get(DutyShiftRecord, number)


def temporary_shift(session: Session, shift_id: str) -> TemporaryShiftRecord | None:
    """Return the record of a shift of a temporary schedule, by its id."""
    number = _number(shift_id, _TEMPORARY)
    return None if number is None else session.get(TemporaryShiftRecord, number)


def is_stored(shift_id: str) -> bool:
    """Tell whether an id is that of a shift that stands by itself."""
    return _number(shift_id, _STORED) is not None


def is_temporary(shift_id: str) -> bool:
    """Tell whether an id is that of a shift of a temporary schedule."""
    return _number(shift_id, _TEMPORARY) is not None


def stored_key(number: int) -> str:
    """Return the id by which pieces of duty name a shift that stands by itself."""
    return f"{_STORED}-{number}"


def temporary_key(record: TemporaryShiftRecord) -> str:
    """Return the id by which pieces of duty name a shift of a temporary schedule."""
    return f"{_TEMPORARY}-{record.id}"


def shift_of(record: DutyShiftRecord) -> Shift:
    """Return a stored shift as the rules of the domain work on it."""
    return Shift(
        record.start_at,
        record.end_at,
        str(record.person_id),
        stored_key(record.id),
        record.source,
    )


def _number(shift_id: str, wanted: str) -> int | None:
    prefix, _, number = shift_id.partition("-")
    return int(number) if prefix == wanted and number.isdecimal() else None


def rotation_of(version: DutyRuleVersion) -> Rotation | None:
    """Return the rotation of a version, or None where the rule has nobody."""
    if not version.people:
        return None
    cadence = Cadence(version.every, version.length, version.start_at)
    return Rotation(cadence, tuple(map(str, version.people)), version.advance)


def window_of(rule: DutyRuleRecord | DutyRequirementRecord) -> WeeklyWindow:
    """Return the weekly hours of a rule or a requirement."""
    return weekly_window(rule.days, rule.start_minute, rule.end_minute)


def weekly_window(bits: int, start_minute: int, end_minute: int) -> WeeklyWindow:
    """Return weekly hours from how they are stored: a bit a weekday, Monday the lowest."""
    days = frozenset(day for day in range(7) if bits >> day & 1)
    return WeeklyWindow(days, Interval(start_minute, end_minute))


def bits_of(window: WeeklyWindow) -> int:
    """Return the weekdays of some hours as they are stored."""
    return sum(1 << day for day in window.days)


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


def override_of(record: DutyOverrideRecord) -> DutyOverride:
    """Return an override as the rules of the domain work on it."""
    return DutyOverride(
        record.start_at,
        record.end_at,
        None if record.add_id is None else str(record.add_id),
        None if record.remove_id is None else str(record.remove_id),
    )


def temporary_shifts_of(
    session: Session, temporary_ids: Iterable[int]
) -> dict[int, list[TemporaryShiftRecord]]:
    """Return the shifts of temporary schedules, by start."""
    found: dict[int, list[TemporaryShiftRecord]] = {}
    ids = list(temporary_ids)
    if not ids:
        return found
    for each in session.scalars(
        select(TemporaryShiftRecord)
        .where(TemporaryShiftRecord.temporary_id.in_(ids))
        .order_by(TemporaryShiftRecord.start_at, TemporaryShiftRecord.id)
    ):
        found.setdefault(each.temporary_id, []).append(each)
    return found

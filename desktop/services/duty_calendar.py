"""The records of the duty calendar as the value that the rules of the domain work on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, bindparam, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from desktop.domain.duty import Shift
from desktop.domain.duty_calendar import (
    DutyCalendar,
    DutyOverride,
    DutyRule,
    TemporarySchedule,
)
from desktop.domain.duty_resolve import shift_called
from desktop.domain.duty_rotation import RotationVersion
from desktop.domain.duty_span import Span
from desktop.domain.duty_swap import Swap, SwapState
from desktop.models.duty import (
    DutyLogEnd,
    DutyLogRecord,
    DutyOverrideRecord,
    DutyRuleRecord,
    DutyRuleVersion,
    DutySwapRecord,
)
from desktop.models.people import Line
from desktop.models.roster import (
    DutyShiftRecord,
    TemporaryScheduleRecord,
    TemporaryShiftRecord,
)
from desktop.services.duty_readings import kept_in
from desktop.services.duty_records import (
    override_of,
    rotation_of,
    shift_of,
    stored_shift,
    swap_of,
    temporary_key,
    temporary_shifts_of,
    window_of,
)
from desktop.services.duty_resolutions import Resolutions

# A shift is at most a day long, and a change of its rule leaves it on its date.
_SWAPS_AROUND: Final = timedelta(days=8)
_MOST_KEPT: Final = 4
"""Whoever leafs through years must not fill the memory."""

_Asked = Mapping[str, object]


def read_calendar(session: Session, zone: str, line_id: int | None, within: Span) -> DutyCalendar:
    """Return all that decides who is on duty for a line in a span: its own and all lines' rules.

    Before the end of the log the log alone does (duty.md D5).
    """
    return _read_calendars(session, zone, [line_id], within)[line_id]


def read_resolutions(session: Session, zone: str, within: Span) -> Resolutions:
    """Return the calendars of all lines for a span at least: most questions are about every line.

    They are kept where the session keeps what it reads.
    """
    kept: dict[str, tuple[Resolutions, ...]] = kept_in(session, "duty_resolutions", dict)
    known = kept.get(zone, ())
    for resolutions in known:
        if resolutions.covers(within):
            return resolutions
    line_ids = (None, *(line_id for line_id, _ in lines_of(session)))
    found = Resolutions(within, _read_calendars(session, zone, line_ids, within))
    kept[zone] = (*known[-_MOST_KEPT:], found)
    return found


def _read_calendars(
    session: Session, zone: str, line_ids: Sequence[int | None], within: Span
) -> dict[int | None, DutyCalendar]:
    asked = {
        "lines": [each for each in line_ids if each is not None],
        "start": within[0],
        "end": within[1],
    }
    rules = list(_rules(session, asked))
    shifts = list(_shifts(session, asked))
    overrides = list(_overrides(session, asked))
    temporary = list(_temporary(session, asked))
    swaps = _swaps(session, within)
    log = _log(session, within)
    frozen_until = log_end(session)
    with_own = {of for of, _ in (*rules, *shifts, *overrides, *temporary)}
    found: dict[int | None, DutyCalendar] = {}
    for line_id in line_ids:
        logged = log.get(line_id, [])
        if None in found and line_id not in with_own and _is_same(logged, log.get(None, [])):
            found[line_id] = found[None]
            continue
        found[line_id] = DutyCalendar(
            zone,
            tuple(each for of, each in rules if of in (None, line_id)),
            tuple(each for of, each in shifts if of in (None, line_id)),
            overrides=tuple(each for of, each in overrides if of in (None, line_id)),
            temporary=tuple(each for of, each in temporary if of in (None, line_id)),
            swaps=swaps,
            log=tuple(logged),
            frozen_until=frozen_until,
        )
    return found


def _is_same(one: Sequence[Shift], other: Sequence[Shift]) -> bool:
    """Tell whether two logs say the same, also of where each duty came from."""
    return one == other and all(
        (a.id, a.source) == (b.id, b.source) for a, b in zip(one, other, strict=True)
    )


def log_end(session: Session) -> datetime | None:
    """Return up to when the log is written; None while no duty was ever planned here."""
    return session.scalar(_LOG_END)


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
    kept: dict[str, tuple[tuple[int, str], ...]] = kept_in(session, "lines", dict)
    if "lines" not in kept:
        kept["lines"] = tuple((line_id, name) for line_id, name in session.execute(_LINES))
    return list(kept["lines"])


def read_shift(session: Session, zone: str, shift_id: str) -> Shift | None:
    """Return the whole of a shift of any line, before swaps and overrides; a draft is none."""
    record = stored_shift(session, shift_id)
    if record is not None:
        return None if record.published_at is None else shift_of(record)
    rules = tuple(rule for _, rule in _rules(session, None))
    return shift_called(DutyCalendar(zone, rules), shift_id)


def versions_of(session: Session, rule_ids: Iterable[int]) -> dict[int, list[DutyRuleVersion]]:
    """Return the versions of rules in the order in which they take effect."""
    found: dict[int, list[DutyRuleVersion]] = {}
    for version in session.scalars(_VERSIONS, {"rules": list(rule_ids)}):
        found.setdefault(version.rule_id, []).append(version)
    return found


def of_line(column: InstrumentedAttribute[int | None], line_id: int | None) -> ColumnElement[bool]:
    """Return the condition for what concerns a line: its own, and what is for all of them."""
    return or_(column.is_(None), column == line_id)


def _of_lines(column: InstrumentedAttribute[int | None]) -> ColumnElement[bool]:
    """Return the condition for what concerns any of the `lines` asked for."""
    return or_(column.is_(None), column.in_(bindparam("lines", expanding=True)))


# Built once: building them took longer than asking them.
_ALL_RULES: Final = select(DutyRuleRecord).order_by(DutyRuleRecord.id)
_RULES: Final = _ALL_RULES.where(_of_lines(DutyRuleRecord.line_id))
_OVERRIDES: Final = select(DutyOverrideRecord).where(
    _of_lines(DutyOverrideRecord.line_id),
    DutyOverrideRecord.end_at > bindparam("start"),
    DutyOverrideRecord.start_at < bindparam("end"),
)
_SHIFTS: Final = select(DutyShiftRecord).where(
    _of_lines(DutyShiftRecord.line_id),
    DutyShiftRecord.published_at.is_not(None),
    DutyShiftRecord.end_at > bindparam("start"),
    DutyShiftRecord.start_at < bindparam("end"),
)
_SCHEDULES: Final = select(TemporaryScheduleRecord).where(
    _of_lines(TemporaryScheduleRecord.line_id),
    TemporaryScheduleRecord.end_at > bindparam("start"),
    TemporaryScheduleRecord.start_at < bindparam("end"),
)
_SWAPS: Final = (
    select(DutySwapRecord)
    .where(
        DutySwapRecord.state == SwapState.TAKEN,
        DutySwapRecord.starts_at > bindparam("start"),
        DutySwapRecord.starts_at < bindparam("end"),
    )
    .order_by(DutySwapRecord.position)
)
_LOG: Final = (
    select(
        DutyLogRecord.line_id,
        DutyLogRecord.start_at,
        DutyLogRecord.end_at,
        DutyLogRecord.person_id,
        DutyLogRecord.shift_key,
        DutyLogRecord.source,
    )
    .where(DutyLogRecord.end_at > bindparam("start"), DutyLogRecord.start_at < bindparam("end"))
    .order_by(DutyLogRecord.start_at, DutyLogRecord.end_at, DutyLogRecord.person_id)
)
_LOG_END: Final = select(DutyLogEnd.at)
_LINES: Final = select(Line.id, Line.name).order_by(Line.name, Line.id)
_VERSIONS: Final = (
    select(DutyRuleVersion)
    .where(DutyRuleVersion.rule_id.in_(bindparam("rules", expanding=True)))
    .order_by(DutyRuleVersion.effective_at, DutyRuleVersion.id)
)


def _rules(session: Session, asked: _Asked | None) -> Iterable[tuple[int | None, DutyRule]]:
    statement = _ALL_RULES if asked is None else _RULES
    records = session.scalars(statement, asked).all()
    versions = versions_of(session, (record.id for record in records))
    for record in records:
        dated = tuple(
            RotationVersion(rotation_of(version), version.effective_at)
            for version in versions.get(record.id, [])
        )
        # Before its first version the rule was not there.
        versioned = (RotationVersion(None), *dated)
        yield record.line_id, DutyRule(str(record.id), window_of(record), versions=versioned)


def _overrides(session: Session, asked: _Asked) -> Iterable[tuple[int | None, DutyOverride]]:
    for record in session.scalars(_OVERRIDES, asked):
        yield record.line_id, override_of(record)


def _shifts(session: Session, asked: _Asked) -> Iterable[tuple[int | None, Shift]]:
    return ((record.line_id, shift_of(record)) for record in session.scalars(_SHIFTS, asked))


def _temporary(session: Session, asked: _Asked) -> Iterable[tuple[int | None, TemporarySchedule]]:
    records = session.scalars(_SCHEDULES, asked).all()
    shifts = temporary_shifts_of(session, (record.id for record in records))
    for record in records:
        own = tuple(
            Shift(each.start_at, each.end_at, str(each.person_id), temporary_key(each))
            for each in shifts.get(record.id, ())
        )
        yield record.line_id, TemporarySchedule(record.start_at, record.end_at, own)


def _swaps(session: Session, within: Span) -> dict[str, tuple[Swap, ...]]:
    around = {"start": within[0] - _SWAPS_AROUND, "end": within[1] + _SWAPS_AROUND}
    found: dict[str, tuple[Swap, ...]] = {}
    for record in session.scalars(_SWAPS, around):
        found[record.shift_key] = (*found.get(record.shift_key, ()), swap_of(record))
    return found


def _log(session: Session, within: Span) -> dict[int | None, list[Shift]]:
    """Return what the log of each line holds, by start."""
    found: dict[int | None, list[Shift]] = {}
    asked = {"start": within[0], "end": within[1]}
    for line_id, start_at, end_at, person_id, key, source in session.execute(_LOG, asked):
        shift = Shift(start_at, end_at, str(person_id), key, source)
        found.setdefault(line_id, []).append(shift)
    return found

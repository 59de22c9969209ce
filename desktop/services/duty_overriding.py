"""Edits by hand written as overrides: those of the same person that stand there are cut or joined.

For time that no stored shift of its own holds: turns of rotations, swaps, what was overridden.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desktop.domain.duty import Person as Key
from desktop.domain.duty import Shift
from desktop.domain.duty_calendar import DutyCalendar, DutyOverride
from desktop.domain.duty_edit import DutyEdit, after_edit
from desktop.domain.duty_resolve import resolve
from desktop.domain.duty_span import Span
from desktop.domain.errors import Refused
from desktop.models.duty import DutyOverrideRecord
from desktop.models.people import Person
from desktop.models.roster import TemporaryScheduleRecord
from desktop.services.duty_calendar import of_line
from desktop.services.duty_records import override_of


def override(
    session: Session, calendar: DutyCalendar, line_id: int | None, edit: DutyEdit, reason: str
) -> None:
    """Write an edit of a line as overrides; `calendar` is that line's over the reach of the edit.

    Nothing is flushed, so that the edit can be undone.

    Raises:
        Refused: `duty.in_temporary` (fact `name`) where a temporary schedule stands,
            `duty.override_overlap` (facts `person`, `start`) with one of another line that is read
            together with this one.
    """
    refuse_temporary(session, line_id, edit)
    own = [override_of(record) for record in _near(session, line_id, edit)]
    foreign = tuple(each for each in calendar.overrides if each not in own)
    base = resolve(replace(calendar, overrides=foreign), *edit.reach).pieces
    write_edit(session, base, line_id, edit, reason)


def write_edit(
    session: Session, base: Sequence[Shift], line_id: int | None, edit: DutyEdit, reason: str
) -> tuple[DutyOverride, ...]:
    """Write an edit over `base`, who is on duty but for the line's overrides; return the latter.

    Raises:
        Refused: `duty.override_overlap` (facts `person`, `start`).
    """
    near = _near(session, line_id, edit)
    own = [override_of(record) for record in near]
    wanted = after_edit(own, base, edit)
    _refuse_overlap(session, line_id, [each for each in wanted if each not in own])
    _write(session, line_id, near, wanted, reason)
    return wanted


def _near(session: Session, line_id: int | None, edit: DutyEdit) -> Sequence[DutyOverrideRecord]:
    start_at, end_at = edit.reach
    statement = (
        select(DutyOverrideRecord)
        .where(
            DutyOverrideRecord.line_id.is_not_distinct_from(line_id),
            DutyOverrideRecord.end_at >= start_at,
            DutyOverrideRecord.start_at <= end_at,
        )
        .order_by(DutyOverrideRecord.start_at, DutyOverrideRecord.id)
    )
    return session.scalars(statement).all()


def _write(
    session: Session,
    line_id: int | None,
    near: Sequence[DutyOverrideRecord],
    wanted: Iterable[DutyOverride],
    reason: str,
) -> None:
    """Turn the records of a line into the overrides wanted; what is cut keeps id and reason."""
    left = list(near)
    reasons: dict[tuple[Key | None, Key | None], str] = {}
    for each in wanted:
        pair = (each.add, each.remove)
        record = next((old for old in left if _continues(old, each)), None)
        if record is None:
            session.add(
                DutyOverrideRecord(
                    line_id=line_id,
                    start_at=each.start_at,
                    end_at=each.end_at,
                    add_id=_id(each.add),
                    remove_id=_id(each.remove),
                    reason=reasons.get(pair, reason),
                )
            )
            continue
        left.remove(record)
        reasons.setdefault(pair, record.reason or reason)
        if (record.start_at, record.end_at) != (each.start_at, each.end_at):
            record.start_at, record.end_at = each.start_at, each.end_at
            record.reason = reason or record.reason
    for record in left:
        session.delete(record)


def is_taken_away(session: Session, line_id: int | None, person_id: int, span: Span) -> bool:
    """Tell whether overrides would hide a stored shift of a person, or a part of it."""
    found = session.scalars(
        select(DutyOverrideRecord.id).where(
            of_line(DutyOverrideRecord.line_id, line_id),
            DutyOverrideRecord.remove_id == person_id,
            DutyOverrideRecord.end_at > span[0],
            DutyOverrideRecord.start_at < span[1],
        )
    )
    return found.first() is not None


def refuse_temporary(session: Session, line_id: int | None, edit: DutyEdit) -> None:
    """Refuse an edit where a temporary schedule stands, for which overrides do not count.

    Raises:
        Refused: `duty.in_temporary` (fact `name`).
    """
    for span in (edit.taken, edit.given):
        if span is None:
            continue
        name = session.scalars(
            select(TemporaryScheduleRecord.name).where(
                of_line(TemporaryScheduleRecord.line_id, line_id),
                TemporaryScheduleRecord.end_at > span[0],
                TemporaryScheduleRecord.start_at < span[1],
            )
        ).first()
        if name is not None:
            raise Refused("duty.in_temporary", name=name)


def _refuse_overlap(session: Session, line_id: int | None, new: Sequence[DutyOverride]) -> None:
    """Refuse what would overlap with an override of one person on another line read together."""
    for each in new:
        ids = [int(person) for person in each.people]
        statement = select(DutyOverrideRecord).where(
            DutyOverrideRecord.line_id.is_distinct_from(line_id),
            or_(DutyOverrideRecord.add_id.in_(ids), DutyOverrideRecord.remove_id.in_(ids)),
            DutyOverrideRecord.end_at > each.start_at,
            DutyOverrideRecord.start_at < each.end_at,
        )
        if line_id is not None:
            statement = statement.where(DutyOverrideRecord.line_id.is_(None))
        taken = session.scalars(statement).first()
        if taken is not None:
            person_id = next(one for one in (taken.add_id, taken.remove_id) if one in ids)
            person = session.get_one(Person, person_id)
            raise Refused("duty.override_overlap", person=person.name, start=taken.start_at)


def _continues(record: DutyOverrideRecord, wanted: DutyOverride) -> bool:
    """Tell whether a record is about the same people, and shares time with what is wanted."""
    old = override_of(record)
    return (
        (old.add, old.remove) == (wanted.add, wanted.remove)
        and old.start_at < wanted.end_at
        and wanted.start_at < old.end_at
    )


def _id(person: Key | None) -> int | None:
    return None if person is None else int(person)

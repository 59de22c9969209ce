"""Overrides of the duty calendar: one instead of another, one more, one less, for a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic
from desktop.domain.duty_calendar import DutyOverride
from desktop.domain.duty_span import whole_minute
from desktop.domain.errors import NotFound, Refused
from desktop.domain.ticket import Actor
from desktop.domain.worktime_local import zone_named
from desktop.models.database import Database
from desktop.models.duty import DutyOverrideRecord
from desktop.models.people import Person
from desktop.services import team
from desktop.services.duty import Duty
from desktop.services.duty_blocks import read_blocks
from desktop.services.duty_calendar import of_line
from desktop.services.duty_edit_notices import DutyEditNotices
from desktop.services.duty_log import DutyLog
from desktop.services.duty_rows import OverrideRow
from desktop.services.record_undo import undoable

_UNDO: Final = "duty_override"


@dataclass(frozen=True, slots=True)
class NewOverride:
    """Who joins, who is taken away, for a time and a line, or for all lines."""

    start_at: datetime
    end_at: datetime
    add_id: int | None = None
    remove_id: int | None = None
    line_id: int | None = None
    reason: str = ""


class DutyOverrides:
    """Adds overrides ahead of now, and ends them; those whose duties this changes are told."""

    def __init__(
        self, database: Database, duty: Duty, log: DutyLog, notices: DutyEditNotices
    ) -> None:
        self._database = database
        self._duty = duty
        self._log = log
        self._notices = notices

    def between(self, start_at: datetime, end_at: datetime) -> tuple[OverrideRow, ...]:
        """Return the overrides that have part in a span, by start."""
        statement = (
            select(DutyOverrideRecord)
            .where(DutyOverrideRecord.end_at > start_at, DutyOverrideRecord.start_at < end_at)
            .order_by(DutyOverrideRecord.start_at, DutyOverrideRecord.id)
        )
        with self._database.read() as session:
            return tuple(map(_row, session.scalars(statement)))

    def add(self, by: Actor, override: NewOverride) -> Changes:
        """Add an override; `created` is its id.

        Raises:
            Refused: `duty.past` when it would begin before this minute, `duty.ends_before_start`,
                `duty.empty_override`, `duty.override_overlap` and `duty.double_booking` (facts
                `person`, `start`), `duty.locked` when it takes away a locked shift.
            NotFound: one of the two is not there.
        """
        checked = DutyOverride(
            override.start_at, override.end_at, _key(override.add_id), _key(override.remove_id)
        )
        with self._database.write() as session:
            self._log.freeze(session)
            now = whole_minute(self._database.now(session))
            if checked.start_at < now:
                raise Refused("duty.past")
            for person_id in (override.add_id, override.remove_id):
                if person_id is not None:
                    _require_free(session, person_id, override)
            self._check_blocks(session, override)
            record = DutyOverrideRecord(
                line_id=override.line_id,
                start_at=override.start_at,
                end_at=override.end_at,
                add_id=override.add_id,
                remove_id=override.remove_id,
                reason=override.reason.strip()[:500],
            )
            watched = self._notices.watch(session, (override.start_at, override.end_at))
            session.add(record)
            changes = undoable(session, _UNDO, Topic.DUTY)
            self._notices.tell(session, by, watched)
            created = Changes.of(Topic.DUTY, created=record.id)
            return self._database.announce(session, changes.merged(created))

    def end(self, by: Actor, override_id: int) -> Changes:
        """Delete an override that has not begun; one that has, ends with this minute.

        Raises:
            NotFound: there is no such override.
            Refused: `duty.past` when it is over.
        """
        with self._database.write() as session:
            self._log.freeze(session)
            record = session.get(DutyOverrideRecord, override_id)
            if record is None:
                raise NotFound(noun="duty_override", id=override_id)
            now = whole_minute(self._database.now(session))
            if record.end_at <= now:
                raise Refused("duty.past")
            watched = self._notices.watch(session, (record.start_at, record.end_at))
            if record.start_at >= now:
                session.delete(record)
            else:
                record.end_at = now
            changes = undoable(session, _UNDO, Topic.DUTY)
            self._notices.tell(session, by, watched)
            return self._database.announce(session, changes)

    def _check_blocks(self, session: Session, override: NewOverride) -> None:
        """Refuse who is on duty already, on lines read together, and to take what is locked."""
        span = (override.start_at, override.end_at)
        for block in read_blocks(session, self._duty, span):
            is_read = None in (block.line_id, override.line_id) or block.line_id == override.line_id
            if block.is_draft or not is_read:
                continue
            if block.person_id == override.add_id:
                person = session.get_one(Person, block.person_id)
                start_at = block.start_at.astimezone(zone_named(self._duty.zone(session)))
                raise Refused("duty.double_booking", person=person.name, start=start_at)
            if block.is_locked and block.person_id == override.remove_id:
                raise Refused("duty.locked")


def _require_free(session: Session, person_id: int, override: NewOverride) -> None:
    """Refuse a second override of one person at a time, on lines that are read together."""
    person = team.member(session, person_id)
    statement = select(DutyOverrideRecord.start_at).where(
        or_(DutyOverrideRecord.add_id == person_id, DutyOverrideRecord.remove_id == person_id),
        DutyOverrideRecord.end_at > override.start_at,
        DutyOverrideRecord.start_at < override.end_at,
    )
    if override.line_id is not None:
        statement = statement.where(of_line(DutyOverrideRecord.line_id, override.line_id))
    taken = session.scalars(statement).first()
    if taken is not None:
        raise Refused("duty.override_overlap", person=person.name, start=taken)


def _key(person_id: int | None) -> str | None:
    return None if person_id is None else str(person_id)


def _row(record: DutyOverrideRecord) -> OverrideRow:
    return OverrideRow(
        record.id,
        record.line_id,
        record.start_at,
        record.end_at,
        record.add_id,
        record.remove_id,
        record.reason,
    )

"""Temporary schedules: some days whose own shifts stand instead of everything else (duty.md D6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic
from desktop.domain.duty import require_order
from desktop.domain.duty_span import Span, whole_minute
from desktop.domain.errors import NotFound, Refused
from desktop.domain.ticket import Actor
from desktop.domain.worktime_local import zone_named
from desktop.models.database import Database
from desktop.models.people import Line
from desktop.models.roster import TemporaryScheduleRecord, TemporaryShiftRecord
from desktop.services import team
from desktop.services.duty import Duty
from desktop.services.duty_calendar import of_line
from desktop.services.duty_edit_notices import DutyEditNotices
from desktop.services.duty_log import DutyLog
from desktop.services.duty_records import temporary_shifts_of
from desktop.services.duty_twice import OnDutyTwice, Twice
from desktop.services.record_undo import undo_of, written

_UNDO = "duty_temporary"


@dataclass(frozen=True, slots=True, order=True)
class TemporaryShift:
    """A person on duty for a time within a temporary schedule."""

    start_at: datetime
    end_at: datetime
    person_id: int


@dataclass(frozen=True, slots=True)
class TemporarySchedule:
    """Days of a line, or of all lines, with their own shifts; `id` is None while it is new.

    In its span nothing else counts: without a shift nobody is on duty.
    """

    name: str
    start_at: datetime
    end_at: datetime
    shifts: tuple[TemporaryShift, ...] = ()
    line_id: int | None = None
    id: int | None = None


class TemporarySchedules:
    """Keeps them; what one has decided until now, stays, and whose duties change is told."""

    def __init__(
        self, database: Database, duty: Duty, log: DutyLog, notices: DutyEditNotices
    ) -> None:
        self._database = database
        self._duty = duty
        self._log = log
        self._notices = notices

    def between(self, start_at: datetime, end_at: datetime) -> tuple[TemporarySchedule, ...]:
        """Return those that have part in a span, by start."""
        statement = (
            select(TemporaryScheduleRecord)
            .where(
                TemporaryScheduleRecord.end_at > start_at, TemporaryScheduleRecord.start_at < end_at
            )
            .order_by(TemporaryScheduleRecord.start_at, TemporaryScheduleRecord.id)
        )
        with self._database.read() as session:
            records = session.scalars(statement).all()
            shifts = temporary_shifts_of(session, (record.id for record in records))
            return tuple(_row(record, shifts.get(record.id, ())) for record in records)

    def save(self, by: Actor, schedule: TemporarySchedule) -> Changes:
        """Add a temporary schedule, or change one; `created` is the id of a new one.

        One that has begun keeps its start, and what it decided before this minute.

        Raises:
            Refused: `duty.no_temporary_name`, `duty.ends_before_start`, `duty.past`,
                `duty.temporary_overlap` (fact `start`) with another one for the same line or for
                all lines, `duty.outside_temporary` (fact `name`) for a shift that is not in it,
                `duty.double_booking` (facts `person`, `start`) on whatever line the other duty is,
                `duty.person_left` (fact `person`).
            NotFound: there is no such schedule, person or line.
        """
        schedule = _checked(schedule)
        with self._database.write() as session:
            self._log.freeze(session)
            now = whole_minute(self._database.now(session))
            record = self._record(session, schedule, now)
            reach = _reach(record, schedule)
            watched = self._notices.watch(session, reach)
            twice = OnDutyTwice(session, self._duty, reach)
            _refuse_overlap(session, schedule)
            _require_people(session, schedule, _people_of(session, schedule.id))
            record.name, record.line_id = schedule.name, schedule.line_id
            record.start_at, record.end_at = schedule.start_at, schedule.end_at
            session.add(record)
            rows = written(session)
            _replace(session, record.id, schedule.shifts)
            rows += written(session)
            self._refuse_twice(session, twice.added())
            self._notices.tell(session, by, watched)
            created = record.id if schedule.id is None else None
            undo = undo_of(_UNDO, rows, Topic.DUTY)
            return self._database.announce(
                session, Changes.of(Topic.DUTY, created=created, undo=undo)
            )

    def end(self, by: Actor, schedule_id: int) -> Changes:
        """Delete a temporary schedule that has not begun; one that has, ends with this minute.

        What it stood for counts again.

        Raises:
            Refused: `duty.past` when it is over, `duty.double_booking` (facts `person`, `start`)
                for who was given another duty at a time at which an own one counts again.
            NotFound: there is no such schedule.
        """
        with self._database.write() as session:
            self._log.freeze(session)
            record = _found(session, schedule_id)
            now = whole_minute(self._database.now(session))
            if record.end_at <= now:
                raise Refused("duty.past")
            reach = record.start_at, record.end_at
            watched = self._notices.watch(session, reach)
            twice = OnDutyTwice(session, self._duty, reach)
            if record.start_at < now:
                record.end_at = now
                rows = written(session)
            else:
                _replace(session, record.id, ())
                rows = written(session)
                session.delete(record)
                rows += written(session)
            self._refuse_twice(session, twice.added(beside_what_was=True))
            self._notices.tell(session, by, watched)
            undo = undo_of(_UNDO, rows, Topic.DUTY)
            return self._database.announce(session, Changes.of(Topic.DUTY, undo=undo))

    def _refuse_twice(self, session: Session, twice: Twice | None) -> None:
        if twice is not None:
            person_id, start_at, _ = twice
            local = start_at.astimezone(zone_named(self._duty.zone(session)))
            name = team.member(session, person_id).name
            raise Refused("duty.double_booking", person=name, start=local)

    def _record(
        self, session: Session, schedule: TemporarySchedule, now: datetime
    ) -> TemporaryScheduleRecord:
        """Return the record to write to, after refusing what would change the past."""
        if schedule.line_id is not None and session.get(Line, schedule.line_id) is None:
            raise NotFound(noun="line", id=schedule.line_id)
        if schedule.id is None:
            if schedule.start_at < now:
                raise Refused("duty.past")
            return TemporaryScheduleRecord()
        record = _found(session, schedule.id)
        is_running = record.start_at < now
        if is_running and schedule.start_at != record.start_at:
            raise Refused("duty.past")
        if schedule.end_at <= now or (not is_running and schedule.start_at < now):
            raise Refused("duty.past")
        return record


def _reach(record: TemporaryScheduleRecord, schedule: TemporarySchedule) -> Span:
    """Return what a schedule decides, before and after an edit of it."""
    if schedule.id is None:
        return schedule.start_at, schedule.end_at
    return min(record.start_at, schedule.start_at), max(record.end_at, schedule.end_at)


def _checked(schedule: TemporarySchedule) -> TemporarySchedule:
    """Return it in whole minutes, its shifts in order, after refusing what makes no sense."""
    name = " ".join(schedule.name.split())[:100]
    if not name:
        raise Refused("duty.no_temporary_name")
    start_at, end_at = whole_minute(schedule.start_at), whole_minute(schedule.end_at)
    require_order(start_at, end_at)
    shifts = tuple(
        sorted(
            TemporaryShift(whole_minute(each.start_at), whole_minute(each.end_at), each.person_id)
            for each in schedule.shifts
        )
    )
    for shift in shifts:
        require_order(shift.start_at, shift.end_at)
        if shift.start_at < start_at or shift.end_at > end_at:
            raise Refused("duty.outside_temporary", name=name)
    return TemporarySchedule(name, start_at, end_at, shifts, schedule.line_id, schedule.id)


def _refuse_overlap(session: Session, schedule: TemporarySchedule) -> None:
    """Refuse two at a time on lines that are read together."""
    statement = select(TemporaryScheduleRecord.start_at).where(
        TemporaryScheduleRecord.id.is_distinct_from(schedule.id),
        TemporaryScheduleRecord.end_at > schedule.start_at,
        TemporaryScheduleRecord.start_at < schedule.end_at,
    )
    if schedule.line_id is not None:
        statement = statement.where(of_line(TemporaryScheduleRecord.line_id, schedule.line_id))
    other = session.scalars(statement).first()
    if other is not None:
        raise Refused("duty.temporary_overlap", start=max(other, schedule.start_at))


def _require_people(session: Session, schedule: TemporarySchedule, known: frozenset[int]) -> None:
    """Refuse who is not there, who has left, and who would be on duty twice.

    Whoever left after being put in stays in: the others could not be changed otherwise.
    """
    latest: dict[int, TemporaryShift] = {}
    for shift in schedule.shifts:
        person = team.member(session, shift.person_id)
        if not person.is_active and person.id not in known:
            raise Refused("duty.person_left", person=person.name)
        before = latest.get(person.id)
        if before is not None and shift.start_at < before.end_at:
            raise Refused("duty.double_booking", person=person.name, start=before.start_at)
        latest[person.id] = shift


def _people_of(session: Session, schedule_id: int | None) -> frozenset[int]:
    shifts = () if schedule_id is None else temporary_shifts_of(session, [schedule_id]).values()
    return frozenset(each.person_id for own in shifts for each in own)


def _replace(session: Session, schedule_id: int, wanted: Sequence[TemporaryShift]) -> None:
    """Write the shifts of a schedule; one that stays as it is keeps its id."""
    left = list(wanted)
    for record in temporary_shifts_of(session, [schedule_id]).get(schedule_id, []):
        shift = _shift(record)
        if shift in left:
            left.remove(shift)
        else:
            session.delete(record)
    for shift in left:
        session.add(
            TemporaryShiftRecord(
                temporary_id=schedule_id,
                person_id=shift.person_id,
                start_at=shift.start_at,
                end_at=shift.end_at,
            )
        )


def _found(session: Session, schedule_id: int) -> TemporaryScheduleRecord:
    record = session.get(TemporaryScheduleRecord, schedule_id)
    if record is None:
        raise NotFound(noun="temporary_schedule", id=schedule_id)
    return record


def _row(
    record: TemporaryScheduleRecord, shifts: Iterable[TemporaryShiftRecord]
) -> TemporarySchedule:
    return TemporarySchedule(
        record.name,
        record.start_at,
        record.end_at,
        tuple(sorted(map(_shift, shifts))),
        record.line_id,
        record.id,
    )


def _shift(record: TemporaryShiftRecord) -> TemporaryShift:
    return TemporaryShift(record.start_at, record.end_at, record.person_id)

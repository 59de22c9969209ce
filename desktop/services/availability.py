"""When people are away, and what they wish about being on duty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select

from desktop.domain.changes import Changes, Topic
from desktop.domain.duty import AbsenceKind, WishKind, require_order
from desktop.domain.errors import NotFound
from desktop.domain.ticket import Actor
from desktop.models.database import Database
from desktop.models.duty import AbsenceRecord, WishRecord
from desktop.services import team
from desktop.services.duty_rows import AbsenceRow, WishRow
from desktop.services.record_undo import undoable


class Availability:
    """Keeps absences and wishes; each edit can be undone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def absences(self, start_at: datetime, end_at: datetime) -> tuple[AbsenceRow, ...]:
        """Return the absences that have part in a span, by start and person."""
        statement = (
            select(AbsenceRecord)
            .where(AbsenceRecord.end_at > start_at, AbsenceRecord.start_at < end_at)
            .order_by(AbsenceRecord.start_at, AbsenceRecord.person_id, AbsenceRecord.id)
        )
        with self._database.read() as session:
            return tuple(
                AbsenceRow(
                    record.id,
                    record.person_id,
                    record.start_at,
                    record.end_at,
                    record.kind,
                    record.note,
                )
                for record in session.scalars(statement)
            )

    def add_absence(
        self,
        by: Actor,
        person_id: int,
        start_at: datetime,
        end_at: datetime,
        kind: AbsenceKind = AbsenceKind.VACATION,
        note: str = "",
    ) -> Changes:
        """Note that a person is away; `created` is the id. Absences may overlap.

        Raises:
            Refused: `duty.ends_before_start`.
            NotFound: there is no such person.
        """
        require_order(start_at, end_at)
        with self._database.write() as session:
            team.member(session, person_id)
            record = AbsenceRecord(
                person_id=person_id,
                start_at=start_at,
                end_at=end_at,
                kind=kind,
                note=note.strip()[:500],
            )
            session.add(record)
            changes = undoable(session, "absence", Topic.DUTY)
            created = Changes.of(Topic.DUTY, created=record.id)
            return self._database.announce(session, changes.merged(created))

    def change_absence(
        self,
        by: Actor,
        absence_id: int,
        person_id: int,
        start_at: datetime,
        end_at: datetime,
        kind: AbsenceKind,
        note: str = "",
    ) -> Changes:
        """Correct an absence.

        Raises:
            Refused: `duty.ends_before_start`.
            NotFound: there is no such absence or person.
        """
        require_order(start_at, end_at)
        with self._database.write() as session:
            team.member(session, person_id)
            record = session.get(AbsenceRecord, absence_id)
            if record is None:
                raise NotFound(noun="absence", id=absence_id)
            record.person_id, record.kind, record.note = person_id, kind, note.strip()[:500]
            record.start_at, record.end_at = start_at, end_at
            return self._database.announce(session, undoable(session, "absence", Topic.DUTY))

    def remove_absence(self, by: Actor, absence_id: int) -> Changes:
        """Forget an absence.

        Raises:
            NotFound: there is no such absence.
        """
        with self._database.write() as session:
            record = session.get(AbsenceRecord, absence_id)
            if record is None:
                raise NotFound(noun="absence", id=absence_id)
            session.delete(record)
            return self._database.announce(session, undoable(session, "absence", Topic.DUTY))

    def wishes(self, first: date, last: date) -> tuple[WishRow, ...]:
        """Return the wishes for local dates from `first` to `last`, both included."""
        statement = (
            select(WishRecord)
            .where(WishRecord.day.between(first.isoformat(), last.isoformat()))
            .order_by(WishRecord.day, WishRecord.person_id)
        )
        with self._database.read() as session:
            return tuple(
                WishRow(record.person_id, date.fromisoformat(record.day), record.kind)
                for record in session.scalars(statement)
            )

    def wish(self, by: Actor, person_id: int, day: date, kind: WishKind | None) -> Changes:
        """Set what a person says about a date; None takes it back.

        Raises:
            NotFound: there is no such person.
        """
        return self.wish_for(by, person_id, (day,), kind)

    def wish_for(
        self, by: Actor, person_id: int, days: Sequence[date], kind: WishKind | None
    ) -> Changes:
        """Set what a person says about several dates, in one step; None takes it back.

        Raises:
            NotFound: there is no such person.
        """
        with self._database.write() as session:
            team.member(session, person_id)
            keys = [day.isoformat() for day in days]
            statement = select(WishRecord).where(
                WishRecord.person_id == person_id, WishRecord.day.in_(keys)
            )
            kept = {record.day: record for record in session.scalars(statement)}
            for key in keys:
                record = kept.get(key)
                if kind is None:
                    if record is not None:
                        session.delete(record)
                elif record is None:
                    session.add(WishRecord(person_id=person_id, day=key, kind=kind))
                else:
                    record.kind = kind
            return self._database.announce(session, undoable(session, "wish", Topic.DUTY))

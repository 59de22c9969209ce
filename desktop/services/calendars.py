"""Business-hours calendars: kept in versions, edited with a look at what moves (sla.md 1, K11)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic, Undo
from desktop.domain.errors import ChangedMeanwhile, NotFound, Refused
from desktop.domain.ticket import Actor
from desktop.domain.worktime import CalendarSpec, WorkCalendar
from desktop.models.database import Database
from desktop.models.sla import Calendar, CalendarVersion, ClockRecord
from desktop.services import calendar_tickets, recounting
from desktop.services.calendar_records import read_versions, version_of
from desktop.services.calendar_undo import CalendarUndo
from desktop.services.clocks import Clocks
from desktop.services.due_moves import Moves
from desktop.services.names import is_taken
from desktop.services.policies import Policies
from desktop.services.record_undo import RowChange, undoable, written
from desktop.services.recounting import NOTHING_RECOUNTED

NAME_LENGTH = 100


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A calendar with its versions, the newest first, and who counts on it.

    `used_by` are the policies that name it today; `tickets` the open ones with a clock in it.
    """

    key: str
    versions: tuple[CalendarSpec, ...]
    used_by: tuple[str, ...]
    tickets: int
    never_opens: bool

    @property
    def spec(self) -> CalendarSpec:
        """The newest version, which is the one people edit."""
        return self.versions[0]

    @property
    def name(self) -> str:
        return self.spec.name


class Calendars:
    """Reads and edits calendars; an edit is a new version, what was judged stays judged (C4)."""

    def __init__(self, database: Database, policies: Policies, clocks: Clocks) -> None:
        self._database = database
        self._policies = policies
        self._clocks = clocks

    def all(self) -> tuple[CalendarRow, ...]:
        """Return the calendars in the order in which they were made."""
        with self._database.read() as session:
            now = self._database.now(session)
            users = calendar_tickets.policies_by_calendar(session)
            counts = calendar_tickets.open_counts(session)
            return tuple(
                CalendarRow(
                    key,
                    tuple(reversed(versions)),
                    users.get(key, ()),
                    counts.get(key, 0),
                    WorkCalendar(versions[-1]).never_opens(now),
                )
                for key, versions in read_versions(session).items()
            )

    def one(self, key: str) -> CalendarRow:
        """Return one calendar.

        Raises:
            NotFound: there is none with that key.
        """
        for row in self.all():
            if row.key == key:
                return row
        raise NotFound(noun="calendar", id=key)

    def named(self, name: str) -> WorkCalendar:
        """Return the version in force now of the calendar called `name`, or with that key.

        Raises:
            Refused: `calendar.unknown` (facts `name`, `known`).
        """
        with self._database.read() as session:
            now = self._database.now(session)
            rows = session.execute(select(Calendar.key, Calendar.name).order_by(Calendar.id)).all()
            wanted = name.strip().casefold()
            for key, title in rows:
                if wanted in (title.casefold(), key.casefold()):
                    return self._policies.books(session).calendars.find(key, now)
        raise Refused("calendar.unknown", name=name, known=", ".join(title for _, title in rows))

    def create(self, by: Actor, spec: CalendarSpec) -> Changes:
        """Add a calendar with these hours, its own or those of another one.

        Raises:
            Refused: `calendar.no_name`, `calendar.name_taken` (fact `name`).
        """
        with self._database.write() as session:
            name = _checked_name(session, spec.name, None)
            record = Calendar(key=uuid.uuid4().hex, name=name)
            session.add(record)
            rows = written(session)
            session.add(version_of(record.id, replace(spec, version=1, valid_from=None)))
            rows += written(session)
            undo = Undo("calendar_create", 1, CalendarUndo(rows, key=record.key))
            changes = Changes.of(Topic.POLICIES, created=record.id, undo=undo)
            return self._database.announce(session, changes)

    def rename(self, by: Actor, key: str, name: str) -> Changes:
        """Give a calendar another name; its versions stay as they are.

        Raises:
            NotFound: there is no such calendar.
            Refused: `calendar.no_name`, `calendar.name_taken` (fact `name`).
        """
        with self._database.write() as session:
            record = _record(session, key)
            record.name = _checked_name(session, name, record.id)
            return self._database.announce(
                session, undoable(session, "calendar_rename", Topic.POLICIES)
            )

    def edit(
        self,
        by: Actor,
        key: str,
        spec: CalendarSpec,
        *,
        valid_from: datetime | None = None,
        recompute: bool = False,
    ) -> Changes:
        """Write a new version, and the name, out of a `spec` read before (sla.md C4, K11).

        It applies to tickets that come from `valid_from` on, by default from now. With `recompute`
        the clocks that stand in this calendar are counted anew as well, from their start (K9).

        Raises:
            NotFound: there is no such calendar.
            ChangedMeanwhile: `spec` was made from a version that is not the newest any more.
            Refused: `calendar.no_name`, `calendar.name_taken` (fact `name`), `calendar.in_the_past`
                for a `valid_from` before now, `calendar.recomputes_now` for one with `recompute`.
        """
        with self._database.write() as session:
            now = self._database.now(session)
            if valid_from is not None and recompute:
                raise Refused("calendar.recomputes_now")
            if valid_from is not None and valid_from < now:
                raise Refused("calendar.in_the_past")
            record = _record(session, key)
            if _newest(session, record.id) != spec.version:
                raise ChangedMeanwhile(noun="calendar", id=key)
            record.name = _checked_name(session, spec.name, record.id)
            made = replace(spec, version=spec.version + 1, valid_from=valid_from or now)
            session.add(version_of(record.id, made))
            rows: tuple[RowChange, ...] = written(session)
            done = NOTHING_RECOUNTED
            if recompute:
                tickets = calendar_tickets.counting_in(key)
                done = recounting.recount(
                    session, self._clocks, by, tickets, {"calendar": key}, now
                )
            undo = Undo("calendar_edit", 1, CalendarUndo(rows, made.version, done, key=key))
            topics = (Topic.POLICIES, Topic.TICKETS) if done.events else (Topic.POLICIES,)
            changes = Changes.of(*topics, tickets=done.events, undo=undo)
            return self._database.announce(session, changes)

    def delete(self, by: Actor, key: str) -> Changes:
        """Remove a calendar that no policy and no clock has ever named.

        Raises:
            NotFound: there is no such calendar.
            Refused: `calendar.in_use` (facts `name`, `users`).
        """
        with self._database.write() as session:
            record = _record(session, key)
            users = calendar_tickets.policies_that_ever_named(session, key)
            has_clocks = session.scalar(select(exists().where(ClockRecord.calendar == key)))
            if users or has_clocks:
                raise Refused("calendar.in_use", name=record.name, users=", ".join(users) or "—")
            versions = select(CalendarVersion).where(CalendarVersion.calendar_id == record.id)
            for version in session.scalars(versions):
                session.delete(version)
            rows = written(session)
            session.delete(record)
            rows += written(session)
            undo = Undo("calendar_delete", 1, CalendarUndo(rows, key=key))
            return self._database.announce(session, Changes.of(Topic.POLICIES, undo=undo))

    def preview(self, key: str, spec: CalendarSpec) -> Moves:
        """Return what `edit` with `recompute` would do to the open tickets; nothing is written.

        Raises:
            NotFound: there is no such calendar.
        """
        with self._database.read() as session:
            now = self._database.now(session)
            record = _record(session, key)
            version = _newest(session, record.id) + 1
            made = WorkCalendar(replace(spec, version=version, valid_from=now))
            books = self._policies.books(session)
            after = replace(books, calendars=books.calendars.with_version(key, made))
            tickets = calendar_tickets.counting_in(key)
            return recounting.preview(session, self._clocks, tickets, {"calendar": key}, after, now)


def _record(session: Session, key: str) -> Calendar:
    record = session.scalars(select(Calendar).where(Calendar.key == key)).one_or_none()
    if record is None:
        raise NotFound(noun="calendar", id=key)
    return record


def _newest(session: Session, calendar_id: int) -> int:
    statement = select(CalendarVersion.version).where(CalendarVersion.calendar_id == calendar_id)
    return max(session.scalars(statement), default=0)


def _checked_name(session: Session, name: str, own_id: int | None) -> str:
    clean = " ".join(name.split())[:NAME_LENGTH]
    if not clean:
        raise Refused("calendar.no_name")
    if is_taken(session, Calendar, clean, own_id):
        raise Refused("calendar.name_taken", name=clean)
    return clean

"""Calendar files into the duty calendar: an existing rota, or absences; looked at, then taken."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic
from desktop.domain.duty import LONGEST_SHIFT, ShiftSource
from desktop.domain.duty_event import EventFault, FoundEvent
from desktop.domain.duty_import import (
    Arrival,
    ImportLine,
    ImportPreview,
    Teammate,
    kind_meant,
    people_meant,
    said,
)
from desktop.domain.duty_span import Span, whole_minute
from desktop.domain.errors import NotFound
from desktop.domain.ticket import Actor
from desktop.models.database import Database
from desktop.models.duty import AbsenceRecord
from desktop.models.people import Line, Person
from desktop.models.roster import DutyShiftRecord
from desktop.services import installation
from desktop.services.duty import Duty
from desktop.services.duty_edit_notices import DutyEditNotices
from desktop.services.duty_import_checks import duties_hit, with_conflicts, without_double
from desktop.services.duty_log import DutyLog
from desktop.services.duty_readings import hand_over_readings, keep_readings, share_readings
from desktop.services.duty_records import stored_key
from desktop.services.policies import Policies
from desktop.services.record_undo import undoable
from desktop.system.calendar_process import read_calendar

AHEAD: Final = timedelta(days=366)
"""Series are repeated up to a year from now."""

_AT_ONCE: Final = 500
_REASON_LENGTH: Final = 500

_NOT_HELD: Final = (Arrival.CANCELLED, Arrival.PAST, Arrival.TOO_FAR)
"""So what was taken before of such an event is ahead no longer."""

Record = DutyShiftRecord | AbsenceRecord


class ImportKind(StrEnum):
    """What the events of a file are."""

    SHIFTS = "shifts"
    ABSENCES = "absences"


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """How to read a file: what its events are, and whose.

    With `person_id` all are that person's; else `names` says whom a word of the file means.
    `line_id` is the line of the duties, None for all lines. `reason` stands beside duties that
    break a rule (duty.md F2): where they come from.
    """

    kind: ImportKind = ImportKind.SHIFTS
    person_id: int | None = None
    names: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    line_id: int | None = None
    reason: str = ""


Events = tuple[FoundEvent, ...]


class DutyImport:
    """Takes events that are ahead of now; each is known again by its UID.

    A file that is read again adds nothing: what it moved is moved, what it cancelled is removed.
    What is past stays as it was (duty.md D5), and so does what was made by hand.
    """

    def __init__(
        self,
        database: Database,
        policies: Policies,
        duty: Duty,
        log: DutyLog,
        notices: DutyEditNotices,
    ) -> None:
        self._database = database
        self._policies = policies
        self._duty = duty
        self._log = log
        self._notices = notices

    def read(self, path: Path) -> Events:
        """Return the events of a file from now on; slow, and nothing is stored.

        Raises:
            Refused: `ics.unreadable` (facts `path`, `reason`), `ics.nonsense`, `ics.too_slow`,
                `ics.too_big` (fact `limit_mb`), `ics.too_many` (fact `limit`).
        """
        zone = self._duty.wall_zone()
        with self._database.read() as session:
            now = self._database.now(session)
        return read_calendar(path, zone, (now, now + AHEAD))

    def preview(self, events: Events, request: ImportRequest) -> ImportPreview:
        """Return what would become of each event.

        Raises:
            NotFound: there is no such line.
        """
        with self._database.read() as session:
            return ImportPreview(tuple(self._lines(session, events, request)))

    def apply(
        self,
        by: Actor,
        events: Events,
        request: ImportRequest,
        keys: Collection[str] | None = None,
    ) -> Changes:
        """Take the events that change something, or of these only those with the `keys` given.

        Whoever gets or loses a duty by that is told.

        Raises:
            NotFound: there is no such line.
        """
        with self._database.write() as session:
            self._log.freeze(session)
            share_readings(session)
            now = self._now(session)
            wanted = [
                line
                for line in self._lines(session, events, request)
                if line.is_useful and (keys is None or line.key in keys)
            ]
            stored = _stored(session, request.kind, [line.key for line in wanted], now)
            watched = self._notices.watch(session, _reach(wanted, stored, now))
            for line in wanted:
                _take(session, request, line, stored.get(line.key), now)
            changes = undoable(session, "duty_import", Topic.DUTY)
            keep_readings(session)
            self._notices.tell(session, by, watched)
            changes = self._database.announce(session, changes)
            hand_over_readings(session)
            return changes

    def _lines(
        self, session: Session, events: Events, request: ImportRequest
    ) -> Iterator[ImportLine]:
        now = self._now(session)
        if request.line_id is not None and session.get(Line, request.line_id) is None:
            raise NotFound(noun="line", id=request.line_id)
        team = [
            Teammate(row.id, row.name, row.initials, row.email)
            for row in session.execute(
                select(Person.id, Person.name, Person.initials, Person.email).where(
                    Person.is_active
                )
            )
        ]
        own = f"@{installation.instance(session)}.dutydesk"
        lines: list[ImportLine] = []
        for event in events:
            if event.series.endswith(own):
                lines.append(_line(event, Arrival.OWN))
            elif event.fault is not None:
                is_past = event.fault is EventFault.TOO_FAR and event.start_at < now
                lines.append(_line(event, Arrival.PAST if is_past else Arrival(event.fault.value)))
            else:
                lines.extend(_for_people(event, team, request))
        stored = _stored(session, request.kind, [line.key for line in lines], now)
        judged = [_judged(line, stored.get(line.key), now, request) for line in lines]
        judged += _gone(events, {line.key for line in lines}, stored, now)
        if request.kind is ImportKind.ABSENCES:
            judged = duties_hit(session, self._duty, judged)
        else:
            judged = without_double(session, self._duty, judged, _moved(judged, stored))
            judged = with_conflicts(
                session, self._duty, self._policies, judged, _moved(judged, stored), now
            )
        yield from sorted(judged, key=lambda line: (line.start_at, line.key))

    def _now(self, session: Session) -> datetime:
        return whole_minute(self._database.now(session))


def _for_people(
    event: FoundEvent, team: Sequence[Teammate], request: ImportRequest
) -> Iterator[ImportLine]:
    """Give a line for each person of an event, the first under its own key."""
    if request.person_id is not None:
        people: tuple[int, ...] = (request.person_id,)
    else:
        people = people_meant(event, team, request.names)
    for place, person_id in enumerate(people):
        yield _line(event, Arrival.NEW, person_id, place)
    if not people:
        yield _line(event, Arrival.NOBODY)


def _line(
    event: FoundEvent, arrival: Arrival, person_id: int | None = None, place: int = 0
) -> ImportLine:
    if event.is_cancelled and event.fault is None and arrival is not Arrival.OWN:
        arrival = Arrival.CANCELLED
    return ImportLine(
        f"{event.key}~{place + 1}" if place else event.key,
        event.summary,
        event.start_at,
        event.end_at,
        arrival,
        person_id,
        said(event) if arrival is Arrival.NOBODY else "",
        unknown_zone=event.unknown_zone,
    )


def _judged(
    line: ImportLine, record: Record | None, now: datetime, request: ImportRequest
) -> ImportLine:
    """Return a line that says how it stands to what is stored and to the past."""
    is_ahead = record is not None and record.end_at > now
    if line.arrival in _NOT_HELD:
        return _judgement(line, Arrival.REMOVED) if is_ahead else line
    if line.arrival is not Arrival.NEW:
        return line
    if line.end_at <= now:
        return _judgement(line, Arrival.REMOVED if is_ahead else Arrival.PAST)
    if request.kind is ImportKind.SHIFTS and line.end_at - line.start_at > LONGEST_SHIFT:
        return _judgement(line, Arrival.TOO_LONG)
    if record is None:
        return line
    holds = (record.person_id, record.start_at, record.end_at)
    is_same = holds == (line.person_id, line.start_at, line.end_at)
    if isinstance(record, DutyShiftRecord):
        is_same &= record.line_id == request.line_id
    return _judgement(line, Arrival.KNOWN if is_same else Arrival.CHANGED)


def _gone(
    events: Events, keys: Collection[str], stored: Mapping[str, Record], now: datetime
) -> Iterator[ImportLine]:
    """Give what is stored of a series, or for a second person, that the file has no longer."""
    is_read = (None, EventFault.TOO_FAR)
    series = {event.series: event for event in events if event.fault in is_read}
    for uid, record in stored.items():
        base = uid.rpartition("~")[0] or uid
        event = series.get(base) or series.get(base.rpartition("#")[0])
        if uid not in keys and event is not None and record.end_at > now:
            yield ImportLine(
                uid,
                event.summary,
                record.start_at,
                record.end_at,
                Arrival.REMOVED,
                record.person_id,
            )


def _judgement(line: ImportLine, arrival: Arrival) -> ImportLine:
    return replace(line, arrival=arrival)


def _stored(
    session: Session, kind: ImportKind, keys: Sequence[str], now: datetime
) -> dict[str, Record]:
    """Return what was imported under these keys, and all that was and is ahead."""
    record: type[Record] = DutyShiftRecord if kind is ImportKind.SHIFTS else AbsenceRecord
    ahead = select(record).where(record.uid.is_not(None), record.end_at > now)
    found: list[Record] = list(session.scalars(ahead))
    for place in range(0, len(keys), _AT_ONCE):
        some = keys[place : place + _AT_ONCE]
        found += session.scalars(select(record).where(record.uid.in_(some)))
    return {each.uid: each for each in found if each.uid is not None}


def _reach(lines: Sequence[ImportLine], stored: Mapping[str, Record], now: datetime) -> Span:
    """Return the time in which events change who is on duty."""
    ends = [now, *(line.end_at for line in lines)]
    ends += [stored[line.key].end_at for line in lines if line.key in stored]
    return now, max(ends)


def _moved(lines: Sequence[ImportLine], stored: Mapping[str, Record]) -> set[str]:
    """Return the shifts that the file moves or removes: what they were does not count any more."""
    return {
        stored_key(stored[line.key].id) for line in lines if line.is_useful and line.key in stored
    }


def _take(
    session: Session,
    request: ImportRequest,
    line: ImportLine,
    record: Record | None,
    now: datetime,
) -> None:
    if line.arrival is Arrival.REMOVED:
        if record is not None and record.start_at < now:
            record.end_at = now
        elif record is not None:
            session.delete(record)
        return
    if line.person_id is None:
        return
    if record is None:
        record = _new(request.kind, line, now)
        session.add(record)
    record.person_id = line.person_id
    record.start_at, record.end_at = line.start_at, line.end_at
    if isinstance(record, DutyShiftRecord):
        record.line_id = request.line_id
        record.reason = request.reason[:_REASON_LENGTH] if line.conflicts else ""


def _new(kind: ImportKind, line: ImportLine, now: datetime) -> Record:
    if kind is ImportKind.ABSENCES:
        return AbsenceRecord(uid=line.key, kind=kind_meant(line.summary), note=line.summary)
    return DutyShiftRecord(uid=line.key, source=ShiftSource.IMPORT, published_at=now)

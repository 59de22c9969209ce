"""The duty calendar as an iCalendar file: of everybody, or of one person (duty.md 5)."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.duty_event import EventToWrite
from desktop.domain.duty_span import Span, meets
from desktop.domain.errors import NotFound
from desktop.domain.tongue import Written
from desktop.models.database import Database
from desktop.models.duty import DutyOverrideRecord
from desktop.models.roster import DutyEvent
from desktop.services import installation, team
from desktop.services.duty import Duty
from desktop.services.duty_blocks import BoardBlock, read_blocks
from desktop.services.duty_calendar import lines_of, log_end
from desktop.services.duty_log import DutyLog
from desktop.system.calendar_writer import calendar_file

BACK: Final = timedelta(days=31)
AHEAD: Final = timedelta(days=366)
"""Without a span the file tells of a month before now and of the year after it."""

_AROUND: Final = timedelta(days=8)
"""So far beyond the span it is looked for what may have been moved out of it."""

_MOVED_BY: Final = timedelta(days=1)
_AT_ONCE: Final = 500

_DUTY: Final = {Written.ENGLISH: "Duty", Written.RUSSIAN: "Дежурство"}
_ALL: Final = {Written.ENGLISH: "Duties", Written.RUSSIAN: "Дежурства"}


@dataclass(frozen=True, slots=True)
class _Told:
    """A piece of duty, under a key that is the same for the same shift of the same person."""

    key: str
    person_id: int
    line_id: int | None
    start_at: datetime
    end_at: datetime


class DutyExport:
    """Writes calendar files, and remembers what they told.

    A shift that is moved stays the same event with a higher SEQUENCE, also when overrides move the
    turn of a rotation; one that is cancelled or somebody else's now is told as CANCELLED. Drafts
    are told to nobody.
    """

    def __init__(self, database: Database, duty: Duty, log: DutyLog) -> None:
        self._database = database
        self._duty = duty
        self._log = log

    def ics(
        self,
        person_id: int | None = None,
        start_at: datetime | None = None,
        end_at: datetime | None = None,
        written: Written = Written.ENGLISH,
    ) -> bytes:
        """Return the file of a person, or of all, with each duty that has part in the span.

        Raises:
            NotFound: there is no such person.
        """
        with self._database.write() as session:
            if log_end(session) is not None:
                self._log.freeze(session)  # two that export at once do so one after the other
            now = self._database.now(session)
            within = (start_at or now - BACK, end_at or now + AHEAD)
            names = team.names(session)
            if person_id is not None and person_id not in names:
                raise NotFound(noun="person", id=person_id)
            lines = dict(lines_of(session))
            zone = self._duty.zone(session)
            records = self._remembered(session, within, now)
            told = [
                _event(record, written, names, lines)
                for record in records
                if person_id in (None, record.person_id)
            ]
        whose = "" if person_id is None else f": {names[person_id]}"
        return calendar_file(f"{_ALL[written]}{whose}", ZoneInfo(zone), told)

    def _remembered(self, session: Session, within: Span, now: datetime) -> list[DutyEvent]:
        """Write down what is told now, and return it with what was told and holds no more."""
        told = {each.key: each for each in self._told(session, within)}
        known = {record.key: record for record in _known(session, list(told), within)}
        lost = [record for record in known.values() if record.key not in told]
        mark = installation.instance(session)
        for key, each in told.items():
            if key not in known and meets((each.start_at, each.end_at), within):
                record = _moved(each, lost, now)
                if record is None:
                    uid = f"{uuid.uuid4().hex}@{mark}.dutydesk"
                    record = DutyEvent(uid=uid, sequence=-1, is_cancelled=True)
                    session.add(record)
                else:
                    lost.remove(record)
                    del known[record.key]
                record.key, known[key] = key, record
        for key, record in known.items():
            _renew(record, told.get(key), now)
        kept = (r for r in known.values() if meets((r.start_at, r.end_at), within))
        return sorted(kept, key=lambda record: (record.start_at, record.uid))

    def _told(self, session: Session, within: Span) -> Iterator[_Told]:
        wide = (within[0] - _AROUND, within[1] + _AROUND)
        added = _added(session, wide)
        count: Counter[str] = Counter()
        for block in read_blocks(session, self._duty, wide):
            if block.is_draft:
                continue
            key = f"{block.shift_id or _key_of(block, added)}-{block.person_id}"
            count[key] += 1
            if count[key] > 1:  # what an override leaves of a shift on its two sides
                key = f"{key}-{count[key]}"
            yield _Told(key, block.person_id, block.line_id, block.start_at, block.end_at)


def _moved(told: _Told, lost: Iterable[DutyEvent], now: datetime) -> DutyEvent | None:
    """Return what a new piece was before somebody moved it, by at most a day, if it was anything.

    A turn of a rotation is moved by overrides, which know nothing of each other.
    """

    def distance(record: DutyEvent) -> timedelta:
        return abs(record.start_at - told.start_at)

    near = (
        record
        for record in lost
        if (record.person_id, record.line_id) == (told.person_id, told.line_id)
        and not record.is_cancelled
        and record.end_at > now
        and distance(record) <= _MOVED_BY
    )
    return min(near, key=distance, default=None)


def _known(session: Session, keys: Sequence[str], within: Span) -> Iterator[DutyEvent]:
    """Give what was told of a span, and of these duties wherever they were then."""
    in_span = (DutyEvent.end_at > within[0]) & (DutyEvent.start_at < within[1])
    yield from session.scalars(select(DutyEvent).where(in_span))
    for place in range(0, len(keys), _AT_ONCE):
        some = keys[place : place + _AT_ONCE]
        yield from session.scalars(select(DutyEvent).where(DutyEvent.key.in_(some)))


def _added(session: Session, within: Span) -> list[DutyOverrideRecord]:
    """Return the overrides that put one more person on duty."""
    statement = select(DutyOverrideRecord).where(
        DutyOverrideRecord.add_id.is_not(None),
        DutyOverrideRecord.remove_id.is_(None),
        DutyOverrideRecord.end_at > within[0],
        DutyOverrideRecord.start_at < within[1],
    )
    return list(session.scalars(statement))


def _key_of(piece: BoardBlock, added: Iterable[DutyOverrideRecord]) -> str:
    """Return by what a piece that an override added is known: its start if that is gone."""
    for record in added:
        is_within = record.start_at <= piece.start_at and piece.end_at <= record.end_at
        if is_within and record.add_id == piece.person_id:
            return f"override-{record.id}"
    return f"added-{piece.start_at:%Y%m%dT%H%M}"


def _renew(record: DutyEvent, told: _Told | None, now: datetime) -> None:
    """Let a record say what holds now; another SEQUENCE if that is news to who read the last."""
    if told is None:
        if not record.is_cancelled:
            record.is_cancelled = True
            record.sequence, record.changed_at = record.sequence + 1, now
        return
    holds = (told.start_at, told.end_at, told.line_id)
    if record.is_cancelled or (record.start_at, record.end_at, record.line_id) != holds:
        record.person_id = told.person_id
        record.start_at, record.end_at, record.line_id = holds
        record.is_cancelled = False
        record.sequence, record.changed_at = record.sequence + 1, now


def _event(
    record: DutyEvent, written: Written, names: Mapping[int, str], lines: Mapping[int, str]
) -> EventToWrite:
    line = "" if record.line_id is None else lines[record.line_id]
    return EventToWrite(
        record.uid,
        record.start_at,
        record.end_at,
        f"{_DUTY[written]}: {names[record.person_id]}",
        line,
        record.sequence,
        record.changed_at,
        record.is_cancelled,
    )

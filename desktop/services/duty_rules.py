"""Weekly duty hours and who takes turns in them, in dated versions (duty.md D5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic
from desktop.domain.duty_rotation import Rotation, TurnTable, succeed
from desktop.domain.duty_span import whole_minute
from desktop.domain.duty_window import WeeklyWindow
from desktop.domain.errors import NotFound, Refused
from desktop.domain.ticket import Actor
from desktop.models.database import Database
from desktop.models.duty import DutyRuleRecord, DutyRuleVersion
from desktop.services import team
from desktop.services.duty import Duty
from desktop.services.duty_calendar import versions_of
from desktop.services.duty_log import DutyLog
from desktop.services.duty_records import bits_of, rotation_of, window_of
from desktop.services.duty_rows import DutyRuleRow
from desktop.services.record_undo import undo_of, undoable, written

SETTLED: Final = timedelta(weeks=8)
"""An edit of who takes turns leaves this much as it was, unless a date is given."""

_UNDO: Final = "duty_rule"


@dataclass(frozen=True, slots=True)
class NewRule:
    """Weekly hours of a line, or of all lines, and who takes turns in them."""

    name: str
    window: WeeklyWindow
    rotation: Rotation
    line_id: int | None = None


class DutyRules:
    """Edits the rules; a version that has begun is never touched, so the past stays as it was."""

    def __init__(self, database: Database, duty: Duty, log: DutyLog) -> None:
        self._database = database
        self._duty = duty
        self._log = log

    def all(self) -> tuple[DutyRuleRow, ...]:
        """Return every rule with who takes turns now, by name."""
        with self._database.read() as session:
            now = self._database.now(session)
            ordered = select(DutyRuleRecord).order_by(DutyRuleRecord.name, DutyRuleRecord.id)
            records = session.scalars(ordered).all()
            versions = versions_of(session, (record.id for record in records))
            return tuple(
                DutyRuleRow(
                    record.id,
                    record.line_id,
                    record.name,
                    window_of(record),
                    _rotation_at(versions.get(record.id, []), now),
                )
                for record in records
            )

    def add(self, by: Actor, rule: NewRule) -> Changes:
        """Add weekly duty hours, from this minute on; `created` is the id.

        Raises:
            Refused: `duty.no_name`, `duty.no_days`, `duty.monthly_day`.
            NotFound: one of the people is not there.
        """
        name = " ".join(rule.name.split())[:100]
        if not name:
            raise Refused("duty.no_name")
        if not rule.window.days:
            raise Refused("duty.no_days")
        with self._database.write() as session:
            self._log.freeze(session)
            TurnTable(rule.rotation.cadence, self._duty.zone(session))  # refuses a monthly day 31
            _require_people(session, rule.rotation.people)
            record = DutyRuleRecord(
                line_id=rule.line_id,
                name=name,
                days=bits_of(rule.window),
                start_minute=rule.window.hours.start,
                end_minute=rule.window.hours.end,
            )
            session.add(record)
            rows = written(session)
            now = whole_minute(self._database.now(session))
            session.add(_version(record.id, rule.rotation, now))
            rows += written(session)
            undo = undo_of(_UNDO, rows, Topic.DUTY)
            return self._database.announce(
                session, Changes.of(Topic.DUTY, created=record.id, undo=undo)
            )

    def change_people(
        self,
        by: Actor,
        rule_id: int,
        people: Sequence[int],
        effective_at: datetime | None = None,
    ) -> Changes:
        """Let others take turns, from the first turn at or after `effective_at`.

        Whoever is next stays next; without a date the next eight weeks stay as they are. A version
        that was to take effect later than this one is dropped.

        Raises:
            Refused: `duty.past` for a date before now, `duty.no_people`, `duty.ended` (fact
                `name`) when nobody has the rule by then.
            NotFound: there is no such rule or person.
        """
        with self._database.write() as session:
            self._log.freeze(session)
            record = _found(session, rule_id)
            now = self._database.now(session)
            begins_at = now + SETTLED if effective_at is None else effective_at
            if begins_at < now:
                raise Refused("duty.past")
            names = tuple(map(str, people))
            _require_people(session, names)
            old = self._present(session, record, begins_at)
            zone = self._duty.zone(session)
            following = succeed(old, window_of(record), zone, names, begins_at)
            self._replace(session, record, following.rotation, following.effective_at or begins_at)
            return self._database.announce(session, undoable(session, _UNDO, Topic.DUTY))

    def end(self, by: Actor, rule_id: int) -> Changes:
        """Let nobody have the hours of a rule from this minute on; what was, stays.

        Raises:
            Refused: `duty.ended` (fact `name`) when that was so already.
            NotFound: there is no such rule.
        """
        with self._database.write() as session:
            self._log.freeze(session)
            record = _found(session, rule_id)
            now = whole_minute(self._database.now(session))
            self._present(session, record, now)
            self._replace(session, record, None, now)
            return self._database.announce(session, undoable(session, _UNDO, Topic.DUTY))

    def _present(self, session: Session, record: DutyRuleRecord, at: datetime) -> Rotation:
        versions = versions_of(session, [record.id]).get(record.id, [])
        rotation = _rotation_at(versions, at)
        if rotation is None:
            raise Refused("duty.ended", name=record.name)
        return rotation

    def _replace(
        self,
        session: Session,
        record: DutyRuleRecord,
        rotation: Rotation | None,
        effective_at: datetime,
    ) -> None:
        """Add a version and drop those that would have followed it."""
        kept = None
        for version in versions_of(session, [record.id]).get(record.id, []):
            if version.effective_at >= effective_at:
                session.delete(version)
            else:
                kept = version
        if rotation is not None:
            session.add(_version(record.id, rotation, effective_at))
        elif kept is not None:
            session.add(following_version(kept, (), effective_at))


def _found(session: Session, rule_id: int) -> DutyRuleRecord:
    record = session.get(DutyRuleRecord, rule_id)
    if record is None:
        raise NotFound(noun="duty_rule", id=rule_id)
    return record


def _require_people(session: Session, people: Sequence[str]) -> None:
    for person in people:
        team.member(session, int(person))


def _rotation_at(versions: Sequence[DutyRuleVersion], at: datetime) -> Rotation | None:
    begun = [version for version in versions if version.effective_at <= at]
    return rotation_of(begun[-1]) if begun else None


def _version(rule_id: int, rotation: Rotation, effective_at: datetime) -> DutyRuleVersion:
    return DutyRuleVersion(
        rule_id=rule_id,
        effective_at=effective_at,
        people=[int(person) for person in rotation.people],
        every=rotation.cadence.every,
        length=rotation.cadence.length,
        start_at=rotation.cadence.start_at,
        advance=rotation.advance,
    )


def following_version(
    before: DutyRuleVersion, people: Sequence[str], effective_at: datetime
) -> DutyRuleVersion:
    """Return a version like the one before it, with other people; without any nobody has it."""
    return DutyRuleVersion(
        rule_id=before.rule_id,
        effective_at=effective_at,
        people=[int(person) for person in people],
        every=before.every,
        length=before.length,
        start_at=before.start_at,
        advance=before.advance,
    )

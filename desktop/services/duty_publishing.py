"""Drafts become duties: published together, and each person told once (duty.md P5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from desktop.domain.changes import NOTHING, Changes, Topic
from desktop.domain.duty_edit import DutyEdit
from desktop.domain.duty_hours import night_dates, weekend_dates, weekend_of
from desktop.domain.duty_notice import NoticeKind
from desktop.domain.duty_rules import DutyRules
from desktop.domain.duty_span import Span
from desktop.domain.errors import Refused
from desktop.domain.ticket import Actor
from desktop.models.database import Database
from desktop.models.people import Person
from desktop.models.roster import DutyShiftRecord
from desktop.services import team
from desktop.services.duty import Duty
from desktop.services.duty_blocks import BoardBlock, read_blocks
from desktop.services.duty_log import DutyLog
from desktop.services.duty_notices import tell
from desktop.services.duty_overriding import is_taken_away, override, refuse_temporary
from desktop.services.record_undo import RowChange, undo_of, written
from desktop.services.rest_rules import read_rest_rules

_UNDO: Final = "duty_publish"


@dataclass(frozen=True, slots=True)
class PublishedTo:
    """What a person would be told: of how many duties, and what these are."""

    person_id: int
    name: str
    shifts: int
    nights: int
    weekends: int


class DutyPublishing:
    """Publishes the drafts of a span; Undo makes them drafts again."""

    def __init__(self, database: Database, duty: Duty, log: DutyLog) -> None:
        self._database = database
        self._duty = duty
        self._log = log

    def drafts(self, start_at: datetime, end_at: datetime) -> int:
        """Return how many drafts begin in a span, from now on."""
        with self._database.read() as session:
            wanted = _ahead((start_at, end_at), self._database.now(session))
            return session.scalar(select(func.count(DutyShiftRecord.id)).where(wanted)) or 0

    def told(self, start_at: datetime, end_at: datetime) -> tuple[PublishedTo, ...]:
        """Return what `publish` would tell to whom, by name; nothing is written."""
        with self._database.read() as session:
            wanted = _ahead((start_at, end_at), self._database.now(session))
            rules, zone = read_rest_rules(session), self._duty.zone(session)
            names = team.names(session)
            of_person: dict[int, list[DutyShiftRecord]] = {}
            for draft in session.scalars(select(DutyShiftRecord).where(wanted)):
                of_person.setdefault(draft.person_id, []).append(draft)
            found = []
            for person_id, own in of_person.items():
                counts = _counts(own, rules, zone)
                found.append(PublishedTo(person_id, names[person_id], len(own), *counts))
        return tuple(sorted(found, key=lambda each: (each.name, each.person_id)))

    def publish(self, by: Actor, start_at: datetime, end_at: datetime) -> Changes:
        """Let the drafts that begin in a span count, and tell each person of theirs at once.

        Whoever had published duties in the span before is told of a change; those whose duties
        stay as they are hear nothing. Where an override took that person off duty, it gives way.

        Raises:
            Refused: `duty.double_booking` (facts `person`, `start`) when a person was given
                another duty since; `duty.person_left` (fact `person`); `duty.in_temporary` (fact
                `name`) where a temporary schedule stands; `duty.override_overlap` (facts `person`,
                `start`) with an override of another line.
        """
        span = (start_at, end_at)
        with self._database.write() as session:
            self._log.freeze(session)
            now = self._database.now(session)
            ordered = (DutyShiftRecord.start_at, DutyShiftRecord.id)
            statement = select(DutyShiftRecord).where(_ahead(span, now)).order_by(*ordered)
            drafts = session.scalars(statement).all()
            if not drafts:
                return NOTHING
            around = (span[0], max(span[1], *(each.end_at for each in drafts)))
            blocks = read_blocks(session, self._duty, around)
            published = [each for each in blocks if not each.is_draft]
            _check(session, drafts, published)
            for draft in drafts:
                draft.published_at = now
            rows = written(session)
            for draft in drafts:
                rows += self._let_count(session, draft)
            undo = undo_of(_UNDO, rows, Topic.DUTY)
            self._tell(session, by, drafts, published, now)
            changes = Changes.of(Topic.DUTY, undo=replace(undo, count=len(drafts)))
            return self._database.announce(session, changes)

    def _let_count(self, session: Session, draft: DutyShiftRecord) -> tuple[RowChange, ...]:
        """Cut the overrides that would hide a duty just published; return the rows changed."""
        span = (draft.start_at, draft.end_at)
        given = DutyEdit(on=str(draft.person_id), given=span)
        refuse_temporary(session, draft.line_id, given)
        if not is_taken_away(session, draft.line_id, draft.person_id, span):
            return ()
        calendar = self._duty.calendar(session, draft.line_id, span)
        override(session, calendar, draft.line_id, given, draft.reason)
        return written(session)

    def _tell(
        self,
        session: Session,
        by: Actor,
        drafts: Sequence[DutyShiftRecord],
        published: Sequence[BoardBlock],
        now: datetime,
    ) -> None:
        rules, zone = read_rest_rules(session), self._duty.zone(session)
        had_some = {each.person_id for each in published if each.end_at > now}
        of_person: dict[int, list[DutyShiftRecord]] = {}
        for draft in drafts:
            of_person.setdefault(draft.person_id, []).append(draft)
        for person_id, own in of_person.items():
            kind = NoticeKind.CHANGED if person_id in had_some else NoticeKind.PUBLISHED
            facts = {"person": by.person_id, **_facts(own, rules, zone)}
            tell(session, person_id, kind, f"published:{now.isoformat()}", facts, now)


def _ahead(span: Span, now: datetime) -> ColumnElement[bool]:
    """Return the condition for the drafts that begin in a span and can still be published."""
    return and_(
        DutyShiftRecord.published_at.is_(None),
        DutyShiftRecord.start_at >= max(span[0], now),
        DutyShiftRecord.start_at < span[1],
    )


def _check(
    session: Session, drafts: Iterable[DutyShiftRecord], published: Iterable[BoardBlock]
) -> None:
    """Refuse drafts of people who have left, or who are on duty elsewhere by now."""
    people = {person.id: person for person in session.scalars(select(Person))}
    taken = [(each.person_id, each.start_at, each.end_at) for each in published]
    for draft in drafts:
        person = people[draft.person_id]
        if not person.is_active:
            raise Refused("duty.person_left", person=person.name)
        for person_id, start_at, end_at in taken:
            if person_id == person.id and start_at < draft.end_at and draft.start_at < end_at:
                raise Refused("duty.double_booking", person=person.name, start=start_at)
        taken.append((person.id, draft.start_at, draft.end_at))


def _facts(own: Sequence[DutyShiftRecord], rules: DutyRules, zone: str) -> dict[str, object]:
    """Return what a person is told: the counts, the first and the last, and which they are."""
    nights, weekends = _counts(own, rules, zone)
    return {
        "shifts": len(own),
        "nights": nights,
        "weekends": weekends,
        "start": min(each.start_at for each in own).isoformat(),
        "end": max(each.end_at for each in own).isoformat(),
        "ids": [each.id for each in own],
    }


def _counts(own: Sequence[DutyShiftRecord], rules: DutyRules, zone: str) -> tuple[int, int]:
    """Return in how many nights and on how many weekends somebody has duties."""
    spans = [(each.start_at, each.end_at) for each in own]
    nights = {day for span in spans for day in night_dates(span, zone, rules.night)}
    weekends = {weekend_of(day) for span in spans for day in weekend_dates(span, zone)}
    return len(nights), len(weekends)

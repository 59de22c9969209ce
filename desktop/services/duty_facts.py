"""All that decides whether somebody can, or should, have a duty, read in one go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from desktop.domain.duty import Absence, Shift, Wish
from desktop.domain.duty_check import Engagements
from desktop.domain.duty_rules import DutyRules
from desktop.domain.duty_span import Span, minus
from desktop.domain.worktime_local import zone_named
from desktop.models.duty import AbsenceRecord, WishRecord
from desktop.models.people import Person
from desktop.services.duty import Duty
from desktop.services.duty_blocks import BoardBlock, read_blocks
from desktop.services.policies import Policies
from desktop.services.rest_rules import read_rest_rules

_WEEK: Final = timedelta(weeks=1)

# Built once: building them took longer than asking them.
_TEAM: Final = (
    select(Person.id, Person.name).where(Person.is_active).order_by(Person.name, Person.id)
)
ABSENCES: Final = (
    select(
        AbsenceRecord.person_id, AbsenceRecord.start_at, AbsenceRecord.end_at, AbsenceRecord.kind
    )
    .where(AbsenceRecord.end_at > bindparam("start"), AbsenceRecord.start_at < bindparam("end"))
    .order_by(AbsenceRecord.start_at, AbsenceRecord.id)
)
_WISHES: Final = select(WishRecord.person_id, WishRecord.day, WishRecord.kind).where(
    WishRecord.day.between(bindparam("first"), bindparam("last"))
)


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """The team around some duties: nothing more is asked of the database to judge them.

    `names` are the active people by name. `blocks` are the duties and drafts of everybody, also of
    those who have left; `work` the team's working hours.
    """

    within: Span
    zone: str
    rules: DutyRules
    names: Mapping[int, str]
    blocks: tuple[BoardBlock, ...]
    work: tuple[Span, ...]
    absences: tuple[Absence, ...]
    wishes: tuple[Wish, ...]
    holidays: frozenset[date]

    def engagements(self, person_id: int) -> Engagements:
        """Return what a person is busy with; nobody works while away."""
        person = str(person_id)
        away = tuple(each for each in self.absences if each.person == person)
        work = minus(self.work, [(each.start_at, each.end_at) for each in away])
        duties = tuple(shift_in(each) for each in self.blocks if each.person_id == person_id)
        wishes = tuple(each for each in self.wishes if each.person == person)
        return Engagements(person, duties, tuple(work), away, wishes)


def shift_in(block: BoardBlock) -> Shift:
    """Return a block as the rules of the domain work on it."""
    return Shift(block.start_at, block.end_at, str(block.person_id), block.shift_id, block.source)


def around(span: Span, rules: DutyRules) -> Span:
    """Return the span that rules of rest look at to judge duties within a span."""
    before = max(rules.averaged_weeks, rules.weekends_in_a_row) + 1
    return span[0] - before * _WEEK, span[1] + (rules.weekends_in_a_row + 1) * _WEEK


def read_facts(
    session: Session, duty: Duty, policies: Policies, within: Span, now: datetime
) -> DutyFacts:
    """Return the facts of a span, as of this transaction.

    Drafts that were not published before they began are left out: nobody had them.
    """
    zone = duty.zone(session)
    books = policies.books(session)
    hours = books.working_hours(now)
    blocks = read_blocks(session, duty, within)
    return DutyFacts(
        within,
        zone,
        read_rest_rules(session),
        dict(session.execute(_TEAM).all()),
        tuple(each for each in blocks if not each.is_draft or each.start_at > now),
        (within,) if hours is None else tuple(hours.segments(*within)),
        tuple(_absences(session, within)),
        tuple(_wishes(session, within, zone)),
        books.holidays(now),
    )


def _absences(session: Session, within: Span) -> Iterator[Absence]:
    asked = {"start": within[0], "end": within[1]}
    for person_id, start_at, end_at, kind in session.execute(ABSENCES, asked):
        yield Absence(str(person_id), start_at, end_at, kind)


def _wishes(session: Session, within: Span, zone: str) -> Iterator[Wish]:
    local = zone_named(zone)
    first, last = (at.astimezone(local).date().isoformat() for at in within)
    for person_id, day, kind in session.execute(_WISHES, {"first": first, "last": last}):
        yield Wish(str(person_id), date.fromisoformat(day), kind)

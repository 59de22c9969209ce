"""What a plan is made from: the team, its duties and rests, and the hours that need people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from desktop.domain.duty import Person, require_order
from desktop.domain.duty_coverage import Need
from desktop.domain.duty_rules import DutyRules
from desktop.domain.duty_span import Span, joined
from desktop.domain.errors import Refused
from desktop.domain.worktime import WorkCalendar
from desktop.domain.worktime_local import first_instant, instant, zone_named
from desktop.domain.worktime_spec import FULL_DAY
from desktop.services.duty import Duty
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_coverage import promises_of
from desktop.services.duty_facts import DutyFacts, around, read_facts
from desktop.services.duty_fairness import USUAL_WEEKS
from desktop.services.duty_requirements import read_requirements, read_skills
from desktop.services.policies import Policies
from desktop.services.rest_rules import read_rest_rules

MOST_DAYS: Final = 400
"""A longer plan takes longer to prepare than anybody waits."""

_DAY: Final = timedelta(days=1)
_USUAL_DAY: Final = (9 * 60, 18 * 60)


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """What to plan: local days, both included, for whom, and what may be changed.

    Without people everybody active is planned, without rules those of the team hold. With
    `keep_existing` only what is uncovered is given out; else stored shifts that are not locked may
    go to others, published ones as few as possible. A debt counts so many `fairness_weeks` back.
    """

    first: date
    last: date
    person_ids: tuple[int, ...] = ()
    rules: DutyRules | None = None
    keep_existing: bool = True
    fairness_weeks: int = USUAL_WEEKS


@dataclass(frozen=True, slots=True)
class Wanted:
    """A window for which a line needs so many people, of those `able` if it asks for a skill."""

    name: str
    line_id: int | None
    span: Span
    headcount: int = 1
    able: frozenset[Person] | None = None


@dataclass(frozen=True, slots=True)
class PlanBasis:
    """All that a plan depends on; two that are equal give the same problem.

    `within` is what is planned, as far as it lies ahead of `made_at`. The blocks of the facts reach
    back to `owed_since`, from when on a debt counts.
    """

    within: Span
    made_at: datetime
    owed_since: datetime
    facts: DutyFacts
    people: tuple[int, ...]
    wanted: tuple[Wanted, ...]

    @property
    def begins_at(self) -> datetime:
        """From when on anything is planned."""
        return max(self.made_at, self.within[0])

    def is_like(self, other: PlanBasis) -> bool:
        """Tell whether nothing that is planned ahead has changed between the two."""
        ours, theirs = (
            replace(each, facts=replace(each.facts, blocks=each.ahead())) for each in (self, other)
        )
        return ours == theirs

    def ahead(self) -> tuple[BoardBlock, ...]:
        """Return the blocks that had not begun when the plan was made."""
        return tuple(each for each in self.facts.blocks if each.start_at >= self.begins_at)


def read_basis(
    session: Session, duty: Duty, policies: Policies, options: PlanOptions, made_at: datetime
) -> PlanBasis:
    """Return what a plan depends on, as of this transaction.

    Raises:
        Refused: `duty.ends_before_start`, `plan.too_long` (fact `days`).
    """
    days = (options.last - options.first).days + 1
    if days > MOST_DAYS:
        raise Refused("plan.too_long", days=days)
    zone = duty.zone(session)
    within = _days(options, zone)
    rules = options.rules or read_rest_rules(session)
    looked_at = around(within, rules)
    since_at = within[0] - timedelta(weeks=options.fairness_weeks)
    span = (min(looked_at[0], since_at), looked_at[1])
    facts = replace(read_facts(session, duty, policies, span, made_at), rules=rules)
    people = tuple(
        person_id
        for person_id in facts.names
        if not options.person_ids or person_id in options.person_ids
    )
    wanted = _required(session, facts, within)
    if not wanted:
        books = policies.books(session)
        a_day_more = (within[0] - _DAY, within[1] + _DAY)
        promised = promises_of(session, books, a_day_more, made_at)
        wanted = _promised(promised, books.working_hours(made_at), within, zone)
    return PlanBasis(within, made_at, since_at, facts, people, tuple(wanted))


def _days(options: PlanOptions, zone: str) -> Span:
    local = zone_named(zone)
    start_at = instant(first_instant(options.first, 0, local))
    end_at = instant(first_instant(options.last + _DAY, 0, local))
    require_order(start_at, end_at)
    return start_at, end_at


def _required(session: Session, facts: DutyFacts, within: Span) -> list[Wanted]:
    """Return each window of a requirement that begins in a span."""
    skills = read_skills(session)
    return [
        Wanted(
            row.requirement.name,
            row.line_id,
            window,
            row.requirement.headcount,
            None
            if row.requirement.skill is None
            else skills.get(row.requirement.skill, frozenset()),
        )
        for row in read_requirements(session)
        for window in row.requirement.hours.windows(facts.zone, facts.holidays, within)
        if within[0] <= window[0] < within[1]
    ]


def _promised(
    promised: Iterable[Need], hours: WorkCalendar | None, within: Span, zone: str
) -> list[Wanted]:
    """Return what was promised out of working hours, cut where the team's day begins and ends.

    Thus a week has its nights, and a weekend two days and the nights around them. Like the windows
    of a requirement, what begins before the span belongs to the day before.
    """
    promised = list(promised)
    spans = joined(span for need in promised for span in need.spans)
    names = ", ".join(need.name for need in promised if need.spans)
    cuts = list(_cuts(hours, within, zone))
    return [
        Wanted(names, None, piece)
        for span in spans
        for piece in _cut(span, cuts)
        if within[0] <= piece[0] < within[1]
    ]


def _cuts(hours: WorkCalendar | None, within: Span, zone: str) -> Iterator[datetime]:
    """Give the instants at which the team's usual day begins and ends, on every day."""
    local = zone_named(zone)
    usual = [each for day in hours.spec.usual_hours for each in day] if hours else []
    opens = min((each.start for each in usual), default=_USUAL_DAY[0])
    closes = max((each.until for each in usual), default=_USUAL_DAY[1]) % FULL_DAY
    day, last = (at.astimezone(local).date() for at in (within[0] - _DAY, within[1] + _DAY))
    while day <= last:
        for minute in sorted({opens, closes}):
            yield instant(first_instant(day, minute, local))
        day += _DAY


def _cut(span: Span, cuts: Iterable[datetime]) -> Iterator[Span]:
    start_at = span[0]
    for cut in cuts:
        if start_at < cut < span[1]:
            yield start_at, cut
            start_at = cut
    yield start_at, span[1]

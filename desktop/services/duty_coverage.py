"""Requirements that lack people, and promises with nobody there (duty.md F1, sla.md C7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.duty import Shift
from desktop.domain.duty_coverage import Hole, Need, holes_of, need_of, promise, summed
from desktop.domain.duty_span import Span
from desktop.domain.sla import ClockKind, Policy
from desktop.domain.ticket import Priority
from desktop.models.database import Database
from desktop.models.people import Category, Organisation
from desktop.services.duty import Duty
from desktop.services.duty_calendar import is_kept, lines_of
from desktop.services.duty_requirements import read_requirements, read_skills
from desktop.services.duty_rows import CoverageReport, UncoveredRow
from desktop.services.policies import Books, Policies

SOON: Final = timedelta(hours=72)
"""A hole that begins within this is told in the banner (screens.md 2.1)."""

_TO_CUSTOMERS: Final = (ClockKind.FIRST_RESPONSE, ClockKind.NEXT_RESPONSE, ClockKind.SOLUTION)
_MOST_URGENT_FIRST: Final = tuple(reversed(Priority))
_CHOSEN: Final = select(Organisation.policy_id).union(select(Category.policy_id))


class DutyCoverage:
    """Compares what is required and what was promised with who will be there."""

    def __init__(self, database: Database, policies: Policies, duty: Duty) -> None:
        self._database = database
        self._policies = policies
        self._duty = duty

    def between(self, start_at: datetime, end_at: datetime) -> CoverageReport:
        """Return how far requirements and promises are covered in a span, and where they are not.

        Promises are covered in working hours by all; out of them anybody on duty counts, on
        whatever line. A requirement of a line wants people on duty for that line.
        """
        with self._database.read() as session:
            return self.report(session, (start_at, end_at))

    def gap_soon(self) -> UncoveredRow | None:
        """Return the first hole of the next 72 h; None where no duties are planned."""
        with self._database.read() as session:
            now = self._database.now(session)
            if not is_kept(session, now):
                return None
            found = self.report(session, (now, now + SOON))
        return next(iter(found.uncovered), None)

    def report(self, session: Session, within: Span) -> CoverageReport:
        """Return how far all needs are covered, as of this transaction."""
        now = self._database.now(session)
        books = self._policies.books(session)
        zone = self._duty.zone(session)
        everybody = list(self.shifts(session, within))
        promised = promises_of(session, books, within, now)
        holes = holes_of(promised, everybody, {}, now)
        needs = list(promised)
        skills = read_skills(session)
        for line_id, required in required_of(session, zone, books.holidays(now), within).items():
            on_line = everybody
            if line_id is not None:
                on_line = list(self._duty.resolved(session, line_id, within).shifts)
            holes += holes_of(required, on_line, skills, now)
            needs += required
        found = summed(needs, holes)
        uncovered = tuple(_row(hole, promised.get(hole.need, ())) for hole in found.holes)
        return CoverageReport(zone, found.required, found.covered, found.percent, uncovered)

    def shifts(self, session: Session, within: Span) -> Iterator[Shift]:
        """Give who is on duty on any line, as of this transaction."""
        common = self._duty.resolved(session, None, within)
        yield from common.shifts
        for line_id, _ in lines_of(session):
            found = self._duty.resolved(session, line_id, within)
            if found is not common:
                yield from found.shifts


def required_of(
    session: Session, zone: str, holidays: frozenset[date], within: Span
) -> dict[int | None, list[Need]]:
    """Return what each line, and None for all of them, requires in a span."""
    found: dict[int | None, list[Need]] = {}
    for row in read_requirements(session):
        need = need_of(row.requirement, zone, holidays, within)
        found.setdefault(row.line_id, []).append(need)
    return found


def _row(hole: Hole, priorities: Sequence[Priority]) -> UncoveredRow:
    return UncoveredRow(
        hole.start_at,
        hole.end_at,
        hole.need.name,
        tuple(priorities),
        hole.is_history,
        hole.need.is_promise,
        hole.missing,
        hole.need.skill,
    )


def promises_of(
    session: Session, books: Books, within: Span, now: datetime
) -> dict[Need, tuple[Priority, ...]]:
    """Return what the policies in use promise out of working hours, and to which priorities."""
    hours = books.working_hours(now)
    working = [within] if hours is None else hours.segments(*within)
    needs: dict[Need, tuple[Priority, ...]] = {}
    for policy_id in _in_use(session):
        policy = books.policies.find(policy_id, now)
        for calendar, priorities in _promised(policy).items():
            promised = books.calendars.find(calendar, now).segments(*within)
            need = promise(policy.name, promised, working)
            needs[need] = tuple(each for each in _MOST_URGENT_FIRST if each in priorities)
    return needs


def _promised(policy: Policy) -> dict[str, set[Priority]]:
    """Return the calendars in which a policy promises anything to customers."""
    found: dict[str, set[Priority]] = {}
    for (priority, kind), target in policy.rows.items():
        if kind in _TO_CUSTOMERS:
            found.setdefault(target.calendar, set()).add(priority)
    return found


def _in_use(session: Session) -> list[int | None]:
    """Return the policies that a new ticket can get; None is the default."""
    return [None, *sorted(each for each in session.scalars(_CHOSEN) if each is not None)]

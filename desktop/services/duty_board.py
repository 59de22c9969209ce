"""Some days of duty as a board shows them: people by hours, who is away, what is uncovered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.duty import AbsenceKind, Shift
from desktop.domain.duty_span import Span, joined
from desktop.domain.worktime import WorkCalendar
from desktop.domain.worktime_local import first_instant, instant
from desktop.domain.worktime_spec import OverrideKind
from desktop.models.database import Database
from desktop.models.people import Person
from desktop.services.duty import Duty
from desktop.services.duty_blocks import BoardBlock as BoardBlock
from desktop.services.duty_blocks import read_blocks
from desktop.services.duty_calendar import lines_of
from desktop.services.duty_checker import DutyChecker, read_ahead, read_checker
from desktop.services.duty_coverage import DutyCoverage
from desktop.services.duty_facts import ABSENCES
from desktop.services.duty_rows import CoverageReport
from desktop.services.policies import Policies

_NOTHING: Final = timedelta(0)

# Built once: building it took longer than asking it.
_PEOPLE: Final = (
    select(Person.id, Person.name, Person.initials)
    .where(Person.is_active)
    .order_by(Person.name, Person.id)
)


@dataclass(frozen=True, slots=True)
class BoardAbsence:
    """A time for which a person is away, and why."""

    start_at: datetime
    end_at: datetime
    kind: AbsenceKind


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A person of the team, with the times on duty and away, and the pieces of duty and drafts."""

    person_id: int
    name: str
    initials: str
    on_duty: tuple[Span, ...]
    away: tuple[Span, ...]
    blocks: tuple[BoardBlock, ...] = ()
    absences: tuple[BoardAbsence, ...] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """Days from local midnight to local midnight: `days` has one instant more than there are days.

    `uncovered` are the promised hours with nobody there that can still be filled, `missed` those
    that are past; both are computed from the same duties. `holidays` are those of the business
    hours, `lines` the names of the lines that blocks may be of. `required` and `covered` are hours
    of requirements, and of promises out of working hours.
    """

    zone: str
    days: tuple[datetime, ...]
    rows: tuple[BoardRow, ...]
    working: tuple[Span, ...]
    uncovered: tuple[Span, ...]
    missed: tuple[Span, ...] = ()
    holidays: tuple[tuple[date, str], ...] = ()
    lines: tuple[tuple[int, str], ...] = ()
    required: timedelta = _NOTHING
    covered: timedelta = _NOTHING

    @property
    def percent(self) -> int | None:
        """Return how much is covered of what is required, floored: 100 is all of it.

        None where nothing is required.
        """
        return 100 * self.covered // self.required if self.required else None


class DutyBoard:
    """Reads a board in one go."""

    def __init__(
        self, database: Database, policies: Policies, duty: Duty, coverage: DutyCoverage
    ) -> None:
        self._database = database
        self._policies = policies
        self._duty = duty
        self._coverage = coverage

    def days(self, first: date, count: int) -> Board:
        """Return the board of so many local days, on all lines; the active team by name."""
        with self._database.read() as session:
            return self._read(session, first, count)

    def judged_days(self, first: date, count: int) -> tuple[Board, DutyChecker]:
        """Return the board, and what tells what duties on it would break, of one moment."""
        with self._database.read() as session:
            days = self._midnights(session, first, count)
            within = (days[0], days[-1])
            read_ahead(session, self._duty, within)
            board, now = self._read(session, first, count), self._database.now(session)
            return board, read_checker(session, self._duty, self._policies, within, now)

    def _read(self, session: Session, first: date, count: int) -> Board:
        zone, days = self._duty.zone(session), self._midnights(session, first, count)
        within = (days[0], days[-1])
        now = self._database.now(session)
        hours = self._policies.books(session).working_hours(now)
        blocks = read_blocks(session, self._duty, within)
        shifts = list(self._coverage.shifts(session, within))
        people = session.execute(_PEOPLE).all()
        away = session.execute(ABSENCES, {"start": within[0], "end": within[1]}).all()
        report = self._coverage.report(session, within)
        lines = tuple(lines_of(session))
        rows = (
            BoardRow(
                person.id,
                person.name,
                person.initials,
                _of(shifts, person.id),
                tuple(joined((start, end) for who, start, end, _ in away if who == person.id)),
                tuple(block for block in blocks if block.person_id == person.id),
                absences=tuple(
                    BoardAbsence(start, end, kind)
                    for who, start, end, kind in away
                    if who == person.id
                ),
            )
            for person in people
        )
        return Board(
            zone,
            days,
            tuple(rows),
            (within,) if hours is None else tuple(hours.segments(*within)),
            _holes(report, is_history=False),
            _holes(report, is_history=True),
            _holidays(hours, first, count),
            lines,
            report.required,
            report.covered,
        )

    def _midnights(self, session: Session, first: date, count: int) -> tuple[datetime, ...]:
        zone = ZoneInfo(self._duty.zone(session))
        return tuple(
            instant(first_instant(first + timedelta(days=day), 0, zone)) for day in range(count + 1)
        )


def _holes(report: CoverageReport, *, is_history: bool) -> tuple[Span, ...]:
    holes = (row for row in report.uncovered if row.is_history is is_history)
    return tuple(joined((row.start_at, row.end_at) for row in holes))


def _holidays(hours: WorkCalendar | None, first: date, count: int) -> tuple[tuple[date, str], ...]:
    """Return the holidays among so many days, by date, with what they are called."""
    if hours is None:
        return ()
    days = (first + timedelta(days=day) for day in range(count))
    found = ((day, hours.spec.overrides.get(day)) for day in days)
    return tuple(
        (day, override.label)
        for day, override in found
        if override is not None and override.kind is OverrideKind.HOLIDAY
    )


def _of(shifts: list[Shift], person_id: int) -> tuple[Span, ...]:
    own = (shift for shift in shifts if shift.person == str(person_id))
    return tuple(joined((shift.start_at, shift.end_at) for shift in own))

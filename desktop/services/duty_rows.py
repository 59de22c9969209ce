"""What the duty calendar shows: rules, who is on, gaps, overrides, absences, wishes, swaps."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from desktop.domain.duty import AbsenceKind, ShiftSource, WishKind
from desktop.domain.duty_rotation import Rotation
from desktop.domain.duty_span import Span
from desktop.domain.duty_swap import SwapState
from desktop.domain.duty_window import WeeklyWindow
from desktop.domain.ticket import Priority


@dataclass(frozen=True, slots=True)
class OnDutyRow:
    """A person on duty for a time; `shift_id` names what can be swapped, empty for an override."""

    person_id: int
    start_at: datetime
    end_at: datetime
    shift_id: str
    source: ShiftSource


@dataclass(frozen=True, slots=True)
class DutyWeek:
    """Who is on duty in a span, piece by piece, and the times with nobody."""

    pieces: tuple[OnDutyRow, ...]
    gaps: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class DutyTurns:
    """The longest times each person is on duty, by name, and the longest with nobody."""

    zone: str
    turns: tuple[tuple[datetime, datetime, str], ...]
    gaps: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class NamedDuty:
    """A person's duty for a time, in names; without a line it is for all of them.

    `until_at` is when the person goes off duty, which may be later than this piece ends.
    """

    person_id: int
    person: str
    line: str | None
    start_at: datetime
    end_at: datetime
    until_at: datetime
    source: ShiftSource


@dataclass(frozen=True, slots=True)
class DutyStanding:
    """Who is on duty at an instant, and the duty that begins next.

    Unless `is_kept` nobody is planned to be on duty any more, so that nobody is missed either;
    nor is anybody in working hours, when all are `at_work`. The same whenever it is asked.
    """

    at: datetime = field(compare=False)
    zone: str
    on: tuple[NamedDuty, ...]
    following: NamedDuty | None
    at_work: bool
    is_kept: bool


@dataclass(frozen=True, slots=True)
class UncoveredRow:
    """Hours that lack people: those a policy promises, or those of a requirement, by its name.

    A promise is to tickets of some priorities, a requirement may ask for a skill. Before now it is
    history, which nobody can fill any more.
    """

    start_at: datetime
    end_at: datetime
    name: str
    priorities: tuple[Priority, ...]
    is_history: bool
    is_promise: bool = True
    missing: int = 1
    skill: str | None = None


@dataclass(frozen=True, slots=True)
class CoverageReport:
    """How much is covered of the requirements and of the promises out of working hours."""

    zone: str
    required: timedelta
    covered: timedelta
    percent: int
    uncovered: tuple[UncoveredRow, ...]


@dataclass(frozen=True, slots=True)
class DutyRuleRow:
    """A rule as it is now; without a rotation it has ended, or not begun."""

    id: int
    line_id: int | None
    name: str
    window: WeeklyWindow
    rotation: Rotation | None


@dataclass(frozen=True, slots=True)
class OverrideRow:
    """An override: one instead of another, one more, or one less."""

    id: int
    line_id: int | None
    start_at: datetime
    end_at: datetime
    add_id: int | None
    remove_id: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """A time for which a person is away."""

    id: int
    person_id: int
    start_at: datetime
    end_at: datetime
    kind: AbsenceKind
    note: str


@dataclass(frozen=True, slots=True)
class WishRow:
    """What a person says about duty on a date."""

    person_id: int
    day: date
    kind: WishKind


@dataclass(frozen=True, slots=True)
class SwapRow:
    """A request to take over a shift, or a part of it counted from its start."""

    id: int
    shift_id: str
    starts_at: datetime
    giver_id: int
    taker_id: int | None
    part: tuple[timedelta, timedelta] | None
    state: SwapState
    decided_by_id: int | None
    message: str

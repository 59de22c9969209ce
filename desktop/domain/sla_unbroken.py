"""Clocks that ran without a break since they started: counted anew without their history (K9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from desktop.domain.alert import BREACH
from desktop.domain.sla import EventKind, Target
from desktop.domain.sla_judge import target_span
from desktop.domain.ticket import Status
from desktop.domain.worktime import NEVER, WorkCalendar
from desktop.domain.worktime_local import MICROS

UNBROKEN: Final = frozenset(
    {
        EventKind.CREATED,
        EventKind.CUSTOMER_MESSAGE,
        EventKind.AGENT_MESSAGE,
        EventKind.AUTO_MESSAGE,
        EventKind.NOTE,
        EventKind.STATUS_CHANGED,
        EventKind.PRIORITY_CHANGED,
        EventKind.POLICY_CHANGED,
        EventKind.ORGANISATION_CHANGED,
        EventKind.CATEGORY_CHANGED,
        EventKind.LINE_CHANGED,
        EventKind.TAGS_CHANGED,
        EventKind.ASSIGNED,
        EventKind.NO_REPLY_NEEDED,
        EventKind.CLOCK_EXCUSED,
        EventKind.CALL_LOGGED,
        EventKind.UNDONE,  # leaves fewer of these events, or again the same
    }
)
"""What happens to a ticket none of whose clocks ever stood still; see `MOVING` for its status."""

MOVING: Final = (Status.NEW, Status.OPEN)
"""In these every clock runs, whatever its policy says of pauses."""


class Marks(NamedTuple):
    """The thresholds that a clock reaches, in percent of its target, the breach last, and when.

    `span` is its target in microseconds where the end of a business day makes it (K22), else
    nothing; `less` are the instants less what has run of that by then.
    """

    percents: tuple[int, ...]
    less: tuple[int, ...]
    span: int

    @classmethod
    def of(cls, percents: tuple[int, ...], instants: tuple[int, ...], span: int) -> Marks:
        """Return those of a clock that reaches these percents then."""
        pairs = zip(percents, instants, strict=True)
        return cls(percents, tuple(at - span * each // 100 for each, at in pairs), span)

    def later(self, by: int) -> tuple[int, ...]:
        """Return the instants for a clock that began so much later in the same hours."""
        percents, less, span = self
        if not span:
            return tuple([at + by for at in less])
        rest = span - by
        pairs = zip(percents, less, strict=True)
        return tuple([at + by + rest * each // 100 for each, at in pairs])


class Course(NamedTuple):
    """What follows for such a clock, in microseconds.

    Its `marks` are those of the first clock in the same hours, which began `by` earlier.
    """

    target_seconds: int
    due: int
    late_after: int
    marks: Marks
    by: int

    @property
    def percents(self) -> tuple[int, ...]:
        """The thresholds it reaches, in the order of time and the breach last."""
        return self.marks.percents

    @property
    def reached(self) -> tuple[int, ...]:
        """When it reaches each."""
        return self.marks.later(self.by)


class Measure:
    """What clocks of one kind and priority are held to under one version of their policy."""

    def __init__(self, target: Target, calendar: WorkCalendar, thresholds: Sequence[int]) -> None:
        self._target = target
        self._calendar = calendar
        self._thresholds = thresholds

    def courses(self, starts: Iterable[int]) -> Iterator[Course | None]:
        """Give what the engine would say of clocks that run since these instants, in order.

        None where only the engine can tell: the calendar is closed for very long (C5). Neighbours
        in one spell of hours are not counted one by one: what follows keeps its distance from the
        start, or is the same where the end of a business day decides (K22).
        """
        first, until, moves, in_days = 1, 0, False, self._target.business_days is not None
        course: Course | None = None
        span = due = late_after = 0
        for start in starts:
            if not first <= start <= until:
                span = target_span(self._target, self._calendar, start)
                course, moves, room = self._counted(start, span)
                first, until = start, start + room
                if course is not None:
                    _, due, late_after, marks, _ = course
            if course is None or not moves:
                yield course
            elif in_days:
                by = start - first
                yield Course((span - by) // MICROS, due, late_after, marks, by)
            else:
                by = start - first
                yield Course(span // MICROS, due + by, late_after + by, marks, by)

    def _counted(self, start: int, span: int) -> tuple[Course | None, bool, int]:
        """Return a course, whether the start is open, and for how much later a start it holds."""
        calendar, thresholds = self._calendar, self._thresholds
        parts = [span * percent // 100 for percent in thresholds]
        due, late_after, reached, moves, room = calendar.reach_each(start, span, parts)
        if due is None or late_after is None or late_after - start >= NEVER:
            return None, moves, 0
        ends_a_day = self._target.business_days is not None
        if ends_a_day:
            moves, room = calendar.spell(start)
            room = min(room, calendar.rest_of_day(start))
            if moves:
                # What is reached moves no faster than the start: until its hours end.
                spells = [calendar.spell(at) for at in reached if at is not None]
                room = min([room, *(rest if is_open else 0 for is_open, rest in spells)])
        told = zip(thresholds, reached, strict=True)
        known = [(percent, at) for percent, at in told if at is not None] + [(BREACH, late_after)]
        percents, instants = zip(*known, strict=True)
        marks = Marks.of(percents, instants, span if ends_a_day else 0)
        return Course(span // MICROS, due, late_after, marks, 0), moves, room

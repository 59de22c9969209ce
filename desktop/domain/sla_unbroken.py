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


class Course(NamedTuple):
    """What follows for such a clock, in microseconds.

    It reaches these percents of its target at those instants, in the order of time and the breach
    last.
    """

    target_seconds: int
    due: int
    late_after: int
    percents: tuple[int, ...]
    reached: tuple[int, ...]

    def moved(self, by: int) -> Course:
        """Return the course of a clock that started so much later in the same hours."""
        span, due, late_after, percents, reached = self
        return Course(span, due + by, late_after + by, percents, tuple([at + by for at in reached]))


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
        first, until, moves = 1, 0, False  # no start is among these
        course: Course | None = None
        span = 0
        for start in starts:
            if not first <= start <= until:
                span = target_span(self._target, self._calendar, start)
                course, moves, room = self._counted(start, span)
                first, until = start, start + room
            if course is None or not moves or start == first:
                yield course
            elif self._target.business_days is None:
                yield course.moved(start - first)
            else:
                yield self._ended(course, start, span - (start - first))

    def _counted(self, start: int, span: int) -> tuple[Course | None, bool, int]:
        """Return a course, whether the start is open, and for how much later a start it holds."""
        calendar, thresholds = self._calendar, self._thresholds
        parts = [span * percent // 100 for percent in thresholds]
        due, late_after, reached, moves, room = calendar.reach_each(start, span, parts)
        if due is None or late_after is None or late_after - start >= NEVER:
            return None, moves, 0
        if self._target.business_days is not None:
            moves, room = calendar.spell(start)
            room = min(room, calendar.rest_of_day(start))
        return self._course(span, due, late_after, reached), moves, room

    def _ended(self, course: Course, start: int, span: int) -> Course:
        """Return the course of a clock that is due with that one, and has so much until then."""
        reach = self._calendar.reach
        reached = [reach(start, span * percent // 100) for percent in self._thresholds]
        return self._course(span, course.due, course.late_after, reached)

    def _course(
        self, span: int, due: int, late_after: int, reached: Iterable[int | None]
    ) -> Course:
        """Return a course that tells of the thresholds it reaches, and of the breach."""
        told = zip(self._thresholds, reached, strict=True)
        known = [(percent, at) for percent, at in told if at is not None] + [(BREACH, late_after)]
        percents, instants = zip(*known, strict=True)
        return Course(span // MICROS, due, late_after, percents, instants)

"""Clocks that ran without a break since they started: counted anew without their history (K9)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto
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


class Pace(Enum):
    """How that which follows for a clock moves with its start, within one spell of hours."""

    STILL = auto()
    """Not at all: it starts while the calendar is closed."""
    WITH_START = auto()
    """As the start does."""
    IN_DAYS = auto()
    """The end of a business day stays, what is reached before it keeps its share (K22)."""


class Spell(NamedTuple):
    """What follows for clocks that start in one spell of hours, told for a start at `first`.

    Instants, and its target's `span`, are in microseconds; what lies outside hours at the end of
    the target is late only after `late_after`. Those of `percents` of the target it reaches are
    `reached` in the order of time, the breach last. The same holds, at its `pace`, for a start up
    to `until`.
    """

    first: int
    until: int
    pace: Pace
    span: int
    due: int
    late_after: int
    percents: tuple[int, ...]
    reached: tuple[int, ...]

    def dues(self, starts: Sequence[int]) -> list[int]:
        """Return `due` for clocks that start then."""
        return self._told(self.due, starts)

    def targets(self, starts: Sequence[int]) -> list[int]:
        """Return the targets of clocks that start then, in seconds."""
        if self.pace is not Pace.IN_DAYS:
            return [self.span // MICROS] * len(starts)
        until = self.first + self.span
        return [(until - start) // MICROS for start in starts]

    def lates(self, starts: Sequence[int]) -> list[int]:
        """Return `late_after` for clocks that start then."""
        return self._told(self.late_after, starts)

    def marks(self, starts: Sequence[int]) -> list[tuple[int, ...]]:
        """Return `reached` for clocks that start then."""
        if self.pace is Pace.IN_DAYS:
            return [self._marks_in_days(start) for start in starts]
        return list(zip(*(self._told(at, starts) for at in self.reached), strict=True))

    def _marks_in_days(self, start: int) -> tuple[int, ...]:
        by = start - self.first
        span, rest = self.span, self.span - by
        pairs = zip(self.percents, self.reached, strict=True)
        return tuple([at + by + rest * part // 100 - span * part // 100 for part, at in pairs])

    def _told(self, at: int, starts: Sequence[int]) -> list[int]:
        """Return for clocks that start then what is told as `at` for a start at `first`."""
        if self.pace is not Pace.WITH_START:
            return [at] * len(starts)
        after = at - self.first
        return [start + after for start in starts]


class Measure:
    """What clocks of one kind and priority are held to under one version of their policy."""

    def __init__(self, target: Target, calendar: WorkCalendar, thresholds: Sequence[int]) -> None:
        self._target = target
        self._calendar = calendar
        self._thresholds = thresholds

    def spells(self, starts: Sequence[int]) -> Iterator[tuple[Spell | None, slice]]:
        """Give what the engine would say of clocks that run since these instants: for which.

        Neighbours in one spell of hours are counted together. None where only the engine can
        tell: the calendar is closed for very long (C5).
        """
        begin, count = 0, len(starts)
        while begin < count:
            first = starts[begin]
            spell = self.spell(first)
            until = first if spell is None else spell.until
            end = begin + 1
            while end < count and first <= starts[end] <= until:
                end += 1
            yield spell, slice(begin, end)
            begin = end

    def spell(self, start: int) -> Spell | None:
        """Return what follows for a clock that runs since then, and for how much later a start."""
        calendar, thresholds = self._calendar, self._thresholds
        in_days = self._target.business_days is not None
        span = target_span(self._target, calendar, start)
        parts = [span * percent // 100 for percent in thresholds]
        due, late_after, reached, moves, room = calendar.reach_each(start, span, parts)
        if due is None or late_after is None or late_after - start >= NEVER:
            return None
        if in_days:
            moves, room = calendar.spell(start)
            room = min(room, calendar.rest_of_day(start))
            if moves:
                # What is reached moves no faster than the start: until its hours end.
                spells = [calendar.spell(at) for at in reached if at is not None]
                room = min([room, *(rest if is_open else 0 for is_open, rest in spells)])
        told = zip(thresholds, reached, strict=True)
        known = [(percent, at) for percent, at in told if at is not None] + [(BREACH, late_after)]
        percents, instants = zip(*known, strict=True)
        pace = Pace.STILL if not moves else Pace.IN_DAYS if in_days else Pace.WITH_START
        return Spell(start, start + room, pace, span, due, late_after, percents, instants)

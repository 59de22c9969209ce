"""Clocks that ran without a break since they started: counted anew without their history (K9)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

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
    }
)
"""What happens to a ticket none of whose clocks ever stood still; see `MOVING` for its status."""

MOVING: Final = (Status.NEW, Status.OPEN)
"""In these every clock runs, whatever its policy says of pauses."""


class Course(NamedTuple):
    """What follows for such a clock, in microseconds; `warnings` are (percent, instant)."""

    target_seconds: int
    due: int
    late_after: int
    warnings: list[tuple[int, int]]


class Measure:
    """What clocks of one kind and priority are held to from now on."""

    def __init__(self, target: Target, calendar: WorkCalendar, thresholds: Sequence[int]) -> None:
        self._target = target
        self._calendar = calendar
        self._thresholds = thresholds

    def course(self, start: int, now: int, *, was_late: bool) -> Course | None:
        """Return what the engine would say of a clock that runs since `start`.

        None where only the engine can tell: the clock becomes late by this measure (K9), or its
        calendar is closed for very long (C5).
        """
        calendar, thresholds = self._calendar, self._thresholds
        span = target_span(self._target, calendar, start)
        parts = [span * percent // 100 for percent in thresholds]
        due, late_after, reached = calendar.reach_each(start, span, parts)
        if due is None or late_after is None or late_after - start >= NEVER:
            return None
        if late_after < now and not was_late:
            return None
        told = zip(thresholds, reached, strict=True)
        warnings = [(percent, at) for percent, at in told if at is not None]
        return Course(span // MICROS, due, late_after, warnings)

"""Business time with pauses: due times and spans when a clock stood still in between."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.domain.worktime import WorkCalendar


@dataclass(frozen=True, slots=True)
class Pause:
    """A spell in which nothing counts; without an end it still lasts."""

    start: datetime
    end: datetime | None


@dataclass(frozen=True, slots=True)
class Reached:
    """When a span is used up; None with `paused` for a pause that still lasts, else never (C5)."""

    at: datetime | None
    paused: bool = False


def add_with_pauses(
    calendar: WorkCalendar, start: datetime, span: timedelta, pauses: Iterable[Pause]
) -> Reached:
    """Return when `span` of business time outside the pauses has passed since `start`.

    Pauses may come in any order and overlap.
    """
    remaining = span
    for begins, ends in _running(start, None, pauses):
        if ends is None:
            return Reached(calendar.add(begins, remaining))
        length = calendar.measure(begins, ends)
        if length >= remaining:
            return Reached(calendar.add(begins, remaining))
        remaining -= length
    return Reached(None, paused=True)


def measure_with_pauses(
    calendar: WorkCalendar, start: datetime, end: datetime, pauses: Iterable[Pause]
) -> timedelta:
    """Return the business time in `[start, end)` outside the pauses."""
    spells = (
        calendar.measure(begins, ends or end) for begins, ends in _running(start, end, pauses)
    )
    return sum(spells, timedelta(0))


def _running(
    start: datetime, end: datetime | None, pauses: Iterable[Pause]
) -> Iterable[tuple[datetime, datetime | None]]:
    """Yield the spells between the pauses; the last one has no end if nothing ends it."""
    reached = start
    for pause in sorted(pauses, key=lambda each: each.start):
        if pause.end is not None and pause.end <= reached:
            continue
        if end is not None and pause.start >= end:
            break
        if pause.start > reached:
            yield reached, pause.start
        if pause.end is None:
            return
        reached = pause.end
    if end is None or reached < end:
        yield reached, end

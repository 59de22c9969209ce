"""Weekly duty hours on the wall clock, and the instants they stand for (duty.md D1, D2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from desktop.domain.worktime_local import (
    first_instant,
    instant,
    is_skipped,
    last_instant,
    zone_named,
)
from desktop.domain.worktime_spec import Interval

EVERY_DAY: Final = frozenset(range(7))

Stretch = tuple[int, int]
"""Two instants in microseconds since 1970 UTC, half-open."""

# A window starts at most this many local dates before the instant it still covers: overnight, and
# one more where a zone skipped a date.
_DAYS_BACK: Final = 2


@dataclass(frozen=True, slots=True)
class WeeklyWindow:
    """The same hours on some weekdays, Monday 0.

    An end after the start lies on the same day, one before it on the next; equal times are 24
    hours, so that neighbouring days join. The window belongs to the day it starts.
    """

    days: frozenset[int]
    hours: Interval


class WindowTable:
    """The windows of one rule in a zone, mapped to instants a date at a time and kept."""

    def __init__(self, window: WeeklyWindow, zone: ZoneInfo) -> None:
        self._window = window
        self._zone = zone
        self._known: dict[int, Stretch | None] = {}

    def on(self, ordinal: int) -> Stretch | None:
        """Return the window that starts on a local date, or None when there is none.

        A date the zone skipped has none (contracts.md); nor has one whose hours were all skipped.
        """
        if ordinal not in self._known:
            self._known[ordinal] = self._mapped(ordinal)
        return self._known[ordinal]

    def touching(self, start: int, end: int) -> Iterator[tuple[int, Stretch]]:
        """Give the date and the whole of each window that has part in `[start, end)`, in order."""
        if end <= start:
            return
        first = _local_ordinal(start, self._zone) - _DAYS_BACK
        for ordinal in range(max(first, 1), _local_ordinal(end, self._zone) + 1):
            found = self.on(ordinal)
            if found and found[0] < end and start < found[1]:
                yield ordinal, found

    def _mapped(self, ordinal: int) -> Stretch | None:
        day = date.fromordinal(ordinal)
        if day.weekday() not in self._window.days or is_skipped(day, self._zone):
            return None
        hours = self._window.hours
        start = first_instant(day, hours.start, self._zone)
        end = last_instant(day, hours.until, self._zone)
        return (start, end) if start < end else None


@lru_cache(maxsize=128)
def windows_of(window: WeeklyWindow, zone: str) -> WindowTable:
    """Return the windows of a rule; asked again, with all mapped so far."""
    return WindowTable(window, zone_named(zone))


def _local_ordinal(at: int, zone: ZoneInfo) -> int:
    return instant(at).astimezone(zone).toordinal()

"""A slow, obvious business-time oracle: looks at every minute of a window, one at a time.

It shares no code with `worktime`: local times come from asking each UTC minute for its wall clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from desktop.domain.worktime import CalendarSpec, Interval

WINDOW_DAYS = 14


class Window:
    """The minutes of some days in one zone, each with its wall clock."""

    def __init__(self, zone: str, first_day: date) -> None:
        self.first_day = first_day
        start = datetime(first_day.year, first_day.month, first_day.day, tzinfo=UTC)
        self.start = start - timedelta(days=1)
        count = (WINDOW_DAYS + 3) * 24 * 60
        local = ZoneInfo(zone)
        self.walls = [
            (self.start + timedelta(minutes=n)).astimezone(local).replace(tzinfo=None)
            for n in range(count)
        ]
        self._seen: dict[datetime, tuple[int, int]] = {}
        for n, wall in enumerate(self.walls):
            key = wall.replace(fold=0)
            self._seen[key] = (self._seen.get(key, (n, n))[0], n)

    def first(self, wall: datetime) -> int:
        """The first minute that shows this wall clock, else the first after the gap."""
        return self._seen[wall][0] if wall in self._seen else self._after_gap(wall)

    def last(self, wall: datetime) -> int:
        """The last minute that shows this wall clock, else the first after the gap."""
        return self._seen[wall][1] if wall in self._seen else self._after_gap(wall)

    def _after_gap(self, wall: datetime) -> int:
        after = (n for n, seen in enumerate(self.walls) if seen.replace(fold=0) > wall)
        return next(after, len(self.walls))  # a window of the last day may end after all of them

    def has(self, day: date) -> bool:
        return any(wall.date() == day for wall in self.walls[::30])


@lru_cache(maxsize=32)
def window(zone: str, first_day: date) -> Window:
    return Window(zone, first_day)


class Oracle:
    """Every minute of a window, open or closed."""

    def __init__(self, spec: CalendarSpec, first_day: date) -> None:
        seen = window(spec.zone, first_day)
        self.start = seen.start
        self.open = [False] * len(seen.walls)
        for offset in range(WINDOW_DAYS + 1):
            day = first_day + timedelta(days=offset)
            if not seen.has(day):
                continue
            midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001
            limit = len(seen.walls)
            following = spec.overrides.get(day + timedelta(days=1))
            if following is not None and following.hard_close:
                limit = seen.first(midnight + timedelta(days=1))
            for hours in self._hours(spec, day):
                begins = seen.first(midnight + timedelta(minutes=hours.start))
                ends = seen.last(midnight + timedelta(minutes=hours.until))
                for n in range(begins, min(ends, limit)):
                    self.open[n] = True

    @staticmethod
    def _hours(spec: CalendarSpec, day: date) -> Sequence[Interval]:
        if day in spec.overrides:
            return spec.overrides[day].intervals
        return [Interval(0, 1440)] if spec.always else spec.weekly[day.weekday()]

    def is_open(self, at: datetime) -> bool:
        return self.open[int((at - self.start).total_seconds()) // 60]

    def measure(self, start: datetime, end: datetime) -> timedelta:
        first = int((start - self.start).total_seconds())
        last = int((end - self.start).total_seconds())
        seconds = 0
        for n in range(first // 60, last // 60 + 1):
            if self.open[n]:
                seconds += max(0, min(last, n * 60 + 60) - max(first, n * 60))
        return timedelta(seconds=seconds)

    def add(self, start: datetime, span: timedelta) -> datetime | None:
        """The first instant by which `span` is used up; None when the window ends before."""
        at = int((start - self.start).total_seconds())
        left = int(span.total_seconds())
        limit = (WINDOW_DAYS + 1) * 24 * 60
        while left > 0:
            minute = at // 60
            if minute >= limit:
                return None
            step = min(left, minute * 60 + 60 - at) if self.open[minute] else 0
            left -= step
            at = at + step if step else minute * 60 + 60
        return self.start + timedelta(seconds=at)

"""Duty hours with holidays in mind, and the local dates, nights and weekends a duty touches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from desktop.domain.duty_span import Span, joined, shared
from desktop.domain.duty_window import EVERY_DAY, WeeklyWindow, windows_of
from desktop.domain.worktime_local import first_instant, instant, micros, zone_named
from desktop.domain.worktime_spec import Interval

_SATURDAY: Final = 5
_REMEMBERED: Final = 8_192
"""Spans whose dates are remembered: each rule asks for those of all duties around one."""


class OnHolidays(StrEnum):
    """Whether hours hold on holidays as on other days, not at all, or only then."""

    ALSO = "also"
    NEVER = "never"
    ONLY = "only"


@dataclass(frozen=True, slots=True)
class DutyHours:
    """Weekly hours of which some dates are left out; a window counts by the date it starts."""

    window: WeeklyWindow
    on_holidays: OnHolidays = OnHolidays.ALSO

    def spans(self, zone: str, holidays: frozenset[date], within: Span) -> list[Span]:
        """Return the hours within a span, joined and in order."""
        return joined(
            (max(start_at, within[0]), min(end_at, within[1]))
            for start_at, end_at in self.windows(zone, holidays, within)
        )

    def windows(self, zone: str, holidays: frozenset[date], within: Span) -> list[Span]:
        """Return each whole window that has part in a span, a date at a time."""
        start, end = micros(within[0]), micros(within[1])
        return [
            (instant(window[0]), instant(window[1]))
            for ordinal, window in windows_of(self.window, zone).touching(start, end)
            if self._holds_on(date.fromordinal(ordinal), holidays)
        ]

    def _holds_on(self, day: date, holidays: frozenset[date]) -> bool:
        if self.on_holidays is OnHolidays.ALSO:
            return True
        return (day in holidays) is (self.on_holidays is OnHolidays.ONLY)


_TEN_TO_SIX: Final = Interval(22 * 60, 6 * 60)


@dataclass(frozen=True, slots=True)
class Night:
    """What counts as night work: a night of which a duty covers at least `least`.

    The law calls whoever works three hours of the night a night worker (EU 2003/88, article 2).
    """

    hours: Interval = _TEN_TO_SIX
    least: timedelta = timedelta(hours=3)


USUAL_NIGHT: Final = Night()


@lru_cache(maxsize=_REMEMBERED)
def night_dates(span: Span, zone: str, night: Night) -> tuple[date, ...]:
    """Return the local dates whose following night a duty covers enough of."""
    windows = windows_of(WeeklyWindow(EVERY_DAY, night.hours), zone)
    found = []
    for ordinal, window in windows.touching(micros(span[0]), micros(span[1])):
        covered = shared([span], [(instant(window[0]), instant(window[1]))])
        if sum((end - start for start, end in covered), timedelta(0)) >= night.least:
            found.append(date.fromordinal(ordinal))
    return tuple(found)


@lru_cache(maxsize=_REMEMBERED)
def local_dates(span: Span, zone: str) -> tuple[date, ...]:
    """Return each local date of which a span has part."""
    local = zone_named(zone)
    day, found = span[0].astimezone(local).date(), []
    while _midnight(day, local) < span[1]:
        if span[0] < _midnight(day + timedelta(days=1), local):
            found.append(day)
        day += timedelta(days=1)
    return tuple(found)


@lru_cache(maxsize=_REMEMBERED)
def weekend_dates(span: Span, zone: str) -> tuple[date, ...]:
    """Return the Saturdays and Sundays of which a span has part."""
    return tuple(day for day in local_dates(span, zone) if day.weekday() >= _SATURDAY)


def weekend_of(day: date) -> date:
    """Return the Monday of a date's week, which names its weekend."""
    return day - timedelta(days=day.weekday())


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return instant(first_instant(day, 0, zone))

"""Short ways to write times in tests: `23 18:00` is in Moscow in November 2026, day 31 later."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from desktop.domain.duty import Shift
from desktop.domain.duty_hours import DutyHours, OnHolidays
from desktop.domain.duty_span import Span
from desktop.domain.duty_window import EVERY_DAY, WeeklyWindow
from desktop.domain.worktime_spec import Interval

ZONE = "Europe/Moscow"


def at(text: str) -> datetime:
    day, _, time = text.partition(" ")
    on = date(2026, 11, 1) + timedelta(days=int(day) - 1)
    local = datetime.fromisoformat(f"{on}T{time}").replace(tzinfo=ZoneInfo(ZONE))
    return local.astimezone(UTC)


def span(start: str, end: str) -> Span:
    return at(start), at(end)


def shift(start: str, end: str, person: str = "ann", id: str = "") -> Shift:  # noqa: A002
    return Shift(at(start), at(end), person, id)


def hours(
    start: str,
    end: str,
    days: frozenset[int] = EVERY_DAY,
    on_holidays: OnHolidays = OnHolidays.ALSO,
) -> DutyHours:
    return DutyHours(WeeklyWindow(days, Interval.parse(start, end)), on_holidays)


def told(found: Span) -> tuple[str, str]:
    """Write a span back as it was written."""
    start, end = (each.astimezone(ZoneInfo(ZONE)) for each in found)
    return f"{start:%d %H:%M}", f"{end:%d %H:%M}"

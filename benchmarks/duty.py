"""Who is on duty: a year for five people, a week and an instant, beside the bare arithmetic.

The limit is what the answer cannot be had without: two wall-clock times mapped for each day.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from time import process_time

from benchmarks.table import Row, Table, interleaved
from desktop.domain.duty_calendar import DutyCalendar, DutyOverride, DutyRule
from desktop.domain.duty_resolve import on_duty_at, resolve
from desktop.domain.duty_rotation import Cadence, Every, Rotation, RotationVersion, turns_of
from desktop.domain.duty_window import WeeklyWindow, windows_of
from desktop.domain.worktime_local import first_instant, last_instant, zone_named
from desktop.domain.worktime_spec import Interval

ZONE = "Europe/Berlin"
START = datetime(2026, 1, 1, tzinfo=UTC)
YEAR, WEEK = timedelta(days=365), timedelta(days=7)
PEOPLE = ("ann", "bob", "cat", "dee", "eve")
GOAL = 12.0
FRAME_MS = 100.0  # what the page may take for one interaction (issue 5)


def measure() -> Table:
    """Return milliseconds for a rota not seen before, and for one that was asked already."""
    calendar = rota()
    runs: dict[str, Callable[[], object]] = {
        "limit": _bare_arithmetic,
        "a year, five people, first asked": lambda: _afresh(calendar),
        "a year, asked again": lambda: resolve(calendar, START, START + YEAR).shifts,
        "a week, asked again": lambda: resolve(calendar, START, START + WEEK).shifts,
        "an instant, asked again": lambda: on_duty_at(calendar, START + YEAR / 2),
    }
    seconds = interleaved(runs, clock=process_time)
    costs = {name: 1e3 * each for name, each in seconds.items()}
    limit = costs.pop("limit")
    rows = [Row("the wall clock of 365 nights and 104 days", limit)]
    for name, cost in costs.items():
        rows.append(Row(name, cost, limit, GOAL if "year" in name else None))
    rows.append(Row("of what the page may take", costs["a year, asked again"], FRAME_MS, 1.0))
    return Table("Duty", "ms", rows)


def rota() -> DutyCalendar:
    """Return nights every day and days at weekends for five people, and an override a week."""
    nights = WeeklyWindow(frozenset(range(7)), Interval.parse("19:00", "09:00"))
    days = WeeklyWindow(frozenset({5, 6}), Interval.parse("09:00", "19:00"))
    weekly = Rotation(Cadence(Every.WEEKLY, 1, START - 10 * WEEK), PEOPLE)
    daily = Rotation(Cadence(Every.DAILY, 1, START - 10 * WEEK), PEOPLE)
    overrides = [
        DutyOverride(START + week * WEEK, START + week * WEEK + WEEK / 2, "eve", "ann")
        for week in range(52)
    ]
    return DutyCalendar(
        ZONE,
        (
            DutyRule("nights", nights, versions=(RotationVersion(weekly),)),
            DutyRule("days", days, versions=(RotationVersion(daily),)),
        ),
        overrides=tuple(overrides),
    )


def _afresh(calendar: DutyCalendar) -> object:
    windows_of.cache_clear()
    turns_of.cache_clear()
    return resolve(calendar, START, START + YEAR).shifts


def _bare_arithmetic() -> None:
    zone, first = zone_named(ZONE), date(2026, 1, 1).toordinal()
    for ordinal in range(first, first + 365):
        day = date.fromordinal(ordinal)
        first_instant(day, 19 * 60, zone)
        last_instant(day, 33 * 60, zone)
        if day.weekday() > 4:
            first_instant(day, 9 * 60, zone)
            last_instant(day, 19 * 60, zone)


if __name__ == "__main__":
    print(measure())

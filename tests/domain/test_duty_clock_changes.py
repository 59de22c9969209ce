"""Duty hours and hand-overs in the nights in which five zones change their clocks (D1 to D3)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from desktop.domain.duty_calendar import DutyCalendar, DutyRule
from desktop.domain.duty_resolve import resolve
from desktop.domain.duty_rotation import Cadence, Every, TurnTable
from desktop.domain.duty_window import EVERY_DAY, WeeklyWindow
from desktop.domain.worktime_local import instant, micros
from desktop.domain.worktime_spec import Interval

DAY = timedelta(days=1)

# Zone, local date, hours on it, and the same in UTC: day and time. Of each zone first the night
# in which an hour (on Lord Howe Island half of one) is skipped, then the one in which it comes
# twice: a start and an end in that hour, a night across it, a night that ends in it, 24 hours.
WINDOWS = [
    ("Europe/Berlin", "2026-03-29", "02:30", "09:00", "29 01:00", "29 07:00"),
    ("Europe/Berlin", "2026-03-29", "00:00", "02:30", "28 23:00", "29 01:00"),
    ("Europe/Berlin", "2026-03-28", "18:00", "09:00", "28 17:00", "29 07:00"),
    ("Europe/Berlin", "2026-03-28", "18:00", "02:30", "28 17:00", "29 01:00"),
    ("Europe/Berlin", "2026-03-29", "00:00", "00:00", "28 23:00", "29 22:00"),
    ("Europe/Berlin", "2026-10-25", "02:30", "09:00", "25 00:30", "25 08:00"),
    ("Europe/Berlin", "2026-10-25", "00:00", "02:30", "24 22:00", "25 01:30"),
    ("Europe/Berlin", "2026-10-24", "18:00", "09:00", "24 16:00", "25 08:00"),
    ("Europe/Berlin", "2026-10-24", "18:00", "02:30", "24 16:00", "25 01:30"),
    ("Europe/Berlin", "2026-10-25", "00:00", "00:00", "24 22:00", "25 23:00"),
    ("Europe/Moscow", "2011-03-27", "02:30", "09:00", "26 23:00", "27 05:00"),
    ("Europe/Moscow", "2011-03-27", "00:00", "02:30", "26 21:00", "26 23:00"),
    ("Europe/Moscow", "2011-03-26", "18:00", "09:00", "26 15:00", "27 05:00"),
    ("Europe/Moscow", "2011-03-26", "18:00", "02:30", "26 15:00", "26 23:00"),
    ("Europe/Moscow", "2011-03-27", "00:00", "00:00", "26 21:00", "27 20:00"),
    ("Europe/Moscow", "2014-10-26", "01:30", "09:00", "25 21:30", "26 06:00"),
    ("Europe/Moscow", "2014-10-26", "00:00", "01:30", "25 20:00", "25 22:30"),
    ("Europe/Moscow", "2014-10-25", "18:00", "09:00", "25 14:00", "26 06:00"),
    ("Europe/Moscow", "2014-10-25", "18:00", "01:30", "25 14:00", "25 22:30"),
    ("Europe/Moscow", "2014-10-26", "00:00", "00:00", "25 20:00", "26 21:00"),
    ("America/New_York", "2026-03-08", "02:30", "09:00", "08 07:00", "08 13:00"),
    ("America/New_York", "2026-03-08", "00:00", "02:30", "08 05:00", "08 07:00"),
    ("America/New_York", "2026-03-07", "18:00", "09:00", "07 23:00", "08 13:00"),
    ("America/New_York", "2026-03-07", "18:00", "02:30", "07 23:00", "08 07:00"),
    ("America/New_York", "2026-03-08", "00:00", "00:00", "08 05:00", "09 04:00"),
    ("America/New_York", "2026-11-01", "01:30", "09:00", "01 05:30", "01 14:00"),
    ("America/New_York", "2026-11-01", "00:00", "01:30", "01 04:00", "01 06:30"),
    ("America/New_York", "2026-10-31", "18:00", "09:00", "31 22:00", "01 14:00"),
    ("America/New_York", "2026-10-31", "18:00", "01:30", "31 22:00", "01 06:30"),
    ("America/New_York", "2026-11-01", "00:00", "00:00", "01 04:00", "02 05:00"),
    ("Australia/Lord_Howe", "2026-10-04", "02:15", "09:00", "03 15:30", "03 22:00"),
    ("Australia/Lord_Howe", "2026-10-04", "00:00", "02:15", "03 13:30", "03 15:30"),
    ("Australia/Lord_Howe", "2026-10-03", "18:00", "09:00", "03 07:30", "03 22:00"),
    ("Australia/Lord_Howe", "2026-10-03", "18:00", "02:15", "03 07:30", "03 15:30"),
    ("Australia/Lord_Howe", "2026-10-04", "00:00", "00:00", "03 13:30", "04 13:00"),
    ("Australia/Lord_Howe", "2026-04-05", "01:45", "09:00", "04 14:45", "04 22:30"),
    ("Australia/Lord_Howe", "2026-04-05", "00:00", "01:45", "04 13:00", "04 15:15"),
    ("Australia/Lord_Howe", "2026-04-04", "18:00", "09:00", "04 07:00", "04 22:30"),
    ("Australia/Lord_Howe", "2026-04-04", "18:00", "01:45", "04 07:00", "04 15:15"),
    ("Australia/Lord_Howe", "2026-04-05", "00:00", "00:00", "04 13:00", "05 13:30"),
    ("Pacific/Apia", "2020-09-27", "03:30", "09:00", "26 14:00", "26 19:00"),
    ("Pacific/Apia", "2020-09-27", "00:00", "03:30", "26 11:00", "26 14:00"),
    ("Pacific/Apia", "2020-09-26", "18:00", "09:00", "26 05:00", "26 19:00"),
    ("Pacific/Apia", "2020-09-26", "18:00", "03:30", "26 05:00", "26 14:00"),
    ("Pacific/Apia", "2020-09-27", "00:00", "00:00", "26 11:00", "27 10:00"),
    ("Pacific/Apia", "2021-04-04", "03:30", "09:00", "03 13:30", "03 20:00"),
    ("Pacific/Apia", "2021-04-04", "00:00", "03:30", "03 10:00", "03 14:30"),
    ("Pacific/Apia", "2021-04-03", "18:00", "09:00", "03 04:00", "03 20:00"),
    ("Pacific/Apia", "2021-04-03", "18:00", "03:30", "03 04:00", "03 14:30"),
    ("Pacific/Apia", "2021-04-04", "00:00", "00:00", "03 10:00", "04 11:00"),
]

# Zone, the local time of a daily hand-over, and when that is in UTC on the day before the clocks
# change, on the day itself and on the day after.
HAND_OVERS = [
    ("Europe/Berlin", "2026-03-29", "02:30", "28 01:30", "29 01:00", "30 00:30"),
    ("Europe/Berlin", "2026-10-25", "02:30", "24 00:30", "25 00:30", "26 01:30"),
    ("Europe/Moscow", "2011-03-27", "02:30", "25 23:30", "26 23:00", "27 22:30"),
    ("Europe/Moscow", "2014-10-26", "01:30", "24 21:30", "25 21:30", "26 22:30"),
    ("America/New_York", "2026-03-08", "02:30", "07 07:30", "08 07:00", "09 06:30"),
    ("America/New_York", "2026-11-01", "01:30", "31 05:30", "01 05:30", "02 06:30"),
    ("Australia/Lord_Howe", "2026-10-04", "02:15", "02 15:45", "03 15:30", "04 15:15"),
    ("Australia/Lord_Howe", "2026-04-05", "01:45", "03 14:45", "04 14:45", "05 15:15"),
    ("Pacific/Apia", "2020-09-27", "03:30", "25 14:30", "26 14:00", "27 13:30"),
    ("Pacific/Apia", "2021-04-04", "03:30", "02 13:30", "03 13:30", "04 14:30"),
]


def utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%d %H:%M}"


def midnight(zone: str, day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(("zone", "day", "start", "end", "begins", "ends"), WINDOWS)
def test_hours_of_one_day_begin_as_early_and_end_as_late_as_the_clock_lets_them(
    zone: str, day: str, start: str, end: str, begins: str, ends: str
) -> None:
    days = frozenset({date.fromisoformat(day).weekday()})
    rule = DutyRule("r", WeeklyWindow(days, Interval.parse(start, end)), "ann")
    first = midnight(zone, day)
    found = resolve(DutyCalendar(zone, (rule,)), first - DAY, first + 3 * DAY).shifts
    assert [(utc(each.start_at), utc(each.end_at)) for each in found] == [(begins, ends)]


@pytest.mark.parametrize(("zone", "day"), sorted({(row[0], row[1]) for row in WINDOWS}))
def test_windows_of_24_hours_leave_no_moment_of_a_clock_change_alone(zone: str, day: str) -> None:
    for start in ("00:00", "01:45", "02:30", "09:00"):
        hours = WeeklyWindow(EVERY_DAY, Interval.parse(start, start))
        begin = midnight(zone, day) - 2 * DAY
        found = resolve(DutyCalendar(zone, (DutyRule("r", hours, "ann"),)), begin, begin + 5 * DAY)
        assert found.gaps == ()
        assert [(each.start_at, each.end_at) for each in found.shifts] == [(begin, begin + 5 * DAY)]


@pytest.mark.parametrize(("zone", "day", "time", "before", "on_it", "after"), HAND_OVERS)
def test_a_hand_over_is_the_first_instant_with_its_time_or_the_end_of_the_gap(
    zone: str, day: str, time: str, before: str, on_it: str, after: str
) -> None:
    began = datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ZoneInfo(zone)) - 30 * DAY
    table = TurnTable(Cadence(Every.DAILY, 1, began.astimezone(UTC)), zone)
    turn = table.at(micros(began.astimezone(UTC)))
    told = tuple(utc(instant(table.begin(turn + number))) for number in (29, 30, 31))
    assert told == (before, on_it, after)

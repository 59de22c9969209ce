"""Business time: the golden cases of sla.md 5 that need no ticket, and the edges of C1-C5."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from desktop.domain.errors import Refused
from desktop.domain.sla_presets import business_hours, round_the_clock
from desktop.domain.worktime import CalendarSpec, Interval, Override, OverrideKind, WorkCalendar

MOSCOW = ZoneInfo("Europe/Moscow")
BERLIN = ZoneInfo("Europe/Berlin")
WORKDAY = Interval.parse("09:00", "18:00")
MORNING, AFTERNOON = Interval.parse("09:00", "13:00"), Interval.parse("14:00", "18:00")
NIGHT = Interval.parse("18:00", "09:00")


def weekly(
    days: dict[int, tuple[Interval, ...]],
    overrides: dict[date, Override] | None = None,
    zone: str = "Europe/Moscow",
) -> WorkCalendar:
    hours = tuple(days.get(weekday, ()) for weekday in range(7))
    return WorkCalendar(CalendarSpec("test", zone, hours, overrides or {}))


def office(overrides: dict[date, Override] | None = None) -> WorkCalendar:
    return weekly(dict.fromkeys(range(5), (WORKDAY,)), overrides)


def closed() -> Override:
    return Override(OverrideKind.HOLIDAY)


def short_day(start: str, end: str) -> Override:
    return Override(OverrideKind.SHORT_DAY, (Interval.parse(start, end),))


def at(text: str, zone: ZoneInfo = MOSCOW) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


NOVEMBER_2026 = {date(2026, 11, 3): short_day("09:00", "17:00"), date(2026, 11, 4): closed()}
NOVEMBER_2025 = {
    date(2025, 11, 1): Override(OverrideKind.WORKING_DAY, (Interval.parse("09:00", "17:00"),)),
    date(2025, 11, 3): closed(),
    date(2025, 11, 4): closed(),
}
NIGHTS = weekly(
    {
        **dict.fromkeys(range(5), (NIGHT,)),
        **dict.fromkeys((5, 6), (Interval(0, 24 * 60),)),
    }
)

GOLDEN = [
    pytest.param(office(), "2026-11-23T16:00", 240, "2026-11-24T11:00", id="over a night"),
    pytest.param(office(), "2026-11-20T17:30", 60, "2026-11-23T09:30", id="over a weekend"),
    pytest.param(office(), "2026-11-21T03:10", 240, "2026-11-23T13:00", id="from a Saturday"),
    pytest.param(
        weekly(dict.fromkeys(range(5), (MORNING, AFTERNOON))),
        "2026-11-23T12:30",
        120,
        "2026-11-23T15:30",
        id="over lunch",
    ),
    pytest.param(office(), "2026-11-23T14:00", 240, "2026-11-23T18:00", id="to closing time"),
    pytest.param(office(), "2026-11-23T18:00", 60, "2026-11-24T10:00", id="from closing time"),
    pytest.param(
        WorkCalendar(round_the_clock("Europe/Moscow")),
        "2026-11-23T23:45",
        30,
        "2026-11-24T00:15",
        id="round the clock",
    ),
    pytest.param(
        office(NOVEMBER_2026), "2026-11-03T15:00", 240, "2026-11-05T11:00", id="short day, holiday"
    ),
    pytest.param(
        office(NOVEMBER_2025), "2025-10-31T17:00", 240, "2025-11-01T12:00", id="moved Saturday"
    ),
    pytest.param(
        weekly({1: (Interval.parse("08:00", "17:00"),)}),
        "2026-11-18T10:00",
        240,
        "2026-11-24T12:00",
        id="open on Tuesdays only",
    ),
    pytest.param(NIGHTS, "2026-11-23T17:00", 30, "2026-11-23T18:30", id="nights and weekend"),
]


@pytest.mark.parametrize(("calendar", "start", "minutes", "due"), GOLDEN)
def test_golden_due_time(calendar: WorkCalendar, start: str, minutes: int, due: str) -> None:
    assert calendar.add(at(start), timedelta(minutes=minutes)) == at(due)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-10-25T00:30+02:00", "2026-10-25T03:30+01:00"),
        ("2026-03-29T00:30+01:00", "2026-03-29T05:30+02:00"),
    ],
)
def test_four_hours_round_the_clock_are_four_hours_on_the_night_of_a_clock_change(
    start: str, due: str
) -> None:
    calendar = WorkCalendar(round_the_clock("Europe/Berlin"))
    reached = calendar.add(datetime.fromisoformat(start), timedelta(hours=4))
    assert reached == datetime.fromisoformat(due)


@pytest.mark.parametrize(("evening", "hours"), [("2026-03-28T18:00", 14), ("2026-10-24T18:00", 16)])
def test_a_night_shift_is_as_long_as_the_night(evening: str, hours: int) -> None:
    calendar = weekly({5: (NIGHT,)}, zone="Europe/Berlin")
    start = at(evening, BERLIN)
    assert calendar.measure(start, start + timedelta(days=1)) == timedelta(hours=hours)


def test_hours_that_begin_in_the_skipped_hour_begin_after_it() -> None:
    calendar = weekly({6: (Interval.parse("02:30", "05:00"),)}, zone="Europe/Berlin")
    spring = date(2026, 3, 29)
    assert calendar.segments(
        datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 3, 30, tzinfo=UTC)
    ) == [(at(f"{spring}T03:00", BERLIN), at(f"{spring}T05:00", BERLIN))]


def test_a_repeated_hour_is_open_from_its_first_start_to_its_last_end() -> None:
    calendar = weekly({6: (Interval.parse("02:00", "02:30"),)}, zone="Europe/Berlin")
    day = datetime(2026, 10, 25, tzinfo=UTC)
    assert calendar.measure(day, day + timedelta(days=1)) == timedelta(minutes=90)


def test_a_date_the_zone_skipped_has_no_hours() -> None:
    calendar = weekly(dict.fromkeys(range(7), (WORKDAY,)), zone="Pacific/Apia")
    apia = ZoneInfo("Pacific/Apia")
    start, end = at("2011-12-29T00:00", apia), at("2011-12-31T23:59", apia)
    assert calendar.measure(start, end) == timedelta(hours=18)
    assert calendar.end_of_business_day(start, 1) == at("2011-12-31T18:00", apia)


def test_round_the_clock_is_open_at_every_second() -> None:
    calendar = WorkCalendar(round_the_clock("Europe/Moscow"))
    assert calendar.is_open(at("2026-11-23T23:59:59.5"))
    start = at("2026-11-23T00:00")
    assert calendar.measure(start, start + timedelta(days=7)) == timedelta(days=7)


def test_a_holiday_closes_even_a_round_the_clock_calendar() -> None:
    spec = CalendarSpec(
        "always", "Europe/Moscow", overrides={date(2026, 11, 24): closed()}, always=True
    )
    start = at("2026-11-23T23:00")
    assert WorkCalendar(spec).add(start, timedelta(hours=2)) == at("2026-11-25T01:00")


def test_a_holiday_does_not_cut_the_shift_that_began_the_evening_before() -> None:
    calendar = weekly({0: (NIGHT,), 1: (NIGHT,)}, {date(2026, 11, 24): closed()})
    assert calendar.is_open(at("2026-11-24T08:59"))
    assert not calendar.is_open(at("2026-11-24T18:00"))


def test_a_hard_close_cuts_the_shift_at_midnight() -> None:
    maintenance = Override(OverrideKind.MAINTENANCE, hard_close=True)
    calendar = weekly({0: (NIGHT,)}, {date(2026, 11, 24): maintenance})
    assert calendar.is_open(at("2026-11-23T23:59"))
    assert not calendar.is_open(at("2026-11-24T00:00"))


def test_the_end_of_hours_is_closed_and_the_start_is_open() -> None:
    calendar = office()
    assert calendar.is_open(at("2026-11-23T09:00"))
    assert not calendar.is_open(at("2026-11-23T18:00"))


def test_seconds_and_below_are_not_rounded() -> None:
    start = at("2026-11-23T17:59:30.000001")
    due = office().add(start, timedelta(seconds=30))
    assert due == at("2026-11-24T09:00:00.000001")
    assert due is not None
    assert office().measure(start, due) == timedelta(seconds=30)


def test_a_span_of_years_needs_no_look_ahead() -> None:
    start = at("2026-11-23T09:00")
    weeks = 52 * 30
    assert office().add(start, timedelta(hours=45 * weeks)) == at("2026-11-20T18:00") + timedelta(
        weeks=weeks
    )


def test_a_calendar_first_asked_about_late_answers_about_early_too() -> None:
    calendar = office()
    late = calendar.measure(at("2026-11-23T00:00"), at("2026-11-30T00:00"))
    early = calendar.measure(at("2003-11-24T00:00"), at("2003-12-01T00:00"))
    assert late == early == timedelta(hours=45)


def test_a_calendar_without_hours_never_opens() -> None:
    calendar = weekly({})
    start = at("2026-11-23T09:00")
    assert calendar.never_opens(start)
    assert calendar.add(start, timedelta(hours=1)) is None
    assert calendar.end_of_business_day(start, 1) is None


def test_one_open_day_within_the_year_is_enough_to_open() -> None:
    calendar = weekly({}, {date(2027, 11, 23): short_day("09:00", "10:00")})
    start = at("2026-11-23T09:00")
    assert not calendar.never_opens(start)
    assert calendar.add(start, timedelta(hours=1)) == at("2027-11-23T10:00")
    assert calendar.add(start, timedelta(hours=1, seconds=1)) is None


def test_a_day_beyond_400_closed_days_is_never() -> None:
    calendar = weekly(
        {},
        {
            date(2026, 11, 24): short_day("09:00", "10:00"),
            date(2028, 11, 23): short_day("09:00", "10:00"),
        },
    )
    start = at("2026-11-23T09:00")
    calendar.measure(start, at("2029-01-01T00:00"))
    assert calendar.add(start, timedelta(hours=1)) == at("2026-11-24T10:00")
    assert calendar.add(start, timedelta(hours=2)) is None
    assert calendar.add(at("2028-11-01T00:00"), timedelta(hours=1)) == at("2028-11-23T10:00")


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-23T16:00", 1, "2026-11-24T18:00"),
        ("2026-11-23T16:00", 3, "2026-11-26T18:00"),
        ("2026-11-20T17:30", 1, "2026-11-23T18:00"),
        ("2026-11-21T03:10", 1, "2026-11-23T18:00"),
        ("2026-11-02T10:00", 1, "2026-11-03T17:00"),
        ("2026-11-02T10:00", 2, "2026-11-05T18:00"),
    ],
)
def test_business_days_end_with_the_last_of_them(start: str, days: int, end: str) -> None:
    assert office(NOVEMBER_2026).end_of_business_day(at(start), days) == at(end)


def test_the_far_end_of_time_is_refused_by_name() -> None:
    calendar = WorkCalendar(round_the_clock("UTC"))
    with pytest.raises(Refused, match=r"calendar\.out_of_range"):
        calendar.add(at("2026-11-23T09:00"), timedelta(days=365 * 9000))


def test_measuring_backwards_is_nothing() -> None:
    assert office().measure(at("2026-11-23T12:00"), at("2026-11-23T10:00")) == timedelta(0)


def test_the_preset_is_monday_to_friday() -> None:
    calendar = WorkCalendar(business_hours("Europe/Moscow"))
    start = at("2026-11-23T00:00")
    assert calendar.measure(start, start + timedelta(days=7)) == timedelta(hours=45)

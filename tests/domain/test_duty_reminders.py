"""When somebody is reminded of a duty: in working hours, sooner rather than too late, once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.duty_reminders import JUST_BEFORE, Reminder, due_reminder, reminders
from desktop.domain.duty_span import Span, minus

BERLIN = ZoneInfo("Europe/Berlin")
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def at(text: str, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def weeks(first: str, count: int = 8) -> list[Span]:
    """Mondays to Fridays from 09:00 to 18:00, as instants."""
    monday = datetime.fromisoformat(first)
    found = []
    for day in (monday + timedelta(days=n) for n in range(7 * count)):
        if day.weekday() < 5:
            opens, closes = (day.replace(hour=hour, tzinfo=BERLIN) for hour in (9, 18))
            found.append((opens.astimezone(UTC), closes.astimezone(UTC)))
    return found


WORKING = weeks("2026-10-05")


def told(
    begins: str, working: list[Span] = WORKING, since: datetime = LONG_AGO
) -> list[tuple[str, str]]:
    """When and how far ahead, as the wall clock in Berlin shows it."""
    found = reminders(at(begins), BERLIN, working, since)
    return [(f"{each.at.astimezone(BERLIN):%a %d %H:%M}", _short(each.ahead)) for each in found]


def _short(ahead: timedelta) -> str:
    if ahead.days:
        return f"{ahead.days} d"
    return "15 min" if ahead == JUST_BEFORE else "12 h"


def test_a_duty_in_working_hours_is_told_of_at_that_hour_and_the_evening_before() -> None:
    assert told("2026-11-19T12:00") == [
        ("Thu 12 12:00", "7 d"),
        ("Mon 16 12:00", "3 d"),
        ("Wed 18 12:00", "1 d"),
        ("Wed 18 17:30", "12 h"),  # midnight is nobody's working hour
        ("Thu 19 11:45", "15 min"),
    ]


def test_a_night_is_told_of_before_people_go_home() -> None:
    assert told("2026-11-20T18:00") == [
        ("Fri 13 17:30", "7 d"),
        ("Tue 17 17:30", "3 d"),
        ("Thu 19 17:30", "12 h"),  # with 1 d, which is then: one notice
        ("Fri 20 17:45", "15 min"),
    ]


def test_all_that_falls_on_a_weekend_is_told_once_on_friday() -> None:
    assert told("2026-11-22T20:00")[-2:] == [("Fri 20 17:30", "12 h"), ("Sun 22 19:45", "15 min")]


def test_days_are_days_on_the_wall_clock_and_hours_real_ones() -> None:
    """In the night to Sunday 25 October 2026 the clocks go back by an hour."""
    assert told("2026-10-26T10:00")[:2] == [("Mon 19 10:00", "7 d"), ("Fri 23 10:00", "3 d")]
    always = [(at("2026-10-01T00:00"), at("2026-11-30T00:00"))]
    assert told("2026-10-25T09:00", always)[-2] == ("Sat 24 22:00", "12 h")
    assert told("2026-10-25T09:00", always)[-3] == ("Sat 24 09:00", "1 d")


def test_an_hour_that_is_skipped_is_the_first_after_it() -> None:
    """On Sunday 29 March 2026 there is no 02:30."""
    always = [(at("2026-03-01T00:00"), at("2026-04-30T00:00"))]
    assert told("2026-03-30T02:30", always)[2] == ("Sun 29 03:00", "1 d")


def test_a_person_on_vacation_is_told_before_it_begins() -> None:
    vacation = (at("2026-11-09T00:00"), at("2026-11-23T00:00"))
    working = minus(WORKING, [vacation])
    assert told("2026-11-23T18:00", working) == [
        ("Fri 06 17:30", "12 h"),
        ("Mon 23 17:45", "15 min"),
    ]


def test_vacation_that_has_begun_leaves_the_first_hour_back_at_work() -> None:
    vacation = (at("2026-11-09T00:00"), at("2026-11-23T00:00"))
    working = minus(WORKING, [vacation])
    assert told("2026-11-23T18:00", working, since=at("2026-11-10T12:00")) == [
        ("Mon 23 09:00", "12 h"),
        ("Mon 23 17:45", "15 min"),
    ]


def test_somebody_away_to_the_end_is_told_just_before_in_any_case() -> None:
    assert told("2026-11-19T12:00", []) == [("Thu 19 11:45", "15 min")]


def test_of_a_duty_assigned_late_only_what_is_left_is_told() -> None:
    assert told("2026-11-19T12:00", since=at("2026-11-17T10:00")) == [
        ("Wed 18 12:00", "1 d"),
        ("Wed 18 17:30", "12 h"),
        ("Thu 19 11:45", "15 min"),
    ]
    assert told("2026-11-19T12:00", since=at("2026-11-19T11:50")) == []


def test_of_the_nights_of_a_week_the_first_is_told_days_before() -> None:
    """The others are told a quarter of an hour before: whoever has them knows."""
    begins_at, morning = at("2026-11-20T18:00"), at("2026-11-20T09:00")
    last = (Reminder(begins_at - JUST_BEFORE, JUST_BEFORE),)
    assert reminders(begins_at, BERLIN, WORKING, LONG_AGO, morning) == last
    a_day_before = at("2026-11-19T18:00")
    assert len(reminders(begins_at, BERLIN, WORKING, LONG_AGO, a_day_before)) == 4


def test_after_days_of_silence_one_is_told_and_not_all() -> None:
    since, now = at("2026-11-10T12:00"), at("2026-11-18T13:00")
    found = reminders(at("2026-11-19T12:00"), BERLIN, WORKING, since)
    assert due_reminder(found, now) == Reminder(at("2026-11-18T12:00"), timedelta(days=1))
    assert due_reminder(found, since) is None


@given(
    begins=st.integers(15 * 1440, 51 * 1440),
    since=st.integers(0, 51 * 1440),
    away=st.tuples(st.integers(0, 40), st.integers(1, 20)),
)
def test_reminders_come_at_work_before_the_duty_and_apart(
    begins: int, since: int, away: tuple[int, int]
) -> None:
    """Minutes and days are counted from the first of the weeks."""
    first = at("2026-10-05T00:00")
    gone_at = first + timedelta(days=away[0])
    working = minus(WORKING, [(gone_at, gone_at + timedelta(days=away[1]))])
    begins_at, since_at = (first + timedelta(minutes=each) for each in (begins, since))
    found = reminders(begins_at, BERLIN, working, since_at)
    instants = [each.at for each in found]
    assert instants == sorted(set(instants))
    assert all(since_at < each < begins_at for each in instants)
    outside = [
        each for each in found if not any(opens <= each.at < closes for opens, closes in working)
    ]
    assert [each.ahead for each in outside] in ([], [JUST_BEFORE])


@pytest.mark.parametrize("ahead", [timedelta(days=7), timedelta(days=3), timedelta(days=1)])
def test_no_reminder_of_days_comes_later_than_the_opening_after_its_time(ahead: timedelta) -> None:
    """A reminder may come sooner; later by a weekend at most."""
    begins_at = at("2026-11-23T06:00")
    for each in reminders(begins_at, BERLIN, WORKING, at("2026-11-13T18:00")):
        if each.ahead == ahead:
            assert each.at - (begins_at - ahead) <= timedelta(days=3)

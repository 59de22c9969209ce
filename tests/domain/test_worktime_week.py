"""Painted hours: opening and closing changes exactly the painted minutes, nights included."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from desktop.domain.worktime_spec import FULL_DAY, CalendarSpec, Interval
from desktop.domain.worktime_text import Week, read_week
from desktop.domain.worktime_week import closed, is_open_at, opened, spells
from tests.domain.test_worktime_text import weeks

ALL_WEEK = 7 * FULL_DAY
painted_days = st.sets(st.integers(0, 6), min_size=1)
starts = st.integers(0, FULL_DAY - 1)
lengths = st.integers(1, FULL_DAY)


def minutes(week: Week) -> set[int]:
    """Every open minute of the week, by walking through the intervals."""
    return {
        (day * FULL_DAY + minute) % ALL_WEEK
        for day, hours in enumerate(week)
        for each in hours
        for minute in range(each.start, each.until)
    }


def painted(days: set[int], start: int, until: int) -> set[int]:
    return {(day * FULL_DAY + minute) % ALL_WEEK for day in days for minute in range(start, until)}


NIGHT_AND_DAY = (Interval(0, 549), Interval(549, 1))


@given(weeks, painted_days, starts, lengths)
@example(((),) * 5 + (NIGHT_AND_DAY,) * 2, {0, 1, 5}, 0, 1)
@example((NIGHT_AND_DAY,) * 7, {3}, 0, 1)
def test_opening_adds_the_painted_minutes(
    week: Week, days: set[int], start: int, length: int
) -> None:
    found = opened(week, days, start, start + length)

    assert minutes(found) == minutes(week) | painted(days, start, start + length)
    CalendarSpec("", "UTC", found)  # refuses what overlaps


@given(weeks, painted_days, starts, lengths)
def test_closing_takes_the_painted_minutes_away(
    week: Week, days: set[int], start: int, length: int
) -> None:
    found = closed(week, days, start, start + length)

    assert minutes(found) == minutes(week) - painted(days, start, start + length)


@given(weeks, st.integers(0, 6), st.integers(0, FULL_DAY - 1))
def test_a_minute_is_open_where_an_interval_covers_it(week: Week, day: int, minute: int) -> None:
    assert is_open_at(week, day, minute) == (day * FULL_DAY + minute in minutes(week))


def test_night_shift_is_seen_on_both_days() -> None:
    week = read_week("Mo 18-9")
    assert spells(week, 0) == [(1080, FULL_DAY)]
    assert spells(week, 1) == [(0, 540)]


def test_hours_that_touch_become_one() -> None:
    assert opened(read_week("Mo 9-13"), [0], 780, 1080) == read_week("Mo 9-18")


def test_lunch_cut_out_of_a_night_shift_leaves_two() -> None:
    assert closed(read_week("Su 18-9"), [0], 60, 120) == read_week("Su 18-1; Mo 2-9")


def test_painting_a_night_beside_a_whole_day_keeps_every_hour() -> None:
    found = opened((*read_week("Mo 0-18"),), [0], 1080, FULL_DAY + 540)
    assert found == read_week("Mo 0-24; Tu 0-9")
    assert found[0] == (Interval(0, FULL_DAY),)

"""The preview of proposed days: what is new, there already, different, or closed anyway."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.worktime import CalendarSpec, Interval, Override, OverrideKind
from desktop.domain.worktime_proposals import Proposal, Standing, previewed, shortened, taken
from desktop.domain.worktime_text import read_hours, read_week, write_hours

SPEC = CalendarSpec(
    "Hours",
    "Europe/Moscow",
    read_week("Mo-Fr 9-18"),
    {
        date(2026, 11, 4): Override(OverrideKind.HOLIDAY, label="Unity Day"),
        date(2026, 12, 31): Override(OverrideKind.SHORT_DAY, read_hours("9-12")),
    },
)


def proposal(day: date, kind: OverrideKind = OverrideKind.HOLIDAY) -> Proposal:
    return Proposal(day, kind, "", "test")


@pytest.mark.parametrize(
    ("day", "kind", "hours", "standing"),
    [
        (date(2026, 11, 3), OverrideKind.SHORT_DAY, "9-17", Standing.NEW),
        (date(2026, 11, 4), OverrideKind.HOLIDAY, "", Standing.SAME),
        (date(2026, 11, 7), OverrideKind.WORKING_DAY, "9-18", Standing.NEW),
        (date(2026, 11, 8), OverrideKind.HOLIDAY, "", Standing.CLOSED_ANYWAY),
        (date(2026, 12, 31), OverrideKind.HOLIDAY, "", Standing.DIFFERENT),
    ],
)
def test_each_day_is_shown_beside_what_is_there(
    day: date, kind: OverrideKind, hours: str, standing: Standing
) -> None:
    [found] = previewed(SPEC, [proposal(day, kind)])

    assert (write_hours(found.override.intervals), found.standing) == (hours, standing)
    assert found.is_useful == (standing is Standing.NEW)


def test_only_what_is_ticked_is_taken_and_the_rest_stays() -> None:
    lines = previewed(SPEC, [proposal(date(2026, 11, 5)), proposal(date(2026, 11, 6))])

    found = taken(SPEC, lines[:1])

    assert sorted(found.overrides) == [date(2026, 11, 4), date(2026, 11, 5), date(2026, 12, 31)]
    assert found.overrides[date(2026, 11, 5)].source == "test"


def test_two_words_on_one_date_leave_the_later() -> None:
    day = date(2026, 11, 5)
    [found] = previewed(SPEC, [proposal(day), proposal(day, OverrideKind.SHORT_DAY)])
    assert found.override.kind is OverrideKind.SHORT_DAY


@pytest.mark.parametrize(
    ("hours", "left"),
    [("9-18", "9-17"), ("9-13, 14-18", "9-13, 14-17"), ("9-13, 17:30-18", "9-12:30"),
     ("18-9", "18-8"), ("18-0:30", "18-23:30"), ("9-9:30", ""), ("", "")],
)  # fmt: skip
def test_short_day_ends_an_hour_earlier(hours: str, left: str) -> None:
    assert write_hours(shortened(read_hours(hours), 60)) == left


def test_calendar_that_is_never_open_has_no_hours_to_lend() -> None:
    closed = CalendarSpec("", "UTC")
    [found] = previewed(closed, [proposal(date(2026, 11, 7), OverrideKind.WORKING_DAY)])
    assert found.override.intervals == ()
    assert Interval(540, 1080) not in found.override.intervals

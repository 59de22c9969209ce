"""Which days are shown, and where duties lie when the clocks change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from desktop.domain.duty import ShiftSource
from desktop.services.duty_blocks import BoardBlock
from desktop.ui.duty.month_layout import MonthLayout
from desktop.ui.duty.period import Extent, Period
from desktop.ui.duty.proposal import moved, of_block
from tests.services.duty_team import local
from tests.ui.duty.boards import board

FRIDAY = date(2026, 11, 27)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("extent", "day", "first", "count"),
    [
        (Extent.DAY, FRIDAY, FRIDAY, 1),
        (Extent.WEEK, FRIDAY, date(2026, 11, 23), 7),
        (Extent.MONTH, FRIDAY, date(2026, 10, 26), 42),
        (Extent.MONTH, date(2027, 2, 14), date(2027, 2, 1), 28),
        (Extent.MONTH, date(2026, 12, 31), date(2026, 11, 30), 35),
    ],
)
def test_weeks_begin_on_monday_and_months_are_whole_weeks(
    extent: Extent, day: date, first: date, count: int
) -> None:
    period = Period(extent, day)
    assert (period.first, period.count) == (first, count)


@pytest.mark.parametrize(
    ("extent", "pages", "day"),
    [
        (Extent.DAY, -1, date(2026, 11, 26)),
        (Extent.WEEK, 2, date(2026, 12, 11)),
        (Extent.MONTH, 2, date(2027, 1, 1)),
        (Extent.MONTH, -11, date(2025, 12, 1)),
    ],
)
def test_pages_turn_by_what_is_shown(extent: Extent, pages: int, day: date) -> None:
    assert Period(extent, FRIDAY).turned(pages) == Period(extent, day)


@pytest.mark.parametrize(
    ("code", "extent", "title"),
    [
        ("en", Extent.DAY, "Fri 27 Nov 2026"),
        ("en", Extent.WEEK, "23 Nov – 29 Nov 2026"),
        ("en", Extent.MONTH, "November 2026"),
        ("ru", Extent.DAY, "пт 27.11.2026"),
        ("ru", Extent.WEEK, "23 нояб. – 29 нояб. 2026"),
        ("ru", Extent.MONTH, "Ноябрь 2026"),
    ],
)
def test_days_are_named_in_both_languages(
    speak: Callable[[str], None], code: str, extent: Extent, title: str
) -> None:
    speak(code)
    assert Period(extent, FRIDAY).title == title


def test_a_week_over_new_year_names_both_years(speak: Callable[[str], None]) -> None:
    assert Period(Extent.WEEK, date(2026, 12, 31)).title == "28 Dec 2026 – 3 Jan 2027"


def test_a_duty_moved_over_a_change_of_clocks_keeps_its_wall_times() -> None:
    """In Berlin clocks go back on 25 October 2026: that night lasts an hour longer."""
    start = datetime(2026, 10, 23, 18, tzinfo=BERLIN).astimezone(UTC)
    end = datetime(2026, 10, 24, 9, tzinfo=BERLIN).astimezone(UTC)
    night = BoardBlock("shift-1", None, 1, start, end, ShiftSource.MANUAL)
    later = moved(of_block(night), timedelta(days=1), 2, BERLIN)
    assert later.start_at.astimezone(BERLIN).strftime("%d %H:%M") == "24 18:00"
    assert later.end_at.astimezone(BERLIN).strftime("%d %H:%M") == "25 09:00"
    assert later.end_at - later.start_at == timedelta(hours=16)
    assert later.person_id == 2


def test_a_night_is_a_piece_of_each_of_its_days() -> None:
    layout = MonthLayout(board(), 20, 700, 120)
    assert list(layout.pieces((local("18:00"), local("06:00", 1)))) == [
        (0, 0.75, 1.0),
        (1, 0.0, 0.25),
    ]
    assert list(layout.pieces((local("12:00", -1), local("12:00")))) == [(0, 0.0, 0.5)]
    assert list(layout.pieces((local("12:00", 6), local("12:00", 9)))) == [(6, 0.5, 1.0)]

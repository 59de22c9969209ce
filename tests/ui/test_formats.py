"""Dates, spans and sizes in both languages (screens.md 4.5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from desktop.ui import formats
from desktop.ui.language import Tongue

AT = datetime(2026, 11, 23, 0, 5, tzinfo=UTC)
MOSCOW = ZoneInfo("Europe/Moscow")


@pytest.fixture(params=list(Tongue))
def tongue(request: pytest.FixtureRequest) -> Iterator[Tongue]:
    before = QLocale()
    QLocale.setDefault(request.param.locale)
    yield request.param
    QLocale.setDefault(before)


def test_instant_is_unambiguous_and_on_the_wall_clock_of_the_zone(tongue: Tongue) -> None:
    text = formats.instant_text(AT, MOSCOW)

    assert text == {"en": "23 Nov 2026, 03:05", "ru": "23.11.2026 03:05"}[tongue]


def test_a_field_shows_a_moment_as_the_texts_write_it(tongue: Tongue) -> None:
    wall = QDateTime(QDate(2026, 11, 23), QTime(3, 5))

    assert QLocale().toString(wall, formats.instant_pattern()) == formats.instant_text(AT, MOSCOW)
    assert QLocale().toString(wall.date(), formats.date_pattern()) == formats.date_text(AT.date())


@pytest.mark.parametrize(
    ("later", "english", "russian"),
    [
        (timedelta(hours=2), "03:05", "03:05"),
        (timedelta(days=3), "Mon 03:05", "пн 03:05"),
        (timedelta(days=30), "23 Nov", "23 нояб."),
        (timedelta(days=300), "23 Nov 2026", "23.11.2026"),
    ],
)
def test_near_moment_says_as_little_as_tells_it(
    tongue: Tongue, later: timedelta, english: str, russian: str
) -> None:
    text = formats.near_text(AT, AT + later, MOSCOW)

    assert text == {"en": english, "ru": russian}[tongue]


@pytest.mark.parametrize(
    ("passed", "text"),
    [
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=60), "1 min ago"),
        (timedelta(minutes=59), "59 min ago"),
        (timedelta(minutes=60), "1 h ago"),
        (timedelta(hours=23, minutes=59), "23 h ago"),
    ],
)
def test_recent_past_is_relative_up_to_a_day(passed: timedelta, text: str) -> None:
    assert formats.ago_text(AT, AT + passed, MOSCOW) == text


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (timedelta(minutes=42, seconds=59), "42 min"),
        (timedelta(hours=5), "5 h"),
        (timedelta(hours=5, minutes=10), "5 h 10 min"),
        (timedelta(days=2), "2 d"),
        (timedelta(days=2, hours=3, minutes=4), "2 d 3 h"),
    ],
)
def test_span_shows_two_units_at_most(span: timedelta, text: str) -> None:
    assert formats.span_text(span) == text


def test_month_is_written_large_only_where_the_language_or_a_heading_does(tongue: Tongue) -> None:
    heading, within = {
        "en": ("November 2026", "November 2026"),
        "ru": ("Ноябрь 2026", "ноябрь 2026"),
    }[tongue]
    assert formats.month_text(date(2026, 11, 1)) == heading
    assert formats.month_within(date(2026, 11, 1)) == within


def test_numbers_and_sizes_follow_the_language(tongue: Tongue) -> None:
    assert formats.number_text(5_214) == {"en": "5,214", "ru": "5\N{NO-BREAK SPACE}214"}[tongue]
    assert formats.size_text(48_100_000) == {"en": "48 MB", "ru": "48 МБ"}[tongue]
    assert formats.size_text(1_240_000) == {"en": "1.2 MB", "ru": "1,2 МБ"}[tongue]
    assert formats.size_text(12) == {"en": "1 kB", "ru": "1 кБ"}[tongue]

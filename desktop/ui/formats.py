"""Dates, times, spans, numbers and sizes as people read them (screens.md 4.5)."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QDate, QLocale

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


class _Patterns(NamedTuple):
    """Qt patterns of one language; Qt's own short formats are ambiguous (11/23/26)."""

    date: str
    day: str
    instant: str


_ENGLISH = _Patterns("d MMM yyyy", "d MMM", "{date}, {time}")
_RUSSIAN = _Patterns("dd.MM.yyyy", "d MMM", "{date} {time}")


def _patterns() -> _Patterns:
    return _RUSSIAN if QLocale().language() is QLocale.Language.Russian else _ENGLISH


def date_pattern() -> str:
    """Return how a field shows a date, as `date_text` writes it."""
    return _patterns().date


def instant_pattern() -> str:
    """Return how a field shows date and time, as `instant_text` writes them."""
    patterns = _patterns()
    return patterns.instant.format(date=patterns.date, time="HH:mm")


def local(at: datetime, zone: tzinfo | None = None) -> datetime:
    """Return the instant on the wall clock of `zone`, by default of this computer."""
    return at.astimezone(zone)


def date_text(day: date) -> str:
    """Return `23 Nov 2026` or `23.11.2026`."""
    return _day(day, _patterns().date)


def day_text(day: date) -> str:
    """Return a day of this year without the year: `27 Nov`, «27 нояб.»."""
    return _day(day, _patterns().day)


def month_text(day: date) -> str:
    """Return the month with its year as a heading: `November 2026`, «Ноябрь 2026»."""
    text = month_within(day)
    return f"{text[:1].upper()}{text[1:]}"


def month_within(day: date) -> str:
    """Return the month with its year within a line: `November 2026`, «ноябрь 2026»."""
    return f"{QLocale().standaloneMonthName(day.month)} {day.year}"


def weekday_text(day: date) -> str:
    """Return the short name of the weekday: `Mon`, «пн»."""
    return QLocale().dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)


def time_text(at: datetime, zone: tzinfo | None = None) -> str:
    """Return the wall time, always with 24 hours: `03:05`."""
    return f"{local(at, zone):%H:%M}"


def instant_text(at: datetime, zone: tzinfo | None = None) -> str:
    """Return date and time: `23 Nov 2026, 03:05` or `23.11.2026 03:05`."""
    wall = local(at, zone)
    return _patterns().instant.format(date=date_text(wall.date()), time=f"{wall:%H:%M}")


def near_text(at: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """Return as little as tells the moment: `03:05`, `Mon 12:00`, `27 Nov`, `23 Nov 2025`."""
    wall, today = local(at, zone), local(now, zone)
    if wall.date() == today.date():
        return f"{wall:%H:%M}"
    if abs(wall.date() - today.date()) < WEEK:
        return f"{weekday_text(wall.date())} {wall:%H:%M}"
    if wall.year == today.year:
        return day_text(wall.date())
    return date_text(wall.date())


def ago_text(at: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """Return `just now`, `6 min ago` or `5 h ago` up to a day, later the moment itself."""
    passed = now - at
    if passed >= DAY or passed < -timedelta(minutes=1):
        return near_text(at, now, zone)
    minutes = int(passed / timedelta(minutes=1))
    if minutes < 1:
        return QCoreApplication.translate("formats", "just now")
    if minutes < 60:
        return QCoreApplication.translate("formats", "{minutes} min ago").format(minutes=minutes)
    return QCoreApplication.translate("formats", "{hours} h ago").format(hours=minutes // 60)


def span_text(span: timedelta) -> str:
    """Return a positive span: `42 min`, `5 h 10 min`, `2 d 3 h`."""
    minutes = int(span / timedelta(minutes=1))
    days, hours = divmod(minutes // 60, 24)
    minutes %= 60
    if days and hours:
        text = QCoreApplication.translate("formats", "{days} d {hours} h")
    elif days:
        text = QCoreApplication.translate("formats", "{days} d")
    elif hours and minutes:
        text = QCoreApplication.translate("formats", "{hours} h {minutes} min")
    elif hours:
        text = QCoreApplication.translate("formats", "{hours} h")
    else:
        text = QCoreApplication.translate("formats", "{minutes} min")
    return text.format(days=days, hours=hours, minutes=minutes)


def number_text(number: int) -> str:
    """Return the number with the language's grouping: `5,214`, «5 214»."""
    return QLocale().toString(number)


def size_text(size_bytes: int) -> str:
    """Return a size in the units people know, at least 1 kB: `48 MB`, «48 МБ»."""
    decimals = 1 if 1_000_000 <= size_bytes < 10_000_000 else 0
    return QLocale().formattedDataSize(
        max(size_bytes, 1_000), decimals, QLocale.DataSizeFormat.DataSizeSIFormat
    )


def _day(day: date, pattern: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)

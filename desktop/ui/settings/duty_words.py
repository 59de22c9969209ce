"""The words of duty rules: their hours, and how long a turn is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.domain.duty_hours import DutyHours, OnHolidays
from desktop.domain.duty_rotation import Cadence, Every
from desktop.domain.duty_window import WeeklyWindow
from desktop.domain.errors import Refused
from desktop.domain.marked import QT_TRANSLATE_NOOP
from desktop.domain.worktime_text import read_week, write_week
from desktop.ui.duty.words import duty_word
from desktop.ui.tickets.spoken import spoken

TURNS: tuple[tuple[Every, int, str], ...] = (
    (Every.DAILY, 1, QT_TRANSLATE_NOOP("Duty", "a day")),
    (Every.WEEKLY, 1, QT_TRANSLATE_NOOP("Duty", "a week")),
    (Every.WEEKLY, 2, QT_TRANSLATE_NOOP("Duty", "two weeks")),
    (Every.MONTHLY, 1, QT_TRANSLATE_NOOP("Duty", "a month")),
)
"""The turns that the form offers, with their names."""


def turn_text(cadence: Cadence) -> str:
    """Return how long a turn is; of any other length as `every` and a number."""
    for every, length, name in TURNS:
        if (every, length) == (cadence.every, cadence.length):
            return QCoreApplication.translate("Duty", name)
    return f"{cadence.every.value} × {cadence.length}"


def window_text(window: WeeklyWindow) -> str:
    """Return weekly hours as they are typed: `Mo-Fr 18-9`."""
    week = [(window.hours,) if day in window.days else () for day in range(7)]
    return write_week(week, spoken())


def weekly_text(hours: DutyHours) -> str:
    """Return weekly hours, and whether they hold on holidays where that is not as on other days."""
    text = window_text(hours.window)
    if hours.on_holidays is OnHolidays.ALSO:
        return text
    return f"{text}, {duty_word(hours.on_holidays)}"


def read_window(text: str) -> WeeklyWindow:
    """Read weekly duty hours.

    Raises:
        Refused: `duty.mixed_hours` unless all days have the same, as one rule has; `duty.no_days`,
            `calendar.bad_week`, `calendar.bad_time`.
    """
    week = read_week(text)
    days = frozenset(day for day, hours in enumerate(week) if hours)
    if not days:
        raise Refused("duty.no_days")
    found = {hours for hours in week if hours}
    if len(found) > 1 or len(next(iter(found))) > 1:
        raise Refused("duty.mixed_hours")
    return WeeklyWindow(days, next(iter(found))[0])

"""The words of calendars: kinds of days, hours, and refusals that name a weekday."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.domain.errors import DeskError, Refused
from desktop.domain.marked import QT_TRANSLATE_NOOP
from desktop.domain.worktime_spec import WEEKDAYS, Override, OverrideKind
from desktop.domain.worktime_text import write_hours
from desktop.ui.formats import date_text, weekday_text

PRESETS = (
    QT_TRANSLATE_NOOP("Calendar", "Business hours"),
    QT_TRANSLATE_NOOP("Calendar", "Round the clock"),
)
_KINDS = {
    OverrideKind.HOLIDAY: QT_TRANSLATE_NOOP("Calendar", "Holiday"),
    OverrideKind.SHORT_DAY: QT_TRANSLATE_NOOP("Calendar", "Short day"),
    OverrideKind.WORKING_DAY: QT_TRANSLATE_NOOP("Calendar", "Extra working day"),
    OverrideKind.MAINTENANCE: QT_TRANSLATE_NOOP("Calendar", "Maintenance"),
}


def name_text(name: str) -> str:
    """Return a calendar's name; that of a preset, unless somebody renamed it, in our words."""
    return QCoreApplication.translate("Calendar", name) if name in PRESETS else name


def kind_text(kind: OverrideKind) -> str:
    """Return why a date differs from its weekday."""
    return QCoreApplication.translate("Calendar", _KINDS[kind])


def hours_text(override: Override) -> str:
    """Return the hours of a date, or that it is closed."""
    if not override.intervals:
        return QCoreApplication.translate("Calendar", "closed")
    return write_hours(override.intervals)


def day_text(day: date) -> str:
    """Return a date with its weekday: `Wed 4 Nov 2026`."""
    return f"{weekday_text(day)} {date_text(day)}"


def told(error: DeskError) -> DeskError:
    """Return an error whose day is a weekday or a date in the language now spoken."""
    day = error.facts.get("day")
    if not isinstance(error, Refused) or not isinstance(day, str):
        return error
    if day in WEEKDAYS:
        name = QLocale().dayName(WEEKDAYS.index(day) + 1)
    else:
        name = day_text(date.fromisoformat(day))
    return Refused(error.code, **{**error.facts, "day": name})

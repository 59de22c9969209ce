"""A field for a moment on the team's wall clock."""

from __future__ import annotations

from datetime import datetime, tzinfo

from PySide6.QtCore import QDateTime, Qt, QTimeZone
from PySide6.QtWidgets import QDateTimeEdit, QWidget

from desktop.ui.formats import instant_pattern


class DateField(QDateTimeEdit):
    """A date and time on the team's wall clock."""

    def __init__(self, at: datetime, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self.setCalendarPopup(True)
        self.setDisplayFormat(instant_pattern())
        self.setTimeZone(QTimeZone(QTimeZone.Initialization.UTC))
        self.show_at(at, zone)

    def show_at(self, at: datetime, zone: tzinfo) -> None:
        """Show another moment, on the wall clock of that zone from now on."""
        self._zone = zone
        wall = at.astimezone(zone)
        self.setDateTime(QDateTime.fromString(f"{wall:%Y-%m-%dT%H:%M}:00Z", Qt.DateFormat.ISODate))

    def at(self) -> datetime:
        """Return the moment chosen, as an instant with the team's zone."""
        wall = self.dateTime()
        day, hour = wall.date(), wall.time()
        return datetime(
            day.year(), day.month(), day.day(), hour.hour(), hour.minute(), tzinfo=self._zone
        )

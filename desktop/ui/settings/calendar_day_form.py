"""The form for one date of a calendar that differs from its weekday."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QLineEdit, QWidget
from typing_extensions import override

from desktop.domain.errors import Refused
from desktop.domain.worktime_spec import Override, OverrideKind
from desktop.domain.worktime_text import read_hours, write_hours
from desktop.ui.formats import date_pattern
from desktop.ui.settings.calendar_words import kind_text
from desktop.ui.settings.record_form import RecordForm

OPEN = (OverrideKind.SHORT_DAY, OverrideKind.WORKING_DAY)


class DayForm(RecordForm):
    """The fields for adding a date and for changing one."""

    opened = Signal(bool)
    """It is shown, or hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edited: date | None = None
        self._source = ""
        self._day = QDateEdit()
        self._day.setCalendarPopup(True)
        self._kind = QComboBox()
        for kind in OverrideKind:
            self._kind.addItem("", kind)
        self._hours = QLineEdit()
        self._label = QLineEdit()
        self._hard_close = QCheckBox()

        self.add_field(lambda: self.tr("Date"), self._day)
        self.add_field(lambda: self.tr("Kind"), self._kind)
        self.add_field(lambda: self.tr("Hours"), self._hours)
        self.add_field(lambda: self.tr("Name"), self._label)
        self._form.addRow("", self._hard_close)
        self.finish()

    @property
    def day(self) -> date:
        """Return the date chosen."""
        chosen = self._day.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def override_typed(self) -> Override:
        """Return what the fields say.

        Raises:
            Refused: `calendar.bad_week`, `calendar.bad_time`; `calendar.no_hours` for a day of work
                without any.
        """
        kind = OverrideKind(self._kind.currentData())
        hours = read_hours(self._hours.text())
        if kind in OPEN and not hours:
            raise Refused("calendar.no_hours")
        label = " ".join(self._label.text().split())
        return Override(kind, hours, label, self._source, self._hard_close.isChecked())

    def begin(self, day: date, override: Override, *, is_new: bool) -> None:
        """Show the form filled in."""
        self.edited = None if is_new else day
        self._source = override.source
        self.show_day(day)
        self._kind.setCurrentIndex(self._kind.findData(override.kind))
        self._hours.setText(write_hours(override.intervals))
        self._label.setText(override.label)
        self._hard_close.setChecked(override.hard_close)
        self.open_at(self._day if is_new else self._kind)

    def show_day(self, day: date) -> None:
        """Show a date in its field."""
        self._day.setDate(QDate(day.year, day.month, day.day))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.opened.emit(True)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.opened.emit(False)

    @override
    def save_words(self) -> str:
        return self.tr("Put into the list")

    @override
    def retranslate(self) -> None:
        super().retranslate()
        for index, kind in enumerate(OverrideKind):
            self._kind.setItemText(index, kind_text(kind))
        self._day.setDisplayFormat(f"ddd {date_pattern()}")
        self._hours.setPlaceholderText(self.tr("closed; or 9-13, 14-17"))
        self._hard_close.setText(self.tr("Cut the night shift of the day before at midnight"))

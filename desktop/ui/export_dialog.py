"""The dialog before a table is exported: which days, and for which program."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.services.export_format import Preset
from desktop.services.exports import ExportOptions
from desktop.ui.language import Tongue
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.buttons import PrimaryButton
from desktop.ui.widgets.labels import MutedLabel, PlainLabel

WIDTH = 480


class Period(StrEnum):
    """The days offered by name; `DAYS` shows two date fields."""

    LAST_MONTH = "last_month"
    THIS_MONTH = "this_month"
    EVERYTHING = "everything"
    DAYS = "days"


class ExportDialog(QDialog):
    """Opens on last month, the question most often asked; who listens asks for the file."""

    wanted = Signal(object)
    """ExportOptions: what to export."""

    def __init__(
        self,
        today: date,
        tongue: Tongue,
        title: str,
        hint: str,
        parent: QWidget,
        periods: Collection[Period] = frozenset(Period),
    ) -> None:
        super().__init__(parent)
        self._today = today
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self._period = QComboBox()
        for period, words in (
            (Period.LAST_MONTH, self.tr("Last month")),
            (Period.THIS_MONTH, self.tr("This month")),
            (Period.EVERYTHING, self.tr("Everything")),
            (Period.DAYS, self.tr("Days…")),
        ):
            if period in periods:
                self._period.addItem(words, period)
        self._first = self._day_field(self.tr("First day"))
        self._last = self._day_field(self.tr("Last day"))
        self._preset = QComboBox()
        for preset, words in (
            (Preset.EXCEL_RU, self.tr("Excel, Russian settings")),
            (Preset.EXCEL_EN, self.tr("Excel, English settings")),
            (Preset.PROGRAM, self.tr("Another program (CSV)")),
        ):
            self._preset.addItem(words, preset)
        wanted = Preset.EXCEL_RU if tongue is Tongue.RUSSIAN else Preset.EXCEL_EN
        self._preset.setCurrentIndex(self._preset.findData(wanted))
        told = MutedLabel(hint)
        told.setWordWrap(True)
        self._save = PrimaryButton(self.tr("Save as…"))
        self._save.setDefault(True)

        days = QHBoxLayout()
        days.setSpacing(Space.CONTROL)
        days.addWidget(self._first)
        days.addWidget(PlainLabel("–"))
        days.addWidget(self._last)
        days.addStretch(1)
        form = QFormLayout()
        form.setHorizontalSpacing(Space.PAGE)
        form.setVerticalSpacing(Space.CONTROL)
        form.addRow(self.tr("Period"), self._period)
        form.addRow("", days)
        form.addRow(self.tr("To be read by"), self._preset)
        form.addRow("", told)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self._save, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        layout.setSpacing(Space.PANE)
        layout.addLayout(form)
        layout.addWidget(buttons)

        self._period.activated.connect(self._on_period)
        self._first.dateChanged.connect(self._on_days)
        self._last.dateChanged.connect(self._on_days)
        self._save.clicked.connect(self._on_save)
        buttons.rejected.connect(self.reject)
        self._on_period()

    @property
    def options(self) -> ExportOptions:
        """Return what is chosen."""
        first, last = self._days()
        return ExportOptions(Preset(self._preset.currentData()), first, last)

    def choose(self, period: Period) -> None:
        """Choose a period by name."""
        self._period.setCurrentIndex(self._period.findData(period))
        self._on_period()

    def _days(self) -> tuple[date | None, date | None]:
        month_begins = self._today.replace(day=1)
        match Period(self._period.currentData()):
            case Period.LAST_MONTH:
                ends = month_begins - timedelta(days=1)
                return ends.replace(day=1), ends
            case Period.THIS_MONTH:
                return month_begins, self._today
            case Period.EVERYTHING:
                return None, None
            case Period.DAYS:
                return _date(self._first.date()), _date(self._last.date())

    def _day_field(self, name: str) -> QDateEdit:
        field = QDateEdit()
        field.setCalendarPopup(True)
        field.setDate(QDate(self._today.year, self._today.month, self._today.day))
        field.setAccessibleName(name)
        return field

    def _on_period(self) -> None:
        is_free = Period(self._period.currentData()) is Period.DAYS
        first, last = self._days()
        for field, day in ((self._first, first), (self._last, last)):
            field.setEnabled(is_free)
            field.setVisible(day is not None)
            if day is not None:
                field.setDate(QDate(day.year, day.month, day.day))
        self._on_days()

    def _on_days(self) -> None:
        first, last = self._days()
        self._save.setEnabled(first is None or last is None or first <= last)

    def _on_save(self) -> None:
        self.accept()
        self.wanted.emit(self.options)


def _date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())

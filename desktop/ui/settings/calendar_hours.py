"""The weekly hours of a calendar: a switch for day and night, a line to type, a grid to paint."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.errors import DeskError
from desktop.domain.worktime import CalendarSpec
from desktop.domain.worktime_text import Week, read_week, write_week
from desktop.ui.settings.calendar_week import WeekGrid
from desktop.ui.settings.calendar_words import told
from desktop.ui.theme.typography import Space
from desktop.ui.tickets.spoken import spoken
from desktop.ui.widgets.labels import MutedLabel, PlainLabel
from desktop.ui.widgets.notice_bar import ErrorBar

STEPS = (30, 15)


class HoursPage(QWidget):
    """Typing and painting are two ways to the same hours; what cannot be read stays as typed."""

    changed = Signal()
    """`always` or `week` is another."""
    refused = Signal(bool)
    """What is typed cannot be read, or can again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._always = QCheckBox()
        self._label = PlainLabel()
        self._text = QLineEdit()
        self._label.setBuddy(self._text)
        self._step_label = PlainLabel()
        self._step = QComboBox()
        self._step_label.setBuddy(self._step)
        for minutes in STEPS:
            self._step.addItem("", minutes)
        self._error = ErrorBar()
        self._grid = WeekGrid()
        self._hint = MutedLabel()
        self._hint.setWordWrap(True)

        typed = QHBoxLayout()
        typed.setSpacing(Space.CONTROL)
        typed.addWidget(self._label)
        typed.addWidget(self._text, 1)
        typed.addWidget(self._step_label)
        typed.addWidget(self._step)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, Space.PANE, 0, 0)
        layout.setSpacing(Space.CONTROL)
        layout.addWidget(self._always)
        layout.addLayout(typed)
        layout.addWidget(self._error)
        layout.addWidget(self._grid)
        layout.addWidget(self._hint)

        self._always.clicked.connect(self._on_always)
        self._text.textEdited.connect(self._on_typed)
        self._text.editingFinished.connect(self._on_finished)
        self._step.activated.connect(self._on_step)
        self._grid.painted.connect(self._on_painted)
        self.retranslate()

    @property
    def always(self) -> bool:
        """Return whether the calendar never closes."""
        return self._always.isChecked()

    @property
    def week(self) -> Week:
        """Return the weekly hours."""
        return self._grid.week

    def show_spec(self, spec: CalendarSpec) -> None:
        """Show the hours of a calendar."""
        self._always.setChecked(spec.always)
        self._grid.show_week(spec.weekly)
        self._write()
        self._enable()

    def retranslate(self) -> None:
        """Take the words of the language now spoken."""
        self._always.setText(self.tr("Open day and night"))
        self._label.setText(self.tr("Hours"))
        self._text.setPlaceholderText(self.tr("Mo-Fr 9-13, 14-18; Sa 10-14"))
        self._text.setAccessibleName(self.tr("Hours"))
        self._step_label.setText(self.tr("Step"))
        self._step.setAccessibleName(self.tr("Step"))
        for index, minutes in enumerate(STEPS):
            self._step.setItemText(index, self.tr("{minutes} min").format(minutes=minutes))
        self._grid.setAccessibleName(self.tr("Weekly hours"))
        self._hint.setText(
            self.tr(
                "Drag to open or close; drag down and back to an earlier hour for nights. "
                "Arrows move, Shift selects, Space paints. To the minute: type, as in 8:45-17:20."
            )
        )
        self._write()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _write(self) -> None:
        self._error.hide()
        self.refused.emit(False)
        self._text.setText(write_week(self._grid.week, spoken()))

    def _enable(self) -> None:
        for part in (self._text, self._step, self._grid):
            part.setEnabled(not self.always)

    def _on_always(self) -> None:
        self._enable()
        self.changed.emit()

    def _on_typed(self, text: str) -> None:
        try:
            week = read_week(text)
            CalendarSpec("", "UTC", week)  # refuses hours that overlap
        except DeskError as error:
            self._error.show_error(told(error))
            self.refused.emit(True)
            return
        self._error.hide()
        self.refused.emit(False)
        self._grid.show_week(week)
        self.changed.emit()

    def _on_finished(self) -> None:
        if self._error.isHidden():
            self._write()

    def _on_step(self, index: int) -> None:
        self._grid.set_step(self._step.itemData(index))

    def _on_painted(self) -> None:
        self._write()
        self.changed.emit()

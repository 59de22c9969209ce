"""What belongs to a target besides its length: calendar, extra time out of hours, pauses."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from desktop.domain.durations import Duration
from desktop.domain.errors import Refused
from desktop.domain.sla import ClockKind, Target
from desktop.ui.settings.calendar_words import name_text
from desktop.ui.settings.policy_table import Cell
from desktop.ui.settings.policy_words import cell_name, extra_text
from desktop.ui.settings.section import FIELD_WIDTH
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.labels import PlainLabel

EXTRA_WIDTH = 120
PAUSABLE = frozenset({ClockKind.NEXT_RESPONSE, ClockKind.SOLUTION})
"""What may stand while a ticket is deferred or with the developers (sla.md K8)."""


class PolicyCell(QWidget):
    """Edits the cells chosen in the grid; without a target there is nothing to set."""

    changed = Signal(dict)
    """The fields of `Target` that were set."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cell: Cell | None = None
        self._names: Mapping[str, str] = {}
        self.error: Refused | None = None
        self._title = PlainLabel()
        self._calendar_label = PlainLabel()
        self._calendar = QComboBox()
        self._extra_label = PlainLabel()
        self._extra = QLineEdit()
        self._counted = QComboBox()
        self._pause = QCheckBox()
        self._calendar_label.setBuddy(self._calendar)
        self._extra_label.setBuddy(self._extra)
        self._calendar.setMinimumWidth(FIELD_WIDTH)
        self._extra.setMaximumWidth(EXTRA_WIDTH)
        for is_wall in (False, True):
            self._counted.addItem("", is_wall)

        extra = QHBoxLayout()
        extra.setSpacing(Space.CONTROL)
        extra.addWidget(self._extra)
        extra.addWidget(self._counted)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.PAGE)
        grid.setVerticalSpacing(Space.CONTROL)
        grid.addWidget(self._title, 0, 0, 1, 5)
        grid.addWidget(self._calendar_label, 1, 0)
        grid.addWidget(self._calendar, 1, 1)
        grid.addWidget(self._extra_label, 1, 2)
        grid.addLayout(extra, 1, 3)
        grid.addWidget(self._pause, 2, 1, 1, 3)
        grid.setColumnStretch(4, 1)

        self._calendar.activated.connect(self._on_calendar)
        self._extra.editingFinished.connect(self._on_extra)
        self._counted.activated.connect(self._on_counted)
        self._pause.clicked.connect(self._on_pause)
        self.retranslate()

    def show_calendars(self, names: Mapping[str, str]) -> None:
        """Offer these calendars, names by key."""
        self._names = names
        self._calendar.clear()
        for key, name in names.items():
            self._calendar.addItem(name_text(name), key)

    def show_cell(self, cell: Cell, target: Target | None) -> None:
        """Show what belongs to the target of a cell."""
        self._cell = cell
        self.error = None
        self._title.setText(cell_name(*cell))
        for field in (self._calendar, self._extra, self._counted):
            field.setEnabled(target is not None)
        self._pause.setEnabled(target is not None and cell[1] in PAUSABLE)
        self._calendar.setCurrentIndex(
            self._calendar.findData(target.calendar) if target is not None else -1
        )
        self._extra.setText(extra_text(target.out_of_hours_minutes) if target else "")
        is_wall = target is not None and target.out_of_hours_wall
        self._counted.setCurrentIndex(self._counted.findData(is_wall))
        self._pause.setChecked(target is not None and target.developers_pause)

    def retranslate(self) -> None:
        """Take the words of the language now spoken."""
        self._calendar_label.setText(self.tr("Counted in"))
        self._calendar.setAccessibleName(self.tr("Counted in"))
        self._extra_label.setText(self.tr("Starting out of hours, add"))
        self._extra.setAccessibleName(self.tr("Starting out of hours, add"))
        self._extra.setPlaceholderText(self.tr("nothing"))
        self._counted.setAccessibleName(self.tr("How the extra time is counted"))
        self._counted.setItemText(0, self.tr("of business time"))
        self._counted.setItemText(1, self.tr("by the wall clock"))
        self._pause.setText(self.tr("Stands still while deferred or with the developers"))
        for index, name in enumerate(self._names.values()):
            self._calendar.setItemText(index, name_text(name))
        if self._cell is not None:
            self._title.setText(cell_name(*self._cell))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _on_calendar(self) -> None:
        self.changed.emit({"calendar": self._calendar.currentData()})

    def _on_extra(self) -> None:
        """Read the extra time; empty is none."""
        text = self._extra.text().strip()
        try:
            minutes = _minutes(text)
        except Refused as error:
            self.error = error
            self.changed.emit({})
            return
        self.error = None
        self.changed.emit({"out_of_hours_minutes": minutes})

    def _on_counted(self) -> None:
        self.changed.emit({"out_of_hours_wall": self._counted.currentData()})

    def _on_pause(self, checked: bool) -> None:
        self.changed.emit({"developers_pause": checked})


def _minutes(text: str) -> int:
    """Read the extra time of business hours or of the wall clock, which has no business days.

    Raises:
        Refused: as `Duration.parse`.
    """
    if not text:
        return 0
    length = Duration.parse(text)
    if length.minutes is None:
        raise Refused("duration.unreadable", text=text)
    return length.minutes

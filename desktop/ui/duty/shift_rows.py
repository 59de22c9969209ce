"""A small table of shifts that are typed: a person and a time each, as many as there are."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.duty_span import Span
from desktop.services.temporary_schedules import TemporaryShift
from desktop.ui.duty.fields import PersonField, SpanField
from desktop.ui.duty.team import DutyTeam
from desktop.ui.icons import icon
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.labels import FaultLabel


class ShiftRows(QWidget):
    """One line a shift; a new one begins where the last one ends."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._team = DutyTeam()
        self._rows: list[_ShiftRow] = []
        self.within: Span | None = None
        """What a first shift takes, and no shift leaves."""
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.TIGHT)
        self._fault = FaultLabel()
        self._add = QPushButton()
        below = QHBoxLayout()
        below.addWidget(self._add)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL)
        column.addLayout(self._lines)
        column.addWidget(self._fault)
        column.addLayout(below)
        self.setFocusProxy(self._add)
        self._add.clicked.connect(self._on_add)
        self._fault.hide()
        self.say()

    def show_shifts(self, shifts: Iterable[TemporaryShift], within: Span, team: DutyTeam) -> None:
        """Show these shifts of a schedule for that time."""
        self._team, self.within = team, within
        for row in list(self._rows):
            self._drop(row)
        for shift in shifts:
            self._append(shift)
        self._on_changed()

    @property
    def shifts(self) -> tuple[TemporaryShift, ...]:
        """Return what is typed."""
        return tuple(row.shift for row in self._rows)

    @property
    def is_right(self) -> bool:
        """Tell whether every shift ends after it starts, inside of the schedule."""
        return all(row.time.is_right and self._is_inside(row) for row in self._rows)

    def say(self) -> None:
        """Take the words of the language now spoken."""
        self._add.setText(self.tr("Add a shift"))
        self._on_changed()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say()

    def _on_add(self) -> None:
        if self.within is None or not self._team.active:
            return
        start_at = self._rows[-1].time.span[1] if self._rows else self.within[0]
        end_at = self.within[1] if start_at < self.within[1] else start_at
        row = self._append(TemporaryShift(start_at, end_at, self._team.active[0].id))
        row.person.setFocus()
        self._on_changed()

    def _append(self, shift: TemporaryShift) -> _ShiftRow:
        row = _ShiftRow(shift, self._team)
        row.person.currentIndexChanged.connect(self.changed)
        row.time.changed.connect(self._on_changed)
        row.remove.clicked.connect(partial(self._on_remove, row))
        self._rows.append(row)
        self._lines.addWidget(row)
        return row

    def _on_remove(self, row: _ShiftRow) -> None:
        self._drop(row)
        self._add.setFocus()
        self._on_changed()

    def _drop(self, row: _ShiftRow) -> None:
        self._rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _is_inside(self, row: _ShiftRow) -> bool:
        start_at, end_at = row.time.span
        return self.within is None or self.within[0] <= start_at < end_at <= self.within[1]

    def _on_changed(self) -> None:
        is_outside = any(row.time.is_right and not self._is_inside(row) for row in self._rows)
        fault = self.tr("A shift lies outside of the schedule’s time.")
        self._fault.show_fault(fault if is_outside else "")
        self.changed.emit()


class _ShiftRow(QWidget):
    """A person, a time, and the button that removes the line."""

    def __init__(self, shift: TemporaryShift, team: DutyTeam) -> None:
        super().__init__()
        self.person = PersonField()
        self.time = SpanField()
        self.remove = QToolButton()
        known = [each for each in team.people if each.is_active or each.id == shift.person_id]
        self.person.show_people(known, shift.person_id)
        self.person.setAccessibleName(self.tr("Person"))
        self.time.show_span((shift.start_at, shift.end_at), team.zone)
        self.remove.setAutoRaise(True)
        self.remove.setMinimumSize(Space.SECTION, Space.SECTION)
        self.remove.setToolTip(self.tr("Remove this shift"))
        self.remove.setAccessibleName(self.tr("Remove this shift"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CONTROL)
        row.addWidget(self.person, 1)
        row.addWidget(self.time)
        row.addWidget(self.remove)
        self._tint()

    @property
    def shift(self) -> TemporaryShift:
        """Return what is typed."""
        return TemporaryShift(*self.time.span, self.person.person_id or 0)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        self.remove.setIcon(icon("x", tokens_of(self.palette()).text))

"""The targets of a policy as a table: a row for each priority, a column for each clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from desktop.domain.durations import Duration
from desktop.domain.errors import Refused
from desktop.domain.sla import ClockKind, Target
from desktop.domain.sla_policy_check import CUSTOMER_CLOCKS, DEVELOPER_CLOCKS
from desktop.domain.ticket import PRIORITY_RANK, Priority
from desktop.ui.settings.calendar_words import name_text
from desktop.ui.settings.policy_words import cell_name, extra_text, length_text
from desktop.ui.sla_cell import target_word
from desktop.ui.texts import sentence, word

Index = QModelIndex | QPersistentModelIndex
Cell = tuple[Priority, ClockKind]

PRIORITIES = tuple(sorted(Priority, key=PRIORITY_RANK.__getitem__))
CLOCKS = (*CUSTOMER_CLOCKS, *DEVELOPER_CLOCKS)

DISPLAY, EDIT, TOOLTIP, SPOKEN = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)
DETAIL = Qt.ItemDataRole.UserRole + 1
"""The second line of a cell: its calendar, and what is added out of hours."""
WRONG = Qt.ItemDataRole.UserRole + 2
"""Whether the cell keeps the policy from being saved."""


class PolicyTable(QAbstractTableModel):
    """Owns what is typed until it is saved; a length nobody can read stays as it was typed."""

    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._targets: dict[Cell, Target] = {}
        self._typed: dict[Cell, tuple[str, Refused]] = {}
        self._flaws: Mapping[Cell, Refused] = {}
        self._calendars: Mapping[str, str] = {}

    @property
    def targets(self) -> Mapping[Cell, Target]:
        """Return every target that can be read."""
        return dict(self._targets)

    @property
    def unreadable(self) -> Refused | None:
        """Return why a length that is typed cannot be read, the first of them."""
        return next((error for _, error in self._typed.values()), None)

    def show_targets(self, targets: Mapping[Cell, Target], calendars: Mapping[str, str]) -> None:
        """Show the targets of a policy; `calendars` are the names by key."""
        self.beginResetModel()
        self._targets = dict(targets)
        self._typed = {}
        self._flaws = {}
        self._calendars = calendars
        self.endResetModel()

    def show_flaws(self, flaws: Mapping[Cell, Refused]) -> None:
        """Mark the cells in which something is wrong."""
        if flaws != self._flaws:
            self._flaws = flaws
            self._repaint()

    def retranslate(self) -> None:
        """Take the words of the language now spoken."""
        self._repaint()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(CLOCKS) - 1)
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(PRIORITIES) - 1)

    def target(self, index: Index) -> Target | None:
        """Return the target of a cell."""
        return self._targets.get(cell_of(index))

    def change(self, indexes: Iterable[Index], **fields: object) -> None:
        """Set calendar, extra time or pause of every cell among these that has a target."""
        changed = False
        for cell in map(cell_of, indexes):
            target = self._targets.get(cell)
            if target is not None:
                self._targets[cell] = replace(target, **fields)  # type: ignore[arg-type]
                changed = changed or self._targets[cell] != target
        if changed:
            self._repaint()
            self.edited.emit()

    def clear(self, indexes: Iterable[Index]) -> None:
        """Take the targets of these cells away: no such clock will run."""
        for index in indexes:
            self.setData(index, "", EDIT)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(PRIORITIES)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(CLOCKS)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    @override
    def headerData(self, place: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if role != DISPLAY:
            return None
        if orientation is Qt.Orientation.Vertical:
            return word(PRIORITIES[place])
        return target_word(CLOCKS[place])

    @override
    def data(self, index: Index, role: int = DISPLAY) -> Any:
        cell = cell_of(index)
        if role in (DISPLAY, EDIT):
            return self._text(cell, role)
        if role == DETAIL:
            return self._detail(cell)
        if role == WRONG:
            return self._error(cell) is not None
        if role == TOOLTIP:
            error = self._error(cell)
            return self._detail(cell) if error is None else sentence(error)
        if role == SPOKEN:
            return ", ".join((cell_name(*cell), self._text(cell, DISPLAY), self._detail(cell)))
        return None

    @override
    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        cell, text = cell_of(index), str(value).strip()
        if role != EDIT or text == self._text(cell, EDIT):
            return False
        self._typed.pop(cell, None)
        try:
            self._take(cell, text)
        except Refused as error:
            self._typed[cell] = (text, error)
        self.dataChanged.emit(index, index)
        self.edited.emit()
        return True

    def _take(self, cell: Cell, text: str) -> None:
        if not text:
            self._targets.pop(cell, None)
            return
        length = Duration.parse(text)
        before = self._targets.get(cell) or Target(self._usual_calendar(cell), minutes=1)
        self._targets[cell] = replace(
            before, minutes=length.minutes, business_days=length.business_days
        )

    def _usual_calendar(self, cell: Cell) -> str:
        """Return the calendar of the same priority's other targets, else the first there is."""
        own = (self._targets[cell[0], kind] for kind in CLOCKS if (cell[0], kind) in self._targets)
        return next((target.calendar for target in own), next(iter(self._calendars), ""))

    def _error(self, cell: Cell) -> Refused | None:
        return self._typed[cell][1] if cell in self._typed else self._flaws.get(cell)

    def _text(self, cell: Cell, role: int) -> str:
        if cell in self._typed:
            return self._typed[cell][0]
        target = self._targets.get(cell)
        if target is None:
            return "" if role == EDIT else "—"
        return length_text(target)

    def _detail(self, cell: Cell) -> str:
        target = self._targets.get(cell)
        if target is None:
            return ""
        name = name_text(self._calendars.get(target.calendar, target.calendar))
        extra = extra_text(target.out_of_hours_minutes)
        return f"{name} +{extra}" if extra else name

    def _repaint(self) -> None:
        last = self.index(len(PRIORITIES) - 1, len(CLOCKS) - 1)
        self.dataChanged.emit(self.index(0, 0), last)


def cell_of(index: Index) -> Cell:
    """Return the priority and the clock of a cell."""
    return PRIORITIES[index.row()], CLOCKS[index.column()]

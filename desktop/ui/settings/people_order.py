"""People who take turns: a list with those who do ticked, in their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.services.rows import PersonRow
from desktop.ui.theme.typography import Space

ROWS_SHOWN = 4


class PeopleOrder(QWidget):
    """Ticked by space or a click; moved by the buttons, or dragged."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = QListWidget()
        self._list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._list.setFixedHeight(self.fontMetrics().height() * (ROWS_SHOWN + 2))
        self._up = QPushButton()
        self._down = QPushButton()
        buttons = QVBoxLayout()
        buttons.setSpacing(Space.CONTROL)
        buttons.addWidget(self._up)
        buttons.addWidget(self._down)
        buttons.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CONTROL)
        row.addWidget(self._list, 1)
        row.addLayout(buttons)
        self.setFocusProxy(self._list)

        self._up.clicked.connect(lambda: self._move(-1))
        self._down.clicked.connect(lambda: self._move(1))
        self._list.currentRowChanged.connect(self._on_row)
        self.retranslate()

    @property
    def chosen(self) -> tuple[int, ...]:
        """Return the people ticked, in order."""
        items = (self._list.item(row) for row in range(self._list.count()))
        return tuple(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def show_people(self, people: Sequence[PersonRow], chosen: Iterable[int]) -> None:
        """Offer the people, those chosen first and ticked."""
        turns = list(chosen)
        self._list.clear()
        for person in sorted(people, key=lambda each: _place(turns, each)):
            item = QListWidgetItem(person.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
            is_chosen = person.id in turns
            item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.UserRole, person.id)
            self._list.addItem(item)
        self._list.setCurrentRow(0)

    def retranslate(self) -> None:
        """Take the words of the language now spoken."""
        self._up.setText(self.tr("Move up"))
        self._down.setText(self.tr("Move down"))
        self._list.setAccessibleName(self.tr("People who take turns, in order"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _on_row(self, row: int) -> None:
        self._up.setEnabled(row > 0)
        self._down.setEnabled(0 <= row < self._list.count() - 1)

    def _move(self, by: int) -> None:
        row = self._list.currentRow()
        item = self._list.takeItem(row)
        self._list.insertItem(row + by, item)
        self._list.setCurrentItem(item)


def _place(turns: list[int], person: PersonRow) -> tuple[int, str]:
    place = turns.index(person.id) if person.id in turns else len(turns)
    return place, person.name

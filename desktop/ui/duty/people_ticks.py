"""A list of people, each of them ticked or not."""

from __future__ import annotations

from collections.abc import Container, Iterable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.services.rows import PersonRow
from desktop.ui.duty.roomy_delegate import RoomyDelegate
from desktop.ui.theme.typography import Space

LINES = 6
_PERSON = Qt.ItemDataRole.UserRole


class PeopleTicks(QListWidget):
    """Space and clicks tick."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(RoomyDelegate(self))
        self.setFixedHeight((self.fontMetrics().height() + Space.CONTROL) * LINES)
        self.itemChanged.connect(self._on_item)

    def show_people(self, people: Iterable[PersonRow], ticked: Container[int]) -> None:
        """Offer people, some of them ticked."""
        with QSignalBlocker(self):
            self.clear()
            for person in people:
                item = QListWidgetItem(person.name)
                item.setData(_PERSON, person.id)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                is_ticked = person.id in ticked
                item.setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
                self.addItem(item)
            self.setCurrentRow(0)

    @property
    def ticked(self) -> tuple[int, ...]:
        """Return who is ticked, in the order shown."""
        items = (self.item(row) for row in range(self.count()))
        return tuple(
            int(item.data(_PERSON)) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def _on_item(self) -> None:
        self.changed.emit()

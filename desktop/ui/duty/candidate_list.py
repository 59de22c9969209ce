"""The list of who can cover a time: the best first, those who cannot last and greyed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from desktop.services.duty_candidates import CandidateRow
from desktop.ui.duty.roomy_delegate import RoomyDelegate
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.tooltips import plain_tooltip

LINES = 7
_PERSON = Qt.ItemDataRole.UserRole
_IS_AVAILABLE = Qt.ItemDataRole.UserRole + 1


class CandidateList(QListWidget):
    """One line a person, with what speaks for and against; arrows and clicks choose."""

    chosen = Signal(object)
    """The id of a person who can; None for the line that stands for anybody."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(RoomyDelegate(self))
        self.setWordWrap(True)
        self.setMinimumHeight((self.fontMetrics().height() + Space.CONTROL) * LINES)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.currentItemChanged.connect(self._on_current)

    def show_candidates(
        self,
        rows: Iterable[CandidateRow],
        describe: Callable[[CandidateRow], str],
        anybody: str = "",
    ) -> None:
        """List people in the order given; with `anybody`, those words stand before them."""
        with QSignalBlocker(self):
            self.clear()
            if anybody:
                self._add(anybody, None, is_available=True)
            for row in rows:
                text = f"{row.name}: {describe(row)}"
                self._add(text, row.person_id, is_available=row.is_available)
        self._tint()

    @property
    def person_id(self) -> int | None:
        """Return whom the cursor is on; None on the line for anybody. It is never on who cannot."""
        item = self.currentItem()
        person_id = None if item is None else item.data(_PERSON)
        return None if person_id is None else int(person_id)

    def best(self) -> int | None:
        """Return the first who can."""
        for row in range(self.count()):
            item = self.item(row)
            if item.data(_IS_AVAILABLE) and item.data(_PERSON) is not None:
                return int(item.data(_PERSON))
        return None

    def choose(self, person_id: int | None) -> None:
        """Put the cursor on a person without telling anybody."""
        with QSignalBlocker(self):
            for row in range(self.count()):
                item = self.item(row)
                if item.data(_IS_AVAILABLE) and item.data(_PERSON) == person_id:
                    self.setCurrentRow(row)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _add(self, text: str, person_id: int | None, *, is_available: bool) -> None:
        item = QListWidgetItem(text)
        item.setToolTip(plain_tooltip(text))
        item.setData(_PERSON, person_id)
        item.setData(_IS_AVAILABLE, is_available)
        if not is_available:
            item.setFlags(Qt.ItemFlag.ItemNeverHasChildren)
        self.addItem(item)

    def _tint(self) -> None:
        muted = tokens_of(self.palette()).muted
        with QSignalBlocker(self):
            for row in range(self.count()):
                item = self.item(row)
                if not item.data(_IS_AVAILABLE):
                    item.setForeground(muted)

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_PERSON))

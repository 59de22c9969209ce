"""A field for an IANA time zone: a list of all there are, in which typing finds one."""

from __future__ import annotations

from zoneinfo import available_timezones

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget
from typing_extensions import override


class ZoneField(QComboBox):
    """Shows one zone; with `may_be_empty` it offers none as well."""

    chosen = Signal(str)
    """Somebody picked a zone, or typed one that exists."""

    def __init__(self, *, may_be_empty: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first = [""] if may_be_empty else []
        self._has_all = False
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self.activated.connect(self._on_activated)

    def show_zone(self, zone: str) -> None:
        """Show a zone without telling anybody."""
        if self.findText(zone) < 0:
            self.addItem(zone)
        self.setCurrentIndex(self.findText(zone))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._fill()
        super().focusInEvent(event)

    @override
    def showPopup(self) -> None:
        self._fill()
        super().showPopup()

    def _fill(self) -> None:
        """List the zones: looking for them takes 30 ms, which no start should."""
        if self._has_all:
            return
        self._has_all = True
        zone = self.currentText()
        self.clear()
        self.addItems(
            [*self._first, *sorted(name for name in available_timezones() if "/" in name)]
        )
        self.show_zone(zone)

    def _on_activated(self, index: int) -> None:
        self.chosen.emit(self.itemText(index))

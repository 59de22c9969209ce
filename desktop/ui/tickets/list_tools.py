"""The line above the list: search, the order, and cards or table."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget
from typing_extensions import override

from desktop.services.rows import Sort
from desktop.ui.actions import Actions
from desktop.ui.theme.typography import Space
from desktop.ui.tickets.view_words import sort_word
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.search_field import SearchField


class ListTools(QWidget):
    """Asks for a search or an order; the mode buttons are the registry's actions."""

    sort_chosen = Signal(object)
    """Sort: another order was chosen."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shortcut = actions["edit.search"].shortcut().toString()
        self._sort = QComboBox()
        self.search = SearchField()
        for sort in Sort:
            self._sort.addItem("", sort)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.CONTROL)
        layout.addWidget(self.search, 1)
        layout.addWidget(self._sort)
        layout.addWidget(IconButton("rows-2", actions["view.cards"]))
        layout.addWidget(IconButton("table-2", actions["view.table"]))
        self._sort.activated.connect(self._on_sort_activated)
        self.retranslate()

    def show_sort(self, sort: Sort) -> None:
        """Show the order the list is in."""
        self._sort.setCurrentIndex(self._sort.findData(sort))

    def retranslate(self) -> None:
        """Say the words again in the language now spoken."""
        placeholder = self.tr("Search tickets  ({shortcut})")
        self.search.setPlaceholderText(placeholder.format(shortcut=self._shortcut))
        self.search.setAccessibleName(self.tr("Search tickets"))
        self._sort.setToolTip(self.tr("Order of the list"))
        self._sort.setAccessibleName(self.tr("Order of the list"))
        for place, sort in enumerate(Sort):
            self._sort.setItemText(place, sort_word(sort))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _on_sort_activated(self, place: int) -> None:
        self.sort_chosen.emit(Sort(self._sort.itemData(place)))

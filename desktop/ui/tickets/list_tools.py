"""The line above the list: search, the order, and cards or table."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.services.rows import Found, HitOrder, Sort, TicketQuery
from desktop.ui.actions import Actions
from desktop.ui.theme.typography import Space
from desktop.ui.tickets.ticket_search_field import TicketSearchField
from desktop.ui.tickets.view_words import order_word
from desktop.ui.tickets.views_delegate import count_text
from desktop.ui.widgets.action_button import ActionButton
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.labels import MutedLabel


class ListTools(QWidget):
    """Asks for a search or an order; the mode buttons are the registry's actions."""

    order_chosen = Signal(object)
    """Sort or HitOrder: another order was chosen."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shortcut = actions["edit.search"].shortcut().toString()
        self._order = QComboBox()
        self._order.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._orders: tuple[Sort | HitOrder, ...] = ()
        self.search = TicketSearchField()
        self._found: Found | None = None
        self._below = QWidget()
        self._count = MutedLabel()
        self._save = ActionButton(actions["view.save_search"], self)
        layout = QHBoxLayout()
        layout.setSpacing(Space.CONTROL)
        layout.addWidget(self.search, 1)
        layout.addWidget(self._order)
        layout.addWidget(IconButton("rows-2", actions["view.cards"]))
        layout.addWidget(IconButton("table-2", actions["view.table"]))
        below = QHBoxLayout(self._below)
        below.setContentsMargins(Space.TIGHT, 0, 0, 0)
        below.addWidget(self._count, 1)
        below.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TIGHT)
        column.addLayout(layout)
        column.addWidget(self._below)
        self._below.hide()
        self._order.activated.connect(self._on_order_activated)
        self.retranslate()

    def show_order(self, query: TicketQuery) -> None:
        """Show the order the list is in, among those that it can be in: words have their own."""
        by_words = bool(query.text) and _looks_for_words(query.text)
        self._offer(tuple(HitOrder) if by_words else tuple(Sort))
        order = query.hits if by_words else query.sort
        self._order.setCurrentIndex(self._orders.index(order))

    def show_search(self, is_search: bool) -> None:
        """Show the line below while something is searched; its count comes when it is known."""
        self._below.setVisible(is_search)
        self.show_found(None)

    def show_found(self, found: Found | None) -> None:
        """Say how many tickets were found, nothing while that is not known."""
        self._found = found
        if found is None:
            self._count.setText("")
            return
        if found.is_all:
            words = self.tr("%n found", "", found.count)
        else:
            words = self.tr("{count} found").format(count=count_text(found))
        if found.is_shortened:
            shortened = self.tr("Search text shortened")
            words = f"{words} · {shortened}"
        self._count.setText(words)

    @property
    def count_words(self) -> str:
        """What is said of the number found."""
        return self._count.text()

    def retranslate(self) -> None:
        """Say the words again in the language now spoken."""
        self.search.retranslate()
        self.show_found(self._found)
        placeholder = self.tr("Search tickets  ({shortcut})")
        self.search.setPlaceholderText(placeholder.format(shortcut=self._shortcut))
        self.search.setAccessibleName(self.tr("Search tickets"))
        self._order.setToolTip(self.tr("Order of the list"))
        self._order.setAccessibleName(self.tr("Order of the list"))
        for place, order in enumerate(self._orders):
            self._order.setItemText(place, order_word(order))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _offer(self, orders: tuple[Sort | HitOrder, ...]) -> None:
        if orders != self._orders:
            self._orders = orders
            self._order.clear()
            self._order.addItems([order_word(order) for order in orders])

    def _on_order_activated(self, place: int) -> None:
        self.order_chosen.emit(self._orders[place])


def _looks_for_words(text: str) -> bool:
    from desktop.domain.search_language import looks_for_words  # the first list is a view

    return looks_for_words(text)

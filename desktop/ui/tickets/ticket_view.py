"""TicketView: tickets as cards or as a table with columns, in three densities."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from desktop.services.rows import Sort
from desktop.ui.actions import Actions
from desktop.ui.lists.density import Density, card_gap, card_height, line_height
from desktop.ui.lists.header_menu import HeaderMenu
from desktop.ui.lists.record_view import RecordView
from desktop.ui.tickets.ticket_card import TicketDelegate
from desktop.ui.tickets.ticket_columns import COLUMNS
from desktop.ui.tickets.ticket_table import TicketTable

SUBJECT = next(place for place, column in enumerate(COLUMNS) if column.key == "subject")


class ListMode(StrEnum):
    CARDS = "cards"
    TABLE = "table"


class TicketView(RecordView):
    """Shows a TicketTable. Order, widths and choice of columns are kept while cards are shown."""

    sort_wanted = Signal(object)
    """Sort: the header of a column that the list can be ordered by was clicked."""
    countdown_told = Signal(object)
    """When the countdown on screen that is nearest to its end ends, or None; for the heartbeat."""

    def __init__(self, table: TicketTable, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(table, actions, parent)
        self._tickets = table
        self._delegate = TicketDelegate(self, table)
        self._header_menu = HeaderMenu(self, table)
        self._mode = ListMode.CARDS
        self._density = Density.COSY
        self._sort = Sort.NEXT_DUE
        self.setItemDelegate(self._delegate)
        self.horizontalHeader().sectionClicked.connect(self._on_header_clicked)
        self.verticalScrollBar().valueChanged.connect(self.tell_countdown)
        table.loaded.connect(self.tell_countdown)
        self._set_out_columns()
        self._look = self.horizontalHeader().saveState()
        self._header_menu.remember_original()
        self.set_mode(ListMode.CARDS)

    @property
    def mode(self) -> ListMode:
        return self._mode

    def set_mode(self, mode: ListMode) -> None:
        """Show cards, or a table with its columns."""
        self._look = self.look()
        self._mode = mode
        self._delegate.as_cards = mode is ListMode.CARDS
        header = self.horizontalHeader()
        header.setVisible(mode is ListMode.TABLE)
        if mode is ListMode.TABLE:
            self.restore_look(self._look)
        else:
            for section in range(len(COLUMNS)):
                self.setColumnHidden(section, section != 0)
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.setHorizontalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if mode is ListMode.CARDS
            else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        )
        self._fit_rows()

    def set_density(self, density: Density) -> None:
        """Set how tall rows are."""
        self._density = density
        self._fit_rows()

    def look(self) -> QByteArray:
        """Return order, widths and choice of columns, to be kept for the next start."""
        return self.horizontalHeader().saveState() if self._mode is ListMode.TABLE else self._look

    def restore_look(self, look: QByteArray) -> None:
        """Take over what `look` returned; one of another version is passed over."""
        self._look = look
        if self._mode is ListMode.TABLE and self.horizontalHeader().restoreState(look):
            self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
            self.show_sort(self._sort)
            self._widen_columns()

    def show_sort(self, sort: Sort) -> None:
        """Mark the column that the list is ordered by."""
        self._sort = sort
        header = self.horizontalHeader()
        sections = [place for place, column in enumerate(COLUMNS) if column.sort is sort]
        header.setSortIndicatorShown(bool(sections))
        if sections:
            header.setSortIndicator(sections[0], Qt.SortOrder.AscendingOrder)

    def tick(self, now: datetime) -> None:
        """Write the countdowns on screen for another instant."""
        rows = self.visible_rows()
        if rows is not None:
            self._tickets.tick(now, *rows)
        self.tell_countdown()

    def tell_countdown(self) -> None:
        """Tell when the nearest countdown on screen ends."""
        rows = self.visible_rows() if self.isVisible() else None
        self.countdown_told.emit(self._tickets.nearest_due(*rows) if rows else None)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LanguageChange):
            self._delegate.forget_sizes()
            self._fit_rows()
            self._widen_columns()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_subject()
        self.tell_countdown()

    def _fit_rows(self) -> None:
        self._delegate.line_gap = card_gap(self._density)
        height = card_height if self._mode is ListMode.CARDS else line_height
        self.set_row_height(height(self.font(), self._density))

    def _set_out_columns(self) -> None:
        """Give the columns their first widths and hide those that are not shown by default."""
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for section, column in enumerate(COLUMNS):
            self.setColumnHidden(section, not column.is_default)
            self.setColumnWidth(section, self._delegate.first_width(self.font(), section))

    def _widen_columns(self) -> None:
        """Give the columns shown the room that another language or a larger text needs."""
        if self._mode is ListMode.TABLE:
            for section in range(len(COLUMNS)):
                needed = self._delegate.first_width(self.font(), section)
                if section != SUBJECT and 0 < self.columnWidth(section) < needed:
                    self.setColumnWidth(section, needed)
            self._fit_subject()

    def _fit_subject(self) -> None:
        """Let the subject take what the others leave, but never less than it can be read in."""
        if self._mode is ListMode.TABLE:
            others = self.horizontalHeader().length() - self.columnWidth(SUBJECT)
            least = self._delegate.first_width(self.font(), SUBJECT)
            self.setColumnWidth(SUBJECT, max(least, self.viewport().width() - others))

    def _on_header_clicked(self, section: int) -> None:
        if COLUMNS[section].sort is not None:
            self.sort_wanted.emit(COLUMNS[section].sort)

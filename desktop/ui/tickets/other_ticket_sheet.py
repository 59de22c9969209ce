"""Choosing another ticket by its number or by words, for what shall be done with it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from desktop.domain.changes import Changes
from desktop.services.rows import Page, TicketQuery, TicketRow
from desktop.ui.texts import word
from desktop.ui.tickets.sheet import Sheet
from desktop.ui.tickets.ticket_columns import client_of, subject_of
from desktop.ui.widgets.labels import MutedLabel
from desktop.ui.widgets.search_field import SearchField
from desktop.ui.workplace import Workplace

SHOWN = 30
LINES = 7
NUMBER = Qt.ItemDataRole.UserRole


class OtherTicketSheet(Sheet):
    """Lists what is found; `run` gets the number of the ticket that is chosen.

    `beginning` is what is searched before anything is typed: the other tickets of the client.
    """

    def __init__(
        self,
        place: Workplace,
        without: Collection[int],
        beginning: str,
        run: Callable[[int], Changes],
        parent: QWidget,
    ) -> None:
        super().__init__(place.runner, parent)
        self._place = place
        self._without = frozenset(without)
        self._beginning = beginning
        self._run = run
        self._search = SearchField()
        self._list = QListWidget()
        self._list.setFixedHeight(self.fontMetrics().lineSpacing() * 2 * LINES)
        self._list.setAlternatingRowColors(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._note = MutedLabel()
        self._note.setWordWrap(True)
        self.add_row(self.tr("Number or words"), self._search)
        self.add_row(self.tr("Found tickets"), self._list)
        self.add_note(self._note)
        self._do.setEnabled(False)
        self._search.searched.connect(self._on_searched)
        self._list.currentItemChanged.connect(self._on_current)
        self._list.itemActivated.connect(lambda _: self.do())
        self._search.setFocus()
        self._on_searched("")

    @property
    def chosen(self) -> int | None:
        """The number of the ticket that is chosen."""
        item = self._list.currentItem()
        return int(item.data(NUMBER)) if item is not None else None

    def explain(self, text: str) -> None:
        """Say below the list what will happen."""
        self._note.setText(text)

    @override
    def do(self) -> None:
        if self.chosen is not None:
            super().do()

    @override
    def work(self) -> Callable[[], Changes]:
        chosen, run = self.chosen, self._run
        if chosen is None:
            raise RuntimeError("no ticket is chosen")
        return lambda: run(chosen)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._search.hasFocus():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = self._list.currentRow() + step
            self._list.setCurrentRow(min(max(row, 0), self._list.count() - 1))
            return
        super().keyPressEvent(event)

    def _on_searched(self, text: str) -> None:
        tickets, limit = self._place.desk.tickets, SHOWN + len(self._without)
        query = TicketQuery(text=text or self._beginning)
        if not query.text:
            self._show(())
            return
        self._runner.query(
            self, lambda: tickets.page(query, None, limit), self._on_found, latest="found tickets"
        )

    def _on_found(self, page: Page[TicketRow]) -> None:
        self._show([row for row in page.rows if row.id not in self._without and row.mark is None])

    def _show(self, rows: Sequence[TicketRow]) -> None:
        self._list.clear()
        for row in rows:
            about = " · ".join(filter(None, (client_of(row), word(row.status))))
            item = QListWidgetItem(f"#{row.id}  {subject_of(row)}\n{about}")
            item.setData(NUMBER, row.id)
            self._list.addItem(item)
        if rows:
            self._list.setCurrentRow(0)
        self._on_current()

    def _on_current(self) -> None:
        self._do.setEnabled(self.chosen is not None)

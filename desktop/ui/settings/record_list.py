"""A short list of records inside a section: people, mailboxes, backups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC
from typing import Generic

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.clock import Clock
from desktop.services.rows import Page, PageKey
from desktop.ui.lists.columns import Column, Here
from desktop.ui.lists.paged_table import PagedTable, R
from desktop.ui.lists.record_delegate import RecordDelegate
from desktop.ui.lists.record_view import RecordView
from desktop.ui.runner import Runner
from desktop.ui.theme.typography import Space

ROWS_SHOWN = 7
WIDTH = 720


class RecordList(QWidget, Generic[R]):
    """One of the program's lists, all rows at once, as high as a few rows."""

    def __init__(
        self,
        runner: Runner,
        clock: Clock,
        columns: Sequence[Column[R]],
        read: Callable[[], Sequence[R]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.table: PagedTable[R] = PagedTable(runner, columns, Here(clock.now(), UTC), self)
        self.view = RecordView(self.table)
        self.view.setItemDelegate(RecordDelegate(self.view))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.set_row_height(self.fontMetrics().height() + 2 * Space.CONTROL)
        header = self.view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.set_rows_shown(ROWS_SHOWN)
        self.setMaximumWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.setFocusProxy(self.view)

        def fetch(_key: PageKey | None, _limit: int) -> Page[R]:
            return Page(tuple(read()), None)

        self.table.show_rows(fetch)

    def set_rows_shown(self, count: int) -> None:
        """Make the list as high as so many rows."""
        header = self.view.horizontalHeader().sizeHint().height()
        row_height = self.fontMetrics().height() + 2 * Space.CONTROL
        self.view.setFixedHeight(header + count * row_height)

    def chosen(self) -> R | None:
        """Return the record under the cursor."""
        row = self.view.currentIndex().row()
        return self.table.record(row) if 0 <= row < self.table.rowCount() else None

"""A small table that looks like the lists of the program and is filled by hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desktop.ui.lists.paged_table import LEFT, RIGHT
from desktop.ui.lists.record_delegate import RecordDelegate
from desktop.ui.lists.record_header import RecordHeader
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.tooltips import plain_tooltip


class FlatTable(QTableWidget):
    """Columns as wide as their texts, one of them taking what is left; numbers at the right."""

    def __init__(
        self,
        titles: Sequence[str],
        wide: int,
        numbers: frozenset[int] = frozenset(),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(0, len(titles), parent)
        self._numbers = numbers
        header = RecordHeader(self)
        self.setHorizontalHeader(header)
        self.setItemDelegate(RecordDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(self.fontMetrics().height() + Space.CONTROL)
        header.setSectionsMovable(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        for column, title in enumerate(titles):
            self.setHorizontalHeaderItem(column, self._cell(column, title))

    def show_text(self, row: int, column: int, text: str, tooltip: str = "") -> QTableWidgetItem:
        """Write a cell; the row is there already."""
        item = self._cell(column, text)
        item.setToolTip(plain_tooltip(tooltip))
        self.setItem(row, column, item)
        return item

    def fit_rows(self) -> None:
        """Be no higher than the rows: below them is nothing."""
        self.setMaximumHeight(
            self.horizontalHeader().sizeHint().height() + self.verticalHeader().length()
        )

    def _cell(self, column: int, text: str) -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        item.setTextAlignment(RIGHT if column in self._numbers else LEFT)
        return item

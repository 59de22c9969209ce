"""RecordView: a table whose rows are records: whole rows chosen, keys for commands, no grid."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget
from typing_extensions import override

from desktop.ui.actions import Actions
from desktop.ui.lists.paged_table import Index, PagedTable, R
from desktop.ui.lists.record_header import RecordHeader

SHIFT = Qt.KeyboardModifier.ShiftModifier


class RecordView(QTableView):
    """Shows a PagedTable; the selection is told in record ids, in the order shown.

    Single keys run commands of the registry while the view has the focus (screens.md 4.4), so
    Qt's search by typed letters is off.
    """

    opened = Signal(int)
    """Enter or a double click on the record with this id."""
    opened_apart = Signal(int)
    """Shift+Enter: open it in a window of its own."""
    selection_told = Signal(list)
    """The ids of the selected records changed."""
    current_told = Signal(object)
    """The record under the cursor is another: its id, or None."""
    escaped = Signal()
    """Escape with at most one record selected: one level out."""

    def __init__(
        self, table: PagedTable[R], actions: Actions | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._table = table
        self._actions = actions
        # Before setModel: Qt's selection model would move the cursor up, to the row before.
        table.rowsAboutToBeRemoved.connect(self._on_rows_leaving)
        self.setModel(table)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalHeader(RecordHeader(self))

        self.doubleClicked.connect(self._on_double_clicked)
        table.loaded.connect(self._on_loaded)
        table.modelReset.connect(self._on_reset)

    def set_row_height(self, height: int) -> None:
        """Give every row the same height in pixels."""
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)

    def selected_ids(self) -> list[int]:
        """Return the ids of the selected records from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._table.record(row).id for row in rows]

    def current_id(self) -> int | None:
        """Return the id of the record under the cursor."""
        row = self.currentIndex().row()
        return self._table.record(row).id if 0 <= row < self._table.rowCount() else None

    def choose(self, record_id: int) -> bool:
        """Put the cursor on a record and show it; False while it is not loaded."""
        row = self._table.row_of(record_id)
        if row is None:
            return False
        self._select(row)
        self.scrollTo(self._table.index(row, 0))
        return True

    def step(self, rows: int) -> None:
        """Move the cursor down (or up, if negative) by so many rows and select there."""
        count = self._table.rowCount()
        if count:
            row = self.currentIndex().row() + rows
            self._select(min(max(row, 0), count - 1))

    def toggle_current(self) -> None:
        """Add the record under the cursor to the selection, or take it out."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(self.currentIndex(), flags.Toggle | flags.Rows)

    def select_current_only(self) -> None:
        """Give up a selection of several records; the cursor stays where it is."""
        if self.currentIndex().isValid():
            self._select(self.currentIndex().row())

    def visible_rows(self) -> tuple[int, int] | None:
        """Return the first and last row on screen, None when there is none."""
        first = self.rowAt(0)
        if first < 0:
            return None
        last = self.rowAt(self.viewport().height() - 1)
        return first, last if last >= 0 else self._table.rowCount() - 1

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._open_current(apart=bool(event.modifiers() & SHIFT))
                return
            case Qt.Key.Key_Space:
                self.toggle_current()
                return
            case Qt.Key.Key_Escape:
                self._leave()
                return
        action = self._actions.for_list_key(event) if self._actions is not None else None
        if action is not None:
            action.trigger()
            return
        super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters are commands here."""

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selection_told.emit(self.selected_ids())

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current_told.emit(self.current_id())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            last = self._table.columnCount() - 1
            self._table.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)
            self.viewport().update()

    def _open_current(self, *, apart: bool) -> None:
        current = self.current_id()
        if current is not None:
            (self.opened_apart if apart else self.opened).emit(current)

    def _leave(self) -> None:
        """Escape: first give up a selection of several records, then go one level out."""
        if len(self.selectionModel().selectedRows()) > 1:
            self.select_current_only()
        else:
            self.escaped.emit()

    def _select(self, row: int) -> None:
        """Put the cursor on a row and select it alone.

        Not `selectRow`: that looks at the keys held down, and Ctrl+E is still held when the solved
        ticket leaves the list.
        """
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(
            self._table.index(row, 0), flags.ClearAndSelect | flags.Rows
        )

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self._table.record(index.row()).id)

    def _on_rows_leaving(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Move the cursor to the row after those that leave, before it if they are the last."""
        if not first <= self.currentIndex().row() <= last:
            return
        row = last + 1 if last + 1 < self._table.rowCount() else first - 1
        if row >= 0:
            self._select(row)

    def _on_reset(self) -> None:
        """Tell what Qt does not: with the old rows their selection has gone."""
        self.selection_told.emit([])
        self.current_told.emit(None)

    def _on_loaded(self) -> None:
        if not self.currentIndex().isValid() and self._table.rowCount():
            self._select(0)

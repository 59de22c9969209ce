"""PagedTable: the one item model of the program's lists, loaded page by page off the GUI thread.

table = PagedTable(runner, COLUMNS, here)
table.show_rows(lambda key, limit: desk.lists.page(query, key, limit))
table.reload()                     # after `changed`: only what is different is told to the view
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from desktop.domain.errors import DeskError
from desktop.services.rows import Page, PageKey
from desktop.ui.lists.columns import Column, Here
from desktop.ui.lists.row_changes import changes_between
from desktop.ui.runner import Runner
from desktop.ui.widgets.tooltips import plain_tooltip

PAGE = 200
MOST_RELOADED = 50 * PAGE

DISPLAY = Qt.ItemDataRole.DisplayRole
TOOLTIP = Qt.ItemDataRole.ToolTipRole
ALIGNMENT = Qt.ItemDataRole.TextAlignmentRole
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
HORIZONTAL = Qt.Orientation.Horizontal

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()


class Record(Protocol):
    """A row that a list can hold: anything with a number of its own."""

    @property
    def id(self) -> int: ...


R = TypeVar("R", bound=Record)

Fetch = Callable[[PageKey | None, int], Page[R]]
"""Reads a page after a key, on a worker."""


class PagedTable(QAbstractTableModel, Generic[R]):
    """Holds the rows read so far; `data()` never touches the database.

    Selection and scroll survive a reload: rows are removed, moved, inserted and told as changed
    one by one. A failed read leaves the rows as they are and goes to `runner.failed`.
    """

    loaded = Signal()
    """A read ended; the rows are what the database has."""
    busy_told = Signal(bool)
    """A read began, or none is under way any more."""

    def __init__(
        self,
        runner: Runner,
        columns: Sequence[Column[R]],
        here: Here,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._columns = tuple(columns)
        self._here = here
        self._fetch: Fetch[R] | None = None
        self._rows: list[R] = []
        self._row_of: dict[int, int] = {}
        self._next_key: PageKey | None = None
        self._is_loading = False

    # What the list asks

    @property
    def columns(self) -> tuple[Column[R], ...]:
        return self._columns

    @property
    def here(self) -> Here:
        """The instant and zone that the cells are written for."""
        return self._here

    @property
    def is_loading(self) -> bool:
        return self._is_loading

    @property
    def has_more(self) -> bool:
        """Say whether rows follow that are not read yet."""
        return self._next_key is not None

    def record(self, row: int) -> R:
        """Return the record of a row."""
        return self._rows[row]

    def row_of(self, record_id: int) -> int | None:
        """Return the row of a record, None while it is not loaded."""
        return self._row_of.get(record_id)

    def show_rows(self, fetch: Fetch[R], ready: Page[R] | None = None) -> None:
        """List something else: the first page replaces what is shown once it is read.

        A page that is `ready` was read already.
        """
        self._fetch = fetch
        if ready is None:
            self._load(lambda: _read(fetch, PAGE), self._on_first_page)
        else:
            self._on_first_page(ready)
            self.loaded.emit()

    def ask_by(self, fetch: Fetch[R]) -> None:
        """Read the same list in another way from the next read on."""
        self._fetch = fetch

    def reload(self) -> None:
        """Read what is shown again, as many rows as there are."""
        fetch = self._fetch
        if fetch is not None:
            wanted = min(max(PAGE, len(self._rows)), MOST_RELOADED)
            self._load(lambda: _read(fetch, wanted), self._on_reloaded)

    def set_here(self, here: Here) -> None:
        """Write the cells for another instant; the caller tells which of them to repaint."""
        self._here = here

    # What Qt asks

    @override
    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        column = self._columns[index.column()]
        if role == DISPLAY:
            return column.text(self._rows[index.row()], self._here)
        if role == ALIGNMENT:
            return RIGHT if column.is_number else LEFT
        if role == TOOLTIP and column.tooltip is not None:
            return plain_tooltip(column.tooltip(self._rows[index.row()], self._here))
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation != HORIZONTAL:
            return None
        if role == DISPLAY:
            return self._columns[section].title()
        if role == ALIGNMENT:
            return RIGHT if self._columns[section].is_number else LEFT
        return None

    @override
    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self.has_more and not self._is_loading

    @override
    def fetchMore(self, parent: Index) -> None:
        fetch, key = self._fetch, self._next_key
        if fetch is not None and self.canFetchMore(parent):
            self._load(lambda: fetch(key, PAGE), self._on_next_page)

    # Reading

    def _load(self, work: Callable[[], Page[R]], take: Callable[[Page[R]], None]) -> None:
        self._is_loading = True
        self.busy_told.emit(True)

        def _on_result(page: Page[R]) -> None:
            self._end_loading()
            take(page)
            self.loaded.emit()

        self._runner.query(self, work, _on_result, self._on_error, latest="rows")

    def _on_error(self, error: DeskError) -> None:
        self._end_loading()
        self._runner.failed.emit(error)

    def _end_loading(self) -> None:
        self._is_loading = False
        self.busy_told.emit(False)

    def _on_first_page(self, page: Page[R]) -> None:
        self.beginResetModel()
        self._rows = list(page.rows)
        self._next_key = page.next_key
        self._number()
        self.endResetModel()

    def _on_next_page(self, page: Page[R]) -> None:
        new = [record for record in page.rows if record.id not in self._row_of]
        self._next_key = page.next_key
        self._insert(len(self._rows), new)

    def _on_reloaded(self, page: Page[R]) -> None:
        self._next_key = page.next_key
        changes = changes_between(self._rows, page.rows)
        for first, last in changes.removed:
            self.beginRemoveRows(NO_PARENT, first, last)
            del self._rows[first : last + 1]
            self._number()
            self.endRemoveRows()
        if changes.order is not None:
            self._reorder(changes.order)
        for row, records in changes.inserted:
            self._insert(row, records)
        changed = [row for row, record in enumerate(page.rows) if self._rows[row] != record]
        self._rows = list(page.rows)
        for row in changed:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._columns) - 1))

    def _insert(self, row: int, records: Sequence[R]) -> None:
        if records:
            self.beginInsertRows(NO_PARENT, row, row + len(records) - 1)
            self._rows[row:row] = records
            self._number()
            self.endInsertRows()

    def _reorder(self, order: Sequence[int]) -> None:
        """Put row `order[n]` at place n; selection and current index move along."""
        self.layoutAboutToBeChanged.emit()
        place_of = {old: new for new, old in enumerate(order)}
        kept = self.persistentIndexList()
        self._rows = [self._rows[old] for old in order]
        self._number()
        moved = [self.index(place_of[index.row()], index.column()) for index in kept]
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    def _number(self) -> None:
        self._row_of = {record.id: row for row, record in enumerate(self._rows)}


def _read(fetch: Fetch[R], wanted: int) -> Page[R]:
    """On a worker: read pages until `wanted` rows are there or nothing follows.

    A record that moved down between two of the pages is kept where it was first met.
    """
    rows: dict[int, R] = {}
    key: PageKey | None = None
    while True:
        page = fetch(key, PAGE)
        for record in page.rows:
            rows.setdefault(record.id, record)
        key = page.next_key
        if key is None or len(rows) >= wanted:
            return Page(tuple(rows.values()), key)

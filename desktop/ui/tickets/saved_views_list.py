"""The searches people keep, below the system views: chosen, moved, edited, deleted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QWidget
from typing_extensions import override

from desktop.services.rows import Found
from desktop.ui.tickets.views_delegate import NO_PARENT, Index, ViewsDelegate, count_text

if TYPE_CHECKING:  # searches are kept by a service that the first list does not wait for
    from desktop.services.saved_views import SavedView


class SavedViewsTable(QAbstractListModel):
    """The saved views with their counts. Dragging one tells where it should go."""

    dropped = Signal(int, int)
    """A view was dropped: its row, and the row it should have."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._views: Sequence[SavedView] = ()
        self._counts: Mapping[int, Found] = {}
        self._dragged = -1

    @property
    def views(self) -> Sequence[SavedView]:
        return self._views

    def show_views(self, views: Sequence[SavedView], counts: Mapping[int, Found]) -> None:
        """Show these views; the counts alone are changed in place."""
        self._counts = counts
        if tuple(views) != tuple(self._views):
            self.beginResetModel()
            self._views = views
            self.endResetModel()
        elif views:
            self.dataChanged.emit(self.index(0, 0), self.index(len(views) - 1, 0))

    def count(self, row: int) -> str | None:
        """Return how many tickets the view of a row finds, as shown."""
        found = self._counts.get(self._views[row].id)
        return None if found is None else count_text(found)

    def needs_me(self, row: int) -> bool:
        """Say whether its count is bold: never, it may hold anything."""
        return False

    @override
    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._views)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        view = self._views[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return view.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return view.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            count = self.count(index.row())
            return view.name if count is None else f"{view.name}, {count}"
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        self._dragged = indexes[0].row() if indexes else -1
        return super().mimeData(indexes)

    @override
    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if 0 <= self._dragged < len(self._views):
            place = row if row >= 0 else len(self._views)
            self.dropped.emit(self._dragged, place - 1 if place > self._dragged else place)
        return False  # the service moves it; what is read afterwards is shown


class SavedViewsList(QListView):
    """Offers to choose, edit, move and delete; who listens does it."""

    chosen = Signal(object)
    """SavedView: its search should be shown."""
    edit_wanted = Signal(object)
    move_wanted = Signal(object, int)
    """SavedView, and the place it should have."""
    delete_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = SavedViewsTable(self)
        self.setModel(self.table)
        self.setItemDelegate(ViewsDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.clicked.connect(self._on_clicked)
        self.table.dropped.connect(self._on_dropped)

    @property
    def view(self) -> SavedView | None:
        """The view that is chosen."""
        row = self.currentIndex().row()
        return self.table.views[row] if 0 <= row < len(self.table.views) else None

    def show_views(self, views: Sequence[SavedView], counts: Mapping[int, Found]) -> None:
        """Show these views; the one chosen stays chosen, without being told again."""
        before = self.view
        self.table.show_views(views, counts)
        if before is not None and self.view is None:
            rows = [row for row, view in enumerate(views) if view.id == before.id]
            if rows:
                self.selectionModel().blockSignals(True)
                self.setCurrentIndex(self.table.index(rows[0], 0))
                self.selectionModel().blockSignals(False)

    def choose(self, view_id: int) -> bool:
        """Choose a view as a click would; False if it is not there."""
        for row, view in enumerate(self.table.views):
            if view.id == view_id:
                self.setCurrentIndex(self.table.index(row, 0))
                return True
        return False

    def leave(self) -> None:
        """Choose none."""
        self.selectionModel().blockSignals(True)
        self.setCurrentIndex(QModelIndex())
        self.selectionModel().blockSignals(False)
        self.clearSelection()
        self.viewport().update()

    def menu(self) -> QMenu:
        """Return what can be done to the view that is chosen."""
        menu = QMenu(self)
        view, row = self.view, self.currentIndex().row()
        if view is None:
            return menu
        last = len(self.table.views) - 1
        offers: tuple[tuple[str, Callable[[], None], bool], ...] = (
            (self.tr("Edit view…"), lambda: self.edit_wanted.emit(view), True),
            (self.tr("Move up"), lambda: self.move_wanted.emit(view, row - 1), row > 0),
            (self.tr("Move down"), lambda: self.move_wanted.emit(view, row + 1), row < last),
            (self.tr("Delete view"), lambda: self.delete_wanted.emit(view), True),
        )
        for text, run, is_possible in offers:
            action = menu.addAction(text)
            action.triggered.connect(run)
            action.setEnabled(is_possible)
        return menu

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        view = self.view
        if view is not None and event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit(view)
        elif view is not None and event.key() == Qt.Key.Key_F2:
            self.edit_wanted.emit(view)
        else:
            super().keyPressEvent(event)

    def _on_menu(self, at: QPoint) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        if menu.actions():
            menu.popup(self.viewport().mapToGlobal(at))

    def _on_current_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self.table.views[current.row()])

    def _on_clicked(self, index: QModelIndex) -> None:
        """A click on the view that is chosen already shows its search again."""
        self.chosen.emit(self.table.views[index.row()])

    def _on_dropped(self, row: int, place: int) -> None:
        self.move_wanted.emit(self.table.views[row], place)

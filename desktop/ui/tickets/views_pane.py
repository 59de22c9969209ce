"""The views of the Inbox with their counts, in the pane at the left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.services.rows import COUNTED_VIEWS, View
from desktop.ui.actions import Actions
from desktop.ui.formats import number_text
from desktop.ui.theme.typography import Space
from desktop.ui.tickets.saved_views_list import SavedViewsList
from desktop.ui.tickets.view_words import view_word
from desktop.ui.tickets.views_delegate import NO_PARENT, Index, ViewsDelegate
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.labels import SectionHeader

VIEWS = (*COUNTED_VIEWS, View.SPAM)
NEEDS_ME = frozenset({View.ACTION, View.MINE, View.DUE_1H})
"""The views whose count is bold when it is not 0."""


class ViewsTable(QAbstractListModel):
    """The system views and how many tickets each holds, None while that is not known."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counts: Mapping[View, int] = {}

    def count(self, row: int) -> str | None:
        """Return how many tickets the view of a row holds, as shown."""
        count = self._counts.get(VIEWS[row])
        return None if count is None else number_text(count)

    def needs_me(self, row: int) -> bool:
        """Say whether somebody has to do something about the view of a row."""
        return VIEWS[row] in NEEDS_ME and bool(self._counts.get(VIEWS[row]))

    def show_counts(self, counts: Mapping[View, int]) -> None:
        """Show new counts."""
        if counts != self._counts:
            self._counts = dict(counts)
            self.say_again()

    def say_again(self) -> None:
        """Tell the view that every word or number may be another."""
        self.dataChanged.emit(self.index(0, 0), self.index(len(VIEWS) - 1, 0))

    @override
    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(VIEWS)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        name = view_word(VIEWS[index.row()])
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            count = self.count(index.row())
            return name if count is None else f"{name}, {count}"
        return None


class ViewsPane(QWidget):
    """Lets people choose a system view or one of their own; `show_counts` brings the numbers."""

    chosen = Signal(View)
    """Another view was chosen."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = VIEWS[0]
        self._table = ViewsTable(self)
        self._title = SectionHeader()
        self._list = QListView()
        self._saved_title = SectionHeader()
        self._save = IconButton("plus", actions["view.save_search"])
        self.saved = SavedViewsList()

        self._list.setModel(self._table)
        self._list.setItemDelegate(ViewsDelegate(self._list))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.viewport().setAutoFillBackground(False)
        self._list.setCurrentIndex(self._table.index(0, 0))
        self._title.setBuddy(self._list)
        self._saved_title.setBuddy(self.saved)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.CONTROL, Space.PANE, Space.CONTROL, Space.PANE)
        layout.setSpacing(Space.CONTROL)
        layout.addWidget(self._title)
        layout.addWidget(self._list)
        own = QHBoxLayout()
        own.addWidget(self._saved_title, 1)
        own.addWidget(self._save)
        layout.addLayout(own)
        layout.addWidget(self.saved, 1)

        self._list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._list.clicked.connect(self._on_current_changed)
        self.saved.chosen.connect(self._on_saved_chosen)
        self.retranslate()

    @property
    def view(self) -> View:
        """The system view that is chosen, or was before one of the saved ones."""
        return self._view

    def choose(self, view: View) -> None:
        """Choose a view as a click would."""
        if view in VIEWS:
            self._list.setCurrentIndex(self._table.index(VIEWS.index(view), 0))

    def mark(self, view: View) -> None:
        """Show that view as chosen without telling it: its tickets are listed already."""
        if view in VIEWS:
            self._list.selectionModel().blockSignals(True)
            self.choose(view)
            self._list.selectionModel().blockSignals(False)
            self._list.viewport().update()
            self._view = view
        self.saved.leave()

    def show_counts(self, counts: Mapping[View, int]) -> None:
        """Show how many tickets each view holds."""
        self._table.show_counts(counts)

    def retranslate(self) -> None:
        """Say the words again in the language now spoken."""
        self._title.setText(self.tr("Views"))
        self._list.setAccessibleName(self.tr("Views"))
        self._saved_title.setText(self.tr("My views"))
        self.saved.setAccessibleName(self.tr("My views"))
        self._table.say_again()
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Be as wide as the longest name with its count, so that nothing is cut."""
        self.setMinimumWidth(self._list.sizeHintForColumn(0) + 2 * Space.CONTROL)
        self._list.setFixedHeight(self._list.sizeHintForRow(0) * len(VIEWS))

    def _on_current_changed(self, current: QModelIndex) -> None:
        view = VIEWS[current.row()] if current.isValid() else None
        if view is not None and (view is not self._view or self.saved.view is not None):
            self._view = view
            self.saved.leave()
            self.chosen.emit(view)

    def _on_saved_chosen(self) -> None:
        selection = self._list.selectionModel()
        selection.blockSignals(True)
        selection.clear()
        selection.blockSignals(False)
        self._list.viewport().update()

"""The views of the Inbox with their counts, in the pane at the left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.services.rows import COUNTED_VIEWS, View
from desktop.ui.formats import number_text
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space, strong
from desktop.ui.tickets.view_words import view_word
from desktop.ui.widgets.labels import SectionHeader

VIEWS = (*COUNTED_VIEWS, View.SPAM)
NEEDS_ME = frozenset({View.ACTION, View.MINE, View.DUE_1H})
"""The views whose count is bold when it is not 0."""

BAR = 3
Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()


class ViewsTable(QAbstractListModel):
    """The system views and how many tickets each holds, None while that is not known."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counts: Mapping[View, int] = {}

    def count(self, row: int) -> int | None:
        return self._counts.get(VIEWS[row])

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
            return name if count is None else f"{name}, {number_text(count)}"
        return None


class ViewsDelegate(QStyledItemDelegate):
    """Draws a view: its name, and its count at the right."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = option.fontMetrics
        bold = QFontMetrics(strong(option.font))
        width = metrics.horizontalAdvance(index.data()) + bold.horizontalAdvance(" 00 000")
        return QSize(width + 3 * Space.CONTROL, metrics.height() + 2 * Space.CONTROL)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, ViewsTable):
            return
        tokens = tokens_of(option.palette)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rect: QRect = option.rect
        painter.save()
        if is_chosen:
            painter.fillRect(rect, tokens.selection)
            has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
            bar = tokens.accent if has_focus else tokens.border
            painter.fillRect(rect.left(), rect.top(), BAR, rect.height(), bar)
        painter.setPen(tokens.on_selection if is_chosen else tokens.text)
        room = rect.adjusted(Space.CONTROL, 0, -Space.CONTROL, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, index.data())
        count = model.count(index.row())
        if count is not None:
            if count and VIEWS[index.row()] in NEEDS_ME:
                painter.setFont(strong(option.font))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(room, right, number_text(count))
        painter.restore()


class ViewsPane(QWidget):
    """Lets people choose a view; `show_counts` brings the numbers."""

    chosen = Signal(View)
    """Another view was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = ViewsTable(self)
        self._title = SectionHeader()
        self._list = QListView()

        self._list.setModel(self._table)
        self._list.setItemDelegate(ViewsDelegate(self._list))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.viewport().setAutoFillBackground(False)
        self._list.setCurrentIndex(self._table.index(0, 0))
        self._title.setBuddy(self._list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.CONTROL, Space.PANE, Space.CONTROL, Space.PANE)
        layout.setSpacing(Space.CONTROL)
        layout.addWidget(self._title)
        layout.addWidget(self._list, 1)

        self._list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.retranslate()

    @property
    def view(self) -> View:
        """The view that is chosen."""
        return VIEWS[max(0, self._list.currentIndex().row())]

    def choose(self, view: View) -> None:
        """Choose a view as a click would."""
        if view in VIEWS:
            self._list.setCurrentIndex(self._table.index(VIEWS.index(view), 0))

    def show_counts(self, counts: Mapping[View, int]) -> None:
        """Show how many tickets each view holds."""
        self._table.show_counts(counts)

    def retranslate(self) -> None:
        """Say the words again in the language now spoken."""
        self._title.setText(self.tr("Views"))
        self._list.setAccessibleName(self.tr("Views"))
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

    def _on_current_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(VIEWS[current.row()])

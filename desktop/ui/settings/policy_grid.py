"""The grid in which the targets of a policy are typed, by mouse or by keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from desktop.ui.settings.policy_table import DETAIL, DISPLAY, SPOKEN, WRONG, Index, PolicyTable
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space, small

LINE = 2
KEYS_THAT_EDIT = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
KEYS_THAT_CLEAR = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})


class PolicyGrid(QTableView):
    """Arrows move, typing replaces, Enter and F2 edit, Delete takes a target away."""

    current_told = Signal()
    """Another cell has the cursor."""

    def __init__(self, table: PolicyTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self.setModel(table)
        self.setItemDelegate(PolicyDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalHeader(GridHeader(Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(GridHeader(Qt.Orientation.Vertical, self))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for corner in self.findChildren(QAbstractButton):
            corner.installEventFilter(self)
        self.setCurrentIndex(table.index(0, 0))
        self.selectionModel().currentChanged.connect(lambda *_: self.current_told.emit())
        table.modelReset.connect(lambda: self.setCurrentIndex(table.index(0, 0)))

    def chosen(self) -> list[Index]:
        """Return the cells that are selected, at least the one with the cursor."""
        return [*self.selectedIndexes()] or [self.currentIndex()]

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the corner between the headers empty: the style draws a button there."""
        return event.type() == QEvent.Type.Paint or super().eventFilter(watched, event)

    @override
    def sizeHint(self) -> QSize:
        row = self.fontMetrics().height() * 2 + 2 * Space.CONTROL
        self.verticalHeader().setDefaultSectionSize(row)
        header = self.horizontalHeader().sizeHint().height()
        return QSize(super().sizeHint().width(), header + row * self._table.rowCount() + LINE)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_editing = self.state() is QAbstractItemView.State.EditingState
        if event.key() in KEYS_THAT_EDIT and not is_editing:
            self.edit(self.currentIndex())
        elif event.key() in KEYS_THAT_CLEAR and not is_editing:
            self._table.clear(self.chosen())
        else:
            super().keyPressEvent(event)


class GridHeader(QHeaderView):
    """The names of priorities or of clocks, flat and quiet like those of the lists."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    @override
    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:
        hint = super().sectionSizeFromContents(logicalIndex)
        return QSize(hint.width() + 2 * Space.CONTROL, self.fontMetrics().height() + Space.CONTROL)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        tokens = tokens_of(self.palette())
        text = str(self.model().headerData(logicalIndex, self.orientation(), DISPLAY))
        painter.save()
        painter.fillRect(rect, tokens.window)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, tokens.hairline)
        painter.setPen(tokens.muted)
        _draw(painter, rect.adjusted(Space.CONTROL, 0, -Space.TIGHT, 0), text)
        painter.restore()


class PolicyDelegate(QStyledItemDelegate):
    """Paints the length and, below it, the calendar; what cannot be saved has a ring."""

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName(str(index.data(SPOKEN)))
        return editor

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        room: QRect = option.rect
        height = min(room.height(), editor.sizeHint().height())
        top = room.top() + (room.height() - height) // 2
        editor.setGeometry(QRect(QPoint(room.left(), top), QSize(room.width(), height)))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = tokens_of(option.palette)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        rect: QRect = option.rect
        painter.save()
        painter.fillRect(rect, tokens.selection if is_selected else tokens.base)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, tokens.hairline)
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), tokens.hairline)
        if index.data(WRONG) or has_focus:
            painter.setPen(QPen(tokens.danger if index.data(WRONG) else tokens.accent, LINE))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        room = rect.adjusted(Space.CONTROL, Space.TIGHT, -Space.CONTROL, -Space.TIGHT)
        upper = QRect(room.left(), room.top(), room.width(), room.height() // 2)
        lower = QRect(room.left(), upper.bottom() + 1, room.width(), room.height() // 2)
        painter.setPen(tokens.on_selection if is_selected else tokens.text)
        _draw(painter, upper, str(index.data(DISPLAY)))
        painter.setFont(small(option.font))
        painter.setPen(tokens.muted_on_selection if is_selected else tokens.muted)
        _draw(painter, lower, str(index.data(DETAIL)))
        painter.restore()


def _draw(painter: QPainter, room: QRect, text: str) -> None:
    elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)

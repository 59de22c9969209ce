"""RecordDelegate: one-line cells on a flat ground with a hairline under each row."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView
from typing_extensions import override

from desktop.ui.lists.paged_table import ALIGNMENT, DISPLAY, Index
from desktop.ui.theme.tokens import Tokens, tokens_of
from desktop.ui.theme.typography import Space, strong

BAR = 3
SELECTED = QStyle.StateFlag.State_Selected
ACTIVE = QStyle.StateFlag.State_Active
ELIDE = Qt.TextElideMode.ElideRight


class RecordDelegate(QStyledItemDelegate):
    """Paints the cells of a RecordView; the row with the cursor has a bar at its left edge.

    The bar is the focus mark: accent while the list has the keyboard, grey otherwise.
    """

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = tokens_of(option.palette)
        painter.save()
        self.paint_ground(painter, option, index, tokens)
        painter.setPen(tokens.on_selection if option.state & SELECTED else tokens.text)
        if self.is_strong(index):
            painter.setFont(strong(option.font))
        room = option.rect.adjusted(Space.CONTROL, 0, -Space.CONTROL, 0)
        text = painter.fontMetrics().elidedText(index.data(DISPLAY) or "", ELIDE, room.width())
        painter.drawText(room, index.data(ALIGNMENT), text)
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return what the text needs besides its margins, for columns as wide as their texts."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + 2 * Space.CONTROL, hint.height())

    def is_strong(self, index: Index) -> bool:
        """Say whether the text of a cell is written bold: unread or urgent."""
        return False

    def paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, tokens: Tokens
    ) -> None:
        """Paint selection, hairline and, in the first column shown, the cursor's bar."""
        rect: QRect = option.rect
        painter.fillRect(rect, tokens.selection if option.state & SELECTED else tokens.base)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, tokens.hairline)
        is_first = self._view.columnViewportPosition(index.column()) <= 0
        if is_first and index.row() == self._view.currentIndex().row():
            colour = tokens.accent if self._view.hasFocus() else tokens.border
            painter.fillRect(rect.left(), rect.top(), BAR, rect.height() - 1, colour)

"""A number of the fairness table with a bar under it, as long as its share of the largest."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space

SHARE = Qt.ItemDataRole.UserRole
"""The share of the largest number in the column, from 0 to 1."""
BAR = 3


class FairnessDelegate(QStyledItemDelegate):
    """Paints the bar below the number."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + 2 * Space.CONTROL, hint.height() + 2 * Space.TIGHT)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        inside = QStyleOptionViewItem(option)
        inside.rect = option.rect.adjusted(Space.TIGHT, 0, -Space.TIGHT, 0)
        super().paint(painter, inside, index)
        share = index.data(SHARE)
        if not share:
            return
        cell = QRectF(option.rect)
        width = (cell.width() - 2 * Space.CONTROL) * share
        bar = QRectF(cell.right() - Space.CONTROL - width, cell.bottom() - BAR - 1, width, BAR)
        painter.fillRect(bar, tokens_of(option.palette).accent)

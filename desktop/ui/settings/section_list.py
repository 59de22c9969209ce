"""The list of sections at the left of the settings."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space

BAR = 3


class SectionList(QListWidget):
    """Names on the ground of the window; the chosen one has selection and focus bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setItemDelegate(SectionDelegate(self))


class SectionDelegate(QStyledItemDelegate):
    """Draws the name of a section."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        metrics = option.fontMetrics
        width = metrics.horizontalAdvance(index.data()) + 2 * Space.CONTROL
        return QSize(width, metrics.height() + 2 * Space.CONTROL)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        tokens = tokens_of(option.palette)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rect = option.rect
        painter.save()
        if is_chosen:
            painter.fillRect(rect, tokens.selection)
            has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
            bar = tokens.accent if has_focus else tokens.border
            painter.fillRect(rect.left(), rect.top(), BAR, rect.height(), bar)
        painter.setPen(tokens.on_selection if is_chosen else tokens.text)
        room = rect.adjusted(Space.CONTROL, 0, -Space.CONTROL, 0)
        elided = option.fontMetrics.elidedText(
            index.data(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, elided)
        painter.restore()

"""A line of the views pane: a name, and how many tickets are behind it."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from desktop.services.rows import Found
from desktop.ui.formats import number_text
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space, strong

BAR = 3
Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()


@runtime_checkable
class Counting(Protocol):
    """A model whose rows have counts."""

    def count(self, row: int) -> str | None:
        """Return the count of a row as shown, None while it is not known."""

    def needs_me(self, row: int) -> bool:
        """Say whether the count is bold."""


def count_text(found: Found) -> str:
    """Return a count as shown: "12", or "10 000+" where counting stopped."""
    return number_text(found.count) if found.is_all else f"{number_text(found.count)}+"


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
        if not isinstance(model, Counting):
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
        count = model.count(index.row()) or ""
        font = strong(option.font) if model.needs_me(index.row()) else option.font
        taken = QFontMetrics(font).horizontalAdvance(f" {count}") if count else 0
        name = option.fontMetrics.elidedText(
            index.data(), Qt.TextElideMode.ElideRight, room.width() - taken
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(font)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(room, right, count)
        painter.restore()

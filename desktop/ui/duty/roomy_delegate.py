"""Lines of a list with some air above and below them."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from desktop.ui.lists.paged_table import Index
from desktop.ui.theme.typography import Space


class RoomyDelegate(QStyledItemDelegate):
    """Paints as the style does, each line as high as a finger or a glance needs it."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), hint.height() + 2 * Space.TIGHT)

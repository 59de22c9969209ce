"""RecordHeader: the titles of a list's columns, flat, aligned with the cells under them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space

ARROW = 4.0


class RecordHeader(QHeaderView):
    """A movable header in the quiet colour; a small arrow marks the order of the list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), self.fontMetrics().height() + 2 * Space.TIGHT)

    @override
    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:
        size = super().sectionSizeFromContents(logicalIndex)
        return QSize(size.width() + 2 * Space.CONTROL, size.height())

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        tokens = tokens_of(self.palette())
        model = self.model()
        orientation = self.orientation()
        title = model.headerData(logicalIndex, orientation, Qt.ItemDataRole.DisplayRole) or ""
        alignment = model.headerData(logicalIndex, orientation, Qt.ItemDataRole.TextAlignmentRole)
        painter.save()
        painter.fillRect(rect, tokens.window)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, tokens.hairline)
        room = rect.adjusted(Space.CONTROL, 0, -Space.CONTROL, 0)
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex:
            room.setRight(room.right() - 3 * Space.TIGHT)
            self._paint_arrow(painter, QPointF(room.right() + 2 * Space.TIGHT, room.center().y()))
        painter.setPen(tokens.muted)
        text = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, alignment, text)
        painter.restore()

    def _paint_arrow(self, painter: QPainter, centre: QPointF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens_of(self.palette()).muted)
        wing, half = QPointF(ARROW, ARROW / 2), QPointF(0, ARROW / 2)
        corners = [centre - wing, centre + QPointF(ARROW, -ARROW / 2), centre + half]
        painter.drawPolygon(QPolygonF(corners))

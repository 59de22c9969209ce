"""A splitter whose panes are parted by one hairline, easy to catch with the mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget
from typing_extensions import override

from desktop.ui.theme.tokens import tokens_of

HANDLE = 5


class PaneHandle(QSplitterHandle):
    """Draws the hairline in the middle of the strip that can be dragged."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        hairline = tokens_of(self.palette()).hairline
        if self.orientation() is Qt.Orientation.Horizontal:
            painter.fillRect(self.width() // 2, 0, 1, self.height(), hairline)
        else:
            painter.fillRect(0, self.height() // 2, self.width(), 1, hairline)
        painter.end()


class PaneSplitter(QSplitter):
    """Holds the panes of a page side by side; none can be dragged away to nothing."""

    def __init__(
        self, orientation: Qt.Orientation = Qt.Orientation.Horizontal, parent: QWidget | None = None
    ) -> None:
        super().__init__(orientation, parent)
        self.setHandleWidth(HANDLE)
        self.setChildrenCollapsible(False)

    @override
    def createHandle(self) -> QSplitterHandle:
        return PaneHandle(self.orientation(), self)

"""A small panel over a page: a frame with round corners, as high as what is in it."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame
from typing_extensions import override

from desktop.ui.theme.tokens import tokens_of

ROUNDED = 4


class FloatingPanel(QFrame):
    """Paints itself; where it stands and how long is for its subclasses."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.border, 1.0))
        painter.setBrush(tokens.base)
        inside = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(inside, ROUNDED, ROUNDED)
        painter.end()

"""A disc with a person's initials, in the colour that is always theirs."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.ui.paint.labels import draw_initials
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space, small
from desktop.ui.widgets.tooltips import plain_tooltip


class Avatar(QWidget):
    """Shows initials; the full name is its tooltip and what a screen reader says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._initials = ""
        self._person = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_person(self, person_id: int, initials: str, name: str) -> None:
        """Show a person; `person_id` decides the colour."""
        self._person, self._initials = person_id, initials
        self.setToolTip(plain_tooltip(name))
        self.setAccessibleName(name)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        side = self.fontMetrics().height() + Space.CONTROL
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._initials:
            return
        painter = QPainter(self)
        painter.setFont(small(self.font()))
        disc = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        draw_initials(painter, disc, self._initials, self._person, tokens_of(self.palette()))
        painter.end()

"""Labels: plain text always, a heading, and one that shortens itself and tells the rest."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import section, small
from desktop.ui.widgets.tooltips import plain_tooltip


class PlainLabel(QLabel):
    """A label that never reads markup: a subject such as `<b>` is shown as it was written."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)


class SectionHeader(PlainLabel):
    """The heading of a part of a pane."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._scale()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._scale()

    def _scale(self) -> None:
        font = section(QApplication.font())
        if self.font() != font:
            self.setFont(font)


class MutedLabel(PlainLabel):
    """A small secondary line in the quiet colour."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._tint()
        self._scale()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
        elif event.type() == QEvent.Type.FontChange:
            self._scale()

    def _tint(self) -> None:
        muted = tokens_of(self.palette()).muted
        if self.palette().windowText().color() != muted:
            palette = QPalette()
            palette.setColor(QPalette.ColorRole.WindowText, muted)
            self.setPalette(palette)

    def _scale(self) -> None:
        font = small(QApplication.font())
        if self.font() != font:
            self.setFont(font)


class ElidedLabel(PlainLabel):
    """One line that is shortened at its end when it does not fit; the tooltip has it whole."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("mmm…"), super().sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip(plain_tooltip(self.text()) if text != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(room, self.alignment() | Qt.TextFlag.TextSingleLine, text)
        painter.end()

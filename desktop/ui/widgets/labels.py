"""Labels: plain text always, a heading, and one that shortens itself and tells the rest."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from desktop.ui.theme.tokens import Tokens, tokens_of
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

    def ink(self, tokens: Tokens) -> QColor:
        """Return the colour of the text in that theme."""
        return tokens.muted

    def _tint(self) -> None:
        ink = self.ink(tokens_of(self.palette()))
        if self.palette().windowText().color() != ink:
            palette = QPalette()
            palette.setColor(QPalette.ColorRole.WindowText, ink)
            self.setPalette(palette)

    def _scale(self) -> None:
        font = small(QApplication.font())
        if self.font() != font:
            self.setFont(font)


class FaultLabel(MutedLabel):
    """A line below a form that says what is wrong with it; hidden while nothing is."""

    @override
    def ink(self, tokens: Tokens) -> QColor:
        return tokens.danger

    def show_fault(self, text: str) -> None:
        """Say what is wrong; no text: nothing is."""
        self.setText(text)
        self.setVisible(bool(text))


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

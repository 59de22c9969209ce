"""The strip of a long errand at the foot of the pages: what, how much of it, and Cancel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget
from typing_extensions import override

from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.labels import PlainLabel

BAR_WIDTH = 240


class ProgressStrip(QWidget):
    """Hidden while nothing long is going on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cancel: Callable[[], None] | None = None
        self._text = PlainLabel()
        self._bar = QProgressBar()
        self._bar.setFixedWidth(BAR_WIDTH)
        self._bar.setTextVisible(False)
        self._button = QPushButton()

        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.PAGE, Space.TIGHT, Space.PAGE, Space.TIGHT)
        layout.setSpacing(Space.PANE)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._bar)
        layout.addWidget(self._button)
        self.hide()

        self._button.clicked.connect(self._on_cancel)
        self.retranslate()

    def begin(self, text: str, cancel: Callable[[], None]) -> None:
        """Show that an errand has begun and how to stop it."""
        self._cancel = cancel
        self._button.setEnabled(True)
        self._bar.setRange(0, 0)
        self.say(text)
        self.show()

    def say(self, text: str) -> None:
        """Say in words how far it is."""
        self._text.setText(text)
        self._bar.setAccessibleName(text)

    def show_share(self, done: int, total: int) -> None:
        """Show how far it is; a total of 0 is not known yet."""
        self._bar.setRange(0, total)
        self._bar.setValue(min(done, total))

    def end(self) -> None:
        """The errand is over."""
        self._cancel = None
        self.hide()

    def retranslate(self) -> None:
        """Take the words of the language now spoken."""
        self._button.setText(self.tr("Cancel"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.base)
        painter.fillRect(0, 0, self.width(), 1, tokens.hairline)
        painter.end()

    def _on_cancel(self) -> None:
        self._button.setEnabled(False)
        if self._cancel is not None:
            self._cancel()

"""A panel above every page while something waits for an answer: a few lines, and a foot for all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.announce import announce
from desktop.ui.widgets.labels import PlainLabel

DEAF_MS = 700
"""So long new buttons ignore everything: a click or key meant for something else answers none."""

L = TypeVar("L", bound=QWidget)


class WaitingPanel(QWidget, Generic[L]):
    """Subclasses make the lines, whose buttons go through `press`, and the words of the foot."""

    LINES = 3

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[L] = []
        self._deaf = QTimer(self)
        self._deaf.setSingleShot(True)
        self.set_deaf_for(DEAF_MS)
        self.more = PlainLabel()
        self.for_all = QPushButton()
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.PAGE, 0, Space.PAGE, Space.TIGHT)
        foot.setSpacing(Space.CONTROL)
        foot.addWidget(self.more, 1)
        foot.addWidget(self.for_all)
        self.foot = QWidget()
        self.foot.setLayout(foot)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, Space.TIGHT, 0, Space.TIGHT)
        self._column.setSpacing(0)
        self._column.addWidget(self.foot)
        self.hide()

        self.for_all.clicked.connect(partial(self.press, self.on_all))

    def set_deaf_for(self, span_ms: int) -> None:
        """Let new buttons ignore everything for so long."""
        self._deaf.setInterval(span_ms)

    def press(self, run: Callable[[], None]) -> None:
        """Do what a button is for, unless it stands there for too short a time."""
        if not self._deaf.isActive():
            run()

    def show_waiting(self) -> None:
        """Show what waits now, in the language now spoken."""
        raise NotImplementedError

    def on_all(self) -> None:
        """The button of the foot was pressed."""
        raise NotImplementedError

    def put(self, lines: Sequence[L]) -> None:
        """Show these lines instead of those there were."""
        for line in self.lines:
            self._column.removeWidget(line)
            line.deleteLater()
        self.lines = list(lines)
        for index, line in enumerate(self.lines):
            self._column.insertWidget(index, line)

    def tell_new(self, words: str) -> None:
        """Say that more waits than did, and be deaf for a moment."""
        self._deaf.start()
        announce(self, words)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.show_waiting()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.base)
        painter.fillRect(0, self.height() - 1, self.width(), 1, tokens.hairline)
        painter.end()

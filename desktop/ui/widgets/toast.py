"""Toasts: one line at the bottom about what just happened, with Undo, gone after 8 seconds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPropertyAnimation, QTimer
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from desktop.ui.theme.typography import Space
from desktop.ui.widgets.announce import announce
from desktop.ui.widgets.floating_panel import FloatingPanel
from desktop.ui.widgets.labels import PlainLabel

LASTING_MS = 8_000
FADE_MS = 120
ABOVE_BAR = 56
"""Pixels from the bottom: there the buttons of a page stand, and a hurried click must not miss."""


class Toast(FloatingPanel):
    """The one toast of a window, bottom centre over `host`; a new text replaces the old one.

    It never takes the focus and stays while the pointer or the focus is on it.
    """

    def __init__(self, host: QWidget, *, lasting_ms: int = LASTING_MS) -> None:
        super().__init__(host)
        self._host = host
        self._run: Callable[[], None] | None = None
        self.may_move = True
        self._label = PlainLabel()
        self._button = QPushButton()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(lasting_ms)
        self._effect = QGraphicsOpacityEffect(self)
        self._fade = QPropertyAnimation(self._effect, b"opacity", self)
        self._fade.setDuration(FADE_MS)

        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.PAGE, Space.CONTROL, Space.CONTROL, Space.CONTROL)
        layout.setSpacing(Space.PAGE)
        layout.addWidget(self._label)
        layout.addWidget(self._button)
        self.setGraphicsEffect(self._effect)
        self._effect.setEnabled(False)
        self.hide()

        self._button.clicked.connect(self._on_clicked)
        self._timer.timeout.connect(self._on_expired)
        self._fade.finished.connect(self._on_faded)
        host.installEventFilter(self)

    def say(self, text: str, button: str = "", run: Callable[[], None] | None = None) -> None:
        """Show `text`, and a button that calls `run` when both are given; read it aloud."""
        self._run = run
        self._label.setText(text)
        self._button.setText(button)
        self._button.setVisible(bool(button and run))
        self._fade.stop()
        self._effect.setEnabled(False)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, text)

    def dismiss(self) -> None:
        """Take the toast away at once."""
        self._timer.stop()
        self.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        left = (self._host.width() - self.width()) // 2
        self.move(max(0, left), self._host.height() - self.height() - ABOVE_BAR)

    def _on_clicked(self) -> None:
        run, self._run = self._run, None
        self.dismiss()
        if run is not None:
            run()

    def _on_expired(self) -> None:
        if self.underMouse() or self._button.hasFocus():
            self._timer.start()
        elif self.may_move:
            self._effect.setEnabled(True)
            self._fade.setStartValue(1.0)
            self._fade.setEndValue(0.0)
            self._fade.start()
        else:
            self.hide()

    def _on_faded(self) -> None:
        self._effect.setEnabled(False)
        self.hide()

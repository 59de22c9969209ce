"""What the window shows until the database is open, or when it cannot be opened."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget
from typing_extensions import override

from desktop.domain.errors import DeskError
from desktop.ui.texts import sentence
from desktop.ui.widgets.empty_state import EmptyState

PATIENCE_MS = 300
"""Usually it is faster; then nothing is said at all."""


class OpeningPage(QWidget):
    """Blank at first, then busy, or the reason why there is no desk and what to do."""

    again = Signal()
    """Try to open once more."""
    quit = Signal()
    """End the program."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._error: DeskError | None = None
        self._state = EmptyState("database", self)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        layout = QStackedLayout(self)
        layout.addWidget(QWidget(self))
        layout.addWidget(self._state)
        self._layout = layout
        self._patience.timeout.connect(self._on_slow)

    def say_busy(self) -> None:
        """Opening has begun; say so if it takes long."""
        self._error = None
        self._layout.setCurrentIndex(0)
        self._patience.start()

    def say_refused(self, error: DeskError) -> None:
        """Opening failed: say why, and offer to try again."""
        self._error = error
        self._patience.stop()
        self._say()
        self._layout.setCurrentIndex(1)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    def _on_slow(self) -> None:
        self._say()
        self._layout.setCurrentIndex(1)

    def _say(self) -> None:
        if self._error is None:
            self._state.say(
                self.tr("Opening the database…"),
                self.tr(
                    "After an update this can take a few minutes: a verified copy comes first."
                ),
            )
            return
        self._state.say(
            self.tr("The database could not be opened."),
            sentence(self._error),
            (self.tr("Try again"), self.again.emit),
            (self.tr("Quit"), self.quit.emit),
        )

"""A thin line across a pane that appears only when reading takes longer than 300 ms."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

PATIENCE_MS = 300
HEIGHT = 4


class BusyLine(QProgressBar):
    """`begin` and `end` go together; what ends in time never shows. It keeps its place free."""

    def __init__(self, parent: QWidget | None = None, *, patience_ms: int = PATIENCE_MS) -> None:
        super().__init__(parent)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(patience_ms)
        self.setTextVisible(False)
        self.setFixedHeight(HEIGHT)
        self.setRange(0, 0)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()
        self._patience.timeout.connect(self.show)

    def begin(self) -> None:
        """Something started to be read."""
        if not self.isVisible():
            self._patience.start()

    def end(self) -> None:
        """It is there, or it failed."""
        self._patience.stop()
        self.hide()

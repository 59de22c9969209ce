"""Whether anybody can see the window, for work that is only done while somebody looks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

CHANGES = frozenset({QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.WindowStateChange})


class Visibility(QObject):
    """Follows a window; `is_seen` may be read from any thread."""

    appeared = Signal()
    """The window can be seen again."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._is_seen = window.isVisible() and not window.isMinimized()
        window.installEventFilter(self)

    def is_seen(self) -> bool:
        """Say whether the window is on the screen."""
        return self._is_seen

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in CHANGES:
            before = self._is_seen
            self._is_seen = self._window.isVisible() and not self._window.isMinimized()
            if self._is_seen and not before:
                self.appeared.emit()
        return super().eventFilter(watched, event)

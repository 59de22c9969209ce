"""Refresh: many reasons to read again become at most one reading each 100 ms."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 100


class Refresh(QObject):
    """Belongs to one page or list and calls its `read` when asked, but not too often.

    The first wish is granted at once, the others within `PAUSE_MS` together. While the owner is
    hidden (`hold`) it only remembers that it is stale, and catches up when shown (`release`).
    """

    def __init__(self, read: Callable[[], None], parent: QObject, *, held: bool = False) -> None:
        super().__init__(parent)
        self._read = read
        self._is_wanted = False
        self._is_held = held
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._on_pause_over)

    @property
    def is_stale(self) -> bool:
        """Say whether something changed that has not been read yet."""
        return self._is_wanted

    def ask(self) -> None:
        """Something changed: read now or soon."""
        self._is_wanted = True
        if not self._is_held and not self._pause.isActive():
            self._go()

    def hold(self) -> None:
        """The owner is hidden: only remember."""
        self._is_held = True

    def release(self) -> None:
        """The owner is shown: catch up if something changed meanwhile."""
        self._is_held = False
        if self._is_wanted and not self._pause.isActive():
            self._go()

    def _go(self) -> None:
        self._is_wanted = False
        self._pause.start()
        self._read()

    def _on_pause_over(self) -> None:
        if self._is_wanted and not self._is_held:
            self._go()

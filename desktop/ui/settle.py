"""Waiting, for pictures and the tour, until a window has nothing more to do."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QTimer

from desktop.ui.runner import Runner

REST_MS = 150
"""Refreshes are at most this far apart, so a window that rests so long is up to date."""


def settle(runner: Runner) -> None:
    """Let events run until the lanes stay idle for a whole rest: what was read is laid out then."""
    loop = QEventLoop()
    quiet = 0

    def look() -> None:
        nonlocal quiet
        quiet = quiet + 1 if runner.is_idle else 0
        if quiet > 1:
            loop.quit()
        else:
            QTimer.singleShot(REST_MS, look)

    QTimer.singleShot(REST_MS, look)
    loop.exec()

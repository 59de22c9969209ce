"""Waits for what happens on the GUI thread, and notices it at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDeadlineTimer
from pytestqt.qtbot import QtBot

LOOK_MS = 1


def wait_until(qtbot: QtBot, done: Callable[[], bool], seconds: int = 60) -> None:
    """Let events happen until `done`.

    `qtbot.waitUntil` looks every 10 ms, and the window tests wait so often that it was a fifth of
    their time.
    """
    deadline = QDeadlineTimer(seconds * 1000)
    while not done():
        assert not deadline.hasExpired(), f"it did not happen within {seconds} s"
        qtbot.wait(LOOK_MS)

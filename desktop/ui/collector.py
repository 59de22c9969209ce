"""Collector: Python's cycle collector runs on the GUI thread, between two events, or not at all."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject

from desktop.ui.runner import Runner

YOUNG_ENOUGH = 5_000
"""New objects since the last collection, from which on it is worth one."""
FULL_EVERY = 50


class Collector(QObject):
    """Takes automatic collection over for the life of the program.

    Left alone, the collector starts wherever an object is made: on a lane of the Runner, where
    deleting a widget ends the process, or inside a paint of the very window that is let go. Here it
    runs when the lanes are empty, in an event of its own.
    """

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rounds = 0
        gc.disable()
        runner.settled.connect(self._on_settled)

    def stop(self) -> None:
        """Give collection back to Python."""
        gc.unfreeze()
        gc.enable()

    def _on_settled(self) -> None:
        if gc.get_count()[0] < YOUNG_ENOUGH:
            return
        if not self._rounds:
            gc.freeze()  # modules and pages stay to the end: never look at them again
        self._rounds += 1
        gc.collect(2 if self._rounds % FULL_EVERY == 0 else 1)

"""An errand: long work on a network lane that tells how far it is and can be cancelled."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from desktop.domain.clock import Clock
from desktop.domain.errors import DeskError
from desktop.ui.runner import Runner
from desktop.ui.widgets.progress_strip import ProgressStrip

T = TypeVar("T")
P = TypeVar("P")

PAUSE_SECONDS = 0.1
"""Progress is told at most ten times a second."""


class Progress(Generic[P]):
    """The worker's end of an errand."""

    def __init__(self, tell: Callable[[P], None], clock: Clock) -> None:
        self._tell = tell
        self._clock = clock
        self._told_at_monotonic = clock.monotonic()
        self._is_cancelled = threading.Event()

    def __call__(self, progress: P) -> None:
        """Tell how far it is; too soon after the last time it is dropped."""
        now = self._clock.monotonic()
        if now - self._told_at_monotonic >= PAUSE_SECONDS:
            self._told_at_monotonic = now
            self._tell(progress)

    def cancel(self) -> None:
        """Ask the worker to stop at the next good place."""
        self._is_cancelled.set()

    def is_cancelled(self) -> bool:
        """Say whether the worker should stop."""
        return self._is_cancelled.is_set()


class Errands(QObject):
    """Runs one long errand at a time and shows it in the strip of the window."""

    def __init__(self, runner: Runner, clock: Clock, strip: ProgressStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._clock = clock
        self._strip = strip
        self._stop: Callable[[], None] | None = None

    @property
    def is_busy(self) -> bool:
        """Say whether an errand is running; a second one has to wait."""
        return self._stop is not None

    def run(
        self,
        text: str,
        work: Callable[[Progress[P]], T],
        on_progress: Callable[[P], None],
        on_done: Callable[[T], None],
    ) -> None:
        """Do `work` beside everything else; refusals go to `runner.failed`."""

        def tell(progress: P) -> None:
            self._runner.tell(self, on_progress, progress)

        progress: Progress[P] = Progress(tell, self._clock)

        def done(result: T) -> None:
            self._end()
            on_done(result)

        def refused(error: DeskError) -> None:
            self._end()
            self._runner.failed.emit(error)

        self._stop = progress.cancel
        self._strip.begin(text, progress.cancel)
        self._runner.network(self, lambda: work(progress), done, refused)

    def cancel(self) -> None:
        """Stop what is running, as at the end of the program."""
        if self._stop is not None:
            self._stop()

    def _end(self) -> None:
        self._stop = None
        self._strip.end()

"""Hears from PostgreSQL at once what other workstations have changed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

from desktop.domain.changes import NOTHING, Changes
from desktop.domain.errors import Unavailable
from desktop.system.socket_watch import SocketWatch


class Notices(Protocol):
    """The line of a database; `models.notices.Notices`."""

    def fileno(self) -> int: ...

    def take(self) -> bool: ...

    def close(self) -> None: ...


class Listen:
    """Keeps one line to the database open, and calls when something is said on it.

    A line that dies is opened again with the next round; until then `is_listening` is False and
    looking once a second has to do (`watch_others`).
    """

    name = "listen"
    every = timedelta(seconds=15)
    uses_network = True

    def __init__(
        self, opener: Callable[[], Notices], watch: SocketWatch, on_call: Callable[[], None]
    ) -> None:
        """`on_call` is called from the watching thread, or from the lane of a round."""
        self._opener = opener
        self._watch = watch
        self._on_call = on_call
        self._lock = threading.RLock()
        self._line: Notices | None = None
        self._is_closed = False

    def is_listening(self) -> bool:
        """Say whether changes are heard of without looking."""
        return self._line is not None

    def run(self) -> Changes:
        """Open the line if there is none, and call once: something may have been missed.

        Raises:
            Unavailable: the server is not there.
        """
        if self.is_listening():
            return NOTHING
        line = self._opener()
        with self._lock:
            if self._is_closed:
                line.close()
                return NOTHING
            self._line = line
            self._watch.add(line, self._on_readable)
        self._on_call()
        return NOTHING

    def close(self) -> None:
        """Hang up for good."""
        with self._lock:
            self._is_closed = True
            self._hang_up()

    def _on_readable(self) -> None:
        """Read the notices; a line that died may have lost one."""
        with self._lock:
            if self._line is None:
                return
            try:
                is_called = self._line.take()
            except Unavailable:
                self._hang_up()
                is_called = True
        if is_called:
            self._on_call()

    def _hang_up(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            self._watch.remove(line)
            line.close()

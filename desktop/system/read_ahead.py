"""The process that reads the first page ahead, from the window's side.

Importing the database layer takes most of a start, and holds the interpreter's lock: in a process
of its own it goes on beside Qt (docs/decisions/0009). Whatever goes wrong there goes wrong again,
and is told, when the window reads by itself.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType

from desktop.own_process import own_environment

SECONDS = 10.0
"""Who is asked and silent for so long has hung."""


class ReadAhead:
    """Owns the process until it has answered once, or is ended: its answer comes too late then."""

    def __init__(self, folder: Path) -> None:
        """Start it on the profile in `folder`, to have the database open when it is asked."""
        self._reading = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        with contextlib.suppress(OSError):  # no process is left for us
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                reader_command(folder),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=own_environment(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )

    def __enter__(self) -> ReadAhead:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    def ask(self, question: str) -> None:
        """Send the one question, a line; the answer may be fetched later."""
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(OSError):  # it has given up already
                self._process.stdin.write(question.encode() + b"\n")
                self._process.stdin.flush()

    def answer(self) -> bytes | None:
        """Wait for the answer and for the end of the process; None if there is no answer."""
        if self._process is None:
            return None
        with self._reading:
            try:
                answer, _ = self._process.communicate(timeout=SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.communicate()
                return None
        return answer if self._process.returncode == 0 else None

    def end(self) -> None:
        """Stop the process, from any thread; whoever waits for its answer gets None."""
        if self._process is not None:
            self._process.kill()
            with self._reading:
                self._process.communicate()  # which lets go of the pipes


def reader_command(folder: Path) -> tuple[str, ...]:
    """Return how to start the reader, from a checkout as from a frozen program."""
    module = () if getattr(sys, "frozen", False) else ("-m", "desktop")
    return (sys.executable, *module, "--home", str(folder), "first-page")

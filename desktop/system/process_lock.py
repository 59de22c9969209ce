"""A lock on a file that the system holds for a process, and lets go of when the process ends.

The kernel's lock that `filelock` takes too, on the same byte, so that both see each other; without
the import of that package, which takes a tenth of the first paint (docs/decisions/0009).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_OPEN = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)


class ProcessLock:
    """Nobody else can take it while this process holds it, whatever becomes of the file's name."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._held: int | None = None

    def take(self) -> bool:
        """Take the lock without waiting; return whether this object now holds it.

        Raises:
            OSError: the file cannot be opened or locked.
        """
        if self._held is not None:
            return True
        descriptor = os.open(self.file, _OPEN, 0o600)
        try:
            is_taken = _lock(descriptor)
        except OSError:
            os.close(descriptor)
            raise
        if is_taken:
            self._held = descriptor
        else:
            os.close(descriptor)
        return is_taken

    def release(self) -> None:
        """Let it go, for whoever waits: Windows takes its time where a file is only closed."""
        if self._held is not None:
            descriptor, self._held = self._held, None
            try:
                _unlock(descriptor)
            finally:
                os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        """Lock an open file; False when somebody else has."""
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        """Lock an open file; False when somebody else has."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)

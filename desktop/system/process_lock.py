"""A lock on a file that the system holds for a process, and lets go of when the process ends.

The same calls as `filelock` makes, without its import, which takes a tenth of the first paint
(docs/decisions/0009).
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
        """Let it go; closing the file does that everywhere."""
        if self._held is not None:
            os.close(self._held)
            self._held = None


def _lock(descriptor: int) -> bool:
    """Lock an open file; False when somebody else has."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

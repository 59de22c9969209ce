"""One window a profile: the second start brings the first window to the front and ends."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Protocol

from desktop.domain.errors import Unavailable
from desktop.system.process_lock import ProcessLock


class Start(StrEnum):
    """What this start is."""

    FIRST = "first"
    HANDED_OVER = "handed_over"
    FIRST_DOES_NOT_ANSWER = "first_does_not_answer"


class Doorbell(Protocol):
    """How a second start reaches the first; `ui` implements it with Qt and hands it in."""

    def ring(self) -> bool:
        """Ask the first window to come to the front; return whether it answered in time."""
        ...


class Instance:
    """Holds the profile's lock for as long as this process lives.

    The lock belongs to the process, not to a file left behind: after a crash or `kill -9` the
    next start gets it at once, and a reused process number cannot hold it.
    """

    def __init__(self, lock: Path) -> None:
        self._lock = ProcessLock(lock)

    def enter(self, doorbell: Doorbell) -> Start:
        """Become the first instance, or ring at the first one's door.

        Raises:
            Unavailable: `profile.unwritable` when the lock file cannot be opened.
        """
        if self.take():
            return Start.FIRST
        return Start.HANDED_OVER if doorbell.ring() else Start.FIRST_DOES_NOT_ANSWER

    def take(self) -> bool:
        """Take the lock without waiting; return whether this process now holds it.

        Raises:
            Unavailable: `profile.unwritable`.
        """
        try:
            return self._lock.take()
        except OSError as error:
            raise Unavailable(
                "profile.unwritable",
                path=self._lock.file.parent,
                reason=error.strerror or str(error),
            ) from error

    def leave(self) -> None:
        """Let the lock go; the end of the process does the same."""
        self._lock.release()

"""How much room is left where the data lies."""

from __future__ import annotations

import shutil
from pathlib import Path

from desktop.domain.errors import Unavailable


def free_bytes(path: Path) -> int:
    """Return what this user may still write on the disk of `path`, or of its nearest parent.

    Raises:
        Unavailable: `disk.unreadable` when the system does not say.
    """
    existing = path
    while not existing.exists() and existing != existing.parent:
        existing = existing.parent
    try:
        return shutil.disk_usage(existing).free
    except OSError as error:
        raise Unavailable(
            "disk.unreadable", path=path, reason=error.strerror or str(error)
        ) from error


def require_free(path: Path, needed_bytes: int) -> None:
    """Check before a big write that there is room for it.

    Raises:
        Unavailable: `disk.full` with the room needed and left, in bytes.
    """
    free = free_bytes(path)
    if free < needed_bytes:
        raise Unavailable("disk.full", path=path, needed_bytes=needed_bytes, free_bytes=free)

"""Reading a file of holidays: small, whole, and refused in a sentence when it is none."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from desktop.domain.errors import Refused

LIMIT_MB: Final = 2


def read_file(path: Path) -> bytes:
    """Return what is in the file.

    Raises:
        Refused: `calendar.file_too_big` (facts `path`, `limit_mb`), `calendar.file_unreadable`
            (facts `path`, `reason`).
    """
    limit = LIMIT_MB * 1_000_000
    try:
        with path.open("rb") as file:
            found = file.read(limit + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused("calendar.file_unreadable", path=path.name, reason=reason) from error
    if len(found) > limit:
        raise Refused("calendar.file_too_big", path=path.name, limit_mb=LIMIT_MB)
    return found

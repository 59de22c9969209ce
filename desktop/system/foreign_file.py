"""Files that came from outside: saved so that they cannot run, and so that the system knows."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from desktop.system.atomic import PRIVATE, atomic_file

_INTERNET_ZONE = "[ZoneTransfer]\r\nZoneId=3\r\n"
_QUARANTINED = "0081;00000000;Duty Desk;"
_SECONDS = 5


def save_foreign_file(path: Path, content: bytes) -> None:
    """Write a file for its owner alone, never executable, and mark it as not to be trusted.

    Raises:
        Unavailable: as `atomic_file`. A disk that keeps no mark is no reason not to save.
    """
    with atomic_file(path, mode=PRIVATE) as target:
        target.write(content)
    with suppress(OSError, subprocess.SubprocessError):
        mark(path)


def mark(path: Path, *, platform: str = sys.platform) -> None:
    """Tell Windows or macOS where the file came from, so that they ask before they run it.

    Linux has no such mark; there a file that may not be executed is not.
    """
    if platform == "win32":
        stream = path.with_name(f"{path.name}:Zone.Identifier")
        stream.write_text(_INTERNET_ZONE, encoding="ascii", newline="")
    elif platform == "darwin":
        subprocess.run(  # noqa: S603 - no shell, and a path we wrote to
            ["/usr/bin/xattr", "-w", "com.apple.quarantine", _QUARANTINED, str(path)],
            check=True,
            capture_output=True,
            timeout=_SECONDS,
        )

"""The time zone of this computer, by its IANA name."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_LINK = Path("/etc/localtime")
_FOLDER = "zoneinfo/"


def local_zone(environment: Mapping[str, str] = os.environ, link: Path = _LINK) -> str:
    """Return the name from TZ, else from where /etc/localtime points.

    Where neither says it (Windows, a copied file), the zone without summer time that has the
    present offset: right today, and the team's zone can be chosen in the settings.
    """
    named = environment.get("TZ", "").removeprefix(":")
    if _exists(named):
        return named
    target = str(link.resolve()) if link.is_symlink() else ""
    if _FOLDER in target and _exists(name := target.rpartition(_FOLDER)[2]):
        return name
    hours = round(time.localtime().tm_gmtoff / 3600)
    return f"Etc/GMT{-hours:+d}" if hours else "UTC"  # POSIX: west is positive


def _exists(name: str) -> bool:
    if not name:
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True

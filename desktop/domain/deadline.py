"""When a deadline counts as soon and as critical: wall-clock time before it (screens.md 2.2)."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

SOON_MOST: Final = timedelta(hours=4)
SOON_LEAST: Final = timedelta(minutes=30)
CRITICAL_MOST: Final = timedelta(hours=1)
CRITICAL_LEAST: Final = timedelta(minutes=10)


def soon_from(target: timedelta) -> timedelta:
    """Return how long before the breach a deadline is shown as due soon."""
    return min(target / 2, max(target / 4, SOON_LEAST), SOON_MOST)


def critical_from(target: timedelta) -> timedelta:
    """Return how long before the breach a deadline is shown as almost due."""
    return min(target / 4, max(target / 10, CRITICAL_LEAST), CRITICAL_MOST)

"""The clock that everything reads time from, and the one tests set by hand."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Gives the present instant; nothing else in the program reads the computer's clock."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never run backwards, from an arbitrary start."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


class ManualClock:
    """A clock that moves only when told; for tests, the tour and demo data."""

    def __init__(self, start: datetime) -> None:
        self._now = require_aware(start).astimezone(UTC)
        self._elapsed = 0.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._elapsed

    def advance(self, span: timedelta) -> datetime:
        """Let `span` pass, as a running computer would, and return the new instant."""
        self._now += span
        self._elapsed += span.total_seconds()
        return self._now

    def jump_to(self, instant: datetime) -> None:
        """Set the wall clock without time passing: a clock change, not waiting."""
        self._now = require_aware(instant).astimezone(UTC)


def require_aware(instant: datetime) -> datetime:
    """Return `instant` unchanged.

    Raises:
        ValueError: it has no time zone; a naive time never enters the program.
    """
    if instant.tzinfo is None:
        raise ValueError(f"naive time {instant.isoformat()} where an instant is needed")
    return instant

"""Whether this computer's clock can be believed, and whether it has been asleep.

Nothing here forces a clock: it compares two, and says so (reliability.md 2.4).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.domain.clock import Clock

TOLERATED_DRIFT = timedelta(seconds=120)
LONGEST_GAP_AWAKE = timedelta(seconds=45)
LONGEST_BELIEVABLE_ABSENCE = timedelta(days=7)


# CLOCK_BOOTTIME on Linux; on macOS CLOCK_MONOTONIC counts sleep, unlike time.monotonic().
_COUNTER: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))


def boottime() -> float:
    """Return seconds since some start that go on while the computer sleeps."""
    if _COUNTER is None:
        return time.monotonic()  # Windows: GetTickCount64, which counts sleep as well
    return time.clock_gettime(_COUNTER)


@dataclass(frozen=True, slots=True)
class ClockReading:
    """What one look found. `drift` is how far the wall clock ran ahead of elapsed time."""

    trusted_now: datetime
    drift: timedelta
    is_suspect: bool
    has_slept: bool


class ClockCheck:
    """Compares the wall clock with a counter that nobody can set, over one run of the program.

    While the wall clock is suspect, `trusted_now` is the last good reading plus the time that
    has really passed; `confirm` makes the wall clock good again, for the person or a server
    clock said that it is right.
    """

    def __init__(self, clock: Clock, counter: Callable[[], float] = boottime) -> None:
        self._clock = clock
        self._counter = counter
        self._start_at = self._good_at = clock.now()
        self._start = self._good = self._last_look = counter()
        self._is_suspect = False

    def look(self) -> ClockReading:
        """Compare the clocks now; call at every beat."""
        now, count = self._clock.now(), self._counter()
        drift = (now - self._start_at) - timedelta(seconds=count - self._start)
        self._is_suspect = abs(drift) > TOLERATED_DRIFT
        if not self._is_suspect:
            self._good_at, self._good = now, count
        has_slept = count - self._last_look > LONGEST_GAP_AWAKE.total_seconds()
        self._last_look = count
        trusted_now = self._good_at + timedelta(seconds=count - self._good)
        return ClockReading(trusted_now, drift, self._is_suspect, has_slept)

    def confirm(self) -> None:
        """Believe the wall clock from now on."""
        self._start_at = self._good_at = self._clock.now()
        self._start = self._good = self._counter()


def is_suspect_after_absence(last_seen_at: datetime, now: datetime) -> bool:
    """Say whether `now` is doubtful at a start, when no counter has lived since the last tick."""
    return now < last_seen_at or now - last_seen_at > LONGEST_BELIEVABLE_ABSENCE

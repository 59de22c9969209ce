"""A clock that is not believed when somebody has set this computer's while the program runs.

Nothing here forces a clock: it compares two, and says so (reliability.md 2.4).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.domain.clock import Clock

TOLERATED_DRIFT = timedelta(seconds=120)


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


class CheckedClock:
    """A `Clock` that compares the wall clock with a counter nobody can set, over one run.

    While the wall clock is suspect, it is the last good reading plus the time that has really
    passed; `confirm` makes the wall clock good again, for a person said that it is right. Safe
    to call from several threads.
    """

    def __init__(self, clock: Clock, counter: Callable[[], float] = boottime) -> None:
        self._clock = clock
        self._counter = counter
        self._start_at = self._good_at = clock.now()
        self._start = self._good = counter()
        self._lock = threading.Lock()

    def now(self) -> datetime:
        return self.look().trusted_now

    def monotonic(self) -> float:
        return self._clock.monotonic()

    def look(self) -> ClockReading:
        """Compare the clocks now."""
        with self._lock:
            now, count = self._clock.now(), self._counter()
            drift = (now - self._start_at) - timedelta(seconds=count - self._start)
            is_suspect = abs(drift) > TOLERATED_DRIFT
            if not is_suspect:
                self._good_at, self._good = now, count
            trusted_now = self._good_at + timedelta(seconds=count - self._good)
            return ClockReading(trusted_now, drift, is_suspect)

    def confirm(self) -> None:
        """Believe the wall clock from now on."""
        with self._lock:
            self._start_at = self._good_at = self._clock.now()
            self._start = self._good = self._counter()

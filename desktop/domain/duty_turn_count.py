"""How many turns of a rotation have duty, counted by arithmetic however far the start is (D4)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from math import lcm
from typing import Final

from desktop.domain.duty_window import Stretch, WeeklyWindow, windows_of
from desktop.domain.worktime_local import DAY, EPOCH, MINUTE, micros, reading_at, zone_named

_WEEK: Final = 7 * DAY
_EPOCH_WEEKDAY: Final = EPOCH.weekday()

# A window lasts a day, and a zone skips a date at most: so far a change of its clocks is felt.
_FELT: Final = 3 * DAY
_AT_ONCE: Final = 366 * DAY
_FIRST: Final = micros(datetime(1, 1, 15, tzinfo=EPOCH.tzinfo))
_LAST: Final = micros(datetime(9999, 12, 15, tzinfo=EPOCH.tzinfo))


@dataclass(frozen=True, slots=True)
class WallTurns:
    """Turns that all last `step` on the wall clock, turn 0 from the reading `origin` on."""

    origin: int
    step: int
    span: Callable[[int], Stretch]
    at: Callable[[int], int]


class TurnCount:
    """Counts the turns that have part of a window, from turn 0 on in both directions.

    On the wall clock turns and windows repeat together after a few weeks, so that far ones need no
    walk. Only near a change of the zone's clocks each turn is looked at, and kept if it is odd.
    """

    def __init__(self, turns: WallTurns, window: WeeklyWindow, zone: str) -> None:
        self._turns = turns
        self._window = window
        self._windows, self._zone = windows_of(window, zone), zone_named(zone)
        self._repeats = lcm(turns.step, _WEEK) // turns.step
        had = (self._has_on_wall(turn) for turn in range(self._repeats))
        self._regular = list(accumulate(had, initial=0))
        self._odd: dict[int, int] = {}
        self._odd_turns: list[int] = []
        self._odd_sums = [0]
        start = turns.span(0)[0]
        self._known = (_far(start - _FELT),) * 2
        self._look_at(start)

    def before(self, turn: int) -> int:
        """Return how many have duty from turn 0 up to a turn; below zero for one before it."""
        self._look_at(self._turns.span(turn)[0])
        times, rest = divmod(turn, self._repeats)
        regular = times * self._regular[-1] + self._regular[rest]
        return regular + self._odd_before(turn) - self._odd_before(0)

    def _odd_before(self, turn: int) -> int:
        return self._odd_sums[bisect_left(self._odd_turns, turn)]

    def _has_on_wall(self, turn: int) -> bool:
        """Tell whether a turn has part of a window where no clock changes."""
        start = self._turns.origin + turn * self._turns.step
        end, hours = start + self._turns.step, self._window.hours
        return bool(self._window.days) and any(
            (day + _EPOCH_WEEKDAY) % 7 in self._window.days
            and day * DAY + hours.start * MINUTE < end
            and start < day * DAY + hours.until * MINUTE
            for day in range(start // DAY - 2, min(end, start + 2 * _WEEK) // DAY + 1)
        )

    def _has(self, turn: int) -> bool:
        start, end = self._turns.span(turn)
        return next(self._windows.touching(start, end), None) is not None

    def _look_at(self, at: int) -> None:
        """Find the odd turns from the start to an instant, unless they are known."""
        low, high = self._known
        if high < at + _FELT:
            self._find_odd(high, until := _far(at + _AT_ONCE))
            high = max(high, until)
        if low > at - _FELT:
            self._find_odd(since := _far(at - _AT_ONCE), low)
            low = min(low, since)
        if (low, high) != self._known:
            self._known = low, high
            self._odd_turns = sorted(self._odd)
            self._odd_sums = [0, *accumulate(self._odd[turn] for turn in self._odd_turns)]

    def _find_odd(self, since: int, until: int) -> None:
        for day in range(since, until, DAY):
            if reading_at(day + DAY, self._zone) - reading_at(day, self._zone) != DAY:
                first, last = self._turns.at(day - _FELT), self._turns.at(day + DAY + _FELT)
                for turn in range(first, last + 1):
                    has = self._has(turn)
                    if has != self._has_on_wall(turn):
                        self._odd[turn] = 1 if has else -1


def _far(at: int) -> int:
    """Return an instant that is not too near to the end of the calendar."""
    return min(max(at, _FIRST), _LAST)

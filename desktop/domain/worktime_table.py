"""The open time of a calendar over a stretch of days, as one table to bisect."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from desktop.domain.errors import Refused
from desktop.domain.worktime_days import DayHours
from desktop.domain.worktime_local import DAY, EPOCH_ORDINAL

# sla.md C5: a calendar without an open second in this many days never opens.
NEVER_DAYS: Final = 400
NEVER: Final = NEVER_DAYS * DAY
LAST_ORDINAL: Final = date.max.toordinal() - 4
_FIRST_ORDINAL: Final = date.min.toordinal() + 2
_FIRST_CHUNK_DAYS: Final = 32
_SPARE_DAYS: Final = 366


@dataclass(slots=True)
class OpenTimes:
    """The merged open segments of the days `[low, high)`: their starts, their ends, and the open
    time before each start, in microseconds.

    Complete for the instants `[since, until]`. What is published is never changed: a table that
    reaches further is another one, so threads may go on asking this one meanwhile.
    """

    low: int
    high: int
    since: int = 1
    until: int = 0
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    before: list[int] = field(default_factory=list)
    _deserts: list[tuple[int, int]] = field(default_factory=list)
    """Closed spells of NEVER_DAYS and more between two segments, as (end, next start)."""

    def position(self, at: int) -> int:
        """Return the open time before `at`, from the origin of this table."""
        index = bisect_right(self.starts, at) - 1
        if index < 0:
            return 0
        end = self.ends[index]
        return self.before[index] + (at if at < end else end) - self.starts[index]

    def crosses_desert(self, start: int, end: int) -> bool:
        """Tell whether the calendar is closed for NEVER_DAYS on end between the two."""
        if end - start < NEVER:
            return False
        starts, ends = self.starts, self.ends
        if not self._deserts and ends and starts[0] <= start and end <= ends[-1]:
            return False
        index = bisect_right(ends, start)
        opens = starts[index] if index < len(starts) else end
        if min(opens, end) - start >= NEVER:
            return True
        if any(start <= closes and opens <= end for closes, opens in self._deserts):
            return True
        return bool(ends) and end - max(start, ends[-1]) >= NEVER

    def reaching(self, days: DayHours, start: int, end: int) -> OpenTimes:
        """Return a table that is complete for `[start, end]` as well.

        Raises:
            Refused: `calendar.out_of_range` before the year 1 or after 9999.
        """
        # An offset is below a day, so these ordinals bracket the local dates that matter.
        low = start // DAY + EPOCH_ORDINAL - 3
        high = end // DAY + EPOCH_ORDINAL + 3
        if not self.high:
            return _empty(low).further(days, max(high, low + _FIRST_CHUNK_DAYS))
        table = self._from_earlier(days, low) if low < self.low else self
        return table.further(days, high) if high > table.high else table

    def further(self, days: DayHours, high: int) -> OpenTimes:
        """Return a table with the days up to `high`, and at least twice as many as here.

        Raises:
            Refused: `calendar.out_of_range` when there is no further day.
        """
        high = max(high, self.high + max(_FIRST_CHUNK_DAYS, self.high - self.low))
        high = min(high, LAST_ORDINAL)
        if high <= self.high:
            raise Refused("calendar.out_of_range")
        until = (high - 1 - EPOCH_ORDINAL) * DAY
        lists = (self.starts[:], self.ends[:], self.before[:], self._deserts[:])
        grown = OpenTimes(self.low, high, self.since, until, *lists)
        grown._append_days(days, range(self.high, high))
        return grown

    def _from_earlier(self, days: DayHours, low: int) -> OpenTimes:
        """Return a table with the days from `low` on, and a year before, in front of these."""
        table = _empty(max(low - _SPARE_DAYS, min(low, _FIRST_ORDINAL)))
        table._append_days(days, range(table.low, self.low))
        table._append(zip(self.starts, self.ends, strict=True))
        table.high, table.until = self.high, self.until
        return table

    def _append_days(self, days: DayHours, ordinals: range) -> None:
        for ordinal in ordinals:
            self._append(days.segments_of(ordinal))

    def _append(self, segments: Iterable[tuple[int, int]]) -> None:
        for start, end in segments:
            if not self.ends:
                self.before.append(0)
            elif start <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
                continue
            else:
                closed_since = self.ends[-1]
                if start - closed_since >= NEVER:
                    self._deserts.append((closed_since, start))
                self.before.append(self.before[-1] + closed_since - self.starts[-1])
            self.starts.append(start)
            self.ends.append(end)


def _empty(low: int) -> OpenTimes:
    if low < _FIRST_ORDINAL:
        raise Refused("calendar.out_of_range")
    since = (low + 2 - EPOCH_ORDINAL) * DAY
    return OpenTimes(low, low, since, since)


NOTHING_YET: Final = OpenTimes(0, 0)
"""No day at all, complete for no instant."""

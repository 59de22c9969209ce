"""Business time: how much of a span is open, and when a given amount of open time is used up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from desktop.domain.errors import Refused
from desktop.domain.worktime_local import (
    DAY,
    EPOCH,
    EPOCH_ORDINAL,
    MICROS,
    MICROSECOND,
    MINUTE,
    first_instant,
    instant,
    is_skipped,
    last_instant,
    micros,
    zone_named,
)
from desktop.domain.worktime_spec import CalendarSpec, Interval, Override, OverrideKind

__all__ = ["NEVER", "CalendarSpec", "Interval", "Override", "OverrideKind", "WorkCalendar"]

# sla.md C5: a calendar without an open second in this many days never opens.
NEVER_DAYS: Final = 400
NEVER: Final = NEVER_DAYS * DAY
_FIRST_CHUNK_DAYS: Final = 32
_SPARE_DAYS: Final = 366
_FIRST_ORDINAL: Final = date.min.toordinal() + 2
_LAST_ORDINAL: Final = date.max.toordinal() - 4


class Reached(NamedTuple):
    """When a span from a start is used up, and each of its parts; see `WorkCalendar.reach`.

    For any start up to `room` later the answers are the same, or with `moves`, as inside hours,
    as much later as the start is.
    """

    due: int | None
    late_after: int | None
    parts: list[int | None]
    moves: bool
    room: int


class WorkCalendar:
    """One calendar version, expanded into merged UTC segments as far as questions have reached.

    Owns three parallel lists of microseconds: segment starts, ends, and the open time before each
    start. They grow in doubling chunks, so a question is one or two bisects whatever its span.
    Methods on datetimes convert at the border; `open_between` and `reach` are their integer core,
    which the clocks use.
    """

    def __init__(self, spec: CalendarSpec) -> None:
        self.spec = spec
        self.zone = zone_named(spec.zone)
        self.never_closes = spec.always and not spec.overrides
        self._weekly = [_minutes(hours) for hours in spec.usual_hours]
        self._hours = {day: _minutes(each.intervals) for day, each in spec.overrides.items()}
        self._hard_closes = {
            day.toordinal() for day, each in spec.overrides.items() if each.hard_close
        }
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._before: list[int] = []
        # Closed spells of NEVER_DAYS and more between two segments, as (end, next start).
        self._deserts: list[tuple[int, int]] = []
        self._low = self._high = 0  # ordinals of the days expanded: [low, high)
        self._from, self._until = 1, 0  # the instants for which the lists are complete: none yet
        self._business_day_ends: dict[tuple[int, int], int | None] = {}

    def is_open(self, at: datetime) -> bool:
        """Tell whether `at` lies in business hours; an end is already outside."""
        return self._is_open(micros(at))

    def measure(self, start: datetime, end: datetime) -> timedelta:
        """Return the business time in `[start, end)`; nothing when `end` is before `start`."""
        return MICROSECOND * self.open_between(micros(start), micros(end))

    def add(self, start: datetime, span: timedelta) -> datetime | None:
        """Return the first instant by which `span` of business time has passed since `start`.

        A span that runs out exactly at closing time ends at closing time (sla.md K2). None means
        that the calendar never opens long enough (C5).
        """
        # Converted here: three calls would cost as much as both bisects.
        since = start - EPOCH
        reached = self.reach(
            (since.days * 86_400 + since.seconds) * MICROS + since.microseconds,
            (span.days * 86_400 + span.seconds) * MICROS + span.microseconds,
        )
        return None if reached is None else EPOCH + MICROSECOND * reached

    def segments(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
        """Return the open segments within `[start, end)`, merged, in order, in UTC."""
        return [
            (instant(opens), instant(closes))
            for opens, closes in self.open_segments(micros(start), micros(end))
        ]

    def never_opens(self, at: datetime) -> bool:
        """Tell whether no second is open in the 400 days from `at` (sla.md C5)."""
        return self._is_closed_for_good(micros(at))

    def end_of_business_day(self, start: datetime, count: int) -> datetime | None:
        """Return the end of the `count`-th business day after the local date of `start`.

        A business day is a date on which hours start; a night shift ends it the next morning
        (sla.md K22). None when no such day comes (C5).
        """
        end = self.business_day_end(micros(start), count)
        return None if end is None else instant(end)

    def open_between(self, start: int, end: int) -> int:
        """Return the business microseconds in `[start, end)`."""
        if end <= start:
            return 0
        if self.never_closes:
            return end - start
        if start < self._from or end > self._until:
            self._expand(start, end)
        return self._position(end) - self._position(start)

    def reach(self, start: int, span: int, *, latest: bool = False) -> int | None:
        """Return the instant at which `span` of business time has passed since `start`.

        Where a closed spell follows, it is the first such instant, or with `latest` the last: until
        then an answer is not late (sla.md K2). None when that instant never comes (C5).

        Raises:
            Refused: `calendar.out_of_range` when it lies beyond the year 9999.
        """
        if span <= 0 and not latest:
            return start
        if self.never_closes:
            return _in_range(start + span)
        if not self._from <= start <= self._until:
            self._expand(start, start)
        find = bisect_right if latest else bisect_left
        while True:
            position = self._position(start) + span
            index = find(self._before, position) - 1
            if index >= 0:
                reached = self._starts[index] + position - self._before[index]
                closes = self._ends[index]
                in_reach = reached < closes or (reached == closes and not latest)
                if in_reach and reached <= self._until:
                    is_near = reached - start < NEVER
                    return reached if is_near or not self._crosses_desert(start, reached) else None
            if self._crosses_desert(start, self._until):
                return None
            self._extend(self._high)

    def reach_each(self, start: int, span: int, parts: Sequence[int]) -> Reached:
        """Return `reach` of the span, also with `latest`, and of each of its parts.

        All are positive, and together cost little more than one.

        Raises:
            Refused: as `reach`.
        """
        if self.never_closes:
            due, *rest = (self.reach(start, length) for length in (span, *parts))
            return Reached(due, due, rest, moves=True, room=NEVER)
        found: list[int | None] = []
        late_after: int | None = None
        moves, room = False, 0
        if self._from <= start <= self._until:
            starts, ends, before = self._starts, self._ends, self._before
            position, furthest = self._position(start), min(self._until, start + NEVER - 1)
            moves, room = self.spell(start)
            for length in (span, *parts):
                index = bisect_left(before, position + length) - 1
                reached = starts[index] + position + length - before[index] if index >= 0 else start
                if index < 0 or reached > ends[index] or reached > furthest:
                    break
                spare = min(ends[index], self._until) - reached
                if not found:
                    if reached < ends[index]:
                        late_after, spare = reached, spare - 1
                    elif index + 1 < len(starts) and starts[index + 1] <= furthest:
                        late_after = starts[index + 1]
                room = min(room, spare) if moves else room
                found.append(reached)
        # Beyond the present table, or at the edge of a very long closed spell.
        room = room if len(found) == 1 + len(parts) and late_after is not None else 0
        for length in (span, *parts)[len(found) :]:
            found.append(self.reach(start, length))
        if late_after is None:
            late_after = self.reach(start, span, latest=True)
        return Reached(found[0], late_after, found[1:], moves, max(room, 0))

    def spell(self, start: int) -> tuple[bool, int]:
        """Tell whether `start` is open, and for how long after it that stays so at least."""
        if self.never_closes:
            return True, NEVER
        self._expand(start, start)
        index = bisect_right(self._starts, start) - 1
        if index >= 0 and start < self._ends[index]:
            return True, self._ends[index] - start - 1
        following = index + 1
        return False, self._starts[following] - start - 1 if following < len(self._starts) else 0

    def open_segments(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the open segments within `[start, end)` in microseconds."""
        if end <= start:
            return []
        if self.never_closes:
            return [(start, end)]
        self._expand(start, end)
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end)
        return [
            (max(start, self._starts[index]), min(end, self._ends[index]))
            for index in range(first, last)
        ]

    def business_day_end(self, start: int, count: int) -> int | None:
        """Return `end_of_business_day` in microseconds."""
        today = instant(start).astimezone(self.zone).toordinal()
        key = (today, count)
        if key not in self._business_day_ends:
            self._business_day_ends[key] = self._find_business_day_end(today, count)
        return self._business_day_ends[key]

    def rest_of_day(self, start: int) -> int:
        """Return how much later than `start` is still on its local date."""
        today = instant(start).astimezone(self.zone).date()
        return first_instant(today, 24 * 60, self.zone) - start - 1

    def _find_business_day_end(self, today: int, count: int) -> int | None:
        ordinal, last_found = today, today
        while ordinal - last_found < NEVER_DAYS and ordinal < _LAST_ORDINAL:
            ordinal += 1
            if segments := self._segments_of(ordinal):
                count -= 1
                last_found = ordinal
                if count <= 0:
                    return max(end for _, end in segments)
        return None

    def _is_open(self, at: int) -> bool:
        if self.never_closes:
            return True
        self._expand(at, at)
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and at < self._ends[index]

    def _is_closed_for_good(self, at: int) -> bool:
        if self._is_open(at):
            return False
        self._expand(at, at + NEVER)
        index = bisect_left(self._starts, at)
        return index == len(self._starts) or self._starts[index] - at >= NEVER

    def _position(self, at: int) -> int:
        """Return the open time before `at`, from an origin that is fixed for the present table."""
        index = bisect_right(self._starts, at) - 1
        if index < 0:
            return 0
        end = self._ends[index]
        return self._before[index] + (at if at < end else end) - self._starts[index]

    def _crosses_desert(self, start: int, end: int) -> bool:
        """Tell whether the calendar is closed for NEVER_DAYS on end between the two."""
        if end - start < NEVER:
            return False
        if not self._deserts and self._ends and self._starts[0] <= start and end <= self._ends[-1]:
            return False
        index = bisect_right(self._ends, start)
        opens = self._starts[index] if index < len(self._starts) else end
        if min(opens, end) - start >= NEVER:
            return True
        if any(start <= closes and opens <= end for closes, opens in self._deserts):
            return True
        return bool(self._ends) and end - max(start, self._ends[-1]) >= NEVER

    def _expand(self, start: int, end: int) -> None:
        """Make the lists complete for `[start, end]`."""
        if self._from <= start and end <= self._until:
            return
        # An offset is below a day, so these ordinals bracket the local dates that matter.
        low = start // DAY + EPOCH_ORDINAL - 3
        high = end // DAY + EPOCH_ORDINAL + 3
        if not self._high:
            high = max(high, low + _FIRST_CHUNK_DAYS)
            self._restart(low)
        elif low < self._low:
            self._reach_back(low)
        if high > self._high:
            self._extend(high)

    def _reach_back(self, low: int) -> None:
        """Put the days from `low` on, and a year before, in front of what is there."""
        known = list(zip(self._starts, self._ends, strict=True))
        first, high, until = self._low, self._high, self._until
        self._restart(max(low - _SPARE_DAYS, min(low, _FIRST_ORDINAL)))
        for ordinal in range(self._low, first):
            for start, end in self._segments_of(ordinal):
                self._append(start, end)
        for start, end in known:
            self._append(start, end)
        self._high, self._until = high, until

    def _restart(self, low: int) -> None:
        if low < _FIRST_ORDINAL:
            raise Refused("calendar.out_of_range")
        self._starts, self._ends, self._before, self._deserts = [], [], [], []
        self._low = self._high = low
        self._from = self._until = (low + 2 - EPOCH_ORDINAL) * DAY

    def _extend(self, high: int) -> None:
        """Expand the days up to `high`, and at least double what is there."""
        high = max(high, self._high + max(_FIRST_CHUNK_DAYS, self._high - self._low))
        high = min(high, _LAST_ORDINAL)
        if high <= self._high:
            raise Refused("calendar.out_of_range")
        for ordinal in range(self._high, high):
            for start, end in self._segments_of(ordinal):
                self._append(start, end)
        self._high = high
        self._until = (high - 1 - EPOCH_ORDINAL) * DAY

    def _append(self, start: int, end: int) -> None:
        if self._ends and start <= self._ends[-1]:
            self._ends[-1] = max(self._ends[-1], end)
            return
        if self._ends:
            closed_since = self._ends[-1]
            if start - closed_since >= NEVER:
                self._deserts.append((closed_since, start))
            self._before.append(self._before[-1] + closed_since - self._starts[-1])
        else:
            self._before.append(0)
        self._starts.append(start)
        self._ends.append(end)

    def _segments_of(self, ordinal: int) -> list[tuple[int, int]]:
        """Return the segments of the hours that start on that local date, in order (C2, C3)."""
        day = date.fromordinal(ordinal)
        hours = self._hours.get(day)
        if hours is None:
            hours = self._weekly[day.weekday()]
        if not hours:
            return []
        offset = self._steady_offset(day, ordinal)
        if offset is not None:
            midnight = (ordinal - EPOCH_ORDINAL) * DAY - offset
            found = [(midnight + start * MINUTE, midnight + end * MINUTE) for start, end in hours]
        elif is_skipped(day, self.zone):
            return []
        else:
            found = [
                (first_instant(day, start, self.zone), last_instant(day, end, self.zone))
                for start, end in hours
            ]
        if ordinal + 1 in self._hard_closes:
            midnight = first_instant(day, 24 * 60, self.zone)
            found = [(start, min(end, midnight)) for start, end in found]
        return [(start, end) for start, end in found if start < end]

    def _steady_offset(self, day: date, ordinal: int) -> int | None:
        """Return the UTC offset if it does not change on that date or the next.

        Equal offsets at both ends prove it: in no zone of the IANA database do two changes lie
        closer than 80 hours.
        """
        before = datetime(day.year, day.month, day.day, tzinfo=self.zone).utcoffset()
        later = date.fromordinal(ordinal + 2)
        after = datetime(later.year, later.month, later.day, tzinfo=self.zone, fold=1).utcoffset()
        if before is None or before != after:
            return None
        return _length(before)


def _minutes(hours: Iterable[Interval]) -> list[tuple[int, int]]:
    return sorted((each.start, each.until) for each in hours)


def _length(span: timedelta) -> int:
    return (span.days * 86_400 + span.seconds) * 1_000_000 + span.microseconds


def _in_range(at: int) -> int:
    if at // DAY + EPOCH_ORDINAL >= _LAST_ORDINAL:
        raise Refused("calendar.out_of_range")
    return at

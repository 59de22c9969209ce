"""Business time: how much of a span is open, and when a given amount of open time is used up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from desktop.domain.errors import Refused
from desktop.domain.worktime_days import DayHours
from desktop.domain.worktime_local import (
    DAY,
    EPOCH,
    EPOCH_ORDINAL,
    MICROS,
    MICROSECOND,
    first_instant,
    instant,
    micros,
    zone_named,
)
from desktop.domain.worktime_spec import CalendarSpec, Interval, Override, OverrideKind
from desktop.domain.worktime_table import LAST_ORDINAL, NEVER, NEVER_DAYS, NOTHING_YET, OpenTimes

__all__ = ["NEVER", "CalendarSpec", "Interval", "Override", "OverrideKind", "WorkCalendar"]


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

    The table grows in doubling chunks, so a question is one or two bisects whatever its span. It is
    replaced and never changed: the window, the worker and the jobs ask the same calendar at once,
    and at worst two of them make the same table. Methods on datetimes convert at the border;
    `open_between` and `reach` are their integer core, which the clocks use.
    """

    def __init__(self, spec: CalendarSpec) -> None:
        self.spec = spec
        self.zone = zone_named(spec.zone)
        self.never_closes = spec.always and not spec.overrides
        self._days = DayHours(spec)
        self._known = NOTHING_YET
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
        table = self._table(start, end)
        return table.position(end) - table.position(start)

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
        table = self._table(start, start)
        find = bisect_right if latest else bisect_left
        while True:
            position = table.position(start) + span
            index = find(table.before, position) - 1
            if index >= 0:
                reached = table.starts[index] + position - table.before[index]
                closes = table.ends[index]
                in_reach = reached < closes or (reached == closes and not latest)
                if in_reach and reached <= table.until:
                    is_near = reached - start < NEVER
                    return reached if is_near or not table.crosses_desert(start, reached) else None
            if table.crosses_desert(start, table.until):
                return None
            table = self._known = table.further(self._days, table.high)

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
        table = self._known
        if table.since <= start <= table.until:
            starts, ends, before = table.starts, table.ends, table.before
            position, furthest = table.position(start), min(table.until, start + NEVER - 1)
            moves, room = self.spell(start)
            for length in (span, *parts):
                index = bisect_left(before, position + length) - 1
                reached = starts[index] + position + length - before[index] if index >= 0 else start
                if index < 0 or reached > ends[index] or reached > furthest:
                    break
                spare = min(ends[index], table.until) - reached
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
        table = self._table(start, start)
        index = bisect_right(table.starts, start) - 1
        if index >= 0 and start < table.ends[index]:
            return True, table.ends[index] - start - 1
        following = index + 1
        return False, table.starts[following] - start - 1 if following < len(table.starts) else 0

    def open_segments(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the open segments within `[start, end)` in microseconds."""
        if end <= start:
            return []
        if self.never_closes:
            return [(start, end)]
        table = self._table(start, end)
        first = bisect_right(table.ends, start)
        last = bisect_left(table.starts, end)
        return [
            (max(start, table.starts[index]), min(end, table.ends[index]))
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
        while ordinal - last_found < NEVER_DAYS and ordinal < LAST_ORDINAL:
            ordinal += 1
            if segments := self._days.segments_of(ordinal):
                count -= 1
                last_found = ordinal
                if count <= 0:
                    return max(end for _, end in segments)
        return None

    def _is_open(self, at: int) -> bool:
        if self.never_closes:
            return True
        table = self._table(at, at)
        index = bisect_right(table.starts, at) - 1
        return index >= 0 and at < table.ends[index]

    def _is_closed_for_good(self, at: int) -> bool:
        if self._is_open(at):
            return False
        starts = self._table(at, at + NEVER).starts
        index = bisect_left(starts, at)
        return index == len(starts) or starts[index] - at >= NEVER

    def _table(self, start: int, end: int) -> OpenTimes:
        """Return a table that is complete for `[start, end]`."""
        table = self._known
        if start < table.since or end > table.until:
            table = self._known = table.reaching(self._days, start, end)
        return table


def _in_range(at: int) -> int:
    if at // DAY + EPOCH_ORDINAL >= LAST_ORDINAL:
        raise Refused("calendar.out_of_range")
    return at

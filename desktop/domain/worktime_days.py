"""The hours of one calendar day as UTC segments (sla.md C2, C3)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from desktop.domain.worktime_local import (
    DAY,
    EPOCH_ORDINAL,
    MICROSECOND,
    MINUTE,
    first_instant,
    is_skipped,
    last_instant,
    zone_named,
)
from desktop.domain.worktime_spec import CalendarSpec, Interval


class DayHours:
    """When each local date of a calendar version is open. Never changes, so threads may share it.

    Days are proleptic ordinals as of `date.toordinal`, instants microseconds since the epoch, UTC.
    """

    def __init__(self, spec: CalendarSpec) -> None:
        self._zone = zone_named(spec.zone)
        self._weekly = [_minutes(hours) for hours in spec.usual_hours]
        self._hours = {day: _minutes(each.intervals) for day, each in spec.overrides.items()}
        self._hard_closes = {
            day.toordinal() for day, each in spec.overrides.items() if each.hard_close
        }

    def segments_of(self, ordinal: int) -> list[tuple[int, int]]:
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
        elif is_skipped(day, self._zone):
            return []
        else:
            found = [
                (first_instant(day, start, self._zone), last_instant(day, end, self._zone))
                for start, end in hours
            ]
        if ordinal + 1 in self._hard_closes:
            midnight = first_instant(day, 24 * 60, self._zone)
            found = [(start, min(end, midnight)) for start, end in found]
        return [(start, end) for start, end in found if start < end]

    def _steady_offset(self, day: date, ordinal: int) -> int | None:
        """Return the UTC offset if it does not change on that date or the next.

        Equal offsets at both ends prove it: in no zone of the IANA database do two changes lie
        closer than 80 hours.
        """
        before = datetime(day.year, day.month, day.day, tzinfo=self._zone).utcoffset()
        later = date.fromordinal(ordinal + 2)
        after = datetime(later.year, later.month, later.day, tzinfo=self._zone, fold=1).utcoffset()
        if before is None or before != after:
            return None
        return before // MICROSECOND


def _minutes(hours: Iterable[Interval]) -> list[tuple[int, int]]:
    return sorted((each.start, each.until) for each in hours)

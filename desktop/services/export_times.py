"""Instants as cells in the team's zone: put together from parts, for a big table has millions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from zoneinfo import ZoneInfo

from desktop.models.base import (
    FAR_FUTURE,
    MICROSECOND,
    from_microseconds,
    to_microseconds,
)

_NEVER = to_microseconds(FAR_FUTURE)
_SECOND = 1_000_000
_MINUTE = 60 * _SECOND
_DAY = 1440 * _MINUTE
_CLOCK = [f"{minute // 60:02}:{minute % 60:02}" for minute in range(24 * 60)]

Shift = tuple[int, list[str]]
"""The offset from UTC in microseconds, and what each second of a minute is written as."""


class LocalTimes:
    """Writes columns of stored microseconds in one zone and in one format.

    The offset is worked out once a day of UTC, but for days within which it shifts.
    """

    def __init__(self, time_format: str, zone: ZoneInfo) -> None:
        head, _, rest = time_format.partition("%H:%M")
        self._dates = _Dates(head)
        self._shifts = _Shifts(zone, has_seconds=bool(rest))

    def cells(self, column: Iterable[int | None]) -> list[str]:
        """Return a cell for each instant; empty where there is none."""
        dates, shifts = self._dates, self._shifts
        return [
            ""
            if at is None or at >= _NEVER
            else dates[(local := at + (shift := shifts[at // _DAY] or shifts.at(at))[0]) // _DAY]
            + _CLOCK[local % _DAY // _MINUTE]
            + shift[1][local % _MINUTE // _SECOND]
            for at in column
        ]


class _Dates(dict[int, str]):
    """What the cells of a local day begin with, by its number since 1970."""

    def __init__(self, head: str) -> None:
        self._head = head

    def __missing__(self, day: int) -> str:
        self[day] = from_microseconds(day * _DAY).strftime(self._head)
        return self[day]


class _Shifts(dict[int, Shift | None]):
    """The shift that holds on a day of UTC, by its number; None where there are two."""

    def __init__(self, zone: ZoneInfo, *, has_seconds: bool) -> None:
        self._zone = zone
        self._has_seconds = has_seconds
        self._known: dict[timedelta, Shift] = {}

    def __missing__(self, day: int) -> Shift | None:
        begins, ends = self.at(day * _DAY), self.at((day + 1) * _DAY)
        self[day] = begins if begins is ends else None
        return self[day]

    def at(self, instant: int) -> Shift:
        """Return the shift at an instant."""
        offset = from_microseconds(instant).astimezone(self._zone).utcoffset() or timedelta()
        if offset not in self._known:
            self._known[offset] = offset // MICROSECOND, self._ends(offset)
        return self._known[offset]

    def _ends(self, offset: timedelta) -> list[str]:
        """Return `:07+03:00` for the seventh second, in a format with seconds."""
        if not self._has_seconds:
            return [""] * 60
        total = offset // timedelta(minutes=1)
        sign = "-" if total < 0 else "+"
        zone = f"{sign}{abs(total) // 60:02}:{abs(total) % 60:02}"
        return [f":{second:02}{zone}" for second in range(60)]

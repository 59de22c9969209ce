"""Business-hours calendars as values: weekly hours, date overrides, their checks and their JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from desktop.domain.errors import Refused
from desktop.domain.worktime_local import zone_named

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FULL_DAY: Final = 24 * 60
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})")


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Wall-clock hours `[start, end)` in minutes from midnight; `end <= start` ends the next day.

    Raises:
        Refused: `calendar.bad_time` (fact `text`) for a minute outside the day.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < FULL_DAY:
            raise Refused("calendar.bad_time", text=_clock_text(self.start))
        if not 0 <= self.end <= FULL_DAY:
            raise Refused("calendar.bad_time", text=_clock_text(self.end))

    @property
    def until(self) -> int:
        """The end in minutes from the midnight on which the interval starts."""
        return self.end if self.end > self.start else self.end + FULL_DAY

    def __str__(self) -> str:
        return f"{_clock_text(self.start)}-{_clock_text(self.end)}"

    @classmethod
    def parse(cls, start: str, end: str) -> Interval:
        """Read `09:00`, `24:00`.

        Raises:
            Refused: `calendar.bad_time` (fact `text`), such as 25:00 or 9.30.
        """
        return cls(_minute(start), _minute(end))


class OverrideKind(StrEnum):
    """Why a date differs from its weekday."""

    HOLIDAY = "holiday"
    SHORT_DAY = "short_day"
    WORKING_DAY = "working_day"
    MAINTENANCE = "maintenance"


@dataclass(frozen=True, slots=True)
class Override:
    """The hours of one date instead of its weekday's; none means closed (sla.md C2).

    `source` says where it came from (a country's holidays, a file, a person). `hard_close` also
    cuts an interval of the day before at this date's midnight.
    """

    kind: OverrideKind
    intervals: tuple[Interval, ...] = ()
    label: str = ""
    source: str = ""
    hard_close: bool = False


@dataclass(frozen=True, slots=True)
class CalendarSpec:
    """One version of a business-hours calendar (sla.md C1-C5).

    `weekly` has the intervals of Monday to Sunday. With `always` the weekly hours do not count and
    every day is open throughout; overrides still close or shorten their dates. `valid_from` is the
    instant the version starts to apply to new tickets; None means it always did (C4).

    Raises:
        Refused: `calendar.overlap` (facts `day`, `first`, `second`), `calendar.bad_zone`.
    """

    name: str
    zone: str
    weekly: tuple[tuple[Interval, ...], ...] = ((),) * 7
    overrides: Mapping[date, Override] = field(default_factory=lambda: MappingProxyType({}))
    always: bool = False
    version: int = 1
    valid_from: datetime | None = None

    def __post_init__(self) -> None:
        zone_named(self.zone)
        if len(self.weekly) != len(WEEKDAYS):
            raise Refused("calendar.bad_shape", where="hours")
        for name, intervals in zip(WEEKDAYS, self.weekly, strict=True):
            _check_apart(name, intervals)
        for day, override in self.overrides.items():
            _check_apart(day.isoformat(), override.intervals)
        object.__setattr__(self, "overrides", MappingProxyType(dict(self.overrides)))

    @property
    def usual_hours(self) -> tuple[tuple[Interval, ...], ...]:
        """The intervals that start on each weekday, Monday first, overrides left aside."""
        return (_ALL_DAY,) * len(WEEKDAYS) if self.always else self.weekly

    def to_json(self) -> dict[str, object]:
        """Return the hours as JSON values; name, version and valid_from are the record's own."""
        return {
            "tz": self.zone,
            "always": self.always,
            "hours": {
                name: _pairs(intervals)
                for name, intervals in zip(WEEKDAYS, self.weekly, strict=True)
                if intervals
            },
            "exceptions": {
                day.isoformat(): {
                    "kind": override.kind.value,
                    "hours": _pairs(override.intervals),
                    "label": override.label,
                    "source": override.source,
                    "hard_close": override.hard_close,
                }
                for day, override in sorted(self.overrides.items())
            },
        }

    @classmethod
    def from_json(
        cls,
        value: object,
        *,
        name: str = "",
        version: int = 1,
        valid_from: datetime | None = None,
    ) -> CalendarSpec:
        """Read the shape of sla.md section 6; an exception is a list of hours or an object.

        Raises:
            Refused: `calendar.bad_shape` (fact `where`), `calendar.bad_time`, `calendar.bad_date`,
                `calendar.bad_zone`, `calendar.overlap`.
        """
        shape = _mapping(value, "calendar")
        zone = shape.get("tz")
        if not isinstance(zone, str):
            raise Refused("calendar.bad_shape", where="tz")
        hours = _mapping(shape.get("hours", {}), "hours")
        if unknown := sorted(set(hours) - set(WEEKDAYS)):
            raise Refused("calendar.bad_shape", where=unknown[0])
        exceptions = _mapping(shape.get("exceptions", {}), "exceptions")
        return cls(
            name,
            zone,
            tuple(_intervals(hours.get(weekday, []), weekday) for weekday in WEEKDAYS),
            {_date(text): _override(item, text) for text, item in exceptions.items()},
            always=_flag(shape, "always"),
            version=version,
            valid_from=valid_from,
        )


_ALL_DAY: Final = (Interval(0, FULL_DAY),)


def _check_apart(day: str, intervals: Iterable[Interval]) -> None:
    ordered = sorted(intervals)
    for first, second in pairwise(ordered):
        if second.start < first.until:
            raise Refused("calendar.overlap", day=day, first=str(first), second=str(second))


def _clock_text(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _minute(text: str) -> int:
    match = _TIME.fullmatch(text)
    if match is None or int(match[2]) > 59 or int(match[1]) * 60 + int(match[2]) > FULL_DAY:
        raise Refused("calendar.bad_time", text=text)
    return int(match[1]) * 60 + int(match[2])


def _pairs(intervals: Iterable[Interval]) -> list[list[str]]:
    return [[_clock_text(hours.start), _clock_text(hours.end)] for hours in intervals]


def _mapping(value: object, where: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise Refused("calendar.bad_shape", where=where)
    return value


def _flag(shape: Mapping[str, object], key: str) -> bool:
    value = shape.get(key, False)
    if not isinstance(value, bool):
        raise Refused("calendar.bad_shape", where=key)
    return value


def _text(shape: Mapping[str, object], key: str) -> str:
    value = shape.get(key, "")
    if not isinstance(value, str):
        raise Refused("calendar.bad_shape", where=key)
    return value


def _intervals(value: object, where: str) -> tuple[Interval, ...]:
    if not isinstance(value, list):
        raise Refused("calendar.bad_shape", where=where)
    found = []
    for pair in value:
        match pair:
            case [str(start), str(end)]:
                found.append(Interval.parse(start, end))
            case _:
                raise Refused("calendar.bad_shape", where=where)
    return tuple(found)


def _override(value: object, day: str) -> Override:
    if isinstance(value, list):
        intervals = _intervals(value, day)
        kind = OverrideKind.SHORT_DAY if intervals else OverrideKind.HOLIDAY
        return Override(kind, intervals)
    shape = _mapping(value, day)
    try:
        kind = OverrideKind(_text(shape, "kind"))
    except ValueError as error:
        raise Refused("calendar.bad_shape", where=day) from error
    return Override(
        kind,
        _intervals(shape.get("hours", []), day),
        _text(shape, "label"),
        _text(shape, "source"),
        _flag(shape, "hard_close"),
    )


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused("calendar.bad_date", text=text) from error

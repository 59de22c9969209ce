"""How cells are written: the three presets, formula cells made harmless, local times fast."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from desktop.models.base import FAR_FUTURE, MICROSECOND, from_microseconds, to_microseconds

NEVER = to_microseconds(FAR_FUTURE)

_FORMULA = re.compile("[ \u00a0\u200b\ufeff]*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")

_SUSPECT = frozenset(" \u00a0\u200b\ufeff=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""A text that begins otherwise is no formula: most are told apart without the expression."""

_SECOND = 1_000_000
_MINUTE = 60 * _SECOND
_DAY = 86_400 * _SECOND
_CLOCK = [f"{minute // 60:02}:{minute % 60:02}" for minute in range(24 * 60)]


class Preset(StrEnum):
    """Who will read the file (contracts.md, `export`)."""

    PROGRAM = "program"
    EXCEL_RU = "excel-ru"
    EXCEL_EN = "excel-en"


@dataclass(frozen=True, slots=True)
class Dialect:
    """The bytes of a preset: RFC 4180 with its separator, mark, line end and time format."""

    byte_order_mark: bool
    delimiter: str
    line_end: str
    time_format: str
    language: str | None


DIALECTS = {
    Preset.PROGRAM: Dialect(False, ",", "\n", "%Y-%m-%dT%H:%M:%S%z", None),
    Preset.EXCEL_RU: Dialect(True, ";", "\r\n", "%d.%m.%Y %H:%M", "ru"),
    Preset.EXCEL_EN: Dialect(True, ",", "\r\n", "%Y-%m-%d %H:%M", "en"),
}


def harmless(text: str) -> str:
    """Return a text that no spreadsheet reads as a formula (reliability.md I1)."""
    return "'" + text if _FORMULA.match(text) else text


def texts(column: Iterable[str | None]) -> list[str | None]:
    """Return a column of texts with the harmless form of each."""
    return [harmless(text) if text and text[0] in _SUSPECT else text for text in column]


def minutes(column: Iterable[int | None]) -> list[int | None]:
    """Return a column of seconds as whole minutes, rounded down."""
    return [None if seconds is None else seconds // 60 for seconds in column]


CLAIMS = {None: "", True: "true", False: "false"}
"""What a claim is as a cell; 1 and 0 are found too."""


def instants(preset: Preset, zone: ZoneInfo) -> Callable[[int | None], str]:
    """Return a function from stored microseconds to a cell in the team's zone.

    The offset is worked out once a day of UTC, but for days within which it shifts.
    """
    pattern = DIALECTS[preset].time_format
    head_pattern, _, rest = pattern.partition("%H:%M")
    with_seconds = bool(rest)
    heads: dict[int, str] = {}
    shifts: dict[int, tuple[int, str] | None] = {}

    def shift_at(value: int) -> tuple[int, str]:
        offset = from_microseconds(value).astimezone(zone).utcoffset() or timedelta()
        return offset // MICROSECOND, _offset(offset)

    def shift_of(day: int) -> tuple[int, str] | None:
        begins, ends = shift_at(day * _DAY), shift_at((day + 1) * _DAY)
        shifts[day] = begins if begins == ends else None
        return shifts[day]

    def head_of(day: int) -> str:
        heads[day] = from_microseconds(day * _DAY).strftime(head_pattern)
        return heads[day]

    def cell(value: int | None) -> str:
        if value is None or value >= NEVER:
            return ""
        day = value // _DAY
        found = shifts[day] if day in shifts else shift_of(day)
        shift, tail = found or shift_at(value)
        day, passed = divmod(value + shift, _DAY)
        minute, below = divmod(passed, _MINUTE)
        head = heads.get(day) or head_of(day)
        if with_seconds:
            return f"{head}{_CLOCK[minute]}:{below // _SECOND:02}{tail}"
        return f"{head}{_CLOCK[minute]}"

    return cell


def _offset(offset: timedelta) -> str:
    """Return `+03:00`."""
    total = offset // timedelta(minutes=1)
    sign = "-" if total < 0 else "+"
    return f"{sign}{abs(total) // 60:02}:{abs(total) % 60:02}"

"""How cells are written: the three presets, formula cells made harmless, local times fast."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from desktop.models.base import FAR_FUTURE, from_microseconds, to_microseconds

NEVER = to_microseconds(FAR_FUTURE)

_FORMULA = re.compile("[ \u00a0\u200b\ufeff]*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")

_QUARTER = 15 * 60 * 1_000_000
_MINUTE = 60 * 1_000_000


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


def minutes(seconds: int | None) -> str:
    """Return whole minutes, rounded down, as a cell; nothing when unknown."""
    return "" if seconds is None else str(seconds // 60)


def yes_no(value: object) -> str:
    """Return a claim as a cell; nothing when unknown."""
    if value is None:
        return ""
    return "true" if value else "false"


def instants(preset: Preset, zone: ZoneInfo) -> Callable[[int | None], str]:
    """Return a function from stored microseconds to a cell in the team's zone.

    Local time is worked out once a quarter of an hour: no zone in use shifts within one.
    """
    pattern = DIALECTS[preset].time_format
    with_seconds = "%S" in pattern
    known: dict[int, tuple[str, int, str]] = {}

    def quarter(number: int) -> tuple[str, int, str]:
        start = from_microseconds(number * _QUARTER).astimezone(zone)
        head, _, tail = pattern.partition("%M")
        tail = tail.removeprefix(":%S")
        found = (start.strftime(head), start.minute, _offset(start) if tail == "%z" else "")
        if len(known) > 50_000:
            known.clear()
        known[number] = found
        return found

    def cell(value: int | None) -> str:
        if value is None or value >= NEVER:
            return ""
        number, rest = divmod(value, _QUARTER)
        head, minute, tail = known.get(number) or quarter(number)
        passed, below = divmod(rest, _MINUTE)
        if with_seconds:
            return f"{head}{minute + passed:02}:{below // 1_000_000:02}{tail}"
        return f"{head}{minute + passed:02}"

    return cell


def _offset(local: datetime) -> str:
    """Return `+03:00`."""
    total = (local.utcoffset() or timedelta()) // timedelta(minutes=1)
    sign = "-" if total < 0 else "+"
    return f"{sign}{abs(total) // 60:02}:{abs(total) % 60:02}"

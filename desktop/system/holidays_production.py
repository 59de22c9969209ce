"""A Russian production calendar: short days, days off, and weekend days that are worked.

Two shapes are read, both CSV. A line a day, `2026-11-03,short,420,1`, with work, short or off. Or
a line a year, as the government publishes it: the year, then for each month its days off, where
`*` marks a short day and `+` a transferred one; weekend days that are not named are worked.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from desktop.domain.errors import Refused
from desktop.domain.worktime_proposals import Proposal
from desktop.domain.worktime_spec import OverrideKind
from desktop.system.holidays_file import read_file

_SATURDAY: Final = 5
_MONTHS: Final = 12
_DAY = re.compile(r"\s*(\d{1,2})\s*([*+]?)\s*")
_YEAR = re.compile(r"(19|20)\d\d")
_KINDS: Final = ("work", "short", "off")


def production_calendar_in(path: Path, years: Sequence[int]) -> tuple[Proposal, ...]:
    """Return the days of those years on which work differs from the plain five-day week.

    Raises:
        Refused: `calendar.not_production` (facts `path`, `line`), `calendar.file_empty`
            (fact `path`) when it does not speak of those years, and as `read_file`.
    """
    text = _text(read_file(path))
    found: dict[date, OverrideKind] = {}
    for number, row in enumerate(csv.reader(text.splitlines(), delimiter=_delimiter(text)), 1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or (number == 1 and not cells[0][:1].isdigit()):
            continue
        try:
            found.update(_year(cells) if _YEAR.fullmatch(cells[0]) else _day(cells))
        except (ValueError, IndexError) as error:
            raise Refused("calendar.not_production", path=path.name, line=number) from error
    proposals = tuple(
        Proposal(day, kind, "", path.name)
        for day, kind in sorted(found.items())
        if day.year in years
    )
    if not proposals:
        raise Refused("calendar.file_empty", path=path.name)
    return proposals


def _text(data: bytes) -> str:
    """Decode a file as Russian programs write it."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1251", errors="replace")


def _delimiter(text: str) -> str:
    return ";" if ";" in text.partition("\n")[0] else ","


def _day(cells: Sequence[str]) -> Iterator[tuple[date, OverrideKind]]:
    day, kind = date.fromisoformat(cells[0]), cells[1].casefold()
    if kind not in _KINDS:
        raise ValueError(kind)
    is_weekend = day.weekday() >= _SATURDAY
    if kind == "short":
        yield day, OverrideKind.SHORT_DAY
    elif kind == "off" and not is_weekend:
        yield day, OverrideKind.HOLIDAY
    elif kind == "work" and is_weekend:
        yield day, OverrideKind.WORKING_DAY


def _year(cells: Sequence[str]) -> Iterator[tuple[date, OverrideKind]]:
    year = int(cells[0])
    for month in range(1, _MONTHS + 1):
        marks = dict(_marked(cells[month]))
        day = date(year, month, 1)
        for named in marks:
            date(year, month, named)  # a day that the month does not have is refused
        while day.month == month:
            if (kind := _kind(day, marks.get(day.day))) is not None:
                yield day, kind
            day += timedelta(days=1)


def _marked(cell: str) -> Iterator[tuple[int, str]]:
    """Give the days that a month names, each with its mark."""
    for part in filter(str.strip, cell.split(",")):
        match = _DAY.fullmatch(part)
        if match is None:
            raise ValueError(part)
        yield int(match[1]), match[2]


def _kind(day: date, mark: str | None) -> OverrideKind | None:
    """Return how work on a day differs from the plain week; None where it does not."""
    is_weekend = day.weekday() >= _SATURDAY
    if mark == "*":
        return OverrideKind.SHORT_DAY
    if is_weekend:  # named without a mark it is off as always; `+` says that it is worked
        return None if mark == "" else OverrideKind.WORKING_DAY
    return None if mark is None else OverrideKind.HOLIDAY

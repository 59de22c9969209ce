"""How a table is written: the three presets, formula cells made harmless, lines of cells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_FORMULA = re.compile("[ \u00a0\u200b\ufeff]*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")

_SUSPECT = frozenset(" \u00a0\u200b\ufeff=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""A text that begins otherwise is no formula: most are told apart without the expression."""


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

    def lines(self, rows: Iterable[tuple[object, ...]], width: int) -> str:
        """Return lines of `width` cells, every one in quotation marks.

        A text must come from `texts`, its own quotation marks doubled: then this is what
        `csv.QUOTE_ALL` writes, in a quarter of the time.
        """
        cells = f'"{self.delimiter}"'.join(["%s"] * width)
        line = f'"{cells}"{self.line_end}'
        return "".join([line % row for row in rows])


DIALECTS = {
    Preset.PROGRAM: Dialect(False, ",", "\n", "%Y-%m-%dT%H:%M:%S%z", None),
    Preset.EXCEL_RU: Dialect(True, ";", "\r\n", "%d.%m.%Y %H:%M", "ru"),
    Preset.EXCEL_EN: Dialect(True, ",", "\r\n", "%Y-%m-%d %H:%M", "en"),
}


def harmless(text: str) -> str:
    """Return a text that no spreadsheet reads as a formula (reliability.md I1)."""
    return "'" + text if _FORMULA.match(text) else text


def texts(column: Iterable[str | None]) -> list[str]:
    """Return a column of texts, harmless and with their quotation marks doubled."""
    return [
        harmless(text).replace('"', '""')
        if text and (text[0] in _SUSPECT or '"' in text)
        else text or ""
        for text in column
    ]


def numbers(column: Iterable[int | None]) -> list[object]:
    """Return a column of numbers, empty where there is none."""
    return ["" if number is None else number for number in column]


def minutes(column: Iterable[int | None]) -> list[object]:
    """Return a column of seconds as whole minutes, rounded down."""
    return ["" if seconds is None else seconds // 60 for seconds in column]


CLAIMS = {None: "", True: "true", False: "false"}
"""What a claim is as a cell; 1 and 0 are found too."""

"""Columns: what a list shows of its rows, in words that follow the language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Here:
    """What a cell may need besides its row: the present instant and the team's zone."""

    now: datetime
    zone: tzinfo


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column. `key` is stable (kept settings, tests); `text` gives the cell in words.

    `sort` is the order a click on the header asks for, None if the list has no such order.
    """

    key: str
    title: Callable[[], str]
    text: Callable[[Row, Here], str]
    is_number: bool = False
    is_default: bool = True
    sort: Any = None
    tooltip: Callable[[Row, Here], str] | None = None

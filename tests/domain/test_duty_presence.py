"""When somebody is there, told from when nobody is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.duty_presence import PresentBut, unattended
from desktop.domain.worktime_local import instant, micros

MIDNIGHT = datetime(2026, 11, 23, tzinfo=UTC)


def at(hour: int) -> datetime:
    return MIDNIGHT + timedelta(hours=hour)


@pytest.mark.parametrize(
    ("start", "end", "present"),
    [
        (0, 2, [(0, 2)]),
        (0, 12, [(0, 3), (6, 9)]),
        (3, 6, []),
        (4, 7, [(6, 7)]),
        (2, 5, [(2, 3)]),
        (6, 9, [(6, 9)]),
        (10, 24, [(12, 24)]),
        (5, 5, []),
    ],
)
def test_what_the_spans_with_nobody_leave(
    start: int, end: int, present: list[tuple[int, int]]
) -> None:
    there = PresentBut([(at(3), at(6)), (at(9), at(12))])
    found = there.open_segments(micros(at(start)), micros(at(end)))
    assert [(instant(one), instant(two)) for one, two in found] == [
        (at(one), at(two)) for one, two in present
    ]


def test_nobody_is_where_neither_work_nor_duty_is() -> None:
    found = unattended((at(0), at(24)), [(at(9), at(18))], [(at(18), at(22)), (at(-4), at(2))])
    assert found == [(at(2), at(9)), (at(22), at(24))]

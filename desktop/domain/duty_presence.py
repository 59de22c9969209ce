"""When nobody was there to have a ticket: told from hours at work and on duty (sla.md K21)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from desktop.domain.duty_span import Span, minus
from desktop.domain.worktime_local import micros


class Presence(Protocol):
    """Knows when anybody is there; a business calendar is one."""

    def open_segments(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the spells of `[start, end)` with somebody, in microseconds and in order."""
        ...


class PresentBut:
    """Somebody is there but in some spans."""

    def __init__(self, absent: Iterable[Span]) -> None:
        """`absent` are spans in order, apart from each other."""
        self._absent = [(micros(start_at), micros(end_at)) for start_at, end_at in absent]

    def open_segments(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return what the spans leave of `[start, end)`, in order."""
        found = []
        for gone_from, gone_until in self._absent:
            if start < min(gone_from, end):
                found.append((start, min(gone_from, end)))
            start = max(start, gone_until)
        if start < end:
            found.append((start, end))
        return found


def unattended(kept: Span, at_work: Iterable[Span], on_duty: Iterable[Span]) -> list[Span]:
    """Return the spans with nobody, of the time in which a duty calendar was kept."""
    return minus([kept], [*at_work, *on_duty])

"""Spans of instants: joined, cut out of each other, shared, and what lies between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Generic, TypeVar

Span = tuple[datetime, datetime]
"""Two instants, half-open."""

T = TypeVar("T")


def whole_minute(at: datetime) -> datetime:
    """Return the minute of an instant: duties begin and end with whole ones (duty.md 1)."""
    return at.replace(second=0, microsecond=0)


def meets(one: Span, other: Span) -> bool:
    """Tell whether two spans share any time."""
    return max(one[0], other[0]) < min(one[1], other[1])


def joined(spans: Iterable[Span]) -> list[Span]:
    """Return the longest spans these cover, in order; those that touch become one."""
    found: list[Span] = []
    for start_at, end_at in sorted(spans):
        if found and start_at <= found[-1][1]:
            if end_at > found[-1][1]:
                found[-1] = (found[-1][0], end_at)
        elif start_at < end_at:
            found.append((start_at, end_at))
    return found


def outside(span: Span, taken: Iterable[Span]) -> Iterator[Span]:
    """Give the parts of a span that none of the others covers, in order."""
    start_at, end_at = span
    for taken_from, taken_until in sorted(taken):
        if taken_until <= start_at:
            continue
        if taken_from >= end_at:
            break
        if start_at < taken_from:
            yield start_at, taken_from
        start_at = taken_until
    if start_at < end_at:
        yield start_at, end_at


def gaps_between(spans: Iterable[Span], within: Span) -> Iterator[Span]:
    """Give the longest parts of a span that nothing covers, in order."""
    return outside(within, joined(spans))


def shared(first: Iterable[Span], second: Iterable[Span]) -> Iterator[Span]:
    """Give the spans in both; each of the two in order and without overlaps of its own."""
    left, right = iter(first), iter(second)
    one, two = next(left, None), next(right, None)
    while one and two:
        start_at, end_at = max(one[0], two[0]), min(one[1], two[1])
        if start_at < end_at:
            yield start_at, end_at
        if one[1] <= two[1]:
            one = next(left, None)
        else:
            two = next(right, None)


def minus(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """Return what is left of spans where others are taken away."""
    kept = joined(taken)
    return [part for span in joined(spans) for part in outside(span, kept)]


def total(spans: Iterable[Span]) -> timedelta:
    """Return how long spans last together; they must not overlap."""
    return sum((end_at - start_at for start_at, end_at in spans), timedelta(0))


class ByStart(Generic[T]):
    """Values that have a span each, by start: only those near a time are looked at for it."""

    def __init__(self, values: Iterable[T], span_of: Callable[[T], Span]) -> None:
        spans = sorted(((span_of(each), each) for each in values), key=lambda pair: pair[0][0])
        self._spans = spans
        self._starts = [start_at for (start_at, _), _ in spans]
        lengths = (end_at - start_at for (start_at, end_at), _ in spans)
        self._longest = max(lengths, default=timedelta(0))

    def meeting(self, within: Span) -> list[T]:
        """Return those that share time with a span, by start."""
        first = bisect_right(self._starts, within[0] - self._longest)
        last = bisect_left(self._starts, within[1])
        return [value for span, value in self._spans[first:last] if span[1] > within[0]]

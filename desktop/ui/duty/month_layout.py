"""Where the days of a month lie: weeks below each other, seven equal days a week."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from desktop.domain.duty_span import Span
from desktop.services.duty_board import Board

WEEK = 7


@dataclass(frozen=True, slots=True)
class MonthLayout:
    """A board of whole weeks on a rectangle of `width` and `height` below a head."""

    board: Board
    head_height: float
    width: float
    height: float

    @property
    def weeks(self) -> int:
        """Return how many weeks are shown."""
        return (len(self.board.days) - 1) // WEEK

    def day(self, place: int) -> QRectF:
        """Return the rectangle of a day, counted from the first one shown."""
        across, high = self.width / WEEK, (self.height - self.head_height) / self.weeks
        return QRectF(place % WEEK * across, self.head_height + place // WEEK * high, across, high)

    def day_at(self, point: QPointF) -> int | None:
        """Return the day under a point."""
        if point.y() < self.head_height:
            return None
        across, down = int(point.x() * WEEK / self.width), point.y() - self.head_height
        line = int(down * self.weeks / (self.height - self.head_height))
        is_inside = 0 <= across < WEEK and 0 <= line < self.weeks
        return line * WEEK + across if is_inside else None

    def pieces(self, span: Span) -> Iterator[tuple[int, float, float]]:
        """Give the day, and the shares of it at which the part of a span in it begins and ends."""
        days = self.board.days
        place = max(0, bisect_right(days, span[0]) - 1)
        while place < len(days) - 1 and days[place] < span[1]:
            length = days[place + 1] - days[place]
            start_at, end_at = max(span[0], days[place]), min(span[1], days[place + 1])
            yield place, (start_at - days[place]) / length, (end_at - days[place]) / length
            place += 1

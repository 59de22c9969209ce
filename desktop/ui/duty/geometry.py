"""Where instants and rows of a duty timeline lie, and what lies under a point."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QPointF, QRectF

from desktop.domain.duty_span import Span
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_board import Board

COVERAGE = -1
"""The line above the people, which nobody's duties stand in."""
EDGE = 6
"""So near to the end of a block the pointer takes hold of that end."""
LEAST_GRASPED = 3 * EDGE
"""A block narrower than this is moved only, never resized, by the mouse."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """A board laid out: names at the left, equally wide days, lines of one height.

    Line `COVERAGE` is that of the gaps; people have the lines 0, 1, 2 … in the board's order.
    """

    board: Board
    names_width: float
    head_height: float
    line_height: float
    block_height: float
    width: float

    def x(self, at: datetime) -> float:
        """Return where an instant lies: every day is equally wide, whatever its hours."""
        days = self.board.days
        at = min(max(at, days[0]), days[-1])
        place = min(bisect_right(days, at), len(days) - 1) - 1
        share = (at - days[place]) / (days[place + 1] - days[place])
        return self.names_width + (self.width - self.names_width) * (place + share) / self._count

    def at(self, x: float, step: timedelta) -> datetime:
        """Return the instant nearest to `x` on a grid of `step` from that day's midnight."""
        days = self.board.days
        shown = (x - self.names_width) / (self.width - self.names_width) * self._count
        shown = min(max(shown, 0.0), float(self._count))
        place = min(int(shown), self._count - 1)
        steps = round((days[place + 1] - days[place]) * (shown - place) / step)
        return min(days[place] + steps * step, days[place + 1])

    def top(self, line: int) -> float:
        """Return the upper edge of a line."""
        return self.head_height + (line + 1) * self.line_height

    def rect(self, span: Span, line: int, height: float) -> QRectF:
        """Return what a span takes of a line, `height` of it."""
        left, right = self.x(span[0]), self.x(span[1])
        return QRectF(left, self.top(line) + (self.line_height - height) / 2, right - left, height)

    def line_at(self, y: float) -> int | None:
        """Return the line of a person, or that of the coverage, or None beside them."""
        line = int((y - self.head_height) // self.line_height) - 1
        return line if COVERAGE <= line < len(self.board.rows) else None

    def gap_at(self, point: QPointF) -> int | None:
        """Return the place of the gap under a point."""
        if self.line_at(point.y()) != COVERAGE:
            return None
        for place, (start_at, end_at) in enumerate(self.board.uncovered):
            if self.x(start_at) <= point.x() < self.x(end_at):
                return place
        return None

    def block_at(self, point: QPointF) -> BoardBlock | None:
        """Return the block under a point; of two the later, which is painted above."""
        line = self.line_at(point.y())
        if line is None or line == COVERAGE:
            return None
        blocks = reversed(self.board.rows[line].blocks)
        return next(
            (block for block in blocks if self.block_rect(block, line).contains(point)), None
        )

    def block_rect(self, block: BoardBlock, line: int) -> QRectF:
        """Return the rectangle of a block in a line."""
        return self.rect((block.start_at, block.end_at), line, self.block_height)

    def edge_at(self, point: QPointF, block: BoardBlock) -> int:
        """Return -1 or 1 where the start or the end of a block is taken hold of, else 0."""
        left, right = self.x(block.start_at), self.x(block.end_at)
        if right - left < LEAST_GRASPED:
            return 0
        if point.x() - left <= EDGE and block.start_at >= self.board.days[0]:
            return -1
        return 1 if right - point.x() <= EDGE and block.end_at <= self.board.days[-1] else 0

    def line_of(self, person_id: int) -> int | None:
        """Return the line of a person; None for who is not shown."""
        for line, row in enumerate(self.board.rows):
            if row.person_id == person_id:
                return line
        return None

    @property
    def _count(self) -> int:
        return len(self.board.days) - 1

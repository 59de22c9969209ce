"""The hours of one line that the keyboard stands on, and where the arrows take them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from desktop.domain.duty_span import Span
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_board import Board
from desktop.ui.duty.geometry import COVERAGE

HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class KeyCursor:
    """The hour `at` of a line; with Shift all hours between it and `anchor`."""

    line: int
    at: datetime
    anchor: datetime

    @property
    def span(self) -> Span:
        """Return the hours chosen: one, or several."""
        first, last = sorted((self.at, self.anchor))
        return first, last + HOUR

    @property
    def is_several(self) -> bool:
        """Tell whether more than one hour is chosen."""
        return self.at != self.anchor

    def along(self, board: Board, step: timedelta, *, extend: bool) -> KeyCursor:
        """Return the cursor so much later, as far as the board goes; `extend` keeps the anchor."""
        at = min(max(self.at + step, board.days[0]), board.days[-1] - HOUR)
        return KeyCursor(self.line, at, self.anchor if extend else at)

    def across(self, board: Board, lines: int) -> KeyCursor:
        """Return the cursor so many lines down, with the same hours."""
        line = min(max(self.line + lines, COVERAGE), len(board.rows) - 1)
        return KeyCursor(line, self.at, self.anchor)

    def block(self, board: Board) -> BoardBlock | None:
        """Return the block under the hour; of two the later."""
        if self.line == COVERAGE:
            return None
        blocks = reversed(board.rows[self.line].blocks)
        return next((each for each in blocks if each.start_at <= self.at < each.end_at), None)

    def gap(self, board: Board) -> Span | None:
        """Return the gap under the hour, on the line of the coverage."""
        if self.line != COVERAGE:
            return None
        hour = (self.at, self.at + HOUR)
        return next((gap for gap in board.uncovered if gap[0] < hour[1] and hour[0] < gap[1]), None)


def first_cursor(board: Board, now: datetime | None) -> KeyCursor:
    """Return where the keyboard begins: the hour that is now, or the first one shown."""
    start = board.days[0]
    if now is not None and start <= now < board.days[-1]:
        start += (now - start) // HOUR * HOUR
    return KeyCursor(0 if board.rows else COVERAGE, start, start)


def cursor_on(board: Board, line: int, at: datetime) -> KeyCursor:
    """Return the cursor on the hour of an instant."""
    hour = board.days[0] + (at - board.days[0]) // HOUR * HOUR
    hour = min(max(hour, board.days[0]), board.days[-1] - HOUR)
    return KeyCursor(line, hour, hour)

"""The days of a plan: only looked at, and every cell explains itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QPointF, QSize
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.services.duty_board import Board
from desktop.ui.duty.geometry import COVERAGE, Geometry
from desktop.ui.duty.gesture import FINE_STEP
from desktop.ui.duty.key_cursor import KeyCursor, cursor_on
from desktop.ui.duty.timeline import LEAST_DAY_WIDTH, Timeline
from desktop.ui.duty.timeline_telling import cursor_text

Explain = Callable[[int | None, datetime], str]
"""Says what an instant means for a person, or without one for the coverage."""

NARROW_DAY = 72
"""A day is as narrow as this beside the settings of the planner."""


class PlanTimeline(Timeline):
    """Takes clicks and arrows as on the calendar, and says of each hour why it is as it is."""

    def __init__(self, explain: Explain, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._explain = explain

    @override
    def minimumSizeHint(self) -> QSize:
        days = len(self._board.days) - 1 if self._board else 0
        return super().minimumSizeHint() - QSize(days * (LEAST_DAY_WIDTH - NARROW_DAY), 0)

    @override
    def told_at(self, geometry: Geometry, at: QPointF) -> str:
        line = geometry.line_at(at.y())
        if line is None or at.x() < geometry.names_width:
            return super().told_at(geometry, at)
        cursor = cursor_on(geometry.board, line, geometry.at(at.x(), FINE_STEP))
        return self._told(geometry.board, cursor)

    @override
    def told_cell(self) -> str:
        board, cursor = self._board, self.cursor_cell
        return super().told_cell() if board is None or cursor is None else self._told(board, cursor)

    def _told(self, board: Board, cursor: KeyCursor) -> str:
        """Return what is there, and why."""
        told = cursor_text(board, cursor)
        person_id = None if cursor.line == COVERAGE else board.rows[cursor.line].person_id
        reason = self._explain(person_id, cursor.at)
        return f"{told}: {reason}" if reason else told

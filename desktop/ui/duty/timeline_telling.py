"""What the pointer or the keyboard stands on in a duty timeline, in words."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from desktop.services.duty_board import Board
from desktop.ui.duty import telling
from desktop.ui.duty.geometry import COVERAGE, Geometry
from desktop.ui.duty.key_cursor import KeyCursor


def cursor_text(board: Board, cursor: KeyCursor) -> str:
    """Return the duty, the gap or the hours that the keyboard stands on."""
    block, gap = cursor.block(board), cursor.gap(board)
    if block is not None and not cursor.is_several:
        return telling.block_text(board, block)
    if gap is not None:
        return telling.gap_text(board, gap)
    row = None if cursor.line == COVERAGE else board.rows[cursor.line]
    return telling.cell_text(board, row, cursor.span)


def point_text(geometry: Geometry, at: QPointF) -> str:
    """Return what is under the pointer: a gap, a duty, else all of the row."""
    board, line = geometry.board, geometry.line_at(at.y())
    gap, block = geometry.gap_at(at), geometry.block_at(at)
    if gap is not None:
        return telling.gap_text(board, board.uncovered[gap])
    if block is not None:
        return telling.block_text(board, block)
    if line == COVERAGE:
        return telling.coverage_text(board)
    if line is None:
        return ""
    return telling.row_text(board, board.rows[line])

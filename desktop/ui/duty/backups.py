"""Second persons: who is on duty while somebody else is already."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.duty_span import Span, joined, shared
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_board import Board


def backups(board: Board) -> tuple[BoardBlock, ...]:
    """Return what each duty shares with those that began earlier, or stand above it, by start.

    Lines are apart: one person a line each is no backup of the other. Drafts are on duty for
    nobody.
    """
    found: list[BoardBlock] = []
    lines = {block.line_id for row in board.rows for block in row.blocks}
    for line_id in lines:
        taken: list[Span] = []
        for block in _blocks(board, line_id):
            span = (block.start_at, block.end_at)
            found += [
                replace(block, start_at=start_at, end_at=end_at)
                for start_at, end_at in shared(taken, [span])
            ]
            taken = joined([*taken, span])
    return tuple(sorted(found, key=lambda each: (each.start_at, each.person_id)))


def _blocks(board: Board, line_id: int | None) -> list[BoardBlock]:
    """Return the duties of a line by start; of those that start together the upper one first."""
    return sorted(
        (
            block
            for row in board.rows
            for block in row.blocks
            if block.line_id == line_id and not block.is_draft
        ),
        key=lambda block: block.start_at,
    )

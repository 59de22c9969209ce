"""A board of duty in words: a block, a gap, a cell, a row; for tooltips and for who cannot see."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from desktop.domain.duty_span import Span
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_board import Board, BoardRow
from desktop.ui.duty.words import duty_word, hours_text, times_text
from desktop.ui.formats import date_text, near_text


def told(board: Board) -> str:
    """Return the whole board: coverage, a line a person who has something to tell, the gaps."""
    rows = [row_text(board, row) for row in board.rows if row.on_duty or row.absences]
    gaps = (gap_text(board, gap) for gap in board.uncovered)
    return "\n".join(filter(None, [coverage_text(board), *rows, *gaps]))


def row_text(board: Board, row: BoardRow) -> str:
    """Return when a person is on duty, and away."""
    times = ", ".join(_span_text(board, span) for span in row.on_duty)
    away = [
        f"{duty_word(each.kind)} {_span_text(board, (each.start_at, each.end_at))}"
        for each in row.absences
    ]
    text = QCoreApplication.translate("DutyTelling", "{name}: {times}")
    times = times or QCoreApplication.translate("DutyTelling", "no duty")
    return text.format(name=row.name, times=", ".join([times, *away]))


def gap_text(board: Board, gap: Span) -> str:
    """Return a gap: nobody is on duty though somebody should be."""
    text = QCoreApplication.translate("DutyTelling", "Gap: nobody on duty {times}")
    return text.format(times=_span_text(board, gap))


def coverage_text(board: Board) -> str:
    """Return how many of the hours asked for are covered; empty where none are."""
    if board.percent is None:
        return ""
    text = QCoreApplication.translate(
        "DutyTelling", "Coverage {percent} %: {covered} of {required} that need somebody"
    )
    return text.format(
        percent=board.percent,
        covered=hours_text(board.covered),
        required=hours_text(board.required),
    )


def day_text(board: Board, day: Span) -> str:
    """Return who is on duty on a day, and the gaps in it."""
    first = date_text(day[0].astimezone(ZoneInfo(board.zone)).date())
    on = (
        block_text(board, block)
        for row in board.rows
        for block in row.blocks
        if block.start_at < day[1] and day[0] < block.end_at
    )
    gaps = (gap_text(board, gap) for gap in board.uncovered if gap[0] < day[1] and day[0] < gap[1])
    return "\n".join([first, *on, *gaps])


def block_text(board: Board, block: BoardBlock) -> str:
    """Return a piece of duty with all its marks: whose, when, on which line, draft, locked."""
    names = {row.person_id: row.name for row in board.rows}
    span = times_text((block.start_at, block.end_at), ZoneInfo(board.zone))
    return ", ".join([names.get(block.person_id, ""), span, *_marks(board, block)])


def cell_text(board: Board, row: BoardRow | None, span: Span) -> str:
    """Return what the cursor stands on: hours of a person, or of the coverage."""
    name = QCoreApplication.translate("DutyTelling", "Coverage") if row is None else row.name
    return f"{name}, {times_text(span, ZoneInfo(board.zone))}"


def _marks(board: Board, block: BoardBlock) -> Iterator[str]:
    lines = dict(board.lines)
    if block.line_id in lines:
        yield lines[block.line_id]
    if block.is_night:
        yield QCoreApplication.translate("DutyTelling", "night")
    if block.is_draft:
        yield QCoreApplication.translate("DutyTelling", "draft")
    if block.is_locked:
        yield QCoreApplication.translate("DutyTelling", "locked")
    yield duty_word(block.source)


def _span_text(board: Board, span: Span) -> str:
    zone, first = ZoneInfo(board.zone), board.days[0]
    return " – ".join(near_text(at, first, zone) for at in span)

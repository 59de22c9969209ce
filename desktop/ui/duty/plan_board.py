"""A plan laid over the calendar: the board as it would be, week by week, and what changes on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from desktop.domain.duty_span import Span, joined, minus
from desktop.services.desk import Desk
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_board import Board, BoardAbsence, BoardRow
from desktop.services.duty_plan_preview import PlanPreview
from desktop.ui.duty.period import WEEK, Extent, Period
from desktop.ui.duty.scene import Marks

_WEEK = timedelta(days=WEEK)
_UNCOUNTED = timedelta(0)


@dataclass(frozen=True, slots=True)
class PlanBoard:
    """What a plan makes of whole weeks: `board` holds what stays, comes and goes, `marks` tell."""

    preview: PlanPreview
    board: Board
    marks: Marks

    @property
    def weeks(self) -> int:
        """Return how many weeks there are."""
        return (len(self.board.days) - 1) // WEEK

    def week(self, number: int) -> Board:
        """Return one of the weeks, counted from 0, without what lies in others."""
        board = self.board
        days = board.days[number * WEEK : (number + 1) * WEEK + 1]
        within = (days[0], days[-1])
        monday = Period(Extent.WEEK, self.preview.options.first).first + number * _WEEK
        return replace(
            board,
            days=days,
            rows=tuple(_row_within(row, within) for row in board.rows),
            working=_within(board.working, within),
            uncovered=_within(board.uncovered, within),
            missed=_within(board.missed, within),
            holidays=tuple(each for each in board.holidays if monday <= each[0] < monday + _WEEK),
        )

    def week_of(self, at: datetime) -> int:
        """Return the week that an instant lies in, or the nearest one."""
        passed = sum(day <= at for day in self.board.days[::WEEK]) - 1
        return min(max(passed, 0), self.weeks - 1)


def read_plan_board(desk: Desk, preview: PlanPreview) -> PlanBoard:
    """On a worker: read the weeks of a plan, and lay it over them."""
    options = preview.options
    first = Period(Extent.WEEK, options.first).first
    weeks = (options.last - first) // _WEEK + 1
    return plan_board(desk.duty_board.days(first, weeks * WEEK), preview)


def plan_board(board: Board, preview: PlanPreview) -> PlanBoard:
    """Lay a plan over the board of its weeks, as though its drafts were published.

    How much is covered is not told: that was counted without the plan.
    """
    marks = Marks(frozenset(preview.added), frozenset(preview.removed))
    rows = tuple(_planned(row, preview) for row in board.rows)
    on_duty = joined(span for row in rows for span in row.on_duty)
    holes = [(hole.start_at, hole.end_at) for hole in preview.holes]
    uncovered = joined([*minus(board.uncovered, on_duty), *holes])
    planned = replace(
        board, rows=rows, uncovered=tuple(uncovered), required=_UNCOUNTED, covered=_UNCOUNTED
    )
    return PlanBoard(preview, planned, marks)


def _planned(row: BoardRow, preview: PlanPreview) -> BoardRow:
    """Return a person's duties with those that come; those that go stay to be seen."""
    gone = {each for each in preview.removed if each.person_id == row.person_id}
    come = [each for each in preview.added if each.person_id == row.person_id]
    stay = [each for each in row.blocks if each not in gone]
    blocks = sorted([*stay, *gone, *come], key=lambda each: (each.start_at, each.end_at))
    on_duty = joined((each.start_at, each.end_at) for each in [*stay, *come])
    return replace(row, blocks=tuple(blocks), on_duty=tuple(on_duty))


def _row_within(row: BoardRow, within: Span) -> BoardRow:
    return replace(
        row,
        on_duty=_within(row.on_duty, within),
        away=_within(row.away, within),
        blocks=tuple(each for each in row.blocks if _meets(each, within)),
        absences=tuple(each for each in row.absences if _meets(each, within)),
    )


def _within(spans: Iterable[Span], within: Span) -> tuple[Span, ...]:
    return tuple(span for span in spans if span[0] < within[1] and within[0] < span[1])


def _meets(block: BoardBlock | BoardAbsence, within: Span) -> bool:
    return block.start_at < within[1] and within[0] < block.end_at

"""A week of duty as a value, and where its instants lie on a timeline."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QPoint

from desktop.domain.duty import AbsenceKind, ShiftSource
from desktop.domain.duty_span import Span
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_board import Board, BoardAbsence, BoardRow
from desktop.ui.duty.duty_timeline import DutyTimeline
from tests.services.duty_team import local

ANNA, BOB, CAT = 1, 2, 3
NIGHT = BoardBlock(
    "1:2026-11-23",
    None,
    ANNA,
    local("18:00"),
    local("09:00", 1),
    ShiftSource.ROTATION,
    is_night=True,
)
LOCKED = BoardBlock(
    "shift-7",
    None,
    ANNA,
    local("10:00", 5),
    local("16:00", 5),
    ShiftSource.MANUAL,
    is_locked=True,
)
DRAFT = BoardBlock(
    "shift-8",
    None,
    BOB,
    local("18:00", 2),
    local("23:00", 2),
    ShiftSource.PLANNER,
    is_draft=True,
)
VACATION = BoardAbsence(local("00:00", 3), local("00:00", 5), AbsenceKind.VACATION)
GAPS: tuple[Span, ...] = (
    (local("20:00", 2), local("23:00", 2)),
    (local("09:00", 6), local("18:00", 6)),
)
NOW = local("12:30", 1)


def board(*, gaps: tuple[Span, ...] = GAPS, night: BoardBlock = NIGHT) -> Board:
    """Anna has a night and a locked Saturday, Bob a draft and a vacation, Cat nothing."""
    days = tuple(local("00:00", day) for day in range(8))
    span = (night.start_at, night.end_at)
    locked = (LOCKED.start_at, LOCKED.end_at)
    rows = (
        BoardRow(ANNA, "Anna Kern", "AK", (span, locked), (), (night, LOCKED)),
        BoardRow(
            BOB,
            "Bob",
            "B",
            (),
            ((VACATION.start_at, VACATION.end_at),),
            (DRAFT,),
            (VACATION,),
        ),
        BoardRow(CAT, "Cat", "C", (), ()),
    )
    working = tuple((local("09:00", day), local("18:00", day)) for day in range(5))
    holiday = (date(2026, 11, 27), "Harvest day")
    return Board("Europe/Moscow", days, rows, working, gaps, holidays=(holiday,))


def spot(timeline: DutyTimeline, at: datetime, line: int) -> QPoint:
    """A point at an instant in the middle of a line; -1 is the coverage."""
    geometry = timeline.geometry_now()
    assert geometry is not None
    y = geometry.top(line) + geometry.line_height / 2
    return QPoint(round(geometry.x(at)), round(y))

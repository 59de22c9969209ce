"""Paints the days of a duty timeline: columns, weekends, holidays, the head with hours."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from desktop.ui.duty.geometry import Geometry
from desktop.ui.formats import day_text, weekday_text
from desktop.ui.theme.tokens import Tokens
from desktop.ui.theme.typography import Space, strong

HOUR_LABEL = 24
_HOURS = 24
_SATURDAY = 5


def paint_days(
    painter: QPainter, geometry: Geometry, now: datetime | None, height: float, tokens: Tokens
) -> None:
    """Paint the column of each day over the whole height, and its head."""
    board, zone = geometry.board, ZoneInfo(geometry.board.zone)
    holidays = dict(board.holidays)
    today = now.astimezone(zone).date() if now else None
    for midnight, following in zip(board.days, board.days[1:], strict=False):
        day = midnight.astimezone(zone).date()
        left, right = geometry.x(midnight), geometry.x(following)
        column = QRectF(left, 0, right - left, height)
        if day in holidays:
            painter.fillRect(column, tokens.note)
        elif day.weekday() >= _SATURDAY:
            painter.fillRect(column, tokens.alternate)
        painter.setPen(tokens.hairline)
        painter.drawLine(round(left), 0, round(left), round(height))
        title = f"{weekday_text(day)} {day_text(day)}"
        _paint_head(painter, column, (title, holidays.get(day, "")), tokens, is_today=day == today)


def _paint_head(
    painter: QPainter, column: QRectF, titles: tuple[str, str], tokens: Tokens, *, is_today: bool
) -> None:
    """Write the day, beside it the holiday, below them the hours for which there is room."""
    plain, high = painter.font(), painter.fontMetrics().height()
    day, holiday = titles
    line = QRectF(column.left() + Space.TIGHT, Space.TIGHT, column.width() - Space.CONTROL, high)
    painter.setPen(tokens.text)
    painter.setFont(strong(plain) if is_today else plain)
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, day)
    line.setLeft(line.left() + painter.fontMetrics().horizontalAdvance(day) + Space.CONTROL)
    painter.setFont(plain)
    painter.setPen(tokens.note_edge)
    shown = painter.fontMetrics().elidedText(
        holiday, Qt.TextElideMode.ElideRight, round(line.width())
    )
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
    painter.setPen(tokens.muted)
    for hour in range(0, _HOURS, _hours_apart(column.width())):
        left = column.left() + column.width() * hour / _HOURS + Space.TIGHT
        where = QRectF(left, high + Space.TIGHT, HOUR_LABEL, high)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, f"{hour:02}")


def _hours_apart(width: float) -> int:
    """Return how far apart hours are told so that each has room."""
    room = HOUR_LABEL + Space.CONTROL
    return next((apart for apart in (1, 2, 3, 6) if width * apart / _HOURS >= room), 12)

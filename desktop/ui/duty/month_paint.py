"""Paints a month of duty: a strip of 24 hours a day in the colours and initials of people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from desktop.domain.duty_span import Span
from desktop.services.duty_board import BoardRow
from desktop.ui.duty.block_paint import paint_first_that_fits
from desktop.ui.duty.month_layout import WEEK, MonthLayout
from desktop.ui.duty.person_look import fill_person, person_colour
from desktop.ui.formats import weekday_text
from desktop.ui.theme.tokens import Tokens
from desktop.ui.theme.typography import Space, strong

STRIP, TALLEST_STRIP = 22, 40
_SATURDAY = 5
_ROUNDED = 2
_DASHES = Qt.PenStyle.DashLine
_DAY = timedelta(days=1)


class MonthPainter:
    """Paints one layout; `month` is the month that is meant, its neighbours stand back."""

    def __init__(
        self, painter: QPainter, layout: MonthLayout, month: date, now: datetime, tokens: Tokens
    ) -> None:
        self._painter = painter
        self._layout = layout
        self._month = month
        self._tokens = tokens
        self._zone = ZoneInfo(layout.board.zone)
        self._today = now.astimezone(self._zone).date()
        self._first = layout.board.days[0].astimezone(self._zone).date()

    def paint(self, chosen: int | None) -> None:
        """Paint everything; `chosen` is the day the keyboard stands on."""
        painter, tokens, layout = self._painter, self._tokens, self._layout
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, layout.width, layout.height), tokens.base)
        holidays = dict(layout.board.holidays)
        self._paint_head()
        for place in range(layout.weeks * WEEK):
            self._paint_day(place, holidays)
        for row in layout.board.rows:
            self._paint_person(row, drafts=False)
        for gap in layout.board.missed:
            self._hatch(gap, tokens.muted)
        for gap in layout.board.uncovered:
            self._hatch(gap, tokens.danger)
        for row in layout.board.rows:
            self._paint_person(row, drafts=True)
        if chosen is not None:
            painter.setPen(QPen(tokens.accent, tokens.focus_width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(layout.day(chosen).adjusted(1, 1, -1, -1))

    def _paint_head(self) -> None:
        self._painter.setPen(self._tokens.muted)
        for place in range(WEEK):
            column = self._layout.day(place)
            where = QRectF(column.left() + Space.CONTROL, 0, column.width(), column.top())
            name = weekday_text(self._first + _DAY * place)
            self._painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, name)

    def _paint_day(self, place: int, holidays: Mapping[date, str]) -> None:
        painter, tokens = self._painter, self._tokens
        day, where = self._first + _DAY * place, self._layout.day(place)
        if day in holidays:
            painter.fillRect(where, tokens.note)
        elif day.weekday() >= _SATURDAY:
            painter.fillRect(where, tokens.alternate)
        painter.setPen(tokens.hairline)
        painter.drawLine(where.topLeft(), where.topRight())
        painter.drawLine(where.topLeft(), where.bottomLeft())
        plain, high = painter.font(), painter.fontMetrics().height()
        title = QRectF(where.left() + Space.CONTROL, where.top() + Space.TIGHT, 0, high)
        title.setRight(where.right() - Space.TIGHT)
        is_meant = (day.year, day.month) == (self._month.year, self._month.month)
        painter.setPen(tokens.text if is_meant else tokens.muted)
        if day == self._today:
            painter.setFont(strong(plain))
            painter.setPen(tokens.accent)
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, str(day.day))
        title.setLeft(title.left() + painter.fontMetrics().horizontalAdvance("00") + Space.CONTROL)
        painter.setFont(plain)
        painter.setPen(tokens.note_edge)
        holiday = painter.fontMetrics().elidedText(
            holidays.get(day, ""), Qt.TextElideMode.ElideRight, round(title.width())
        )
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, holiday)

    def _paint_person(self, row: BoardRow, *, drafts: bool) -> None:
        painter, tokens = self._painter, self._tokens
        for block in row.blocks:
            if block.is_draft is not drafts:
                continue
            for where in self._strips((block.start_at, block.end_at)):
                if drafts:
                    self._paint_draft(where, row)
                else:
                    fill_person(painter, where, row.person_id, tokens, rounded=_ROUNDED)
                painter.setPen(tokens.text if drafts else tokens.on_person)
                inside = where.adjusted(Space.TIGHT, 0, 0, 0)
                paint_first_that_fits(painter, inside, (row.initials,))

    def _paint_draft(self, where: QRectF, row: BoardRow) -> None:
        """Outline a draft, a hole that it would fill still seen, and clear a place for initials."""
        painter, tokens = self._painter, self._tokens
        taken = painter.fontMetrics().horizontalAdvance(row.initials) + 2 * Space.TIGHT
        if taken <= where.width():
            high = painter.fontMetrics().height()
            clear = QRectF(where.left() + 2, where.center().y() - high / 2, taken, high)
            painter.fillRect(clear, tokens.base)
        painter.setPen(QPen(person_colour(row.person_id, tokens), 2, _DASHES))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(where.adjusted(1, 1, -1, -1))

    def _hatch(self, gap: Span, ink: QColor) -> None:
        for where in self._strips(gap):
            self._painter.fillRect(where, self._tokens.base)
            self._painter.fillRect(where, QBrush(ink, Qt.BrushStyle.BDiagPattern))
            self._painter.setPen(QPen(ink, 1))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRect(where)

    def _strips(self, span: Span) -> list[QRectF]:
        """Return the parts of the days' strips that a span takes."""
        return [self._strip(place, start, end) for place, start, end in self._layout.pieces(span)]

    def _strip(self, place: int, start: float, end: float) -> QRectF:
        day = self._layout.day(place)
        top = day.top() + self._painter.fontMetrics().height() + Space.CONTROL
        high = min(max(STRIP, day.bottom() - top - Space.CONTROL), TALLEST_STRIP)
        left = QPointF(day.left() + day.width() * start, top)
        return QRectF(left, QPointF(day.left() + day.width() * end, top + high))

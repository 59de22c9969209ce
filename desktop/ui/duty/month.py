"""A month of duty at a glance: a click on a day leads to its week."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.duty_span import Span
from desktop.services.duty_board import Board
from desktop.ui.duty import telling
from desktop.ui.duty.days_view import DaysView
from desktop.ui.duty.month_layout import WEEK, MonthLayout
from desktop.ui.duty.month_paint import STRIP, MonthPainter
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space

LEAST_DAY_WIDTH = 96
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -WEEK,
    Qt.Key.Key_Down: WEEK,
}


class DutyMonth(DaysView):
    """The arrows go from day to day, Enter opens the week."""

    week_wanted = Signal(object)
    """A date in the week to be shown."""
    turn_wanted = Signal(int)
    """Show so many months later."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board: Board | None = None
        self._month = date.min
        self._now: datetime | None = None
        self._place = 0
        self.say()

    def show_board(self, board: Board, month: date, now: datetime) -> None:
        """Show whole weeks around a month."""
        if self._board is None or self._board.days != board.days:
            self._place = self._first_place(board, month)
        self._board, self._month, self._now = board, month, now
        self.updateGeometry()
        self.say()

    @override
    def say(self) -> None:
        """Tell the day and the whole month in words, in the language now spoken."""
        board = self._board
        self.setAccessibleName(
            self.tr("A month of duty") if board is None else self._told_day(board, self._place)
        )
        self.setAccessibleDescription("" if board is None else telling.told(board))
        self.update()

    @override
    def minimumSizeHint(self) -> QSize:
        weeks = (len(self._board.days) - 1) // WEEK if self._board else 0
        line = self.fontMetrics().height() + STRIP + Space.PANE + Space.TIGHT
        return QSize(WEEK * LEAST_DAY_WIDTH, self._head_height() + weeks * line)

    @override
    def text_at(self, at: QPointF) -> str:
        layout, board = self._layout_now(), self._board
        place = layout.day_at(at) if layout is not None else None
        return "" if board is None or place is None else self._told_day(board, place)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        layout = self._layout_now()
        place = layout.day_at(event.position()) if layout is not None else None
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self._place = place
            self._open()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        board, key = self._board, Qt.Key(event.key())
        if board is None:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self._place = min(max(self._place + _STEPS[key], 0), len(board.days) - 2)
            self.say()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn_wanted.emit(1 if key == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        layout = self._layout_now()
        if layout is None or self._now is None:
            return
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        month = MonthPainter(painter, layout, self._month, self._now, tokens)
        month.paint(self._place if self.hasFocus() else None)
        painter.end()

    def _open(self) -> None:
        if self._board is not None:
            self.week_wanted.emit(_date(self._board, self._place))

    def _first_place(self, board: Board, month: date) -> int:
        return max(0, (month.replace(day=1) - _date(board, 0)).days)

    def _layout_now(self) -> MonthLayout | None:
        if self._board is None:
            return None
        return MonthLayout(self._board, self._head_height(), self.width(), self.height())

    def _head_height(self) -> int:
        return self.fontMetrics().height() + Space.CONTROL

    def _told_day(self, board: Board, place: int) -> str:
        """Return the day with everybody on duty in it, and the gaps."""
        day: Span = (board.days[place], board.days[place + 1])
        return telling.day_text(board, day)


def _date(board: Board, place: int) -> date:
    first = board.days[0].astimezone(ZoneInfo(board.zone)).date()
    return first + timedelta(days=place)

"""The week grid: business hours painted with the mouse or the keyboard, a row for each weekday."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.domain.worktime_spec import FULL_DAY, WEEKDAYS
from desktop.domain.worktime_text import Week
from desktop.domain.worktime_week import closed, is_open_at, opened, spells
from desktop.ui.theme.style import blend
from desktop.ui.theme.tokens import Tokens, tokens_of
from desktop.ui.theme.typography import Space, small
from desktop.ui.widgets.announce import announce

DAYS = len(WEEKDAYS)
HOURS = 24
MARKED_HOURS = range(0, HOURS + 1, 3)
SMALLEST_HOUR = 20
MARGIN = Space.CONTROL
"""Beside the grid, so that the last hour is written whole."""


class Cell(NamedTuple):
    """A step of a weekday; its place in the day in minutes."""

    day: int
    minute: int


class Strokes(NamedTuple):
    """What a selection paints: these days from `start` to `until`, past 24:00 for nights."""

    days: range
    start: int
    until: int


class WeekGrid(QWidget):
    """Open hours as bars; drag to open or close, or move with arrows, Shift selects, Space paints.

    The first cell says which: from a closed one the selection is opened, from an open one closed.
    A drag over several days paints the same hours on each; one that goes down and back to an
    earlier hour paints the nights between.
    """

    painted = Signal(object)
    """Week: somebody changed the hours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._week: Week = ((),) * DAYS
        self._step = 30
        self._cursor = self._anchor = Cell(0, 9 * 60)
        self._is_dragging = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def week(self) -> Week:
        """Return the hours shown."""
        return self._week

    def show_week(self, week: Week) -> None:
        """Show other hours without telling anybody."""
        self._week = week
        self._describe()
        self.update()

    def set_step(self, minutes: int) -> None:
        """Paint in steps of so many minutes."""
        self._step = minutes
        self._cursor = self._anchor = self._snapped(self._cursor)
        self.update()

    def cell_at(self, x: float, y: float) -> Cell:
        """Return the cell at a place; outside the grid the nearest one."""
        grid = self._grid()
        day = int((y - grid.top()) // (grid.height() / DAYS))
        minute = int((x - grid.left()) / grid.width() * FULL_DAY)
        return self._snapped(Cell(min(max(day, 0), DAYS - 1), minute))

    def rect_of(self, cell: Cell) -> QRectF:
        """Return where a cell is."""
        return self._bar(cell.day, cell.minute, cell.minute + self._step)

    @override
    def sizeHint(self) -> QSize:
        row = self.fontMetrics().height() + Space.CONTROL
        width = self._names_width() + HOURS * SMALLEST_HOUR + MARGIN
        return QSize(width, row * DAYS + self._header_height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.fillRect(self._grid(), tokens.base)
        self._paint_bars(painter, tokens)
        self._paint_lines(painter, tokens)
        self._paint_names(painter, tokens)
        if self.hasFocus():
            self._paint_selection(painter, tokens)
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or not self._is_inside(event):
            return
        self._is_dragging = True
        at = event.position()
        self._move(self.cell_at(at.x(), at.y()), selecting=False)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._is_dragging:
            at = event.position()
            self._move(self.cell_at(at.x(), at.y()), selecting=True)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_dragging:
            self._is_dragging = False
            self._paint_hours()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step, (day, minute) = self._step, self._cursor
        moves = {
            Qt.Key.Key_Left: Cell(day, minute - step),
            Qt.Key.Key_Right: Cell(day, minute + step),
            Qt.Key.Key_Up: Cell(max(day - 1, 0), minute),
            Qt.Key.Key_Down: Cell(min(day + 1, DAYS - 1), minute),
            Qt.Key.Key_Home: Cell(day, 0),
            Qt.Key.Key_End: Cell(day, FULL_DAY),
        }
        key = Qt.Key(event.key())
        if key in moves:
            selecting = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._move(self._snapped(moves[key]), selecting=selecting)
        elif key is Qt.Key.Key_Space:
            self._paint_hours()
        elif key is Qt.Key.Key_Escape and self._anchor != self._cursor:
            self._is_dragging = False
            self._move(self._cursor, selecting=False)
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._describe()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LanguageChange):
            self.updateGeometry()
            self._describe()
        self.update()

    def _move(self, cell: Cell, *, selecting: bool) -> None:
        self._cursor = cell
        if not selecting:
            self._anchor = cell
        self._describe()
        announce(self, self.accessibleDescription())
        self.update()

    def _paint_hours(self) -> None:
        strokes = self._strokes()
        paint = closed if is_open_at(self._week, *self._anchor) else opened
        self._anchor = self._cursor
        self.show_week(paint(self._week, strokes.days, strokes.start, strokes.until))
        announce(self, self.accessibleDescription())
        self.painted.emit(self._week)

    def _strokes(self) -> Strokes:
        """Return what lies between the anchor and the cursor, both included."""
        (first, start), (last, end) = self._anchor, self._cursor
        if last > first and end < start:
            return Strokes(range(first, last), start, FULL_DAY + end + self._step)
        days = range(min(first, last), max(first, last) + 1)
        return Strokes(days, min(start, end), min(max(start, end) + self._step, FULL_DAY))

    def _describe(self) -> None:
        day = QLocale().dayName(self._cursor.day + 1)
        state = self.tr("open") if is_open_at(self._week, *self._cursor) else self.tr("closed")
        text = self.tr("{day} {time}: {state}")
        minute = self._cursor.minute
        time = f"{minute // 60:02}:{minute % 60:02}"
        self.setAccessibleDescription(text.format(day=day, time=time, state=state))

    def _snapped(self, cell: Cell) -> Cell:
        minute = min(max(cell.minute, 0), FULL_DAY - self._step)
        return Cell(cell.day, minute - minute % self._step)

    def _is_inside(self, event: QMouseEvent) -> bool:
        return self._grid().contains(event.position())

    def _names_width(self) -> int:
        names = [_day_name(day) for day in range(DAYS)]
        return max(self.fontMetrics().horizontalAdvance(name) for name in names) + Space.PANE

    def _header_height(self) -> int:
        return self.fontMetrics().height() + Space.TIGHT

    def _grid(self) -> QRectF:
        left, top = self._names_width(), self._header_height()
        return QRectF(left, top, self.width() - left - MARGIN, self.height() - top - 1)

    def _bar(self, day: int, start: int, end: int) -> QRectF:
        grid = self._grid()
        row, minute = grid.height() / DAYS, grid.width() / FULL_DAY
        return QRectF(
            grid.left() + start * minute, grid.top() + day * row, (end - start) * minute, row
        )

    def _paint_bars(self, painter: QPainter, tokens: Tokens) -> None:
        ground = blend(tokens.base, tokens.accent, 0.30)
        for day in range(DAYS):
            for start, end in spells(self._week, day):
                bar = self._bar(day, start, end).adjusted(0, 2, 0, -1)
                painter.fillRect(bar, ground)
                painter.fillRect(QRectF(bar.left(), bar.top(), 2, bar.height()), tokens.accent)
                painter.fillRect(QRectF(bar.right() - 2, bar.top(), 2, bar.height()), tokens.accent)

    def _paint_lines(self, painter: QPainter, tokens: Tokens) -> None:
        grid = self._grid()
        painter.setPen(QPen(tokens.hairline, 1.0))
        for day in range(DAYS + 1):
            y = grid.top() + day * grid.height() / DAYS
            painter.drawLine(int(grid.left()), int(y), int(grid.right()), int(y))
        for hour in range(HOURS + 1):
            x = grid.left() + hour * grid.width() / HOURS
            painter.drawLine(int(x), int(grid.top()), int(x), int(grid.bottom()))

    def _paint_names(self, painter: QPainter, tokens: Tokens) -> None:
        grid = self._grid()
        painter.setPen(tokens.text)
        for day in range(DAYS):
            bar = self._bar(day, 0, FULL_DAY)
            place = QRectF(0, bar.top(), grid.left(), bar.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, _day_name(day))
        painter.setFont(small(self.font()))
        painter.setPen(tokens.muted)
        hour_width = grid.width() / HOURS
        for hour in MARKED_HOURS:
            middle = grid.left() + hour * hour_width
            place = QRectF(middle - hour_width, 0, 2 * hour_width, grid.top())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(hour))

    def _paint_selection(self, painter: QPainter, tokens: Tokens) -> None:
        strokes = self._strokes()
        painter.setPen(QPen(tokens.accent, tokens.focus_width))
        for day in strokes.days:
            painter.drawRect(self._bar(day, strokes.start, min(strokes.until, FULL_DAY)))
            if strokes.until > FULL_DAY:
                painter.drawRect(self._bar((day + 1) % DAYS, 0, strokes.until - FULL_DAY))


def _day_name(day: int) -> str:
    return QLocale().dayName(day + 1, QLocale.FormatType.ShortFormat)

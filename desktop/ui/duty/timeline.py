"""The days of a duty calendar: rows of people, hours across, what is uncovered above them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from desktop.domain.duty_span import Span
from desktop.services.duty_board import Board, BoardRow
from desktop.ui.formats import day_text, near_text, weekday_text
from desktop.ui.icons import icon_pixmap
from desktop.ui.theme.tokens import Tokens, tokens_of
from desktop.ui.theme.typography import Space

ROW_HEIGHT = 28
BLOCK_HEIGHT = 20
WORK_HEIGHT = 4
ROUNDED = 3
GLYPH = 12
HOURS_TOLD = (6, 12, 18)
LEAST_DAY_WIDTH = 72
MOST_NAME_WIDTH = 160


class DutyTimeline(QWidget):
    """Thin bars are working hours, blocks are duty, outlines are absences, hatches are gaps.

    What is uncovered comes from the board, never from what is painted. A click on a gap chooses
    it; Left and Right go from gap to gap, Enter chooses.
    """

    gap_chosen = Signal(object, object)
    """Somebody wants to fill the gap between two instants."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board: Board | None = None
        self._gap = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def show_board(self, board: Board) -> None:
        """Show other days, or the same ones anew."""
        self._board = board
        self._gap = min(self._gap, len(board.uncovered) - 1)
        self.say()
        self.updateGeometry()
        self.update()

    def say(self) -> None:
        """Take the words of the language now spoken: the table in words for who cannot see it."""
        self.setAccessibleName(self.tr("Duty by people and hours"))
        if self._board is not None:
            told = [self._told(row) for row in self._board.rows if row.on_duty or row.away]
            gaps = [self._gap_text(gap) for gap in self._board.uncovered]
            self.setAccessibleDescription("\n".join([*told, *gaps]))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        rows = len(self._board.rows) if self._board else 0
        days = len(self._board.days) - 1 if self._board else 0
        height = self._head_height() + (rows + 1) * ROW_HEIGHT + 1
        return QSize(self._names_width() + days * LEAST_DAY_WIDTH, height)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say()
        elif event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._text_at(event.pos().x(), event.pos().y()))
            return True
        return super().event(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        gap = self._gap_at(place.x(), place.y())
        if event.button() == Qt.MouseButton.LeftButton and gap is not None:
            self._choose(gap)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        is_gap = self._gap_at(event.position().x(), event.position().y()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_gap else Qt.CursorShape.ArrowCursor)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        gaps = self._board.uncovered if self._board else ()
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if gaps and step is not None:
            self._gap = max(0, min(len(gaps) - 1, self._gap + step))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and 0 <= self._gap < len(gaps):
            self._choose(self._gap)
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        board = self._board
        if board is None:
            return
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), tokens.base)
        self._paint_days(painter, board, tokens)
        self._paint_coverage(painter, board, tokens)
        for place, row in enumerate(board.rows):
            self._paint_row(painter, board, row, place, tokens)
        painter.setPen(QPen(tokens.border, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _paint_days(self, painter: QPainter, board: Board, tokens: Tokens) -> None:
        zone, metrics = ZoneInfo(board.zone), self.fontMetrics()
        for place, midnight in enumerate(board.days[:-1]):
            left, right = self._x(midnight), self._x(board.days[place + 1])
            day = midnight.astimezone(zone).date()
            painter.setPen(tokens.text)
            title = QRectF(left, 2, right - left, metrics.height())
            words = f"{weekday_text(day)} {day_text(day)}"
            painter.drawText(title, Qt.AlignmentFlag.AlignCenter, words)
            painter.setPen(tokens.muted)
            for hour in HOURS_TOLD:
                x = left + (right - left) * hour / 24
                at = QRectF(x - 12, metrics.height() + 2, 24, metrics.height())
                painter.drawText(at, Qt.AlignmentFlag.AlignCenter, str(hour))
            painter.setPen(tokens.hairline)
            painter.drawLine(round(left), 0, round(left), self.height())

    def _paint_coverage(self, painter: QPainter, board: Board, tokens: Tokens) -> None:
        """Hatch what is uncovered: what is past pale, for nobody can fill it any more."""
        self._paint_name(painter, self.tr("Coverage"), 0, tokens.muted)
        whole = self._rect((board.days[0], board.days[-1]), 0, BLOCK_HEIGHT)
        painter.fillRect(whole, tokens.border)
        for gap in board.missed:
            block = self._rect(gap, 0, BLOCK_HEIGHT)
            painter.fillRect(block, tokens.base)
            painter.fillRect(block, QBrush(tokens.muted, Qt.BrushStyle.BDiagPattern))
        for place, gap in enumerate(board.uncovered):
            block = self._rect(gap, 0, BLOCK_HEIGHT)
            painter.fillRect(block, tokens.base)
            painter.fillRect(block, QBrush(tokens.danger, Qt.BrushStyle.BDiagPattern))
            painter.setPen(QPen(tokens.danger, 1))
            if self.hasFocus() and place == self._gap:
                painter.setPen(QPen(tokens.accent, tokens.focus_width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(block)

    def _paint_row(
        self, painter: QPainter, board: Board, row: BoardRow, place: int, tokens: Tokens
    ) -> None:
        line = place + 1
        painter.setPen(tokens.hairline)
        top = round(self._top(line))
        painter.drawLine(0, top, self.width(), top)
        self._paint_name(painter, row.name, line, tokens.text)
        for span in board.working:
            painter.fillRect(self._rect(span, line, WORK_HEIGHT), tokens.hairline)
        for span in row.away:
            outline = self._rect(span, line, BLOCK_HEIGHT)
            painter.setPen(QPen(tokens.muted, 1, Qt.PenStyle.DashLine))
            painter.setBrush(tokens.base)
            painter.drawRoundedRect(outline, ROUNDED, ROUNDED)
            inside = outline.adjusted(Space.CONTROL, 0, -Space.CONTROL, 0)
            self._paint_words(painter, inside, self.tr("away"))
        colour = tokens.people[row.person_id % len(tokens.people)]
        for span in row.on_duty:
            self._paint_block(painter, board, row, span, line, colour, tokens)

    def _paint_block(
        self,
        painter: QPainter,
        board: Board,
        row: BoardRow,
        span: Span,
        line: int,
        colour: QColor,
        tokens: Tokens,
    ) -> None:
        block = self._rect(span, line, BLOCK_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(block, ROUNDED, ROUNDED)
        painter.setPen(tokens.on_person)
        words = block.adjusted(Space.TIGHT, 0, -Space.TIGHT, 0)
        if _has_midnight(board, span) and block.width() > 2 * GLYPH:
            moon = icon_pixmap("moon", tokens.on_person, GLYPH, self.devicePixelRatioF())
            painter.drawPixmap(round(words.left()), round(block.center().y() - GLYPH / 2), moon)
            words.setLeft(words.left() + GLYPH + Space.TIGHT)
        self._paint_words(painter, words, row.initials)

    def _paint_words(self, painter: QPainter, where: QRectF, words: str) -> None:
        """Write what fits; half a word tells nothing."""
        if self.fontMetrics().horizontalAdvance(words) <= where.width():
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_name(self, painter: QPainter, name: str, line: int, ink: QColor) -> None:
        painter.setPen(ink)
        width = self._names_width() - 2 * Space.CONTROL
        shown = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, width)
        where = QRectF(Space.CONTROL, self._top(line), width, ROW_HEIGHT)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, shown)

    def _rect(self, span: Span, line: int, height: int) -> QRectF:
        left, right = self._x(span[0]), self._x(span[1])
        return QRectF(left, self._top(line) + (ROW_HEIGHT - height) / 2, right - left, height)

    def _x(self, at: datetime) -> float:
        """Return where an instant lies: every day is equally wide, whatever its hours."""
        board = self._board
        if board is None:
            return 0.0
        days = board.days
        at = min(max(at, days[0]), days[-1])
        place = max(index for index, midnight in enumerate(days[:-1]) if midnight <= at)
        share = (at - days[place]) / (days[place + 1] - days[place])
        names = self._names_width()
        return names + (self.width() - names) * (place + share) / (len(days) - 1)

    def _top(self, line: int) -> float:
        return self._head_height() + line * ROW_HEIGHT

    def _head_height(self) -> int:
        return 2 * self.fontMetrics().height() + Space.CONTROL

    def _names_width(self) -> int:
        names = [row.name for row in self._board.rows] if self._board else []
        widths = map(self.fontMetrics().horizontalAdvance, [self.tr("Coverage"), *names])
        return min(max(widths) + Space.TIGHT, MOST_NAME_WIDTH) + 2 * Space.CONTROL

    def _choose(self, place: int) -> None:
        if self._board is not None:
            self._gap = place
            self.update()
            self.gap_chosen.emit(*self._board.uncovered[place])

    def _gap_at(self, x: float, y: float) -> int | None:
        if self._board is None or not self._top(0) <= y < self._top(1):
            return None
        for place, (start_at, end_at) in enumerate(self._board.uncovered):
            if self._x(start_at) <= x < self._x(end_at):
                return place
        return None

    def _text_at(self, x: float, y: float) -> str:
        gap = self._gap_at(x, y)
        if self._board is None:
            return ""
        if gap is not None:
            return self._gap_text(self._board.uncovered[gap])
        line = int((y - self._top(1)) // ROW_HEIGHT)
        return self._told(self._board.rows[line]) if 0 <= line < len(self._board.rows) else ""

    def _told(self, row: BoardRow) -> str:
        on = ", ".join(map(self._span_text, row.on_duty))
        return self.tr("{name}: {times}").format(name=row.name, times=on or self.tr("no duty"))

    def _gap_text(self, gap: Span) -> str:
        return self.tr("Gap: nobody on duty {times}").format(times=self._span_text(gap))

    def _span_text(self, span: Span) -> str:
        zone = ZoneInfo(self._board.zone) if self._board else None
        first = self._board.days[0] if self._board else span[0]
        return " – ".join(near_text(at, first, zone) for at in span)


def _has_midnight(board: Board, span: Span) -> bool:
    return any(span[0] < midnight <= span[1] for midnight in board.days)

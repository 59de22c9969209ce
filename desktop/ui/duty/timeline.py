"""The days of a duty calendar: rows of people, hours across, what is uncovered above them."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_board import Board
from desktop.ui.duty import telling
from desktop.ui.duty.backups import backups
from desktop.ui.duty.days_view import DaysView
from desktop.ui.duty.geometry import COVERAGE, Geometry
from desktop.ui.duty.gesture import FINE_STEP
from desktop.ui.duty.key_cursor import KeyCursor, cursor_on, first_cursor
from desktop.ui.duty.scene import Ghost, Marks, Scene
from desktop.ui.duty.timeline_keys import Pressed, moved_cursor
from desktop.ui.duty.timeline_paint import DISC, backup_name, coverage_name, paint_timeline
from desktop.ui.duty.timeline_telling import cursor_text, point_text
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space

LEAST_DAY_WIDTH = 96
MOST_NAME_WIDTH = 160
MOST_LINE_HEIGHT = 54
HEAD_LINES = 2


class Timeline(DaysView):
    """Thin bars are working hours, blocks are duty, outlines are absences, hatches are gaps.

    Looked at: a click or an arrow stands on an hour and chooses the block there.
    """

    block_chosen = Signal(object)
    """BoardBlock | None: what the panel is about."""
    turn_wanted = Signal(int)
    """Show what is so many pages later."""
    cell_reached = Signal()
    """The cursor stands elsewhere, by a key or a click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board: Board | None = None
        self._now: datetime | None = None
        self._backups: tuple[BoardBlock, ...] = ()
        self._marks = Marks()
        self._laid: Geometry | None = None
        self._selected: BoardBlock | None = None
        self._cursor: KeyCursor | None = None
        self._ghost: Ghost | None = None
        self.setMouseTracking(True)
        self.say()

    @property
    def selected(self) -> BoardBlock | None:
        """The block that is chosen."""
        return self._selected

    @property
    def cursor_cell(self) -> KeyCursor | None:
        """The line and the hours that the keyboard stands on; None without a board."""
        return self._cursor

    def show_board(self, board: Board, now: datetime, marks: Marks | None = None) -> None:
        """Show other days, or the same ones anew."""
        self._marks = marks or Marks()
        is_elsewhere = self._board is None or self._board.days != board.days
        self._board, self._now, self._laid = board, now, None
        self._backups = backups(board)
        if is_elsewhere or self._cursor is None or self._cursor.line >= len(board.rows):
            self._cursor = first_cursor(board, now)
        self._find_selected(board)
        self.setMaximumHeight(self._height(MOST_LINE_HEIGHT))
        self.updateGeometry()
        self.say()

    def tick(self, now: datetime) -> None:
        """Move the line of now."""
        self._now = now
        self.update()

    def choose(self, block: BoardBlock | None) -> None:
        """Choose a block, or nothing."""
        self._selected = block
        self.update()
        self.block_chosen.emit(block)

    def told_at(self, geometry: Geometry, at: QPointF) -> str:
        """Return what is under a point, in words."""
        return point_text(geometry, at)

    def told_cell(self) -> str:
        """Return what the keyboard stands on, in words."""
        if self._board is None or self._cursor is None:
            return QCoreApplication.translate("Timeline", "Duty by people and hours")
        return cursor_text(self._board, self._cursor)

    @override
    def say(self) -> None:
        self.setAccessibleName(self.told_cell())
        self.setAccessibleDescription(telling.told(self._board) if self._board else "")
        self.update()

    @override
    def text_at(self, at: QPointF) -> str:
        geometry = self.geometry_now()
        return "" if geometry is None else self.told_at(geometry, at)

    @override
    def minimumSizeHint(self) -> QSize:
        days = len(self._board.days) - 1 if self._board else 0
        return QSize(round(self._names_width()) + days * LEAST_DAY_WIDTH, self._height(0))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            self._laid = None
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._laid = None
        super().resizeEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # or the release, which is a click, would not come

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.setCursor(self.shape_at(event.position()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.click(event.position())

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        board, cursor = self._board, self._cursor
        if board is None or cursor is None or not self.take_key(Pressed.of(event), board, cursor):
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        geometry = self.geometry_now()
        if geometry is None:
            return
        cursor = self._cursor if self.hasFocus() else None
        scene = Scene(
            geometry,
            self._now,
            self._selected,
            cursor.span if cursor is not None else None,
            cursor.line if cursor is not None else COVERAGE,
            self._ghost,
            self._backups,
            self._marks,
        )
        painter = QPainter(self)
        paint_timeline(painter, scene, self.height(), tokens_of(self.palette()))
        painter.end()

    def take_key(self, pressed: Pressed, board: Board, cursor: KeyCursor) -> bool:
        """Do what a key means; return whether it means anything here."""
        moved = moved_cursor(pressed, cursor, board)
        if moved is not None:
            self.go_to(moved, board)
        elif pressed.key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn_wanted.emit(1 if pressed.key == Qt.Key.Key_PageDown else -1)
        else:
            return False
        return True

    def click(self, at: QPointF) -> None:
        """Stand on the hour at a point, and choose the block there."""
        geometry = self.geometry_now()
        line = geometry.line_at(at.y()) if geometry is not None else None
        if geometry is None or line is None or at.x() < geometry.names_width:
            return
        self._cursor = cursor_on(geometry.board, line, geometry.at(at.x(), FINE_STEP))
        self.choose(geometry.block_at(at))
        self.setAccessibleName(self.told_cell())
        self.cell_reached.emit()

    def shape_at(self, at: QPointF) -> Qt.CursorShape:
        """Return the pointer's shape over a point."""
        geometry = self.geometry_now()
        if geometry is None:
            return Qt.CursorShape.ArrowCursor
        is_something = geometry.block_at(at) is not None or geometry.gap_at(at) is not None
        return Qt.CursorShape.PointingHandCursor if is_something else Qt.CursorShape.ArrowCursor

    def go_to(self, cursor: KeyCursor, board: Board) -> None:
        """Stand elsewhere, and choose the block there unless several hours are marked."""
        self._cursor = cursor
        block = None if cursor.is_several else cursor.block(board)
        if block != self._selected:
            self.choose(block)
        self.setAccessibleName(self.told_cell())
        self.update()
        self.cell_reached.emit()

    def _find_selected(self, board: Board) -> None:
        """Keep what was chosen, as it is now."""
        was = self._selected
        if was is None:
            return
        blocks = [block for row in board.rows for block in row.blocks]
        same = [each for each in blocks if was.shift_id and each.shift_id == was.shift_id]
        near = [each for each in same if each.start_at < was.end_at and was.start_at < each.end_at]
        found = next((each for each in blocks if each == was), None)
        self.choose(found or next(iter([*near, *same]), None))

    def geometry_now(self) -> Geometry | None:
        """Return where everything lies at this size; None without a board."""
        if self._laid is None and self._board is not None:
            room = (self.height() - 1 - self._head_height()) / self._line_count()
            high = min(room, MOST_LINE_HEIGHT)
            high = max(high, self._least_line_height())
            self._laid = Geometry(
                self._board,
                self._names_width(),
                self._head_height(),
                high,
                high - Space.PANE,
                self.width(),
            )
        return self._laid

    def _height(self, line_height: int) -> int:
        high = max(line_height, self._least_line_height())
        return self._head_height() + self._line_count() * high + 1

    def _line_count(self) -> int:
        """Return how many lines there are: coverage, people, and the backup if there is any."""
        return len(self._board.rows) + 1 + bool(self._backups) if self._board else 0

    def _least_line_height(self) -> int:
        return self.fontMetrics().height() + 2 * Space.PANE - Space.TIGHT

    def _head_height(self) -> int:
        return HEAD_LINES * self.fontMetrics().height() + Space.PANE

    def _names_width(self) -> float:
        board = self._board
        names = [row.name for row in board.rows] if board else []
        titles = [coverage_name(board), backup_name()] if board else []
        widths = map(self.fontMetrics().horizontalAdvance, [*titles, *names])
        widest = max(widths, default=0)
        return min(widest + Space.TIGHT, MOST_NAME_WIDTH) + DISC + 3 * Space.CONTROL

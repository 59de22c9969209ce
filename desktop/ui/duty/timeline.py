"""The days of a duty calendar: rows of people, hours across, what is uncovered above them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_board import Board
from desktop.ui.duty import telling
from desktop.ui.duty.backups import backups
from desktop.ui.duty.geometry import COVERAGE, Geometry
from desktop.ui.duty.gesture import FINE_STEP, STEP, Gesture, press
from desktop.ui.duty.key_cursor import KeyCursor, cursor_on, first_cursor
from desktop.ui.duty.proposal import Proposal
from desktop.ui.duty.scene import Ghost, Marks, Scene
from desktop.ui.duty.timeline_keys import Pressed, changed_block, moved_cursor
from desktop.ui.duty.timeline_paint import DISC, backup_name, coverage_name, paint_timeline
from desktop.ui.duty.timeline_telling import cursor_text, point_text
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.tooltips import plain_tooltip

LEAST_DAY_WIDTH = 96
MOST_NAME_WIDTH = 160
MOST_LINE_HEIGHT = 54
HEAD_LINES = 2


class DutyTimeline(QWidget):
    """Thin bars are working hours, blocks are duty, outlines are absences, hatches are gaps.

    Blocks are chosen, drawn, moved and resized by mouse and by keyboard; what comes out is only
    proposed (`proposed`), and shown as such until the next board or `forget_proposal`. `judge`
    says what is against a proposal while it is dragged.
    """

    gap_chosen = Signal(object, object)
    """Somebody wants to fill the gap between two instants."""
    block_chosen = Signal(object)
    """BoardBlock | None: what the panel is about."""
    proposed = Signal(object)
    """Proposal: a drop, or a key."""
    hours_chosen = Signal(int, object, object)
    """A person is to be on duty between two instants."""
    form_wanted = Signal(object)
    """BoardBlock: to be edited in a form."""
    delete_wanted = Signal(object)
    """BoardBlock."""
    turn_wanted = Signal(int)
    """Show what is so many pages later."""
    cell_reached = Signal()
    """The cursor stands elsewhere, by a key or a click."""

    def __init__(
        self, judge: Callable[[Proposal], Ghost] = Ghost, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._judge = judge
        self._board: Board | None = None
        self._now: datetime | None = None
        self._backups: tuple[BoardBlock, ...] = ()
        self._marks = Marks()
        self._laid: Geometry | None = None
        self._selected: BoardBlock | None = None
        self._cursor: KeyCursor | None = None
        self._gesture: Gesture | None = None
        self._ghost: Ghost | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.say()

    @property
    def selected(self) -> BoardBlock | None:
        """The block that is chosen."""
        return self._selected

    @property
    def marked(self) -> tuple[int, datetime, datetime] | None:
        """The person and the hours that were marked with Shift."""
        board, cursor = self._board, self._cursor
        if board is None or cursor is None or cursor.line == COVERAGE or not cursor.is_several:
            return None
        return board.rows[cursor.line].person_id, *cursor.span

    @property
    def cursor_cell(self) -> KeyCursor | None:
        """The line and the hours that the keyboard stands on; None without a board."""
        return self._cursor

    def show_board(self, board: Board, now: datetime, marks: Marks | None = None) -> None:
        """Show other days, or the same ones anew; what was proposed is over."""
        self._marks = marks or Marks()
        is_elsewhere = self._board is None or self._board.days != board.days
        self._board, self._now, self._laid = board, now, None
        self._backups = backups(board)
        self._gesture = self._ghost = None
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

    def preview(self, proposal: Proposal) -> None:
        """Show a duty that is only proposed, with what is against it."""
        self._ghost = self._judge(proposal)
        self.update()

    def forget_proposal(self) -> None:
        """Show no longer what was proposed: it was refused or given up."""
        self._gesture = self._ghost = None
        self.unsetCursor()
        self.update()

    def told_at(self, geometry: Geometry, at: QPointF) -> str:
        """Return what is under a point, in words."""
        return point_text(geometry, at)

    def say(self) -> None:
        """Tell the cell and the whole table in words, in the language now spoken."""
        self.setAccessibleName(self.told_cell())
        self.setAccessibleDescription(telling.told(self._board) if self._board else "")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        days = len(self._board.days) - 1 if self._board else 0
        return QSize(round(self._names_width()) + days * LEAST_DAY_WIDTH, self._height(0))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._laid = None
            self.say()
        elif event.type() == QEvent.Type.FontChange:
            self._laid = None
            self.updateGeometry()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._laid = None
        super().resizeEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            geometry = self.geometry_now()
            text = "" if geometry is None else self.told_at(geometry, QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tooltip(text) if text else "")
            return True
        return super().event(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        geometry = self.geometry_now()
        if event.button() == Qt.MouseButton.LeftButton and geometry is not None:
            self._gesture = press(geometry, event.position())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        gesture = self._gesture
        if gesture is None:
            self.setCursor(self._shape_at(event.position()))
        elif self._ghost is not None or gesture.is_drag(event.position()):
            is_fine = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self.preview(gesture.proposal(event.position(), FINE_STEP if is_fine else STEP))
            is_refused = self._ghost is not None and self._ghost.is_refused
            self.setCursor(
                Qt.CursorShape.ForbiddenCursor if is_refused else Qt.CursorShape.ClosedHandCursor
            )

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        gesture, self._gesture = self._gesture, None
        self.unsetCursor()
        if gesture is not None and self._ghost is not None:
            self._propose(self._ghost.proposal)
        else:
            self._click(event.position())

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        geometry = self.geometry_now()
        block = geometry.block_at(event.position()) if geometry is not None else None
        self._gesture = None
        if block is not None:
            self.form_wanted.emit(block)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        board, cursor = self._board, self._cursor
        if board is None or cursor is None or not self._take_key(event, board, cursor):
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

    # The keyboard

    def _take_key(self, event: QKeyEvent, board: Board, cursor: KeyCursor) -> bool:
        """Do what a key means; return whether it means anything here."""
        pressed = Pressed.of(event)
        moved = moved_cursor(pressed, cursor, board)
        if moved is not None:
            self._go_to(moved, board)
            return True
        block = self._selected
        if block is not None and not block.is_locked:
            proposal = changed_block(pressed, block, board)
            if proposal is not None:
                self._propose(proposal)
                return True
        if pressed.is_enter:
            self._enter(board, cursor)
        elif pressed.key == Qt.Key.Key_F2 and block is not None:
            self.form_wanted.emit(block)
        elif pressed.key == Qt.Key.Key_Delete and block is not None:
            self.delete_wanted.emit(block)
        elif pressed.key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn_wanted.emit(1 if pressed.key == Qt.Key.Key_PageDown else -1)
        elif pressed.key == Qt.Key.Key_Escape and self._has_something_to_leave(cursor):
            self.forget_proposal()
            self._go_to(KeyCursor(cursor.line, cursor.at, cursor.at), board)
        else:
            return False
        return True

    def _has_something_to_leave(self, cursor: KeyCursor) -> bool:
        return self._gesture is not None or self._ghost is not None or cursor.is_several

    def _go_to(self, cursor: KeyCursor, board: Board) -> None:
        self._cursor = cursor
        block = None if cursor.is_several else cursor.block(board)
        if block != self._selected:
            self.choose(block)
        self.setAccessibleName(self.told_cell())
        self.update()
        self.cell_reached.emit()

    def _enter(self, board: Board, cursor: KeyCursor) -> None:
        """Open the form of the block, the gap or the hours under the cursor."""
        gap, block = cursor.gap(board), cursor.block(board)
        if gap is not None:
            self.gap_chosen.emit(*gap)
        elif block is not None and not cursor.is_several:
            self.form_wanted.emit(block)
        elif cursor.line != COVERAGE:
            self.hours_chosen.emit(board.rows[cursor.line].person_id, *cursor.span)

    # The mouse

    def _click(self, at: QPointF) -> None:
        geometry = self.geometry_now()
        if geometry is None:
            return
        gap, line = geometry.gap_at(at), geometry.line_at(at.y())
        if gap is not None:
            self.gap_chosen.emit(*geometry.board.uncovered[gap])
        elif line is not None and at.x() >= geometry.names_width:
            instant = geometry.at(at.x(), FINE_STEP)
            self._cursor = cursor_on(geometry.board, line, instant)
            self.choose(geometry.block_at(at))
            self.setAccessibleName(self.told_cell())
            self.cell_reached.emit()

    def _propose(self, proposal: Proposal) -> None:
        if proposal.changes_nothing:
            self.forget_proposal()
            return
        self.preview(proposal)
        self.proposed.emit(proposal)

    def _shape_at(self, at: QPointF) -> Qt.CursorShape:
        geometry = self.geometry_now()
        if geometry is None:
            return Qt.CursorShape.ArrowCursor
        block = geometry.block_at(at)
        if block is not None and not block.is_locked and geometry.edge_at(at, block):
            return Qt.CursorShape.SizeHorCursor
        is_something = block is not None or geometry.gap_at(at) is not None
        return Qt.CursorShape.PointingHandCursor if is_something else Qt.CursorShape.ArrowCursor

    # Layout and words

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

    def told_cell(self) -> str:
        """Return what the keyboard stands on, in words."""
        if self._board is None or self._cursor is None:
            return self.tr("Duty by people and hours")
        return cursor_text(self._board, self._cursor)

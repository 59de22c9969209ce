"""The timeline of the duty page: blocks are drawn, moved and resized by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.services.duty_board import Board
from desktop.ui.duty.geometry import COVERAGE
from desktop.ui.duty.gesture import FINE_STEP, STEP, Gesture, press
from desktop.ui.duty.key_cursor import KeyCursor
from desktop.ui.duty.proposal import Proposal
from desktop.ui.duty.scene import Ghost, Marks
from desktop.ui.duty.timeline import Timeline
from desktop.ui.duty.timeline_keys import Pressed, changed_block


class DutyTimeline(Timeline):
    """What comes out of a drag or a key is only proposed (`proposed`), and shown as such until the
    next board or `forget_proposal`. `judge` says what is against it while it is dragged.
    """

    gap_chosen = Signal(object, object)
    """Somebody wants to fill the gap between two instants."""
    proposed = Signal(object)
    """Proposal: a drop, or a key."""
    hours_chosen = Signal(int, object, object)
    """A person is to be on duty between two instants."""
    form_wanted = Signal(object)
    """BoardBlock: to be edited in a form."""
    delete_wanted = Signal(object)
    """BoardBlock."""

    def __init__(
        self, judge: Callable[[Proposal], Ghost] = Ghost, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._judge = judge
        self._gesture: Gesture | None = None

    @property
    def marked(self) -> tuple[int, datetime, datetime] | None:
        """The person and the hours that were marked with Shift."""
        board, cursor = self._board, self._cursor
        if board is None or cursor is None or cursor.line == COVERAGE or not cursor.is_several:
            return None
        return board.rows[cursor.line].person_id, *cursor.span

    @override
    def show_board(self, board: Board, now: datetime, marks: Marks | None = None) -> None:
        """Show other days, or the same ones anew; what was proposed is over."""
        self._gesture = self._ghost = None
        super().show_board(board, now, marks)

    @property
    def ghost_rect(self) -> QRect | None:
        """Where the proposed duty is painted; None where nothing is proposed or shown."""
        geometry, ghost = self.geometry_now(), self._ghost
        line = (
            None
            if geometry is None or ghost is None
            else geometry.line_of(ghost.proposal.person_id)
        )
        if geometry is None or ghost is None or line is None:
            return None
        span = (ghost.proposal.start_at, ghost.proposal.end_at)
        return geometry.rect(span, line, geometry.block_height).toAlignedRect()

    def preview(self, proposal: Proposal) -> None:
        """Show a duty that is only proposed, with what is against it."""
        self._ghost = self._judge(proposal)
        self.update()

    def forget_proposal(self) -> None:
        """Show no longer what was proposed: it was refused or given up."""
        self._gesture = self._ghost = None
        self.unsetCursor()
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
            super().mouseMoveEvent(event)
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
            self.click(event.position())

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        geometry = self.geometry_now()
        block = geometry.block_at(event.position()) if geometry is not None else None
        self._gesture = None
        if block is not None:
            self.form_wanted.emit(block)

    @override
    def take_key(self, pressed: Pressed, board: Board, cursor: KeyCursor) -> bool:
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
        elif pressed.key == Qt.Key.Key_Escape and self._has_something_to_leave(cursor):
            self.forget_proposal()
            self.go_to(KeyCursor(cursor.line, cursor.at, cursor.at), board)
        else:
            return super().take_key(pressed, board, cursor)
        return True

    @override
    def click(self, at: QPointF) -> None:
        """Fill the gap at a point, else do as where it is only looked at."""
        geometry = self.geometry_now()
        gap = geometry.gap_at(at) if geometry is not None else None
        if geometry is None or gap is None:
            super().click(at)
        else:
            self.gap_chosen.emit(*geometry.board.uncovered[gap])

    @override
    def shape_at(self, at: QPointF) -> Qt.CursorShape:
        """Return the pointer's shape over a point: the ends of a block can be taken hold of."""
        geometry = self.geometry_now()
        block = geometry.block_at(at) if geometry is not None else None
        if geometry is None or block is None or block.is_locked or not geometry.edge_at(at, block):
            return super().shape_at(at)
        return Qt.CursorShape.SizeHorCursor

    def _has_something_to_leave(self, cursor: KeyCursor) -> bool:
        return self._gesture is not None or self._ghost is not None or cursor.is_several

    def _enter(self, board: Board, cursor: KeyCursor) -> None:
        """Open the form of the block, the gap or the hours under the cursor."""
        gap, block = cursor.gap(board), cursor.block(board)
        if gap is not None:
            self.gap_chosen.emit(*gap)
        elif block is not None and not cursor.is_several:
            self.form_wanted.emit(block)
        elif cursor.line != COVERAGE:
            self.hours_chosen.emit(board.rows[cursor.line].person_id, *cursor.span)

    def _propose(self, proposal: Proposal) -> None:
        if proposal.changes_nothing:
            self.forget_proposal()
            return
        self.preview(proposal)
        self.proposed.emit(proposal)

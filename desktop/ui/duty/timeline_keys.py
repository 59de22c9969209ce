"""What the keys do on a duty timeline: go, choose hours, move and resize what is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_board import Board
from desktop.ui.duty.gesture import STEP
from desktop.ui.duty.key_cursor import KeyCursor
from desktop.ui.duty.proposal import Proposal, moved, of_block, resized

_ALONG = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ACROSS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DAY = timedelta(days=1)

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier


@dataclass(frozen=True, slots=True)
class Pressed:
    """A key with the modifiers that matter here."""

    key: Qt.Key
    shift: bool
    control: bool
    alt: bool

    @classmethod
    def of(cls, event: QKeyEvent) -> Pressed:
        held = event.modifiers()
        return cls(
            Qt.Key(event.key()), bool(held & _SHIFT), bool(held & _CONTROL), bool(held & _ALT)
        )

    @property
    def is_enter(self) -> bool:
        """Tell whether something is to be done with what is chosen."""
        return self.key in _ENTER and not (self.shift or self.control or self.alt)


def moved_cursor(pressed: Pressed, cursor: KeyCursor, board: Board) -> KeyCursor | None:
    """Return where an arrow takes the cursor; Ctrl goes by days, Shift chooses hours."""
    if pressed.alt:
        return None
    if pressed.key in _ALONG:
        step = (_DAY if pressed.control else STEP) * _ALONG[pressed.key]
        return cursor.along(board, step, extend=pressed.shift)
    if pressed.key in _ACROSS and not pressed.shift and not pressed.control:
        return cursor.across(board, _ACROSS[pressed.key])
    return None


def changed_block(pressed: Pressed, block: BoardBlock, board: Board) -> Proposal | None:
    """Return what Alt with an arrow makes of a block: another end, with Shift another start, or
    another person."""
    if not pressed.alt or pressed.control:
        return None
    if pressed.key in _ALONG:
        step = STEP * _ALONG[pressed.key]
        edge, end = (-1, block.start_at) if pressed.shift else (1, block.end_at)
        return resized(of_block(block), edge, end + step, STEP)
    lines = [row.person_id for row in board.rows]
    if pressed.key in _ACROSS and block.person_id in lines:
        line = lines.index(block.person_id) + _ACROSS[pressed.key]
        if 0 <= line < len(lines):
            zone = ZoneInfo(board.zone)
            return moved(of_block(block), timedelta(0), lines[line], zone)
    return None

"""A drag on the timeline, from the press to the drop, without any widget."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF

from desktop.services.duty_blocks import BoardBlock
from desktop.ui.duty.geometry import COVERAGE, Geometry
from desktop.ui.duty.proposal import Proposal, moved, of_block, resized, wall

STEP: Final = timedelta(hours=1)
FINE_STEP: Final = timedelta(minutes=15)
"""While Alt is held."""
DRAG_FROM = 4
"""A press that travels less is a click."""


@dataclass(frozen=True, slots=True)
class Gesture:
    """What was pressed, and where; `edge` is the end of the block that was taken hold of.

    A locked block is only chosen. Begun on nothing, a drag makes a new duty of that person.
    """

    geometry: Geometry
    pressed: QPointF
    line: int
    block: BoardBlock | None
    edge: int

    def is_drag(self, to: QPointF) -> bool:
        """Say whether the pointer went far enough to mean it."""
        is_held = self.block is not None and self.block.is_locked
        return not is_held and (to - self.pressed).manhattanLength() >= DRAG_FROM

    def proposal(self, to: QPointF, step: timedelta) -> Proposal:
        """Return what a drop there would propose."""
        if self.block is None:
            return self._drawn(to, step)
        if self.edge:
            return resized(of_block(self.block), self.edge, self.geometry.at(to.x(), step), step)
        return self._carried(self.block, to, step)

    def _drawn(self, to: QPointF, step: timedelta) -> Proposal:
        start_at, end_at = sorted(
            (self.geometry.at(self.pressed.x(), step), self.geometry.at(to.x(), step))
        )
        person_id = self.geometry.board.rows[self.line].person_id
        return Proposal(None, person_id, start_at, max(end_at, start_at + step))

    def _carried(self, block: BoardBlock, to: QPointF, step: timedelta) -> Proposal:
        """Move as far as the pointer went; dropped on no person it stays with its own."""
        line = self.geometry.line_at(to.y())
        on_person = line is not None and line != COVERAGE
        person_id = (
            self.geometry.board.rows[line].person_id
            if on_person and line is not None
            else block.person_id
        )
        zone = ZoneInfo(self.geometry.board.zone)
        by = wall(self._instant(to), zone) - wall(self._instant(self.pressed), zone)
        return moved(of_block(block), round(by / step) * step, person_id, zone)

    def _instant(self, at: QPointF) -> datetime:
        return self.geometry.at(at.x(), timedelta(minutes=1))


def press(geometry: Geometry, at: QPointF) -> Gesture | None:
    """Return the gesture that begins at a point; None beside all people."""
    line = geometry.line_at(at.y())
    if line is None or line == COVERAGE or at.x() < geometry.names_width:
        return None
    block = geometry.block_at(at)
    return Gesture(geometry, at, line, block, geometry.edge_at(at, block) if block else 0)

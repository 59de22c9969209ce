"""Paints over a duty timeline: what is chosen, the keyboard's hours, now, and a drag with ▲."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from desktop.ui.duty.geometry import COVERAGE
from desktop.ui.duty.person_look import ROUNDED
from desktop.ui.duty.scene import Ghost, Scene
from desktop.ui.paint.labels import chip_size, draw_pill
from desktop.ui.sla_state import SlaState
from desktop.ui.theme.tokens import Tokens
from desktop.ui.theme.typography import Space

NOW_RADIUS = 4
_GHOST_ALPHA = 0.35


def paint_overlay(painter: QPainter, scene: Scene, height: float, tokens: Tokens) -> None:
    """Paint what lies over all lines."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _paint_choice(painter, scene, tokens)
    _paint_cursor(painter, scene, tokens)
    _paint_now(painter, scene, height, tokens)
    if scene.ghost is not None:
        _paint_ghost(painter, scene, scene.ghost, tokens)


def _paint_choice(painter: QPainter, scene: Scene, tokens: Tokens) -> None:
    block = scene.selected
    line = scene.geometry.line_of(block.person_id) if block is not None else None
    if block is not None and line is not None:
        painter.setPen(QPen(tokens.accent, tokens.focus_width))
        where = scene.geometry.block_rect(block, line)
        painter.drawRoundedRect(where.adjusted(-2, -2, 2, 2), ROUNDED + 2, ROUNDED + 2)


def _paint_cursor(painter: QPainter, scene: Scene, tokens: Tokens) -> None:
    if scene.cursor is None:
        return
    geometry = scene.geometry
    where = geometry.rect(scene.cursor, scene.line, geometry.line_height - Space.TIGHT)
    ground = QColor(tokens.accent)
    ground.setAlphaF(0.15)
    painter.fillRect(where, ground)
    painter.setPen(QPen(tokens.accent, tokens.focus_width))
    painter.drawRect(where)


def _paint_now(painter: QPainter, scene: Scene, height: float, tokens: Tokens) -> None:
    geometry, now = scene.geometry, scene.now
    if now is None or not geometry.board.days[0] <= now < geometry.board.days[-1]:
        return
    x = geometry.x(now)
    painter.setPen(QPen(tokens.accent, 2))
    painter.drawLine(QPointF(x, geometry.top(COVERAGE)), QPointF(x, height))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.accent)
    painter.drawEllipse(QPointF(x, geometry.top(COVERAGE)), NOW_RADIUS, NOW_RADIUS)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_ghost(painter: QPainter, scene: Scene, ghost: Ghost, tokens: Tokens) -> None:
    """Outline the proposed duty, red where it is refused, and say beside it what it breaks."""
    geometry, proposal = scene.geometry, ghost.proposal
    line = geometry.line_of(proposal.person_id)
    if line is None:
        return
    where = geometry.rect((proposal.start_at, proposal.end_at), line, geometry.block_height)
    ink = tokens.danger if ghost.is_refused else tokens.accent
    ground = QColor(ink)
    ground.setAlphaF(_GHOST_ALPHA)
    painter.setPen(QPen(ink, 2))
    painter.setBrush(ground)
    painter.drawRoundedRect(where.adjusted(1, 1, -1, -1), ROUNDED, ROUNDED)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if ghost.words:
        _say(painter, where, ghost, geometry.width, tokens)


def _say(painter: QPainter, beside: QRectF, ghost: Ghost, width: float, tokens: Tokens) -> None:
    """Write the words under the ghost, moved left as far as the edge asks for it."""
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(ghost.words, Qt.TextElideMode.ElideRight, width - 4 * Space.CONTROL)
    room = width - chip_size(metrics, shown).width() - Space.TIGHT
    at = QPointF(max(min(beside.left(), room), Space.TIGHT), beside.bottom() + Space.TIGHT)
    state = SlaState.OVERDUE if ghost.is_refused else SlaState.CRITICAL
    colours = tokens.states[state]
    draw_pill(painter, at, shown, colours.chip, colours.chip_text)

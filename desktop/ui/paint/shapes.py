"""The seven shapes of a deadline: told apart without colour, in grey and at 12 px."""

from __future__ import annotations

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from desktop.ui.sla_state import SlaState
from desktop.ui.theme.tokens import Tokens

SHAPE_SIDE = 14.0


def draw_shape(painter: QPainter, rect: QRectF, state: SlaState, tokens: Tokens) -> None:
    """Draw the shape of `state`, centred in `rect`, as large as the shorter side allows."""
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center() - QPointF(side / 2, side / 2))
    painter.scale(side / SHAPE_SIDE, side / SHAPE_SIDE)
    _DRAWN[state](painter, tokens.states[state].ink, tokens.base)
    painter.restore()


def shape_pixmap(state: SlaState, tokens: Tokens, dpr: float) -> QPixmap:
    """Return the shape of `state` as a picture, for lists that draw it often."""
    side = round((SHAPE_SIDE + 1) * dpr)
    pixmap = QPixmap(side, side)
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_shape(painter, QRectF(0, 0, SHAPE_SIDE, SHAPE_SIDE), state, tokens)
    painter.end()
    return pixmap


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _fill(painter: QPainter, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)


def _ring(painter: QPainter, ink: QColor, _paper: QColor) -> None:
    painter.setPen(_pen(ink, 2.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(7, 7), 5.5, 5.5)


def _half_disc(painter: QPainter, ink: QColor, _paper: QColor) -> None:
    painter.setPen(_pen(ink, 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(7, 7), 5.8, 5.8)
    _fill(painter, ink)
    painter.drawPie(QRectF(1.2, 1.2, 11.6, 11.6), 90 * 16, -180 * 16)


def _triangle(painter: QPainter, ink: QColor, paper: QColor) -> None:
    painter.setPen(_pen(ink, 1.4))
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF([QPointF(7, 1.4), QPointF(13.1, 12.6), QPointF(0.9, 12.6)]))
    painter.setPen(_pen(paper, 1.5))
    painter.drawLine(QPointF(7, 5.2), QPointF(7, 8.4))
    _fill(painter, paper)
    painter.drawEllipse(QPointF(7, 10.7), 0.95, 0.95)


def _octagon(painter: QPainter, ink: QColor, paper: QColor) -> None:
    _fill(painter, ink)
    corners = [
        QPointF(7 + 7.2 * cos(pi / 8 + step * pi / 4), 7 + 7.2 * sin(pi / 8 + step * pi / 4))
        for step in range(8)
    ]
    painter.drawPolygon(QPolygonF(corners))
    painter.setPen(_pen(paper, 1.8))
    painter.drawLine(QPointF(4.6, 4.6), QPointF(9.4, 9.4))
    painter.drawLine(QPointF(9.4, 4.6), QPointF(4.6, 9.4))


def _pause(painter: QPainter, ink: QColor, _paper: QColor) -> None:
    _fill(painter, ink)
    painter.drawRect(QRectF(3, 2, 3, 10))
    painter.drawRect(QRectF(8, 2, 3, 10))


def _tick(painter: QPainter, ink: QColor, _paper: QColor) -> None:
    painter.setPen(_pen(ink, 2.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([QPointF(1.6, 7.6), QPointF(5.4, 11.4), QPointF(12.6, 2.8)]))


def _diamond(painter: QPainter, ink: QColor, paper: QColor) -> None:
    painter.setPen(_pen(ink, 0.8))
    painter.setBrush(ink)
    edge = [QPointF(7, 0.4), QPointF(13.6, 7), QPointF(7, 13.6), QPointF(0.4, 7)]
    painter.drawPolygon(QPolygonF(edge))
    arrow = QPainterPath(QPointF(4, 7))
    arrow.lineTo(QPointF(9.6, 7))
    arrow.moveTo(QPointF(7.4, 4.8))
    arrow.lineTo(QPointF(9.6, 7))
    arrow.lineTo(QPointF(7.4, 9.2))
    painter.setPen(_pen(paper, 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(arrow)


_DRAWN = {
    SlaState.ON_TRACK: _ring,
    SlaState.SOON: _half_disc,
    SlaState.CRITICAL: _triangle,
    SlaState.OVERDUE: _octagon,
    SlaState.PAUSED: _pause,
    SlaState.MET: _tick,
    SlaState.WITH_DEVELOPER: _diamond,
}

"""The program's own icon and the tray glyph with its four shapes, drawn here."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from desktop.ui.sla_state import SlaState
from desktop.ui.theme.tokens import DARK, LIGHT

APP_SIZES = (16, 20, 24, 32, 48, 64, 128, 256)
TRAY_SIZES = (16, 20, 22, 24, 32, 44)


class TrayState(StrEnum):
    """What the tray says by shape alone; OFFLINE wins over ALMOST_DUE over NEEDS_ME."""

    PLAIN = "plain"
    NEEDS_ME = "needs_me"
    ALMOST_DUE = "almost_due"
    OFFLINE = "offline"


def app_icon() -> QIcon:
    """Return the icon of windows, packages and the task bar."""
    made = QIcon()
    for size in APP_SIZES:
        made.addPixmap(app_pixmap(size))
    return made


def app_pixmap(size: int) -> QPixmap:
    """Return the icon as a picture of `size` pixels: a dial whose hand points at the watch."""
    pixmap, painter = _canvas(size)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(LIGHT.accent)
    painter.drawRoundedRect(QRectF(1, 1, 30, 30), 7, 7)
    _dial(painter, LIGHT.on_accent)
    painter.end()
    return pixmap


def tray_icon(state: TrayState, *, on_duty: bool = False, ink: QColor | None = None) -> QIcon:
    """Return the tray glyph; with `ink` in one colour (a macOS template), else readable on both."""
    made = QIcon()
    for size in TRAY_SIZES:
        made.addPixmap(_tray_pixmap(size, state, on_duty, ink))
    made.setIsMask(ink is not None)
    return made


def _canvas(size: int) -> tuple[QPixmap, QPainter]:
    """Return a clear picture and a painter on it whose unit is a 32nd of the side."""
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / 32, size / 32)
    return pixmap, painter


def _dial(painter: QPainter, ink: QColor) -> None:
    pen = QPen(ink, 3.0)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(16, 16), 9, 9)
    painter.drawPolyline(QPolygonF([QPointF(16, 10.5), QPointF(16, 16), QPointF(20, 18.5)]))


def _tray_pixmap(size: int, state: TrayState, on_duty: bool, ink: QColor | None) -> QPixmap:
    pixmap, painter = _canvas(size)
    if ink is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(LIGHT.accent)
        painter.drawEllipse(QPointF(16, 16), 15, 15)
    _dial(painter, ink or LIGHT.on_accent)
    _TRAY_MARKS[state](painter, ink)
    if on_duty:
        _moon(painter, ink)
    painter.end()
    return pixmap


def _clear(painter: QPainter, outline: QPolygonF | QRectF) -> None:
    """Cut a shape out of what is drawn so far, so that the mark on it stands free."""
    painter.save()
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.setPen(QPen(Qt.GlobalColor.black, 3.0))
    painter.setBrush(Qt.GlobalColor.black)
    if isinstance(outline, QPolygonF):
        painter.drawPolygon(outline)
    else:
        painter.drawEllipse(outline)
    painter.restore()


def _no_mark(_painter: QPainter, _ink: QColor | None) -> None:
    """Leave the plain glyph."""


def _dot(painter: QPainter, ink: QColor | None) -> None:
    disc = QRectF(19, 1, 12, 12)
    _clear(painter, disc)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink or DARK.states[SlaState.SOON].ink)
    painter.drawEllipse(disc)


def _triangle(painter: QPainter, ink: QColor | None) -> None:
    corners = QPolygonF([QPointF(23, 1), QPointF(31, 15), QPointF(15, 15)])
    _clear(painter, corners)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink or DARK.states[SlaState.CRITICAL].ink)
    painter.drawPolygon(corners)


def _slash(painter: QPainter, ink: QColor | None) -> None:
    painter.save()
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.setPen(QPen(Qt.GlobalColor.black, 8.0))
    painter.drawLine(QPointF(6, 26), QPointF(26, 6))
    painter.restore()
    painter.setPen(QPen(ink or DARK.states[SlaState.CRITICAL].ink, 3.5))
    painter.drawLine(QPointF(6, 26), QPointF(26, 6))


def _moon(painter: QPainter, ink: QColor | None) -> None:
    """Draw a crescent at the lower left: somebody on this computer is on duty."""
    disc = QRectF(1, 18, 13, 13)
    _clear(painter, disc)
    crescent = QPainterPath()
    crescent.addEllipse(disc)
    bite = QPainterPath()
    bite.addEllipse(disc.translated(4.5, -3.0))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink or DARK.states[SlaState.SOON].ink)
    painter.drawPath(crescent.subtracted(bite))


_TRAY_MARKS = {
    TrayState.PLAIN: _no_mark,
    TrayState.NEEDS_ME: _dot,
    TrayState.ALMOST_DUE: _triangle,
    TrayState.OFFLINE: _slash,
}

"""Paints one piece of duty: colour, pattern, initials, the moon of a night, draft, lock."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from desktop.services.duty_blocks import BoardBlock
from desktop.ui.duty.person_look import ROUNDED, fill_person, person_colour
from desktop.ui.icons import icon_pixmap
from desktop.ui.theme.tokens import Tokens
from desktop.ui.theme.typography import Space

GLYPH = 12
ADDED = "＋"
REMOVED = "−"
_STROKE = 2
_REACH = 4


def paint_block(
    painter: QPainter, where: QRectF, block: BoardBlock, words: tuple[str, ...], tokens: Tokens
) -> None:
    """Paint a block; of `words`, the longest first, the first that fits is written.

    A draft is an outline of dashes: nobody is on duty by it yet.
    """
    ink = tokens.on_person
    if block.is_draft:
        ink = tokens.text
        colour = person_colour(block.person_id, tokens)
        _outline(painter, where, QPen(colour, _STROKE, Qt.PenStyle.DashLine), tokens)
    else:
        fill_person(painter, where, block.person_id, tokens)
    inside = where.adjusted(Space.TIGHT, 0, -Space.TIGHT, 0)
    for name in _glyphs(block):
        if inside.width() < GLYPH:
            return
        _paint_glyph(painter, inside, name, ink)
        inside.setLeft(inside.left() + GLYPH + Space.TIGHT)
    painter.setPen(ink)
    paint_first_that_fits(painter, inside, words)


def paint_added(painter: QPainter, where: QRectF, initials: str, tokens: Tokens) -> None:
    """Paint a duty that a plan would add: an outline with ＋."""
    _outline(painter, where, QPen(tokens.accent, _STROKE), tokens)
    inside = _beside_sign(painter, where, tokens.accent, is_added=True)
    painter.setPen(tokens.text)
    paint_first_that_fits(painter, inside, (initials,))


def paint_removed(painter: QPainter, where: QRectF, initials: str, tokens: Tokens) -> None:
    """Paint a duty that a plan would take away: grey, struck through, with −."""
    _outline(painter, where, QPen(tokens.muted, 1), tokens)
    inside = _beside_sign(painter, where, tokens.muted, is_added=False)
    plain = painter.font()
    struck = QFont(plain)
    struck.setStrikeOut(True)
    painter.setFont(struck)
    painter.setPen(tokens.muted)
    paint_first_that_fits(painter, inside, (initials,))
    painter.setFont(plain)


def paint_first_that_fits(painter: QPainter, where: QRectF, words: tuple[str, ...]) -> None:
    """Write the first text that fits; half a word tells nothing."""
    metrics = painter.fontMetrics()
    fitting = (text for text in words if metrics.horizontalAdvance(text) <= where.width())
    painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, next(fitting, ""))


def _beside_sign(painter: QPainter, where: QRectF, ink: QColor, *, is_added: bool) -> QRectF:
    """Draw ＋ or −, which not every font has, and return the room at its right."""
    inside = where.adjusted(Space.TIGHT, 0, -Space.TIGHT, 0)
    inside.setLeft(inside.left() + _STROKE)
    centre, reach = QPointF(inside.left() + _REACH, inside.center().y()), _REACH
    painter.setPen(QPen(ink, _STROKE))
    painter.drawLine(centre - QPointF(reach, 0), centre + QPointF(reach, 0))
    if is_added:
        painter.drawLine(centre - QPointF(0, reach), centre + QPointF(0, reach))
    inside.setLeft(inside.left() + 2 * reach + _STROKE)
    return inside


def _outline(painter: QPainter, where: QRectF, pen: QPen, tokens: Tokens) -> None:
    painter.setPen(pen)
    painter.setBrush(tokens.base)
    painter.drawRoundedRect(where.adjusted(1, 1, -1, -1), ROUNDED, ROUNDED)


def _glyphs(block: BoardBlock) -> Iterator[str]:
    if block.is_locked:
        yield "lock"
    if block.is_night:
        yield "moon"


def _paint_glyph(painter: QPainter, inside: QRectF, name: str, ink: QColor) -> None:
    ratio = painter.device().devicePixelRatioF()
    top = round(inside.center().y() - GLYPH / 2)
    painter.drawPixmap(round(inside.left()), top, icon_pixmap(name, ink, GLYPH, ratio))

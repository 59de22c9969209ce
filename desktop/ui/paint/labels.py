"""Short texts on a coloured ground: the deadline chip, the badge with a number, initials."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from desktop.ui.sla_state import SlaState
from desktop.ui.theme.tokens import Tokens

PADDING = 4.0
RADIUS = 3.0


def chip_size(metrics: QFontMetricsF, text: str) -> QSizeF:
    """Return how large a chip with `text` is."""
    return QSizeF(metrics.horizontalAdvance(text) + 2 * PADDING, metrics.height() + 2)


def draw_chip(painter: QPainter, at: QPointF, text: str, state: SlaState, tokens: Tokens) -> QRectF:
    """Draw `text` on the chip of `state`, top left at `at`, in the painter's font."""
    colours = tokens.states[state]
    return draw_pill(painter, at, text, colours.chip, colours.chip_text)


def draw_pill(painter: QPainter, at: QPointF, text: str, ground: QColor, ink: QColor) -> QRectF:
    """Draw `text` in `ink` on `ground` with rounded corners and return the rectangle used."""
    box = QRectF(at, chip_size(QFontMetricsF(painter.font()), text))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, RADIUS, RADIUS)
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return box


def draw_badge(painter: QPainter, right_top: QPointF, text: str, tokens: Tokens) -> QRectF:
    """Draw a count on the accent with its top right corner at `right_top`, as on the rail."""
    width = chip_size(QFontMetricsF(painter.font()), text).width()
    at = QPointF(right_top.x() - width, right_top.y())
    return draw_pill(painter, at, text, tokens.accent, tokens.on_accent)


def draw_initials(
    painter: QPainter, rect: QRectF, initials: str, person: int, tokens: Tokens
) -> None:
    """Draw a disc with a person's initials; the colour follows from the number `person`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.people[person % len(tokens.people)])
    painter.drawEllipse(rect)
    painter.setPen(tokens.on_person)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials)
    painter.restore()

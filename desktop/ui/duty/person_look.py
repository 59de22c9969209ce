"""How a person's duties look: a colour and a pattern that no other of thirty people shares."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter

from desktop.ui.theme.tokens import Tokens

ROUNDED = 4
FOOT = 5
"""The lower edge of a block, in which the pattern stands clear of the words."""

_PATTERNS = (
    Qt.BrushStyle.NoBrush,
    Qt.BrushStyle.Dense5Pattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.VerPattern,
    Qt.BrushStyle.DiagCrossPattern,
)


def person_colour(person_id: int, tokens: Tokens) -> QColor:
    """Return a person's colour."""
    return tokens.people[person_id % len(tokens.people)]


def fill_person(
    painter: QPainter, where: QRectF, person_id: int, tokens: Tokens, *, rounded: float = ROUNDED
) -> None:
    """Fill a block with a person's colour, the pattern at its foot: neither is needed alone."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(person_colour(person_id, tokens))
    painter.drawRoundedRect(where, rounded, rounded)
    foot = where.adjusted(rounded, where.height() - FOOT, -rounded, -1)
    pattern = _PATTERNS[person_id % len(_PATTERNS)]
    if foot.width() > 0 and pattern is not Qt.BrushStyle.NoBrush:
        painter.fillRect(foot, QBrush(tokens.on_person, pattern))

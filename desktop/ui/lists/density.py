"""How tall rows are: three densities computed from the font, so that large text fits too."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtGui import QFont, QFontMetrics

from desktop.ui.theme.typography import small


class Density(StrEnum):
    COMPACT = "compact"
    COSY = "cosy"
    COMFORTABLE = "comfortable"


_CARD_PADDING = {Density.COMPACT: 4, Density.COSY: 20, Density.COMFORTABLE: 32}
_LINE_PADDING = {Density.COMPACT: 8, Density.COSY: 12, Density.COMFORTABLE: 20}


def card_height(font: QFont, density: Density) -> int:
    """Return the height of a row with a normal and a small line."""
    lines = QFontMetrics(font).height() + QFontMetrics(small(font)).height()
    return lines + _CARD_PADDING[density]


def card_gap(density: Density) -> int:
    """Return the room between the two lines of a card."""
    return 0 if density is Density.COMPACT else 4


def line_height(font: QFont, density: Density) -> int:
    """Return the height of a row with one line."""
    return QFontMetrics(font).height() + _LINE_PADDING[density]

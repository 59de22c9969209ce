"""Type and space: every size derives from the system font, every gap from the 4 px grid."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtGui import QFont

SMALL = 0.9
SECTION = 1.2
TITLE = 1.4
FIGURE = 2.2
SMALLEST_POINTS = 8.0


class Space(IntEnum):
    """Distances in device-independent pixels (screens.md 3.1); nothing else is used."""

    TIGHT = 4
    CONTROL = 8
    PANE = 12
    PAGE = 16
    SECTION = 24


def scaled(font: QFont, factor: float, *, strong: bool = False) -> QFont:
    """Return `font` at `factor` of its size, semibold when `strong`; never below 8 pt."""
    made = QFont(font)
    if font.pointSizeF() > 0:
        floor = min(SMALLEST_POINTS, font.pointSizeF())
        made.setPointSizeF(max(floor, font.pointSizeF() * factor))
    else:
        made.setPixelSize(max(1, round(font.pixelSize() * factor)))
    if strong:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def small(font: QFont) -> QFont:
    """Return the font of secondary lines."""
    return scaled(font, SMALL)


def strong(font: QFont) -> QFont:
    """Return the font of what is unread or urgent."""
    return scaled(font, 1.0, strong=True)


def section(font: QFont) -> QFont:
    """Return the font of a section heading."""
    return scaled(font, SECTION, strong=True)


def title(font: QFont) -> QFont:
    """Return the font of a page title."""
    return scaled(font, TITLE, strong=True)


def figure(font: QFont) -> QFont:
    """Return the font of a large number on a report tile."""
    return scaled(font, FIGURE, strong=True)

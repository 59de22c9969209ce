"""Line icons (Lucide) in any colour: sharp at every scale, cached, tinted from the tokens.

button.setIcon(icon("reply", tokens_of(self.palette()).text))    # again on PaletteChange
painter.drawPixmap(point, icon_pixmap("paperclip", tokens.muted, 16, dpr))
"""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.system.resources import resource

SIZES = (16, 20, 24)


def icon(name: str, colour: QColor, disabled: QColor | None = None) -> QIcon:
    """Return the icon called `name` in `colour`; `disabled` is its colour when it cannot be used.

    Raises:
        FileNotFoundError: `resources/icons` has no such file.
    """
    made = QIcon()
    for dpr in _ratios():
        for size in SIZES:
            made.addPixmap(icon_pixmap(name, colour, size, dpr))
            if disabled is not None:
                made.addPixmap(icon_pixmap(name, disabled, size, dpr), QIcon.Mode.Disabled)
    return made


def icon_pixmap(name: str, colour: QColor, size: int, dpr: float) -> QPixmap:
    """Return the icon as a picture of `size` device-independent pixels at the ratio `dpr`."""
    return _pixmap(name, colour.name(), size, dpr)


@lru_cache(maxsize=1024)
def _pixmap(name: str, colour: str, size: int, dpr: float) -> QPixmap:
    # QtSvg draws currentColor in black whatever the palette says.
    svg = _source(name).replace("currentColor", colour)
    side = round(size * dpr)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(dpr)
    return pixmap


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def _ratios() -> list[float]:
    screens = QGuiApplication.screens()
    return sorted({1.0, *(screen.devicePixelRatio() for screen in screens)})

"""What this workstation remembers between runs: window, look, last room, who sits here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QSettings, QSize

GRIP = 48
"""So much of the title bar must lie on a screen for the window to be reachable."""


class WindowState:
    """Owns `window.ini` in the profile: nothing in it matters to anybody else's work.

    Language, theme and text size are kept here a second time, so that the first paint, before
    the database is open, already looks right; the rows in the database win.
    """

    def __init__(self, file: Path) -> None:
        self._file = QSettings(str(file), QSettings.Format.IniFormat)

    def text(self, key: str) -> str | None:
        """Return the text kept under `key`."""
        value = self._file.value(key)
        return value if isinstance(value, str) and value else None

    def number(self, key: str) -> int | None:
        """Return the whole number kept under `key`; None if it is absent or spoilt."""
        value = self.text(key)
        return int(value) if value is not None and value.isdecimal() else None

    def keep(self, key: str, value: str | int | None) -> None:
        """Remember a text or number; None forgets it."""
        if value is None:
            self._file.remove(key)
        else:
            self._file.setValue(key, str(value))

    def blob(self, key: str) -> QByteArray:
        """Return what `saveGeometry` or `saveState` gave; empty if it was never kept."""
        return QByteArray.fromBase64((self.text(key) or "").encode("ascii", "ignore"))

    def keep_blob(self, key: str, value: QByteArray) -> None:
        """Remember what `saveGeometry` or `saveState` gave."""
        self.keep(key, value.toBase64().toStdString())

    def save(self) -> None:
        """Write the file now."""
        self._file.sync()


def clamped(frame: QRect, screens: Sequence[QRect]) -> QRect:
    """Return `frame` moved and shrunk so that its title bar can be grasped on some screen.

    `screens` are the available areas, the primary one first. A frame that is reachable stays
    where the person put it, even across two screens.
    """
    bar = QRect(frame.topLeft(), QSize(frame.width(), GRIP))
    for screen in screens:
        seen = screen.intersected(bar)
        if seen.width() >= min(GRIP * 2, frame.width()) and seen.height() >= GRIP // 2:
            return frame
    screen = screens[0]
    size = frame.size().boundedTo(screen.size())
    left = screen.left() + (screen.width() - size.width()) // 2
    top = screen.top() + (screen.height() - size.height()) // 2
    return QRect(QPoint(left, top), size)

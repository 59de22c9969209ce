"""Opens a file or folder with the program the system has for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_path(path: Path) -> None:
    """Show `path` outside; nothing happens where the system has no program for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

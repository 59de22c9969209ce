"""The text of a reply or a note: plain text, Tab moves on, dropped files are attached."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

LINES_LEAST = 4


class MessageEditor(QPlainTextEdit):
    """Takes text of any origin as plain text, so that no markup travels along."""

    files_dropped = Signal(list)
    """Paths of files dropped or pasted on the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        line = self.fontMetrics().lineSpacing()
        self.setMinimumHeight(LINES_LEAST * line + 2 * int(self.document().documentMargin()))

    def set_ground(self, colour: QColor) -> None:
        """Paint the text on another ground."""
        if self.palette().color(QPalette.ColorRole.Base) == colour:
            return
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Base, colour)
        self.setPalette(palette)

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return bool(_files_in(source)) or super().canInsertFromMimeData(source)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        files = _files_in(source)
        if files:
            self.files_dropped.emit(files)
        else:
            super().insertFromMimeData(source)


def _files_in(source: QMimeData) -> list[Path]:
    if not source.hasUrls():
        return []
    paths = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file()]

"""The text of a letter or a note: plain text, Tab moves on, dropped files are attached."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QColor, QImage, QPalette, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from desktop.domain.reply_template import gaps
from desktop.ui.sla_state import SlaState
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.tickets.gap_marks import GapMarks

LINES_LEAST = 4


class MessageEditor(QPlainTextEdit):
    """Takes text of any origin as plain text, so that no markup travels along."""

    files_dropped = Signal(list)
    """Paths of files dropped or pasted on the text."""
    picture_pasted = Signal(QImage)
    """A picture from the clipboard, such as a screenshot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gaps = GapMarks(self.document())
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

    def tint(self) -> None:
        """Paint empty variables in the colours of now."""
        before = self.blockSignals(True)
        self._gaps.set_colours(tokens_of(self.palette()).states[SlaState.CRITICAL])
        self.blockSignals(before)

    def show_text(self, text: str, cursor: int | None = None) -> None:
        """Replace the text without telling that somebody edited it."""
        before = self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(before)
        place = self.textCursor()
        place.setPosition(min(len(text) if cursor is None else cursor, len(self.toPlainText())))
        self.setTextCursor(place)

    def select_gap(self) -> None:
        """Select the first variable without a value, so that typing fills it in."""
        for gap in gaps(self.toPlainText())[:1]:
            place = self.textCursor()
            place.setPosition(gap.start)
            place.setPosition(gap.end, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(place)

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        has_more = bool(_files_in(source)) or source.hasImage()
        return has_more or super().canInsertFromMimeData(source)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        files = _files_in(source)
        if files:
            self.files_dropped.emit(files)
        elif source.hasImage() and not source.hasText():
            self.picture_pasted.emit(QImage(source.imageData()))
        else:
            super().insertFromMimeData(source)


def _files_in(source: QMimeData) -> list[Path]:
    if not source.hasUrls():
        return []
    paths = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file()]

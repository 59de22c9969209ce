"""The text of a letter or a note: plain text, Tab moves on, dropped files are attached."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPalette, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from desktop.domain.reply_template import gaps
from desktop.ui.sla_state import SlaState
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.tickets.gap_marks import GapMarks, units

LINES_LEAST = 4
CALL = "::"
"""Typed as a word of its own it asks for a template."""


class MessageEditor(QPlainTextEdit):
    """Takes text of any origin as plain text, so that no markup travels along."""

    files_dropped = Signal(list)
    """Paths of files dropped or pasted on the text."""
    picture_pasted = Signal(QImage)
    """A picture from the clipboard, such as a screenshot."""

    template_wanted = Signal()
    """Two colons were typed where a word begins; they are taken out again."""

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
        end = self.document().characterCount() - 1
        place.setPosition(end if cursor is None else min(cursor, end))
        self.setTextCursor(place)

    def select_gap(self) -> None:
        """Select the first variable without a value, so that typing fills it in."""
        text = self.toPlainText()
        for gap in gaps(text)[:1]:
            place = self.textCursor()
            place.setPosition(units(text[: gap.start]))
            place.setPosition(units(text[: gap.end]), QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(place)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.text() == ":" and self._before_cursor().endswith(CALL):
            self._call_templates()

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        has_more = bool(_files_in(source)) or source.hasImage()
        return has_more or super().canInsertFromMimeData(source)

    def _before_cursor(self) -> str:
        """Return the line up to the cursor; what matters of it is its end."""
        place = self.textCursor()
        place.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        return place.selectedText()

    def _call_templates(self) -> None:
        """Ask for a template; `std::vector` is no call, only a word of its own is."""
        before = self._before_cursor()[: -len(CALL)]
        if before and not before[-1].isspace():
            return
        place = self.textCursor()
        place.movePosition(
            QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(CALL)
        )
        place.removeSelectedText()
        self.template_wanted.emit()

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

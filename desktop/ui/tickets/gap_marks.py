"""Marks the variables of a template that still have no value: a letter with one is not sent."""

from __future__ import annotations

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from typing_extensions import override

from desktop.domain.reply_template import gaps
from desktop.ui.theme.tokens import StateColours


class GapMarks(QSyntaxHighlighter):
    """Colour and weight, so that they are seen without colours too."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._look = QTextCharFormat()
        self._look.setFontWeight(QFont.Weight.Bold)

    def set_colours(self, colours: StateColours) -> None:
        """Paint them in these."""
        self._look.setBackground(colours.chip)
        self._look.setForeground(colours.chip_text)
        self.rehighlight()

    @override
    def highlightBlock(self, text: str) -> None:
        for gap in gaps(text):
            start = units(text[: gap.start])
            self.setFormat(start, gap.end - gap.start, self._look)


def units(text: str) -> int:
    """Return the length as Qt counts it: an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2

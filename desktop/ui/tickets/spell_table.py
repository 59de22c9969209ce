"""The spells of a clock in columns: from, to, what the time was spent on, who had the ticket."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from desktop.domain.explain import Line, LineKind
from desktop.domain.explain_words import Part, Words
from desktop.ui.theme.typography import Space, strong
from desktop.ui.widgets.labels import MutedLabel, PlainLabel

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class SpellTable(QWidget):
    """One row a spell and the sums under it; only columns that say something are there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.PAGE)
        self._grid.setVerticalSpacing(Space.TIGHT)

    def show_lines(self, lines: Sequence[Line], words: Words) -> None:
        """Set the spells among the lines of an explanation, and their total."""
        self._clear()
        spells = [line for line in lines if line.kind is LineKind.SPELL]
        totals = [line for line in lines if line.kind is LineKind.TOTAL]
        parts = [part for part in Part if any(part in (each.parts or {}) for each in totals)]
        self.setVisible(bool(spells))
        self.setAccessibleName("\n".join(line.text for line in (*spells, *totals)))
        titles = (self.tr("From"), self.tr("To"), *(words.parts[part] for part in parts))
        for column, title in enumerate((*titles, self.tr("Who had it"))):
            is_span = 2 <= column < len(titles)
            self._grid.addWidget(MutedLabel(_capital(title)), 0, column, RIGHT if is_span else LEFT)
        for row, line in enumerate(spells, start=1):
            self._put(row, 0, line.start)
            self._put(row, 1, line.end)
            self._put_parts(row, line.parts or {}, parts, words)
            self._put(row, 2 + len(parts), line.who).setWordWrap(True)
        self._put_totals(len(spells) + 1, totals, parts, words)
        self._grid.setColumnStretch(2 + len(parts), 1)

    def _put_totals(
        self, row: int, totals: Sequence[Line], parts: Sequence[Part], words: Words
    ) -> None:
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Plain)
        line.setForegroundRole(self.palette().ColorRole.Mid)
        self._grid.addWidget(line, row, 0, 1, 3 + len(parts))
        for total in totals:
            sums = total.parts or {}
            wall = words.span(sum(sums.values(), timedelta(0)))
            self._put(row + 1, 0, self.tr("Together"), is_strong=True)
            self._put(row + 1, 1, wall, is_strong=True)
            self._put_parts(row + 1, sums, parts, words, is_strong=True)

    def _put_parts(
        self,
        row: int,
        spent: Mapping[Part, timedelta],
        parts: Sequence[Part],
        words: Words,
        *,
        is_strong: bool = False,
    ) -> None:
        for column, part in enumerate(parts, start=2):
            if part in spent:
                self._put(row, column, words.span(spent[part]), is_strong=is_strong, at=RIGHT)

    def _put(
        self,
        row: int,
        column: int,
        text: str,
        *,
        is_strong: bool = False,
        at: Qt.AlignmentFlag = LEFT,
    ) -> QLabel:
        label = PlainLabel(text)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setAlignment(at)
        if is_strong:
            label.setFont(strong(self.font()))
        self._grid.addWidget(label, row, column)
        return label

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, (QLabel, QFrame)):
                widget.hide()
                widget.deleteLater()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

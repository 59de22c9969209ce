"""What a change would do to the clocks, told in a sheet before anybody makes it (sla.md K9)."""

from __future__ import annotations

from datetime import tzinfo

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.domain.sla_moves import ClockMove
from desktop.services.outlooks import Outlook
from desktop.ui.sla_cell import target_word
from desktop.ui.theme.typography import Space, strong
from desktop.ui.tickets.outlook_words import due_words, short_words, used_words
from desktop.ui.widgets.announce import announce
from desktop.ui.widgets.labels import MutedLabel, PlainLabel


class OutlookNote(QWidget):
    """Says old due, new due and consumed of every clock that moves; of many tickets, how many."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.SECTION)
        self._grid.setVerticalSpacing(Space.CONTROL)
        self._grid.setColumnStretch(3, 1)
        self._words = PlainLabel()
        self._words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.PANE)
        column.addLayout(self._grid)
        column.addWidget(self._words)

    @property
    def words(self) -> str:
        """What is said below the table; empty where the table says it all."""
        return self._words.text()

    def show_outlook(self, outlook: Outlook, zone: tzinfo) -> None:
        """Show what a change would do, and read it aloud where another one was shown before."""
        self._clear()
        lines: list[str] = []
        if outlook.clocks:
            titles = (
                self.tr("Target"),
                self.tr("Due now"),
                self.tr("Due then"),
                self.tr("Used then"),
            )
            for column, title in enumerate(titles):
                self._put(MutedLabel(title), 0, column)
            for row, move in enumerate(outlook.clocks, start=1):
                target, *words = self._add(row, move, outlook, zone)
                told = zip(titles[1:], words, strict=True)
                lines.append(f"{target}: {'; '.join(f'{title}: {word}' for title, word in told)}.")
        self._words.setText(self._said(outlook, zone))
        self._words.setVisible(bool(self._words.text()))
        self.setAccessibleDescription(" ".join([*lines, self._words.text()]).strip())
        if self.isVisible():
            announce(self, self.accessibleDescription())

    def _add(
        self, row: int, move: ClockMove, outlook: Outlook, zone: tzinfo
    ) -> tuple[str, str, str, str]:
        """Add a row and return its words."""
        then = due_words(move.after, outlook.at, zone)
        if move.becomes_late:
            then = self.tr("{due}, late").format(due=then)
        words = (
            target_word(move.kind),
            due_words(move.before, outlook.at, zone),
            then,
            used_words(move.after),
        )
        for column, text in enumerate(words):
            label = PlainLabel(text)
            if move.becomes_late:
                label.setFont(strong(self.font()))
            self._put(label, row, column)
        return words

    def _put(self, label: PlainLabel, row: int, column: int) -> None:
        self._grid.addWidget(label, row, column)
        label.show()  # at once, so that whoever asks how high this is gets the answer

    def _said(self, outlook: Outlook, zone: tzinfo) -> str:
        if outlook.clocks and outlook.makes_late:
            return self.tr(
                "This change alone makes it late. Reports count it as late by reclassification, "
                "apart from what was missed."
            )
        if outlook.makes_late:
            return self.tr(
                "This change alone makes %n ticket(s) late. Reports count them as late by "
                "reclassification, apart from what was missed.",
                "",
                outlook.counts.late,
            )
        if outlook.clocks:
            return ""
        return short_words(outlook, zone) or self.tr("No deadline changes.")

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

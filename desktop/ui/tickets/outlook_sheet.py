"""The sheet before a change that alone makes a clock late: what is due now, and what then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo

from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from desktop.domain.changes import Changes
from desktop.services.outlooks import Outlook
from desktop.ui.runner import Runner
from desktop.ui.sla_cell import target_word
from desktop.ui.theme.typography import Space, strong
from desktop.ui.tickets.outlook_words import due_words, used_words
from desktop.ui.tickets.sheet import Sheet
from desktop.ui.widgets.labels import MutedLabel, PlainLabel

WIDTH = 640


class OutlookSheet(Sheet):
    """Says old due, new due and consumed of every clock that moves (sla.md K9)."""

    def __init__(
        self,
        runner: Runner,
        title: str,
        outlook: Outlook,
        zone: tzinfo,
        work: Callable[[], Changes],
        parent: QWidget,
    ) -> None:
        """`work` makes the change; `title` names it: "Priority: High"."""
        super().__init__(runner, parent)
        self._work = work
        self.setMinimumWidth(WIDTH)
        self.say(title, self.tr("Change anyway"))
        if outlook.clocks:
            self.add_note(self._table(outlook, zone))
            text = self.tr(
                "This change alone makes it late. Reports count it as late by reclassification, "
                "apart from what was missed."
            )
        else:
            text = self.tr(
                "This change alone makes %n ticket(s) late. Reports count them as late by "
                "reclassification, apart from what was missed.",
                "",
                outlook.counts.late,
            )
        note = PlainLabel(text)
        note.setWordWrap(True)
        self.add_note(note)

    @override
    def work(self) -> Callable[[], Changes]:
        return self._work

    def _table(self, outlook: Outlook, zone: tzinfo) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.SECTION)
        grid.setVerticalSpacing(Space.CONTROL)
        grid.setColumnStretch(3, 1)
        titles = (self.tr("Target"), self.tr("Due now"), self.tr("Due then"), self.tr("Used then"))
        for column, title in enumerate(titles):
            grid.addWidget(MutedLabel(title), 0, column)
        for row, move in enumerate(outlook.clocks, start=1):
            words = (
                target_word(move.kind),
                due_words(move.before, outlook.at, zone),
                self.tr("{due}, late").format(due=due_words(move.after, outlook.at, zone))
                if move.becomes_late
                else due_words(move.after, outlook.at, zone),
                used_words(move.after),
            )
            for column, text in enumerate(words):
                label = PlainLabel(text)
                if move.becomes_late:
                    label.setFont(strong(self.font()))
                grid.addWidget(label, row, column)
        return table

"""Duties that an absence hits, each with a button that looks for somebody to cover it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.services.duty_blocks import BoardBlock
from desktop.ui.duty.team import DutyTeam
from desktop.ui.duty.words import times_text
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.labels import FaultLabel, PlainLabel

SHOWN = 4


class Overlaps(QWidget):
    """Hidden while there are none; lists the first few and counts the others."""

    cover_wanted = Signal(object)
    """A `BoardBlock` that somebody else should have."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blocks: tuple[BoardBlock, ...] = ()
        self._team = DutyTeam()
        self._head = FaultLabel()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.TIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL)
        column.addWidget(self._head)
        column.addLayout(self._lines)
        self.hide()

    @property
    def blocks(self) -> tuple[BoardBlock, ...]:
        """Return the duties that are hit."""
        return self._blocks

    def show_blocks(self, blocks: Iterable[BoardBlock], team: DutyTeam) -> None:
        """List duties, the earliest first."""
        self._blocks = tuple(sorted(blocks, key=lambda block: block.start_at))
        self._team = team
        self.say()

    def say(self) -> None:
        """Take the words of the language now spoken."""
        count = len(self._blocks)
        self._head.show_fault(
            self.tr("▲ %n duties fall into this time:", "", count) if count else ""
        )
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for block in self._blocks[:SHOWN]:
            self._lines.addWidget(self._line(block))
        if count > SHOWN:
            self._lines.addWidget(PlainLabel(self.tr("and %n more", "", count - SHOWN)))
        self.setVisible(bool(count))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say()

    def _line(self, block: BoardBlock) -> QWidget:
        line = QWidget()
        times = times_text((block.start_at, block.end_at), self._team.zone)
        cover = QPushButton(self.tr("Who can cover?"))
        cover.setAccessibleName(self.tr("Who can cover {times}?").format(times=times))
        cover.clicked.connect(partial(self.cover_wanted.emit, block))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CONTROL)
        row.addWidget(PlainLabel(times))
        row.addWidget(cover)
        row.addStretch(1)
        return line

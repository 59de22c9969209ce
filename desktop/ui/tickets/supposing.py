"""What if: a clock as it would be judged if the ticket were answered, solved or left waiting."""

from __future__ import annotations

from datetime import datetime, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.sla import ClockKind, ClockResult
from desktop.domain.sla_clock import ClockState
from desktop.domain.sla_moves import Supposition
from desktop.ui.theme.typography import Space
from desktop.ui.tickets.date_field import DateField
from desktop.ui.widgets.announce import announce
from desktop.ui.widgets.labels import PlainLabel

_ANSWERED = frozenset({ClockKind.FIRST_RESPONSE, ClockKind.NEXT_RESPONSE, ClockKind.PROMISE})


class Supposing(QWidget):
    """A question in one line and its answer under it; hidden for a clock that has stopped."""

    asked = Signal()
    """Another question is asked."""

    def __init__(self, now: datetime, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = QComboBox()
        self._at = DateField(now, zone)
        self._answer = PlainLabel()

        before, between = PlainLabel(self.tr("What if it is")), PlainLabel(self.tr("at"))
        before.setBuddy(self._what)
        between.setBuddy(self._at)
        self._what.setAccessibleName(self.tr("What happens"))
        self._at.setAccessibleName(self.tr("When it happens"))
        self._answer.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(Space.CONTROL)
        for widget in (before, self._what, between, self._at):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TIGHT)
        column.addLayout(row)
        column.addWidget(self._answer)

        self._what.currentIndexChanged.connect(self._on_asked)
        self._at.dateTimeChanged.connect(self._on_asked)

    @property
    def answer(self) -> str:
        return self._answer.text()

    @property
    def question(self) -> tuple[Supposition, datetime] | None:
        """What is asked now; None where nothing can happen to the clock any more."""
        what = self._what.currentData()
        return None if what is None else (Supposition(what), self._at.at())

    def show_clock(self, clock: ClockState) -> None:
        """Offer what can happen to a clock."""
        was_asking = self._what.blockSignals(True)
        self._what.clear()
        for supposition in _possible(clock):
            self._what.addItem(self._words(supposition), supposition)
        self._what.blockSignals(was_asking)
        self.setVisible(self._what.count() > 0)

    def say(self, answer: str) -> None:
        """Show the answer to the question, and read it aloud to whoever is asking here."""
        self._answer.setText(answer)
        asking = QApplication.focusWidget()
        if asking is not None and self.isAncestorOf(asking):
            announce(self, answer)

    def _on_asked(self) -> None:
        self.asked.emit()

    def _words(self, supposition: Supposition) -> str:
        match supposition:
            case Supposition.ANSWERED:
                return self.tr("answered")
            case Supposition.SOLVED:
                return self.tr("solved")
            case Supposition.WAITING:
                return self.tr("set to “waiting for client”")


def _possible(clock: ClockState) -> list[Supposition]:
    if clock.result not in (ClockResult.RUNNING, ClockResult.PAUSED):
        return []
    possible = []
    if clock.kind in _ANSWERED:
        possible.append(Supposition.ANSWERED)
    elif clock.kind is ClockKind.SOLUTION:
        possible.append(Supposition.SOLVED)
    if clock.kind in (ClockKind.NEXT_RESPONSE, ClockKind.SOLUTION):
        possible.append(Supposition.WAITING)
    return possible

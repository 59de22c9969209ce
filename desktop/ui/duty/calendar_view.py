"""The days of duty with the panels below them: fairness, and the duty that is chosen."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.errors import Refused
from desktop.services.duty_blocks import BoardBlock
from desktop.ui.actions import Actions
from desktop.ui.commands_on_duty import ON_A_DUTY
from desktop.ui.duty.duty_timeline import DutyTimeline
from desktop.ui.duty.fairness_panel import FairnessPanel
from desktop.ui.duty.month import DutyMonth
from desktop.ui.duty.page_reading import PageReading
from desktop.ui.duty.period import Extent, Period
from desktop.ui.duty.proposal import Proposal
from desktop.ui.duty.scene import Ghost
from desktop.ui.duty.selection_panel import SelectionPanel
from desktop.ui.duty.words import conflicts_text
from desktop.ui.panes import make_pane
from desktop.ui.texts import sentence
from desktop.ui.theme.typography import Space

UNLIMITED = 16_777_215
"""QWIDGETSIZE_MAX, which PySide does not name."""
_FAIRNESS_WIDTH, _CHOICE_WIDTH = 680, 520


class CalendarView(QWidget):
    """Arranges timeline or month and the panels, and keeps them on the same reading."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._reading: PageReading | None = None
        self.timeline = DutyTimeline(self._judge)
        self.month = DutyMonth()
        self.fairness = FairnessPanel()
        self.choice = SelectionPanel(actions)

        self._days = QStackedWidget()
        self._days.addWidget(_scrolling(self.timeline))
        self._days.addWidget(_scrolling(self.month))
        self._below = QSplitter(Qt.Orientation.Horizontal)
        self._below.addWidget(self.fairness)
        self._below.addWidget(_scrolling(self.choice))
        self._below.setChildrenCollapsible(False)
        self._below.setHandleWidth(Space.SECTION)
        self._below.setSizes([_FAIRNESS_WIDTH, _CHOICE_WIDTH])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.PANE)
        column.addWidget(self._days, 3)
        column.addWidget(self._below, 2)
        for pane in (self._days, self.fairness, self.choice):
            make_pane(pane)

        self.timeline.block_chosen.connect(self._offer)

    def show_reading(self, reading: PageReading, period: Period, now: datetime) -> None:
        """Show the days of a period; a month has the whole height."""
        self._reading = reading
        is_month = period.extent is Extent.MONTH
        if is_month:
            self.month.show_board(reading.board, period.day, now)
            self.timeline.choose(None)
        else:
            self.timeline.show_board(reading.board, now)
        self._days.setCurrentIndex(1 if is_month else 0)
        self._days.setMaximumHeight(UNLIMITED if is_month else self.timeline.maximumHeight())
        self._below.setVisible(not is_month)
        self._offer()

    def focus_days(self) -> None:
        """Give the days the focus."""
        view = self.month if self._days.currentIndex() else self.timeline
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self) -> None:
        """Show the duty that is chosen, and offer what can be done with it."""
        block, reading = self.timeline.selected, self._reading
        self._actions.set_enabled(ON_A_DUTY, block is not None)
        for command_id, code in _refusals(block).items():
            self._actions.set_enabled([command_id], block is not None and not code)
            self._actions.explain(command_id, sentence(Refused(code)) if code else "")
        self._actions["duty.lock"].setChecked(block is not None and block.is_locked)
        if reading is not None:
            self.choice.show_block(block, reading.team, reading.checker)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._offer()

    def _judge(self, proposal: Proposal) -> Ghost:
        """Say what is against a proposal."""
        if self._reading is None:
            return Ghost(proposal)
        conflicts = self._reading.conflicts(proposal)
        is_refused = any(conflict.is_refused for conflict in conflicts)
        words = conflicts_text(conflicts, self._reading.team.rules)
        return Ghost(proposal, f"▲ {words}" if words else "", is_refused)


def _refusals(block: BoardBlock | None) -> dict[str, str]:
    """Return which code refuses these commands for the duty chosen; empty where none does."""
    is_alone = block is None or block.may_be_split
    has_lock = block is None or block.may_be_locked
    swap = ""
    if block is not None and not block.may_be_swapped:
        swap = "swap.not_a_shift"
    elif block is not None and block.is_locked:
        swap = "duty.locked"
    return {
        "duty.split": "" if is_alone else "duty.not_alone",
        "duty.lock": "" if has_lock else "duty.not_alone",
        "duty.swap": swap,
    }


def _scrolling(view: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(view)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    return area

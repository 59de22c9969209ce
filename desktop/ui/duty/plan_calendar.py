"""The preview of a plan on the calendar: a week at a time, and the chosen cell in words."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.ui.duty.key_cursor import HOUR
from desktop.ui.duty.period import Extent, Period
from desktop.ui.duty.plan_board import PlanBoard
from desktop.ui.duty.plan_timeline import PlanTimeline
from desktop.ui.duty.plan_words import cell_words, reasons
from desktop.ui.duty.team import DutyTeam
from desktop.ui.icons import icon
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.buttons import ICON_BUTTON_SIDE
from desktop.ui.widgets.labels import MutedLabel, SectionHeader
from desktop.ui.widgets.tooltips import plain_tooltip


class PlanCalendar(QWidget):
    """Added duties are outlined with ＋, those that go struck with −, what stays is as ever."""

    def __init__(self, team: DutyTeam, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._team = team
        self._shown: PlanBoard | None = None
        self._now: datetime | None = None
        self._week = 0
        self.timeline = PlanTimeline(self._explain)
        self._earlier = QToolButton()
        self._later = QToolButton()
        self._title = SectionHeader()
        self._told = MutedLabel()
        for button, name in (
            (self._earlier, self.tr("Earlier week")),
            (self._later, self.tr("Later week")),
        ):
            button.setAutoRaise(True)
            button.setMinimumSize(ICON_BUTTON_SIDE, ICON_BUTTON_SIDE)
            button.setToolTip(plain_tooltip(name))
            button.setAccessibleName(name)
        self._told.setWordWrap(True)
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._told.setMinimumHeight(2 * self.fontMetrics().lineSpacing())

        head = QHBoxLayout()
        head.setSpacing(Space.CONTROL)
        head.addWidget(self._earlier)
        head.addWidget(self._later)
        head.addWidget(self._title, 1)
        days = QScrollArea()
        days.setWidget(self.timeline)
        days.setWidgetResizable(True)
        days.setFrameShape(QFrame.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TIGHT)
        column.addLayout(head)
        column.addWidget(days, 1)
        column.addWidget(self._told)

        self._earlier.clicked.connect(self._on_earlier)
        self._later.clicked.connect(self._on_later)
        self.timeline.turn_wanted.connect(self._turn)
        self.timeline.cell_reached.connect(self._tell)
        self.setFocusProxy(self.timeline)
        self._tint()

    @property
    def told(self) -> str:
        """What is said of the chosen cell."""
        return self._told.text()

    def show_plan(self, shown: PlanBoard, now: datetime) -> None:
        """Show a plan from the first week in which it changes or misses something."""
        preview = shown.preview
        starts = [hole.start_at for hole in preview.holes]
        starts += [block.start_at for block in (*preview.added, *preview.removed)]
        first = min(starts, default=preview.start_at)
        self._shown, self._now = shown, now
        self._show_week(shown.week_of(first))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _on_earlier(self) -> None:
        self._turn(-1)

    def _on_later(self) -> None:
        self._turn(1)

    def _turn(self, weeks: int) -> None:
        if self._shown is not None and 0 <= self._week + weeks < self._shown.weeks:
            self._show_week(self._week + weeks)

    def _show_week(self, number: int) -> None:
        shown, now = self._shown, self._now
        if shown is None or now is None:
            return
        self._week = number
        board = shown.week(number)
        day = board.days[0].astimezone(self._team.zone).date()
        self._title.setText(Period(Extent.WEEK, day).title)
        self._earlier.setEnabled(number > 0)
        self._later.setEnabled(number < shown.weeks - 1)
        self.timeline.show_board(board, now, shown.marks)
        self._told.setText(self.tr("Choose a cell to see why it is as it is."))

    def _explain(self, person_id: int | None, at: datetime) -> str:
        if self._shown is None:
            return ""
        preview = self._shown.preview
        rules = preview.options.rules or self._team.rules
        if person_id is not None:
            return cell_words(preview, person_id, at, rules)
        until = at + HOUR
        holes = (hole for hole in preview.holes if hole.start_at < until and at < hole.end_at)
        return " · ".join(reason for hole in holes for reason in reasons(hole, rules))

    def _tell(self) -> None:
        self._told.setText(self.timeline.told_cell())

    def _tint(self) -> None:
        ink = tokens_of(self.palette())
        for button, name in ((self._earlier, "chevron-left"), (self._later, "chevron-right")):
            button.setIcon(icon(name, ink.text, ink.muted))

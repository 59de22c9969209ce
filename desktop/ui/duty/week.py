"""A week of duty with its timeline: to look at, to go on from, and to fill the gaps of."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import Clock
from desktop.domain.duty_span import Span
from desktop.services.duty_board import Board, DutyBoard
from desktop.services.duty_overrides import DutyOverrides, NewOverride
from desktop.ui.duty.timeline import DutyTimeline
from desktop.ui.formats import date_text, near_text
from desktop.ui.runner import Runner
from desktop.ui.signed_in import SignedIn
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.buttons import PrimaryButton
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.notice_bar import ErrorBar

WEEK = 7
_SHOWN_BY = frozenset({Topic.DUTY, Topic.PEOPLE, Topic.POLICIES, Topic.SETTINGS})


class DutyWeek(QWidget):
    """Shows a week from Monday; a gap that is chosen is given to somebody by the line below."""

    def __init__(
        self,
        board: DutyBoard,
        overrides: DutyOverrides,
        runner: Runner,
        clock: Clock,
        me: SignedIn,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._days = board
        self._overrides = overrides
        self._runner = runner
        self._clock = clock
        self._me = me
        self._board: Board | None = None
        self._gap: Span | None = None
        self._monday = _monday(clock.now().date())
        self._title = PlainLabel()
        self._back = QToolButton()
        self._today = QPushButton()
        self._on = QToolButton()
        self.timeline = DutyTimeline()
        self._fill = QWidget()
        self._question = PlainLabel()
        self._person = QComboBox()
        self._assign = PrimaryButton()
        self._cancel = QPushButton()
        self.errors = ErrorBar()

        head = QHBoxLayout()
        head.setSpacing(Space.CONTROL)
        for button in (self._back, self._today, self._on):
            head.addWidget(button)
        head.addWidget(self._title)
        head.addStretch(1)
        fill = QHBoxLayout(self._fill)
        fill.setContentsMargins(0, 0, 0, 0)
        fill.setSpacing(Space.CONTROL)
        for widget in (self._question, self._person, self._assign, self._cancel):
            fill.addWidget(widget)
        fill.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL)
        column.addLayout(head)
        column.addWidget(self.timeline)
        column.addWidget(self._fill)
        column.addWidget(self.errors)
        self._fill.hide()

        self._back.clicked.connect(lambda: self._go(-1))
        self._on.clicked.connect(lambda: self._go(1))
        self._today.clicked.connect(self._on_today)
        self.timeline.gap_chosen.connect(self._on_gap)
        self._assign.clicked.connect(self._on_assign)
        self._cancel.clicked.connect(self._fill.hide)
        runner.changed.connect(self._on_changed)
        self.retranslate()
        self._read()

    def retranslate(self) -> None:
        """Take the words of the language now spoken."""
        self._back.setText("‹")
        self._back.setAccessibleName(self.tr("The week before"))
        self._on.setText("›")
        self._on.setAccessibleName(self.tr("The week after"))
        self._today.setText(self.tr("This week"))
        self._assign.setText(self.tr("Assign"))
        self._cancel.setText(self.tr("Cancel"))
        self._person.setAccessibleName(self.tr("Who takes the gap"))
        last = self._monday + timedelta(days=WEEK - 1)
        self._title.setText(f"{date_text(self._monday)} – {date_text(last)}")
        self._ask()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _go(self, weeks: int) -> None:
        self._monday += timedelta(days=WEEK * weeks)
        self._turn()

    def _on_today(self) -> None:
        self._monday = _monday(self._clock.now().date())
        self._turn()

    def _turn(self) -> None:
        self._fill.hide()
        self.retranslate()
        self._read()

    def _read(self) -> None:
        days, monday = self._days, self._monday
        self._runner.query(self, lambda: days.days(monday, WEEK), self._show, latest="duty_week")

    def _show(self, board: Board) -> None:
        self._board = board
        self.timeline.show_board(board)

    def _on_changed(self, changes: Changes) -> None:
        if changes.topics & _SHOWN_BY:
            self._read()

    def _on_gap(self, start_at: datetime, end_at: datetime) -> None:
        """Ask who takes a gap; of one that has begun what is left."""
        now = self._clock.now().replace(second=0, microsecond=0)
        if self._board is None or end_at <= now:
            return
        self._gap = (max(start_at, now + timedelta(minutes=1)), end_at)
        self._person.clear()
        for row in self._board.rows:
            is_away = any(start < end_at and start_at < end for start, end in row.away)
            self._person.addItem(
                self.tr("{name} (away)").format(name=row.name) if is_away else row.name,
                row.person_id,
            )
        self._ask()
        self.errors.hide()
        self._fill.show()
        self._person.setFocus()

    def _ask(self) -> None:
        if self._gap is None or self._board is None:
            return
        zone, now = ZoneInfo(self._board.zone), self._clock.now()
        start, end = (near_text(at, now, zone) for at in self._gap)
        question = self.tr("Who is on duty {start} – {end}?")
        self._question.setText(question.format(start=start, end=end))

    def _on_assign(self) -> None:
        if self._gap is None:
            return
        override = NewOverride(*self._gap, add_id=self._person.currentData())
        overrides, actor = self._overrides, self._me.actor
        self._runner.command(
            self,
            lambda: overrides.add(actor, override),
            lambda _: self._fill.hide(),
            self.errors.show_error,
        )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())

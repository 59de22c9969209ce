"""Plan automatically: settings at the left, what would change at the right, and Apply."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.changes import Changes
from desktop.domain.duty_plan import PlanScore
from desktop.domain.errors import DeskError
from desktop.services.duty_plan_basis import PlanOptions
from desktop.services.duty_plan_preview import PlanPreview
from desktop.ui.duty.plan_board import PlanBoard, read_plan_board
from desktop.ui.duty.plan_result import PlanResult
from desktop.ui.duty.plan_settings import PlanSettings
from desktop.ui.duty.team import DutyTeam
from desktop.ui.duty.words import decimal_text
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.buttons import PrimaryButton
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.notice_bar import ErrorBar
from desktop.ui.workplace import Workplace

SIZE: Final = (1180, 660)
_SETTINGS_WIDTH: Final = 300
_TICK_MS: Final = 250
_STEPS: Final = 1000
_HOUR: Final = 60


class PlanDialog(QDialog):
    """Searches beside the window, which stays usable; nothing is written before Apply.

    The search tells each better plan; Stop takes the best so far. A change of the settings makes
    the preview old, and Apply waits for the next one.
    """

    publish_wanted = Signal(object, object)
    """The plan was applied, and its days, the first and the last, are to be published."""

    def __init__(self, place: Workplace, team: DutyTeam, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self._cancelled: Event | None = None
        self._preview: PlanPreview | None = None
        self._since = 0.0
        self._seconds = 0.0
        self.errors = ErrorBar()
        self.settings = PlanSettings(team, place.clock.now().astimezone(team.zone).date())
        self.outcome = PlanResult(team)
        self._nothing_yet = EmptyState("calendar-clock")
        self._stack = QStackedWidget()
        self._score = PlainLabel()
        self._progress = QProgressBar()
        self._stop = QPushButton(self.tr("Stop, take the best"))
        self._plan = QPushButton(self.tr("Make a plan"))
        self._apply = PrimaryButton()
        self._apply_and_publish = QPushButton(self.tr("Apply and publish…"))
        self._close = QPushButton(self.tr("Close"))
        self._ticks = QTimer(self)

        self.setWindowTitle(self.tr("Plan automatically"))
        self._plan.setObjectName("plan")
        self.resize(*SIZE)
        self._ticks.setInterval(_TICK_MS)
        self._progress.setRange(0, _STEPS)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Time of the search"))
        self._nothing_yet.say(
            self.tr("No plan yet"),
            self.tr(
                "Set days and people at the left. The plan is shown here before anything is "
                "written: who gets which duty, and how fair that is."
            ),
        )
        self._arrange()
        self._plan.clicked.connect(self.plan)
        self._stop.clicked.connect(self._on_stop)
        self._apply.clicked.connect(self._on_apply)
        self._apply_and_publish.clicked.connect(self._on_apply_and_publish)
        self._close.clicked.connect(self.reject)
        self._ticks.timeout.connect(self._on_tick)
        self.settings.changed.connect(self._on_settings)
        self.finished.connect(self._on_stop)  # what was searched for nobody is dropped
        self._show_standing()
        self.settings.setFocus()
        place.runner.network(self, place.desk.duty_plans.get_ready)

    @property
    def is_searching(self) -> bool:
        """Tell whether a plan is being made."""
        return self._cancelled is not None

    def plan(self) -> None:
        """Search on a lane of its own until the time is up or Stop."""
        if self.is_searching or not self.settings.is_right:
            return
        self.errors.hide()
        cancelled = self._cancelled = Event()
        options, seconds = self.settings.options, self.settings.seconds
        self._since, self._seconds = self._place.clock.monotonic(), seconds
        self._score.setText(self.tr("Searching…"))
        self._ticks.start()
        self._show_standing()
        self._place.runner.network(
            self, self._search(options, seconds, cancelled), self._on_found, self._on_refused
        )

    def _arrange(self) -> None:
        left = QWidget()
        left.setFixedWidth(_SETTINGS_WIDTH)
        left_column = QVBoxLayout(left)
        left_column.setContentsMargins(0, 0, 0, 0)
        left_column.setSpacing(Space.PANE)
        left_column.addWidget(self.settings, 1)
        left_column.addWidget(self._plan)
        self._stack.addWidget(self._nothing_yet)
        self._stack.addWidget(self.outcome)
        search = QHBoxLayout()
        search.setSpacing(Space.PANE)
        search.addWidget(self._score, 1)
        search.addWidget(self._progress)
        search.addWidget(self._stop)
        right = QVBoxLayout()
        right.setSpacing(Space.CONTROL)
        right.addLayout(search)
        right.addWidget(self._stack, 1)
        both = QHBoxLayout()
        both.setSpacing(Space.SECTION)
        both.addWidget(left)
        both.addLayout(right, 1)
        foot = QHBoxLayout()
        foot.setSpacing(Space.CONTROL)
        foot.addStretch(1)
        foot.addWidget(self._apply)
        foot.addWidget(self._apply_and_publish)
        foot.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        column.setSpacing(Space.PANE)
        column.addWidget(self.errors)
        column.addLayout(both, 1)
        column.addLayout(foot)

    def _search(
        self, options: PlanOptions, seconds: float, cancelled: Event
    ) -> Callable[[], PlanBoard]:
        desk, runner = self._place.desk, self._place.runner
        plans = desk.duty_plans

        def on_better(score: PlanScore) -> None:
            runner.tell(self, self._on_better, score)

        def search() -> PlanBoard:
            preview = plans.make(options, seconds, on_better, cancelled.is_set)
            return read_plan_board(desk, preview)

        return search

    def _on_better(self, score: PlanScore) -> None:
        if self._cancelled is None or self._cancelled.is_set():
            return
        best = self.tr("Best so far: {hours} h uncovered, cost {cost}")
        hours = decimal_text(score.uncovered_minutes / _HOUR)
        self._score.setText(best.format(hours=hours, cost=decimal_text(score.cost)))

    def _on_tick(self) -> None:
        passed = self._place.clock.monotonic() - self._since
        self._progress.setValue(min(_STEPS, round(_STEPS * passed / self._seconds)))

    def _on_stop(self) -> None:
        if self._cancelled is not None:
            self._cancelled.set()
            self._stop.setEnabled(False)
            self._score.setText(self.tr("Stopping…"))

    def _on_found(self, shown: PlanBoard) -> None:
        self._end_search()
        self._preview = shown.preview
        self.outcome.show_plan(shown, self._place.clock.now())
        self._stack.setCurrentWidget(self.outcome)
        self._show_standing()
        self._apply.setFocus()

    def _on_refused(self, error: DeskError) -> None:
        self._end_search()
        self.errors.show_error(error)
        self._show_standing()

    def _end_search(self) -> None:
        self._cancelled = None
        self._ticks.stop()
        self._score.clear()

    def _on_settings(self) -> None:
        self._preview = None
        self._show_standing()

    def _on_apply(self) -> None:
        self._write(self._on_applied)

    def _on_apply_and_publish(self) -> None:
        self._write(self._on_applied_to_publish)

    def _write(self, on_done: Callable[[Changes], None]) -> None:
        preview, plans, actor = self._preview, self._place.desk.duty_plans, self._place.me.actor
        if preview is None:
            return
        self.errors.hide()
        for button in (self._apply, self._apply_and_publish):
            button.setEnabled(False)
        self._place.runner.command(
            self, lambda: plans.apply(actor, preview), on_done, self._on_refused
        )

    def _on_applied(self, _changes: Changes) -> None:
        self.accept()

    def _on_applied_to_publish(self, _changes: Changes) -> None:
        options = self._preview.options if self._preview is not None else self.settings.options
        self.accept()
        self.publish_wanted.emit(options.first, options.last)

    def _show_standing(self) -> None:
        """Enable what can be done now, and name how much Apply would write."""
        for widget in (self._progress, self._stop):
            widget.setVisible(self.is_searching)
        self._stop.setEnabled(self.is_searching)
        self.settings.setEnabled(not self.is_searching)
        self._plan.setEnabled(not self.is_searching and self.settings.is_right)
        count = self._preview.changes if self._preview else 0
        self._apply.setText(self.tr("Apply %n changes", "", count) if count else self.tr("Apply"))
        can_apply = bool(count) and not self.is_searching
        self._apply.setEnabled(can_apply)
        self._apply_and_publish.setEnabled(can_apply)
        self._apply.setDefault(can_apply)
        self._plan.setDefault(not can_apply)
        if not self.is_searching:
            is_old = self._preview is None and self._stack.currentWidget() is self.outcome
            self._score.setText(
                self.tr("The settings changed: make a plan again.") if is_old else ""
            )

"""The duty calendar: who is on, who can, what is uncovered (screens.md 2.7)."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QCursor, QFocusEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.changes import Changes, Topic
from desktop.domain.duty_conflict import Conflict
from desktop.domain.duty_fairness import Burden
from desktop.domain.errors import DeskError
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_fairness import FairnessReport, PersonFairness
from desktop.ui.duty.behind import DutiesBehind, read_behind
from desktop.ui.duty.calendar_view import CalendarView
from desktop.ui.duty.edits import DutyEdits
from desktop.ui.duty.forms import DutyForms
from desktop.ui.duty.page_commands import PageCommands
from desktop.ui.duty.page_head import PageHead
from desktop.ui.duty.page_reading import PageReading, read_page
from desktop.ui.duty.period import Extent, Period
from desktop.ui.duty.proposal import Proposal
from desktop.ui.duty.reason_popover import ReasonPopover
from desktop.ui.duty.taking_out import DutyTakingOut
from desktop.ui.duty.team import DutyTeam
from desktop.ui.panes import make_pane
from desktop.ui.refresh import Refresh
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.notice_bar import ErrorBar
from desktop.ui.workplace import Workplace

EXTENT = "duty/extent"
_OF_TEAM = frozenset({Topic.PEOPLE, Topic.POLICIES, Topic.SETTINGS})
_SHOWN_BY = _OF_TEAM | {Topic.DUTY}


def build(place: Workplace) -> QWidget:
    """Return the page, as `rooms.PageModule` asks."""
    return DutyPage(place)


class DutyPage(QWidget):
    """Owns which days are shown; what is read for them goes to the view as a whole."""

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._reading: PageReading | None = None
        self._team: DutyTeam | None = None
        self._team_changes = 0
        self._report: FairnessReport | None = None
        self._is_report_stale = False
        self._zone: ZoneInfo | None = None
        kept = place.state.text(EXTENT)
        extent = next((each for each in Extent if each == kept), Extent.WEEK)
        self._period = Period(extent, self._today())
        self.head = PageHead(place.actions)
        self.errors = ErrorBar()
        self.view = CalendarView(place.actions)
        self.empty = EmptyState("calendar-clock")
        self._behind = DutiesBehind(self)
        self.popover = ReasonPopover(self)
        self._forms = DutyForms(place, self)
        self._edits = DutyEdits(place, self._forms, self)
        self._commands = PageCommands(
            self._forms, self._edits, self._assign, self._turn, self._show_as, self._on_today
        )
        self._refresh = Refresh(self._read, self, held=True)
        self.taking_out = DutyTakingOut(place, lambda: self._period, self.errors, self)

        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.PANE, Space.PAGE, Space.PANE)
        column.setSpacing(Space.PANE)
        column.addWidget(self.head)
        column.addWidget(self.errors)
        column.addWidget(self._stack, 1)
        make_pane(self.head)

        timeline, month = self.view.timeline, self.view.month
        timeline.gap_chosen.connect(self._on_gap)
        timeline.proposed.connect(self._on_proposed)
        timeline.hours_chosen.connect(self._on_hours)
        timeline.form_wanted.connect(self._forms.edit)
        timeline.delete_wanted.connect(self._edits.delete)
        timeline.turn_wanted.connect(self._turn)
        month.week_wanted.connect(self._on_week)
        month.turn_wanted.connect(self._turn)
        self.view.fairness.behind_wanted.connect(self._on_behind)
        self._behind.wanted.connect(self._on_behind_chosen)
        self._edits.left.connect(timeline.forget_proposal)
        self._edits.reason_wanted.connect(self._on_reason_wanted)
        self._edits.refused.connect(self._on_refused)
        self.popover.kept.connect(self._edits.keep)
        self.popover.form_wanted.connect(self._edits.in_form)
        self.popover.left.connect(self._on_popover_left)
        place.runner.changed.connect(self._on_changed)
        place.heartbeat.ticked.connect(timeline.tick)
        self.say()
        self._show_period(self._period)

    @property
    def reading(self) -> PageReading | None:
        """What is shown; None until the first days were read."""
        return self._reading

    def show_reading(self, reading: PageReading) -> None:
        """Show the days that were read."""
        self._reading, self._zone = reading, reading.team.zone
        self.view.show_reading(reading, self._period, self._place.clock.now())
        if self.popover.proposal is not None:  # what it asks about stays in sight
            self.view.timeline.preview(self.popover.proposal)
        self.head.show_drafts(reading.drafts)
        self._stack.setCurrentWidget(self.empty if reading.is_empty else self.view)
        if self._is_report_stale:
            self._is_report_stale = False
            self._read_report()

    # What other parts of the window ask

    def carry_out(self, command_id: str) -> None:
        """Do what one of the commands on duties says."""
        self._commands.run(command_id, self.view.timeline.selected)

    def fill_gap(self, start_at: datetime, end_at: datetime) -> None:
        """Show the gap and ask who takes it."""
        self._show_period(self._period.at(start_at.astimezone(self._zone).date()))
        self._forms.assign((start_at, end_at))

    def say(self) -> None:
        """Take the words of the language now spoken."""
        self.head.show_period(self._period)
        self.empty.say(
            self.tr("Nobody is on duty yet"),
            self.tr(
                "Here you plan who is woken out of working hours. While nobody is, alarms reach "
                "no one at night. A rotation lets people take turns by themselves; a plan shares "
                "nights and weekends out fairly."
            ),
            (self.tr("Set up a rotation…"), self._place.signposts.rotations_wanted.emit),
            (self.tr("Plan automatically…"), self._place.actions["duty.plan"].trigger),
        )

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.view.focus_days()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh.release()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._refresh.hold()

    # Which days

    def _today(self) -> date:
        return self._place.clock.now().astimezone(self._zone).date()

    def _on_today(self) -> None:
        self._show_period(self._period.at(self._today()))

    def _turn(self, pages: int) -> None:
        self._show_period(self._period.turned(pages))

    def _show_as(self, extent: Extent) -> None:
        self._place.state.keep(EXTENT, extent.value)
        self._show_period(self._period.shown_as(extent))

    def _on_week(self, day: date) -> None:
        self._show_period(Period(Extent.WEEK, day))
        self.view.timeline.setFocus()

    def _show_period(self, period: Period) -> None:
        self._period = period
        self.popover.leave()
        self.errors.hide()
        self.head.show_period(period)
        if self.isVisible():
            self._read_days()
        else:
            self._refresh.ask()

    # What is done to duties

    def _assign(self) -> None:
        """Ask who gets a duty: the hours that are marked, if any are."""
        marked = self.view.timeline.marked
        if marked is None:
            self._forms.assign()
        else:
            self._on_hours(*marked)

    def _on_gap(self, start_at: datetime, end_at: datetime) -> None:
        self._forms.assign((start_at, end_at))

    def _on_hours(self, person_id: int, start_at: datetime, end_at: datetime) -> None:
        self._forms.assign((start_at, end_at), person_id)

    def _on_proposed(self, proposal: Proposal) -> None:
        self.errors.hide()
        if self._reading is not None:
            self._edits.propose(proposal, self._reading.conflicts(proposal))

    def _on_reason_wanted(self, proposal: Proposal, conflicts: tuple[Conflict, ...]) -> None:
        timeline, reading = self.view.timeline, self._reading
        where = timeline.ghost_rect
        if reading is not None and where is not None:
            beside = QRect(timeline.mapTo(self, where.topLeft()), where.size())
            self.popover.ask(proposal, conflicts, reading.team, beside)

    def _on_popover_left(self) -> None:
        self.view.timeline.forget_proposal()
        self.view.timeline.setFocus()

    def _on_refused(self, error: DeskError) -> None:
        self.view.timeline.forget_proposal()
        self.errors.show_error(error)

    # The duties behind a number

    def _on_behind(self, row: PersonFairness, burden: Burden) -> None:
        desk, report, reading = self._place.desk, self._report, self._reading
        if report is None or reading is None:
            return
        at, team = QCursor.pos(), reading.team

        def show(blocks: tuple[BoardBlock, ...]) -> None:
            self._behind.pop_up(row, burden, blocks, team, at)

        self._place.runner.query(
            self, lambda: read_behind(desk, report, row, burden, team), show, latest="behind"
        )

    def _on_behind_chosen(self, block: BoardBlock) -> None:
        self.view.timeline.choose(block)
        self._on_week(block.start_at.astimezone(self._zone).date())

    # Reading

    def _read(self) -> None:
        """Read the days, then who carried how much: the same whatever days are shown."""
        self._is_report_stale = True
        self._read_days()

    def _read_days(self) -> None:
        desk, period, team, asked = self._place.desk, self._period, self._team, self._team_changes

        def show(reading: PageReading) -> None:
            if asked == self._team_changes:
                self._team = reading.team
            self.show_reading(reading)

        self._place.runner.query(self, lambda: read_page(desk, period, team), show, latest="page")

    def _read_report(self) -> None:
        report = self._place.desk.duty_fairness.report
        self._place.runner.query(self, report, self._show_report, latest="fairness")

    def _show_report(self, report: FairnessReport) -> None:
        self._report = report
        self.view.fairness.show_report(report)

    def _on_changed(self, changes: Changes) -> None:
        if changes.topics & _OF_TEAM:
            self._team, self._team_changes = None, self._team_changes + 1
        if changes.topics & _SHOWN_BY:
            self._refresh.ask()

"""The editor of one calendar: its name, zone, hours, days and versions, and saving them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.clock import Clock
from desktop.domain.errors import DeskError
from desktop.domain.worktime import CalendarSpec, WorkCalendar
from desktop.services.calendars import NAME_LENGTH, CalendarRow
from desktop.services.due_moves import Moves
from desktop.ui.runner import Runner
from desktop.ui.settings.calendar_days import DaysPage
from desktop.ui.settings.calendar_hours import HoursPage
from desktop.ui.settings.calendar_saving import SavingPart
from desktop.ui.settings.calendar_trial import TrialPart
from desktop.ui.settings.calendar_versions import VersionsPage
from desktop.ui.settings.calendar_words import name_text, told
from desktop.ui.settings.zone_field import ZoneField
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.notice_bar import ErrorBar, NoticeBar, Severity

NAME_WIDTH = 200


class CalendarEditor(QWidget):
    """Holds the calendar as it was read, `row`, and as it is being changed, `spec`."""

    changed = Signal()
    """`spec` is another: somebody changed something."""

    def __init__(self, runner: Runner, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.row: CalendarRow | None = None
        self.spec = CalendarSpec("", "UTC")
        self._name_label = PlainLabel()
        self._name = QLineEdit()
        self._name.setMaxLength(NAME_LENGTH)
        self._name.setMinimumWidth(NAME_WIDTH)
        self._name_label.setBuddy(self._name)
        self._zone_label = PlainLabel()
        self._zone = ZoneField()
        self._zone_label.setBuddy(self._zone)
        self._hours = HoursPage()
        self._trial = TrialPart(clock)
        self.days = DaysPage(runner, clock)
        self._versions = VersionsPage()
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._never = NoticeBar()
        self.errors = ErrorBar()
        self.saving = SavingPart(clock)

        heading = QHBoxLayout()
        heading.setSpacing(Space.CONTROL)
        heading.addWidget(self._name_label)
        heading.addWidget(self._name, 1)
        heading.addWidget(self._zone_label)
        heading.addWidget(self._zone, 1)
        hours = QWidget()
        hours_column = QVBoxLayout(hours)
        hours_column.setContentsMargins(0, 0, 0, 0)
        hours_column.setSpacing(Space.CONTROL)
        hours_column.addWidget(self._hours)
        hours_column.addWidget(self._trial)
        hours_column.addStretch(1)
        for page in (hours, self.days, self._versions):
            self._tabs.addTab(page, "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.PANE)
        layout.addLayout(heading)
        layout.addWidget(self._never)
        layout.addWidget(self._tabs, 1)
        layout.addWidget(self.errors)
        layout.addWidget(self.saving)

        self._name.textEdited.connect(self._on_changed)
        self._zone.chosen.connect(self._on_changed)
        self._hours.changed.connect(self._on_changed)
        self._hours.refused.connect(self.saving.wait)
        self.days.changed.connect(self._on_changed)
        self.days.form.opened.connect(self.saving.wait)
        self.retranslate()

    @property
    def is_dirty(self) -> bool:
        """Return whether there is something to save."""
        return self.row is not None and self.spec != self.row.spec

    @property
    def makes_version(self) -> bool:
        """Return whether more than the name was changed."""
        row = self.row
        return row is not None and replace(self.spec, name=row.name) != row.spec

    def show_calendar(self, row: CalendarRow, spec: CalendarSpec) -> None:
        """Show a calendar, and what of it was changed but not saved yet."""
        self.row, self.spec = row, spec
        self._name.setText(name_text(spec.name))
        self._zone.show_zone(spec.zone)
        self._hours.show_spec(spec)
        self._versions.show_versions(row.versions, row.used_by, self._clock.now())
        self.errors.hide()
        self.saving.begin(row.versions)
        self._follow()

    def show_moves(self, moves: Moves) -> None:
        """Tell what saving would move."""
        self.saving.show_moves(moves)

    def show_error(self, error: DeskError) -> None:
        """Tell why it was not saved."""
        self.errors.show_error(told(error))

    def retranslate(self) -> None:
        """Take the words of the language now spoken."""
        self._name_label.setText(self.tr("Name"))
        self._name.setAccessibleName(self.tr("Name"))
        if self.row is not None:
            self._name.setText(name_text(self.spec.name))
        self._zone_label.setText(self.tr("Time zone"))
        self._zone.setAccessibleName(self.tr("Time zone"))
        self._tabs.setAccessibleName(self.tr("Parts of the calendar"))
        self._tabs.setTabText(0, self.tr("Weekly hours"))
        self._tabs.setTabText(1, self.tr("Days that differ"))
        self._tabs.setTabText(2, self.tr("Versions"))
        self._warn()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _on_changed(self) -> None:
        try:
            self.spec = replace(
                self.spec,
                name=self._typed_name(),
                zone=self._zone.currentText(),
                weekly=self._hours.week,
                always=self._hours.always,
                overrides=self.days.overrides,
            )
        except DeskError as error:
            self.show_error(error)
            return
        self.errors.hide()
        self._follow()
        self.changed.emit()

    def _typed_name(self) -> str:
        """Return the name typed; a preset's stays as it is stored, whatever language shows it."""
        typed = self._name.text()
        stored = self.row.name if self.row is not None else ""
        return stored if typed == name_text(stored) else typed

    def _follow(self) -> None:
        self.days.show_spec(self.spec)
        self._trial.show_spec(self.spec)
        self.saving.enable(is_dirty=self.is_dirty, makes_version=self.makes_version)
        self._warn()

    def _warn(self) -> None:
        """Say so where the calendar never opens: it is a state, and may be saved (sla.md C5)."""
        if self.row is None or not WorkCalendar(self.spec).never_opens(self._clock.now()):
            self._never.hide()
            return
        text = self.tr("This calendar never opens: deadlines counted in it have no due time.")
        if self._never.isHidden() or self._never.text != text:
            self._never.show_notice(Severity.WARNING, text, can_close=False)

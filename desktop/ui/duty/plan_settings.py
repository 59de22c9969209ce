"""What to plan: who, from when till when, under which rules, and what may change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.services.duty_fairness import USUAL_WEEKS
from desktop.services.duty_plan_basis import MOST_DAYS, PlanOptions
from desktop.ui.duty.fields import DaysField
from desktop.ui.duty.people_ticks import PeopleTicks
from desktop.ui.duty.team import DutyTeam
from desktop.ui.settings.rest_rules import HoursField
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.labels import FaultLabel, PlainLabel

MOST_SECONDS = 300
USUAL_SECONDS = 30
_MOST_WEEKS = 52


class PlanSettings(QWidget):
    """The left side of the planner."""

    changed = Signal()

    def __init__(self, team: DutyTeam, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._team = team
        self._days = DaysField()
        self._people = PeopleTicks()
        self._nights = QSpinBox()
        self._rest = HoursField()
        self._weeks = QSpinBox()
        self._seconds = QSpinBox()
        self._keep = QCheckBox(self.tr("Keep what is there, fill only gaps"))
        self._nobody = FaultLabel(self.tr("Choose at least one person."))
        self._too_long = FaultLabel(self.tr("A plan covers 400 days at most."))
        self._people.show_people(team.active, {person.id for person in team.active})
        for field, low, high, value in (
            (self._nights, 0, 7, team.rules.nights_in_7_days),
            (self._weeks, 1, _MOST_WEEKS, USUAL_WEEKS),
            (self._seconds, 1, MOST_SECONDS, USUAL_SECONDS),
        ):
            field.setRange(low, high)
            field.setValue(value)
        self._nights.setSpecialValueText(self.tr("no rule"))
        self._rest.show_span(team.rules.rest)
        self._keep.setChecked(True)
        self._days.show_days(*next_month(today))
        self._nobody.hide()
        self._too_long.hide()

        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(Space.TIGHT)
        for words, widget in (
            (self.tr("Days"), self._days),
            (self.tr("People"), self._people),
            (self.tr("Nights in 7 days, at most"), self._nights),
            (self.tr("Least rest, hours"), self._rest),
            (self.tr("Fairness looks back, weeks"), self._weeks),
            (self.tr("Search at most, seconds"), self._seconds),
        ):
            label = PlainLabel(words)
            label.setBuddy(widget)
            widget.setAccessibleName(words)
            form.addRow(label, widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL)
        column.addLayout(form)
        column.addWidget(self._nobody)
        column.addWidget(self._too_long)
        column.addWidget(self._keep)
        column.addStretch(1)
        self.setFocusProxy(self._days)

        self._days.changed.connect(self._on_changed)
        self._people.changed.connect(self._on_changed)
        for spin in (self._nights, self._rest, self._weeks):
            spin.valueChanged.connect(self._on_changed)
        self._keep.toggled.connect(self._on_changed)

    @property
    def is_right(self) -> bool:
        """Tell whether there are days and people to plan."""
        return self._days.is_right and not self._is_too_long and bool(self._people.ticked)

    @property
    def _is_too_long(self) -> bool:
        return (self._days.last - self._days.first).days >= MOST_DAYS

    @property
    def seconds(self) -> float:
        """Return for how long to search at most."""
        return float(self._seconds.value())

    @seconds.setter
    def seconds(self, seconds: float) -> None:
        self._seconds.setValue(round(seconds))

    def show_span(self, first: date, last: date, *, keep_existing: bool) -> None:
        """Set what to plan, and whether only gaps are to be filled."""
        self._days.show_days(first, last)
        self._keep.setChecked(keep_existing)
        self._on_changed()

    @property
    def options(self) -> PlanOptions:
        """Return what is set."""
        rules = replace(
            self._team.rules, nights_in_7_days=self._nights.value(), rest=self._rest.span
        )
        return PlanOptions(
            self._days.first,
            self._days.last,
            self._people.ticked,
            rules,
            self._keep.isChecked(),
            self._weeks.value(),
        )

    def _on_changed(self) -> None:
        self._nobody.setVisible(not self._people.ticked)
        self._too_long.setVisible(self._is_too_long)
        self.changed.emit()


def next_month(today: date) -> tuple[date, date]:
    """Return the first and the last day of the month after today's."""
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)

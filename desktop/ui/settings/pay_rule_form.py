"""The form for one rule of pay."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from enum import Enum

from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLineEdit, QWidget
from typing_extensions import override

from desktop.domain.duty_hours import DutyHours, OnHolidays
from desktop.domain.duty_pay import MOST_RATE, PayRule
from desktop.services.pay_rules import PayRuleRow
from desktop.ui.duty.fields import SpanField
from desktop.ui.duty.people_ticks import PeopleTicks
from desktop.ui.duty.team import DutyTeam
from desktop.ui.duty.words import duty_word
from desktop.ui.settings.duty_words import read_window, window_text
from desktop.ui.settings.record_form import RecordForm

_DAY = timedelta(days=1)


class Scope(Enum):
    """When a rule holds."""

    ALWAYS = "always"
    HOURS = "hours"
    ONCE = "once"


class PayRuleForm(RecordForm):
    """A rate an hour: always, in weekly hours, or for one time, which beats all others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row: PayRuleRow | None = None
        self._name = QLineEdit()
        self._rate = QDoubleSpinBox()
        self._scope = QComboBox()
        self._hours = QLineEdit()
        self._holidays = QComboBox()
        self._once = SpanField()
        self._people = PeopleTicks()
        self._rate.setRange(0, MOST_RATE)
        self._rate.setDecimals(2)
        self._rate.setGroupSeparatorShown(True)
        for scope in Scope:
            self._scope.addItem("", scope)
        for held in OnHolidays:
            self._holidays.addItem("", held)
        self.add_field(lambda: self.tr("Name"), self._name)
        self.add_field(lambda: self.tr("Rate an hour"), self._rate)
        self.add_field(lambda: self.tr("Holds"), self._scope)
        self.add_field(lambda: self.tr("Hours"), self._hours)
        self.add_field(lambda: self.tr("Holidays"), self._holidays)
        self.add_field(lambda: self.tr("Time"), self._once)
        self.add_field(lambda: self.tr("Only for (nobody ticked: for all)"), self._people)
        self._scope.currentIndexChanged.connect(self._on_scope)
        self._once.changed.connect(self._on_scope)
        self.finish()

    @property
    def rule(self) -> PayRule:
        """Return what is typed.

        Raises:
            Refused: as `read_window`; `pay.negative`.
        """
        scope = self._scope.currentData()
        hours = None
        if scope is Scope.HOURS:
            held = OnHolidays(self._holidays.currentData())
            hours = DutyHours(read_window(self._hours.text()), held)
        people = frozenset(map(str, self._people.ticked))
        return PayRule(
            self._name.text(),
            Decimal(str(self._rate.value())),
            hours,
            self._once.span if scope is Scope.ONCE else None,
            people or None,
        )

    def begin(self, row: PayRuleRow | None, team: DutyTeam, midnight: datetime) -> None:
        """Show the form filled in; None: for a new rule, for that day if it is for one time."""
        self.row = row
        rule = row.rule if row else PayRule("", Decimal(0))
        scope = Scope.ALWAYS if rule.hours is None else Scope.HOURS
        self._name.setText(rule.name)
        self._rate.setValue(float(rule.rate))
        self._scope.setCurrentIndex(list(Scope).index(scope if rule.only is None else Scope.ONCE))
        self._hours.setText(window_text(rule.hours.window) if rule.hours else "")
        held = rule.hours.on_holidays if rule.hours else OnHolidays.ALSO
        self._holidays.setCurrentIndex(self._holidays.findData(held))
        self._once.show_span(rule.only or (midnight, midnight + _DAY), team.zone)
        ticked = {int(person) for person in rule.people or ()}
        offered = [each for each in team.people if each.is_active or each.id in ticked]
        self._people.show_people(offered, ticked)
        self._on_scope()
        self.open_at(self._name)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._hours.setPlaceholderText(self.tr("Sa, Su 0-24"))
        for index, words in enumerate(
            (self.tr("at all hours"), self.tr("in weekly hours"), self.tr("for one time only"))
        ):
            self._scope.setItemText(index, words)
        for index in range(self._holidays.count()):
            held = OnHolidays(self._holidays.itemData(index))
            self._holidays.setItemText(index, duty_word(held))

    def _on_scope(self) -> None:
        scope = self._scope.currentData()
        for field in (self._hours, self._holidays):
            self.show_field(field, scope is Scope.HOURS)
        self.show_field(self._once, scope is Scope.ONCE)
        self.save.setEnabled(scope is not Scope.ONCE or self._once.is_right)

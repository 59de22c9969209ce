"""Settings > Duty: pay: which hours of duty are paid how, in order."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.changes import Topic
from desktop.domain.clock import Clock
from desktop.domain.duty_pay import PayRule
from desktop.domain.errors import DeskError
from desktop.services.desk import Desk
from desktop.services.pay_rules import PayRuleRow
from desktop.ui.duty.team import DutyTeam, read_team
from desktop.ui.duty.words import times_text
from desktop.ui.lists.columns import Column
from desktop.ui.runner import Runner
from desktop.ui.settings.duty_words import weekly_text
from desktop.ui.settings.pay_rule_form import PayRuleForm
from desktop.ui.settings.record_section import RecordSection
from desktop.ui.signed_in import SignedIn

_DAY = timedelta(days=1)


ROWS_SHOWN = 5


class PayRulesSection(RecordSection[PayRuleRow]):
    """The first rule that holds wins; those for one time come before all others."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        clock: Clock,
        me: SignedIn,
        parent: QWidget | None = None,
    ) -> None:
        self._desk = desk
        self._rules = desk.pay_rules
        self._clock = clock
        self._me = me
        self._team = DutyTeam()
        self._form_of = PayRuleForm()
        columns: tuple[Column[PayRuleRow], ...] = (
            Column("name", lambda: self.tr("Name"), lambda row, _: row.rule.name),
            Column(
                "when",
                lambda: self.tr("Holds"),
                lambda row, _: self._when(row.rule),
                tooltip=lambda row, _: self._when(row.rule),
            ),
            Column(
                "people",
                lambda: self.tr("For"),
                lambda row, _: self._people(row.rule),
                tooltip=lambda row, _: self._people(row.rule),
            ),
            Column(
                "rate",
                lambda: self.tr("Rate an hour"),
                lambda row, _: QLocale().toString(float(row.rule.rate), "f", 2),
                is_number=True,
            ),
        )
        super().__init__(runner, clock, Topic.DUTY, columns, self._rules.all, self._form_of, parent)
        self.say_above(
            lambda: self.tr(
                "Asked from top to bottom for every hour of duty: the first rule that holds pays "
                "it. A rule for one time beats all others. Hours without a rule are listed, unpaid."
            )
        )
        self.say_when_empty(
            lambda: self.tr(
                "No rules yet: every hour of duty is listed as unpaid. Add a rule with a rate "
                "an hour."
            )
        )
        self.add_button(lambda: self.tr("Add a rule"), self._on_add, needs_record=False)
        self.add_button(lambda: self.tr("Edit"), self.on_edit)
        self.add_moves(self._on_move)
        self.add_button(lambda: self.tr("Delete"), self._on_delete)
        self.list.set_rows_shown(ROWS_SHOWN)
        self.list.table.loaded.connect(self._read)
        self.finish()

    @override
    def title(self) -> str:
        return self.tr("Duty: pay")

    @override
    def on_edit(self) -> None:
        row = self.list.chosen()
        if row is not None:
            self._begin(row)

    @override
    def on_save(self) -> None:
        form, actor = self._form_of, self._me.actor
        if not form.save.isEnabled():
            return
        try:
            rule = form.rule
        except DeskError as error:
            self.errors.show_error(error)
            return
        rule_id = None if form.row is None else form.row.id
        self.save(lambda: self._rules.save(actor, rule, rule_id=rule_id))

    def _on_add(self) -> None:
        self._begin(None)

    def _on_move(self, row: PayRuleRow, place: int) -> None:
        actor = self._me.actor
        self.command(lambda: self._rules.move(actor, row.id, place))

    def _on_delete(self) -> None:
        row, actor = self.list.chosen(), self._me.actor
        if row is not None:
            self.command(lambda: self._rules.delete(actor, row.id))

    def _begin(self, row: PayRuleRow | None) -> None:
        today = self._clock.now().astimezone(self._team.zone)
        midnight = today.replace(hour=0, minute=0, second=0, microsecond=0) + _DAY
        self._form_of.begin(row, self._team, midnight)

    def _read(self) -> None:
        """Read whom rules can name, each time they were read."""
        self.runner.query(self, lambda: read_team(self._desk), self._on_read)

    def _on_read(self, team: DutyTeam) -> None:
        self._team = team
        self.list.view.viewport().update()

    def _when(self, rule: PayRule) -> str:
        if rule.only is not None:
            return times_text(rule.only, self._team.zone)
        return self.tr("at all hours") if rule.hours is None else weekly_text(rule.hours)

    def _people(self, rule: PayRule) -> str:
        if rule.people is None:
            return self.tr("everybody")
        return ", ".join(sorted(self._team.name(int(person)) for person in rule.people))

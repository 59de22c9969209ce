"""Settings > Rules at arrival: how the tickets of new mail begin, and a mail to try them on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.arrival_rules import ArrivalRule, Condition, Part
from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import Clock
from desktop.domain.ticket import Priority
from desktop.services.arrival_rules import ArrivalRules, RecentMail, RuleChoices, RuleRow
from desktop.ui.lists.columns import Column
from desktop.ui.runner import Runner
from desktop.ui.settings.record_section import RecordSection
from desktop.ui.settings.rule_form import RuleForm
from desktop.ui.settings.rule_trial import RuleTrial
from desktop.ui.settings.rule_words import conditions_line, settings_line
from desktop.ui.signed_in import SignedIn


class RulesSection(RecordSection[RuleRow]):
    """The rules in the order they are asked: for each field the first that matches wins."""

    def __init__(
        self,
        rules: ArrivalRules,
        runner: Runner,
        clock: Clock,
        me: SignedIn,
        parent: QWidget | None = None,
    ) -> None:
        self._rules = rules
        self._me = me
        self._choices = RuleChoices((), (), (), (), ())
        self._form_of = RuleForm()
        self._trial = RuleTrial(rules, runner)
        columns: tuple[Column[RuleRow], ...] = (
            Column("name", lambda: self.tr("Name"), lambda row, _: self._name(row)),
            Column(
                "when",
                lambda: self.tr("When"),
                lambda row, _: conditions_line(row.rule, self._choices),
                tooltip=lambda row, _: conditions_line(row.rule, self._choices),
            ),
            Column(
                "then",
                lambda: self.tr("Sets"),
                lambda row, _: settings_line(row.rule, self._choices),
                tooltip=lambda row, _: settings_line(row.rule, self._choices),
            ),
        )
        super().__init__(runner, clock, Topic.RULES, columns, rules.all, self._form_of, parent)
        self.say_above(
            lambda: self.tr(
                "Asked from top to bottom for each new ticket that comes by mail. For each field "
                "the first rule that matches wins, and the ticket’s history names it. Without a "
                "rule no mail is ever Critical."
            )
        )
        self.column.addWidget(self._trial)
        self.say_when_empty(
            lambda: self.tr(
                "No rules yet. Begin with an urgent address: mail to it becomes Critical, and "
                "can wake whoever is on duty."
            )
        )
        self.add_button(lambda: self.tr("Add a rule"), self._on_add, needs_record=False)
        self.add_button(lambda: self.tr("Urgent address…"), self._on_urgent, needs_record=False)
        self.add_button(lambda: self.tr("Edit"), self.on_edit)
        self.add_moves(self._on_move)
        self.add_button(lambda: self.tr("Delete"), self._on_delete)
        self.list.table.loaded.connect(self._read)
        self.finish()

    @override
    def title(self) -> str:
        return self.tr("Rules at arrival")

    @override
    def on_edit(self) -> None:
        row = self.list.chosen()
        if row is not None:
            self._form_of.begin(row, self._choices)

    @override
    def on_save(self) -> None:
        row, rule, actor = self._form_of.row, self._form_of.rule, self._me.actor

        def work() -> Changes:
            if row is None:
                return self._rules.add(actor, rule)
            return self._rules.edit(actor, row.id, row.version, rule)

        self.save(work)

    def _name(self, row: RuleRow) -> str:
        return (
            row.rule.name
            if row.rule.is_active
            else self.tr("{name} (off)").format(name=row.rule.name)
        )

    def _read(self) -> None:
        """Read what rules can name and the mails to try, each time the rules were read."""
        self.runner.query(
            self, lambda: (self._rules.choices(), self._rules.recent_mails()), self._on_read
        )

    def _on_read(self, found: tuple[RuleChoices, tuple[RecentMail, ...]]) -> None:
        self._choices, mails = found
        self._trial.show_mails(mails, self._choices)
        self.list.view.viewport().update()

    def _on_add(self) -> None:
        self._form_of.begin(None, self._choices)

    def _on_urgent(self) -> None:
        """Offer the usual first rule, filled in."""
        rule = ArrivalRule(
            self.tr("Urgent address"),
            (Condition(Part.RECIPIENT, ("urgent@*",)),),
            Priority.CRITICAL,
        )
        self._form_of.offer(rule, self._choices)

    def _on_move(self, row: RuleRow, place: int) -> None:
        actor = self._me.actor
        self.command(lambda: self._rules.move(actor, row.id, place))

    def _on_delete(self) -> None:
        row, actor = self.list.chosen(), self._me.actor
        if row is not None:
            self.command(lambda: self._rules.remove(actor, row.id))

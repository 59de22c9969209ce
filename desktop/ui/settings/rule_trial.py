"""A mail tried on the rules: choose one that came, see how its ticket would begin."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget
from typing_extensions import override

from desktop.services.arrival_rules import ArrivalRules, RecentMail, RuleChoices, Trial
from desktop.ui.runner import Runner
from desktop.ui.settings.rule_words import trial_lines
from desktop.ui.settings.section import FIELD_WIDTH
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.labels import PlainLabel


class RuleTrial(QWidget):
    """The newest mails, and what the rules make of the one chosen."""

    def __init__(self, rules: ArrivalRules, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rules = rules
        self._runner = runner
        self._choices = RuleChoices((), (), (), (), ())
        self._trial: Trial | None = None
        self._label = PlainLabel()
        self._mail = QComboBox()
        self._mail.setMinimumWidth(2 * FIELD_WIDTH)
        self._mail.setMaximumWidth(2 * FIELD_WIDTH)
        self._outcome = PlainLabel()
        self._outcome.setWordWrap(True)
        self._label.setBuddy(self._mail)

        layout = QFormLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(Space.PAGE)
        layout.setVerticalSpacing(Space.CONTROL)
        layout.addRow(self._label, self._mail)
        layout.addRow("", self._outcome)

        self._mail.activated.connect(self._on_chosen)
        self.retranslate()

    def show_mails(self, mails: tuple[RecentMail, ...], choices: RuleChoices) -> None:
        """Offer these mails; the one tried before is tried again."""
        self._choices = choices
        chosen = self._mail.currentData()
        self._mail.clear()
        self._mail.addItem("", None)
        for mail in mails:
            self._mail.addItem(
                f"#{mail.ticket_id} · {mail.sender} · {mail.subject}", mail.message_id
            )
        self._mail.setCurrentIndex(max(0, self._mail.findData(chosen)))
        self.retranslate()
        self._on_chosen()

    def retranslate(self) -> None:
        """Take the words of the language now spoken."""
        self._label.setText(self.tr("Try a mail"))
        self._mail.setAccessibleName(self.tr("Try a mail"))
        if self._mail.count():
            self._mail.setItemText(0, self.tr("Choose one that came"))
        self._say()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _on_chosen(self) -> None:
        message_id = self._mail.currentData()
        if message_id is None:
            self._show(None)
        else:
            self._runner.query(self, lambda: self._rules.try_on(message_id), self._show)

    def _show(self, trial: Trial | None) -> None:
        self._trial = trial
        self._say()

    def _say(self) -> None:
        trial = self._trial
        if trial is None:
            self._outcome.clear()
        elif not trial.sorted.values:
            self._outcome.setText(self.tr("No rule applies: Normal priority, nobody assigned."))
        else:
            self._outcome.setText("\n".join(trial_lines(trial.sorted, self._choices)))

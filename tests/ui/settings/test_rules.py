"""Settings > Rules at arrival: made, put in order, tried on a mail that came."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from desktop.domain.arrival_rules import ArrivalRule, Condition, Part
from desktop.domain.ticket import Actor, Priority, Source
from desktop.ui.settings.page import SettingsPage
from desktop.ui.settings.rule_form import RuleForm
from desktop.ui.settings.rule_trial import RuleTrial
from desktop.ui.settings.rules import RulesSection
from desktop.ui.widgets.labels import PlainLabel
from tests.ui.settings.finding import named, press, section
from tests.ui.shell_rig import ShellRig

ME = Actor(None, Source.WINDOW)
URGENT = ArrivalRule("Urgent", (Condition(Part.RECIPIENT, ("urgent@*",)),), Priority.CRITICAL)
FIRE = ArrivalRule("Fire", (Condition(Part.WORDS, ("fire",)),), Priority.HIGH)
MAIL = b"From: it@nord.example\nTo: urgent@desk.example\nSubject: Fire\n\nHelp"


def names(rig: ShellRig) -> list[str]:
    return [row.rule.name for row in rig.desk.rules.all()]


def test_the_usual_rule_is_two_clicks_away(rig: ShellRig, page: SettingsPage) -> None:
    rules = section(page, RulesSection)
    press(rules, "Urgent address…")
    press(rules, "Save")
    rig.wait(lambda: names(rig) == ["Urgent address"])
    (row,) = rig.desk.rules.all()
    assert row.rule.conditions == URGENT.conditions
    assert row.rule.priority is Priority.CRITICAL
    rig.wait(lambda: not rules.findChild(RuleForm).isVisible())


def test_a_rule_that_sets_nothing_stays_in_its_form(rig: ShellRig, page: SettingsPage) -> None:
    rules = section(page, RulesSection)
    press(rules, "Add a rule")
    name = named(rules, QLineEdit, "Name")
    QTest.keyClicks(name, "Fire")
    QTest.keyClicks(named(rules, QLineEdit, "What it looks for"), "fire, flood")
    QTest.keyClick(name, Qt.Key.Key_Return)
    rig.wait(lambda: "changes nothing" in rules.errors.text)
    assert name.isVisible()

    priority = named(rules, QComboBox, "Priority")
    priority.setCurrentIndex(priority.findData(Priority.HIGH))
    QTest.keyClick(name, Qt.Key.Key_Return)
    rig.wait(lambda: names(rig) == ["Fire"])
    (row,) = rig.desk.rules.all()
    assert row.rule.conditions == (Condition(Part.RECIPIENT, ("fire", "flood")),)


def test_order_is_changed_by_a_button_and_taken_back(rig: ShellRig, page: SettingsPage) -> None:
    rig.desk.rules.add(ME, URGENT)
    rig.runner.command(page, lambda: rig.desk.rules.add(ME, FIRE))
    rules = section(page, RulesSection)
    rig.wait(lambda: rules.list.table.rowCount() == 2)
    rules.list.view.setCurrentIndex(rules.list.table.index(1, 0))
    press(rules, "Move up")
    rig.wait(lambda: names(rig) == ["Fire", "Urgent"])
    rig.window.commands["edit.undo"].trigger()
    rig.wait(lambda: names(rig) == ["Urgent", "Fire"])


def test_a_mail_that_came_shows_how_its_ticket_would_begin(
    rig: ShellRig, page: SettingsPage, tmp_path: Path
) -> None:
    path = tmp_path / "fire.eml"
    path.write_bytes(MAIL)
    rig.desk.imports.run([path])
    rig.desk.rules.add(ME, URGENT)
    rules = section(page, RulesSection)
    rig.runner.command(page, lambda: rig.desk.rules.add(ME, FIRE))
    trial = rules.findChild(RuleTrial)
    mail = named(trial, QComboBox, "Try a mail")
    rig.wait(lambda: mail.count() == 2)
    mail.setCurrentIndex(1)
    mail.activated.emit(1)
    texts = trial.findChildren(PlainLabel)
    rig.wait(lambda: "Priority: Critical (rule “Urgent”)" in [label.text() for label in texts])

"""Settings > Duty: coverage, skills, rest and pay are edited, found by the search, and undone."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSpinBox,
    QTimeEdit,
)

from desktop.domain.duty_hours import OnHolidays
from desktop.domain.duty_rules import EUROPEAN_UNION, PRESETS, RUSSIA
from desktop.domain.worktime_spec import Interval
from desktop.ui.settings.page import SettingsPage
from desktop.ui.settings.pay_rules import PayRulesSection
from desktop.ui.settings.record_section import RecordSection
from desktop.ui.settings.requirements import RequirementsSection
from desktop.ui.settings.rest_rules import HoursField, RestRulesSection
from desktop.ui.settings.skills import SkillsSection
from desktop.ui.widgets.search_field import SearchField
from tests.ui.clipping import faults
from tests.ui.settings.finding import S, named, press, section
from tests.ui.shell_rig import ShellRig


def first(rig: ShellRig, records: RecordSection) -> None:  # type: ignore[type-arg]
    rig.settle()
    records.list.view.setCurrentIndex(records.list.table.index(0, 0))
    rig.settle()


def opened(rig: ShellRig, page: SettingsPage, kind: type[S]) -> S:
    found = section(page, kind)
    rig.settle()
    return found


def test_a_preset_names_its_law_and_each_figure_changes_at_once(
    rig: ShellRig, page: SettingsPage
) -> None:
    rest = opened(rig, page, RestRulesSection)
    preset = named(rest, QComboBox, "Rules of rest")
    preset.setCurrentIndex(PRESETS.index(RUSSIA))
    preset.activated.emit(PRESETS.index(RUSSIA))
    rig.wait(lambda: rig.desk.rest_rules.read() == RUSSIA)
    assert named(rest, HoursField, "Weekly rest, hours").value() == 42
    assert not rest.findChild(QCheckBox).isChecked()

    named(rest, QSpinBox, "Nights in 7 days").setValue(2)
    rig.wait(lambda: rig.desk.rest_rules.read().nights_in_7_days == 2)
    assert preset.currentText() == "Rules of our own"
    named(rest, HoursField, "Hours a week").setValue(0)
    rig.wait(lambda: rig.desk.rest_rules.read().weekly_hours is None)
    assert named(rest, HoursField, "Hours a week").text() == "no rule"
    rig.window.commands["edit.undo"].trigger()
    rig.wait(lambda: rig.desk.rest_rules.read().weekly_hours == RUSSIA.weekly_hours)


def test_rules_changed_elsewhere_are_shown(rig: ShellRig, page: SettingsPage) -> None:
    rest = opened(rig, page, RestRulesSection)
    actor = rig.shell.place.me.actor
    rig.runner.command(page, lambda: rig.desk.rest_rules.save(actor, EUROPEAN_UNION))
    rig.wait(lambda: named(rest, QSpinBox, "Averaged over, weeks").value() == 17)


def test_working_hours_count_only_where_a_team_or_its_law_says_so(
    rig: ShellRig, page: SettingsPage
) -> None:
    rest = opened(rig, page, RestRulesSection)
    counts = named(rest, QCheckBox, "Working hours count")
    assert not counts.isChecked()
    QTest.keyClick(counts, Qt.Key.Key_Space)
    rig.wait(lambda: rig.desk.rest_rules.read().work_counts)
    rig.window.commands["edit.undo"].trigger()
    rig.wait(lambda: not counts.isChecked())
    actor = rig.shell.place.me.actor
    rig.runner.command(page, lambda: rig.desk.rest_rules.save(actor, EUROPEAN_UNION))
    rig.wait(counts.isChecked)


def test_a_requirement_is_typed_as_hours_and_moved(rig: ShellRig, page: SettingsPage) -> None:
    coverage = opened(rig, page, RequirementsSection)
    for name, hours in (("Weekend", "Sa, Su 9-21"), ("Night", "22-6")):
        press(coverage, "Add a requirement")
        QTest.keyClicks(named(coverage, QLineEdit, "Name"), name)
        QTest.keyClicks(named(coverage, QLineEdit, "Hours"), hours)
        named(coverage, QSpinBox, "People at once").setValue(2)
        held = named(coverage, QComboBox, "Holidays")
        held.setCurrentIndex(held.findText("not on holidays"))
        press(coverage, "Save")
        rig.wait(lambda name=name: name in names(rig))  # type: ignore[misc]
    [weekend, _] = [row.requirement for row in rig.desk.duty_requirements.all()]
    assert weekend.hours.window.days == {5, 6}
    assert (weekend.headcount, weekend.hours.on_holidays) == (2, OnHolidays.NEVER)

    first(rig, coverage)
    press(coverage, "Move down")
    rig.wait(lambda: names(rig) == ["Night", "Weekend"])
    first(rig, coverage)
    press(coverage, "Delete")
    rig.wait(lambda: names(rig) == ["Weekend"])
    rig.window.commands["edit.undo"].trigger()
    rig.wait(lambda: names(rig) == ["Night", "Weekend"])


def names(rig: ShellRig) -> list[str]:
    return [row.requirement.name for row in rig.desk.duty_requirements.all()]


def test_hours_that_are_none_stay_in_the_form(rig: ShellRig, page: SettingsPage) -> None:
    coverage = opened(rig, page, RequirementsSection)
    press(coverage, "Add a requirement")
    QTest.keyClicks(named(coverage, QLineEdit, "Hours"), "Mo 25-9")
    press(coverage, "Save")
    rig.wait(lambda: "25" in coverage.errors.text)
    assert named(coverage, QLineEdit, "Hours").isVisible()


def test_skills_of_a_person_are_offered_to_requirements(rig: ShellRig, page: SettingsPage) -> None:
    skills = opened(rig, page, SkillsSection)
    first(rig, skills)
    press(skills, "Edit")
    field = named(skills, QLineEdit, "Skills of Anna Kern")
    QTest.keyClicks(field, "network, SQL")
    QTest.keyClick(field, Qt.Key.Key_Return)
    rig.wait(lambda: rig.desk.duty_requirements.skills()[0].skills == ("network", "sql"))

    coverage = opened(rig, page, RequirementsSection)
    press(coverage, "Add a requirement")
    skill = named(coverage, QComboBox, "Skill")
    assert [skill.itemText(index) for index in range(skill.count())] == ["", "network", "sql"]


def test_a_rule_of_pay_for_hours_and_people_and_one_for_once(
    rig: ShellRig, page: SettingsPage
) -> None:
    pay = opened(rig, page, PayRulesSection)
    press(pay, "Add a rule")
    QTest.keyClicks(named(pay, QLineEdit, "Name"), "Weekends")
    named(pay, QDoubleSpinBox, "Rate an hour").setValue(350.5)
    holds = named(pay, QComboBox, "Holds")
    holds.setCurrentIndex(holds.findText("in weekly hours"))
    QTest.keyClicks(named(pay, QLineEdit, "Hours"), "Sa, Su 0-24")
    people = pay.findChild(QListWidget)
    people.setFocus()
    QTest.keyClick(people, Qt.Key.Key_Space)
    press(pay, "Save")
    rig.wait(lambda: len(rig.desk.pay_rules.all()) == 1)
    [row] = rig.desk.pay_rules.all()
    assert row.rule.rate == Decimal("350.50")
    assert row.rule.people == {str(rig.shell.place.me.person_id)}
    assert row.rule.hours is not None and row.rule.hours.window.days == {5, 6}

    first(rig, pay)
    press(pay, "Edit")
    holds.setCurrentIndex(holds.findText("for one time only"))
    press(pay, "Save")
    rig.wait(lambda: rig.desk.pay_rules.all()[0].rule.only is not None)
    assert rig.desk.pay_rules.all()[0].rule.hours is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Weekends in a row", RestRulesSection),
        ("coverage", RequirementsSection),
        ("skills", SkillsSection),
        ("pay", PayRulesSection),
    ],
)
def test_the_search_finds_them(rig: ShellRig, page: SettingsPage, text: str, kind: type[S]) -> None:
    search = page.findChild(SearchField)
    search.setText(text)
    search.searched.emit(text)
    assert any(isinstance(each, kind) and each.isVisible() for each in page.sections)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_word_fits(rig: ShellRig, page: SettingsPage, language: str) -> None:
    rig.speak(language)
    for kind in (RequirementsSection, SkillsSection, RestRulesSection, PayRulesSection):
        found = opened(rig, page, kind)
        if isinstance(found, (RequirementsSection, PayRulesSection)):
            next(each for each in found.findChildren(QPushButton) if each.isVisible()).click()
        QApplication.processEvents()
        assert faults(found) == [], kind.__name__


def test_the_night_is_what_the_team_says(rig: ShellRig, page: SettingsPage) -> None:
    rest = opened(rig, page, RestRulesSection)
    begins = named(rest, QTimeEdit, "Night from")
    assert begins.time() == QTime(22, 0)
    begins.setTime(QTime(23, 30))
    rig.wait(lambda: rig.desk.rest_rules.read().night.hours == Interval(23 * 60 + 30, 6 * 60))
    named(rest, HoursField, "A night duty has of it at least, hours").setValue(2)
    rig.wait(lambda: rig.desk.rest_rules.read().night.least == timedelta(hours=2))
    rig.settle()
    assert begins.time() == QTime(23, 30)
    rig.window.commands["edit.undo"].trigger()
    rig.wait(lambda: rig.desk.rest_rules.read().night.least == timedelta(hours=3))

"""The form for one duty: prefilled, warned while it is typed, done by keys, taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QListWidget
from shiboken6 import isValid

from desktop.domain.duty import AbsenceKind
from desktop.domain.ticket import Actor
from desktop.services.duty_shifts import NewShift
from desktop.ui.duty.assign_sheet import AssignSheet
from desktop.ui.duty.fields import PersonField
from desktop.ui.duty.forms import DutyForms
from desktop.ui.duty.split_sheet import SplitSheet
from desktop.ui.tickets.date_field import DateField
from tests.services.duty_team import local, on_duty
from tests.ui.clipping import faults
from tests.ui.duty.dialogs import block_of, button, named, opened, type_moment
from tests.ui.shell_rig import ShellRig

GAP = (local("10:00", 5), local("13:00", 5))
"""Saturday, when nobody works and Anna has had her night."""


def choose(sheet: AssignSheet, person_id: int) -> None:
    sheet.findChild(PersonField).choose(person_id)


def test_a_gap_proposes_the_best_who_can_and_enter_assigns(
    rig: ShellRig, forms: DutyForms, team: dict[str, int]
) -> None:
    forms.assign(GAP)
    sheet = opened(rig, AssignSheet)
    person = sheet.findChild(PersonField)
    assert person.person_id in (team["bob"], team["cat"], team["lea"])
    people = sheet.findChild(QListWidget)
    assert people.count() == 4
    assert "free" in people.item(0).text()

    person.choose(team["cat"])
    rig.settle()
    QTest.keyClick(person, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    rig.wait(lambda: on_duty(rig.desk, GAP[0]) == [team["cat"]])
    assert not isValid(sheet)
    rig.window.commands["edit.undo"].trigger()
    rig.wait(lambda: on_duty(rig.desk, GAP[0]) == [])


def test_what_a_duty_breaks_is_said_at_once_and_accepted_with_a_reason(
    rig: ShellRig, forms: DutyForms, team: dict[str, int], me: Actor
) -> None:
    day = (local("00:00", 5), local("00:00", 6))
    rig.desk.availability.add_absence(me, team["bob"], *day, AbsenceKind.SICK)
    forms.assign(GAP, team["bob"])
    sheet = opened(rig, AssignSheet)
    reason = named(sheet, QLineEdit, "Reason")
    assert "off sick" in sheet.warning
    assert not button(sheet, "Assign").isEnabled()
    QTest.keyClicks(reason, "he offered it")
    QTest.keyClick(reason, Qt.Key.Key_Return)
    rig.wait(lambda: on_duty(rig.desk, GAP[0]) == [team["bob"]])


def test_nobody_is_on_duty_twice_at_a_time(
    rig: ShellRig, forms: DutyForms, team: dict[str, int]
) -> None:
    forms.assign((local("20:00", 5), local("23:00", 5)), team["anna"])
    sheet = opened(rig, AssignSheet)
    assert "already on duty then" in sheet.warning
    assert not named(sheet, QLineEdit, "Reason").isVisible()
    assert not button(sheet, "Assign").isEnabled()

    choose(sheet, team["bob"])
    rig.settle()
    assert sheet.warning == ""
    assert button(sheet, "Assign").isEnabled()


def test_a_time_that_ends_before_it_starts_is_said_beside_the_field(
    rig: ShellRig, forms: DutyForms
) -> None:
    forms.assign(GAP)
    sheet = opened(rig, AssignSheet)
    type_moment(named(sheet, DateField, "Till"), GAP[0] - timedelta(hours=1))
    assert not button(sheet, "Assign").isEnabled()
    assert any("must come after" in fault for fault in texts(sheet))


def test_a_draft_puts_nobody_on_duty(rig: ShellRig, forms: DutyForms, team: dict[str, int]) -> None:
    forms.assign(GAP, team["bob"])
    sheet = opened(rig, AssignSheet)
    sheet.findChild(QCheckBox).setChecked(True)
    sheet.do()
    rig.wait(lambda: not isValid(sheet))
    assert on_duty(rig.desk, GAP[0]) == []
    assert block_of(rig, GAP[0]).is_draft


def test_a_duty_of_the_rotation_is_given_to_somebody_from_the_list(
    rig: ShellRig, forms: DutyForms, team: dict[str, int], me: Actor
) -> None:
    night = local("22:00", 1)
    for name in ("bob", "cat", "lea"):  # each has too little rest before the night
        morning = NewShift(team[name], local("10:00", 1), local("13:00", 1))
        rig.desk.duty_shifts.assign(me, morning)
    forms.edit(block_of(rig, night))
    sheet = opened(rig, AssignSheet)
    people = sheet.findChild(QListWidget)
    assert any("has this duty now" in people.item(row).text() for row in range(people.count()))
    assert sheet.warning == ""
    people.setFocus()
    people.setCurrentRow(0)
    chosen = sheet.findChild(PersonField).person_id
    assert chosen != team["anna"]
    rig.settle()
    QTest.keyClick(people, Qt.Key.Key_Return)
    reason = named(sheet, QLineEdit, "Reason")
    assert sheet.focusWidget() is reason, "five hours of rest are too few: it asks why"
    QTest.keyClicks(reason, "Anna is at a fair")
    QTest.keyClick(reason, Qt.Key.Key_Return)
    rig.wait(lambda: on_duty(rig.desk, night) == [chosen])
    rig.window.commands["edit.undo"].trigger()
    rig.wait(lambda: on_duty(rig.desk, night) == [team["anna"]])


def test_a_duty_is_cut_inside_of_it(rig: ShellRig, forms: DutyForms, team: dict[str, int]) -> None:
    forms.assign(GAP, team["bob"])
    opened(rig, AssignSheet).do()
    rig.wait(lambda: on_duty(rig.desk, GAP[0]) == [team["bob"]])
    forms.split(block_of(rig, GAP[0]))
    sheet = opened(rig, SplitSheet)
    cut = named(sheet, DateField, "Cut at")
    type_moment(cut, GAP[1])
    assert not button(sheet, "Split").isEnabled()
    assert any("inside" in fault for fault in texts(sheet))
    type_moment(cut, GAP[0] + timedelta(hours=2))
    assert any("2 h and 1 h" in text for text in texts(sheet))
    sheet.do()
    rig.wait(lambda: block_of(rig, GAP[0]).end_at == GAP[0] + timedelta(hours=2))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_word_of_the_form_fits(rig: ShellRig, forms: DutyForms, language: str) -> None:
    rig.speak(language)
    forms.assign((local("20:00", 5), local("23:00", 5)))
    sheet = opened(rig, AssignSheet)
    sheet.findChild(QComboBox).setFocus()
    assert faults(sheet) == []


def texts(sheet: AssignSheet | SplitSheet) -> list[str]:
    return [label.text() for label in sheet.findChildren(QLabel) if label.isVisible()]

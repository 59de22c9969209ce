"""Absences, wishes, overrides and temporary schedules: made, corrected and ended in their lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
)

from desktop.domain.duty import AbsenceKind, WishKind
from desktop.domain.ticket import Actor
from desktop.services.duty_overrides import NewOverride
from desktop.ui.duty.absences import AbsencesSection
from desktop.ui.duty.assign_sheet import AssignSheet
from desktop.ui.duty.fields import PersonField
from desktop.ui.duty.forms import DutyForms
from desktop.ui.duty.overrides import OverridesSection
from desktop.ui.duty.section_dialog import SectionDialog
from desktop.ui.duty.shift_rows import ShiftRows
from desktop.ui.duty.temporary import TemporarySection
from desktop.ui.duty.wishes import WishesSection
from desktop.ui.settings.section import Section
from desktop.ui.tickets.date_field import DateField
from tests.services.duty_team import local, on_duty
from tests.ui.clipping import faults
from tests.ui.duty.dialogs import button, named, opened, press, type_moment
from tests.ui.shell_rig import ShellRig

S = TypeVar("S", bound=Section)
FAR = (local("00:00", -30), local("00:00", 300))


def section_of(rig: ShellRig, open_list: Callable[[], None], kind: type[S]) -> S:
    open_list()
    section = opened(rig, SectionDialog).section
    assert isinstance(section, kind)
    return section


def choose_day(field: QDateEdit, day: date) -> None:
    field.setDate(QDate(day.year, day.month, day.day))


def texts(section: Section) -> list[str]:
    return [label.text() for label in section.findChildren(QLabel) if label.isVisible()]


def test_an_absence_tells_the_duties_it_hits_and_finds_who_covers(
    rig: ShellRig, forms: DutyForms, team: dict[str, int]
) -> None:
    section = section_of(rig, forms.absences, AbsencesSection)
    press(section, "Add an absence")
    day = local("12:00", 2).date()
    choose_day(named(section, QDateEdit, "First day"), day)
    choose_day(named(section, QDateEdit, "Last day"), day)
    rig.settle()
    assert len(section.form.overlaps.blocks) == 2, "the night that ends, and the one that begins"
    assert any("2 duties fall" in text for text in texts(section))

    covers = [b for b in section.findChildren(QPushButton) if b.text() == "Who can cover?"]
    covers[0].click()
    sheet = opened(rig, AssignSheet)
    assert sheet.findChild(PersonField).person_id == team["anna"]
    sheet.reject()

    press(section, "Save")
    rig.wait(lambda: len(rig.desk.availability.absences(*FAR)) == 1)
    [row] = rig.desk.availability.absences(*FAR)
    assert (row.start_at, row.end_at) == (local("00:00", 2), local("00:00", 3))
    rig.window.commands["edit.undo"].trigger()
    rig.wait(lambda: rig.desk.availability.absences(*FAR) == ())


def test_an_absence_by_the_hour_is_corrected_and_deleted(
    rig: ShellRig, forms: DutyForms, team: dict[str, int], me: Actor
) -> None:
    hours = (local("10:00", 3), local("14:00", 3))
    rig.desk.availability.add_absence(me, team["bob"], *hours, AbsenceKind.OTHER, "dentist")
    section = section_of(rig, forms.absences, AbsencesSection)
    section.list.view.setCurrentIndex(section.list.table.index(0, 0))
    rig.settle()
    press(section, "Edit")
    assert section.findChild(QCheckBox).isChecked()
    type_moment(named(section, DateField, "Till"), local("09:00", 3))
    assert not button(section, "Save").isEnabled()
    type_moment(named(section, DateField, "Till"), local("16:00", 3))
    press(section, "Save")
    rig.wait(lambda: rig.desk.availability.absences(*FAR)[0].end_at == local("16:00", 3))
    press(section, "Delete")
    rig.wait(lambda: rig.desk.availability.absences(*FAR) == ())


def test_a_wish_covers_several_days_and_is_taken_back(
    rig: ShellRig, forms: DutyForms, team: dict[str, int]
) -> None:
    section = section_of(rig, forms.wishes, WishesSection)
    press(section, "Add a wish")
    section.findChild(PersonField).choose(team["cat"])
    kind = named(section, QComboBox, "Wish")
    kind.setCurrentIndex(kind.findText("Impossible"))
    first = date(2026, 12, 30)
    choose_day(named(section, QDateEdit, "Last day"), first + timedelta(days=1))
    choose_day(named(section, QDateEdit, "First day"), first)
    press(section, "Save")
    rig.wait(lambda: section.list.table.rowCount() == 2)
    wishes = rig.desk.availability.wishes(first, first + timedelta(days=5))
    assert {(each.person_id, each.kind) for each in wishes} == {(team["cat"], WishKind.IMPOSSIBLE)}
    section.list.view.setCurrentIndex(section.list.table.index(0, 0))
    rig.settle()
    press(section, "Delete")
    rig.wait(lambda: section.list.table.rowCount() == 1)


def test_an_override_needs_somebody_and_ends(
    rig: ShellRig, forms: DutyForms, team: dict[str, int]
) -> None:
    section = section_of(rig, forms.overrides, OverridesSection)
    press(section, "Add an override")
    assert any("Choose who joins" in text for text in texts(section))
    assert not button(section, "Save").isEnabled()
    named(section, PersonField, "On duty").choose(team["bob"])
    named(section, PersonField, "Instead of").choose(team["anna"])
    type_moment(named(section, DateField, "From"), local("18:00", 1))
    type_moment(named(section, DateField, "Till"), local("09:00", 2))
    press(section, "Save")
    rig.wait(lambda: on_duty(rig.desk, local("23:00", 1)) == [team["bob"]])
    section.list.view.setCurrentIndex(section.list.table.index(0, 0))
    rig.settle()
    press(section, "Delete")
    rig.wait(lambda: on_duty(rig.desk, local("23:00", 1)) == [team["anna"]])


def test_an_override_that_has_begun_ends_now(
    rig: ShellRig, forms: DutyForms, team: dict[str, int], me: Actor
) -> None:
    span = (local("18:00"), local("09:00", 1))
    rig.desk.duty_overrides.add(me, NewOverride(*span, team["bob"], team["anna"]))
    rig.clock.jump_to(local("22:00"))
    section = section_of(rig, forms.overrides, OverridesSection)
    section.list.view.setCurrentIndex(section.list.table.index(0, 0))
    rig.settle()
    press(section, "End now")
    rig.wait(lambda: on_duty(rig.desk, local("22:01")) == [team["anna"]])
    assert on_duty(rig.desk, local("21:59")) == [team["bob"]]


def test_a_temporary_schedule_is_typed_in_a_small_table(
    rig: ShellRig, forms: DutyForms, team: dict[str, int]
) -> None:
    section = section_of(rig, forms.temporary, TemporarySection)
    press(section, "Add a temporary schedule")
    named(section, QLineEdit, "Name").setText("Release")
    shifts = section.findChild(ShiftRows)
    press(section, "Add a shift")
    press(section, "Add a shift")
    people = [row for row in shifts.findChildren(PersonField) if row.isVisible()]
    assert len(people) == 2
    assert not button(section, "Save").isEnabled(), "the second begins where the schedule ends"
    [*_, remove] = [b for b in shifts.findChildren(QToolButton) if b.isVisible()]
    remove.click()
    people[0].choose(team["cat"])
    press(section, "Save")
    rig.wait(lambda: section.list.table.rowCount() == 1)
    assert on_duty(rig.desk, local("12:00", 1)) == [team["cat"]]
    assert on_duty(rig.desk, local("23:00", 1)) == [team["cat"]], "the rotation does not count"

    section.list.view.setCurrentIndex(section.list.table.index(0, 0))
    rig.settle()
    press(section, "Edit")
    named(section, QLineEdit, "Name").setText("Big release")
    press(section, "Save")
    rig.wait(lambda: rig.desk.temporary_schedules.between(*FAR)[0].name == "Big release")
    press(section, "Delete")
    rig.wait(lambda: on_duty(rig.desk, local("23:00", 1)) == [team["anna"]])


def test_a_list_without_any_record_says_so_and_how_to_begin(
    rig: ShellRig, forms: DutyForms, team: dict[str, int], me: Actor
) -> None:
    section = section_of(rig, forms.absences, AbsencesSection)
    told = "Nobody is away from a month ago to a year ahead. Add an absence"
    assert any(text.startswith(told) for text in texts(section))
    dialog = section.window()
    rig.wait(lambda: dialog.height() < 250)
    empty_height = dialog.height()
    assert not section.list.isVisible()
    assert button(section, "Add an absence").isEnabled()
    away = (local("00:00", 2), local("00:00", 3))
    changes = rig.desk.availability.add_absence(me, team["bob"], *away)
    rig.shell.place.runner.changed.emit(changes)
    rig.settle()
    assert section.list.isVisible()
    assert not any(text.startswith(told) for text in texts(section))
    rig.wait(lambda: dialog.height() > empty_height)


def test_a_dialog_grows_for_its_form_and_shrinks_after_it_but_not_below_what_people_made_it(
    rig: ShellRig, forms: DutyForms, team: dict[str, int]
) -> None:
    section = section_of(rig, forms.wishes, WishesSection)
    dialog = section.window()
    rig.wait(lambda: not section.list.isVisible())
    rig.wait(lambda: dialog.height() < 250)
    empty_height = dialog.height()
    press(section, "Add a wish")
    rig.wait(lambda: dialog.height() > empty_height)
    area = dialog.findChild(QScrollArea)
    rig.wait(lambda: not area.verticalScrollBar().maximum())
    open_height = dialog.height()
    press(section, "Cancel")
    rig.wait(lambda: dialog.height() == empty_height)
    dialog.resize(dialog.width(), open_height + 50)
    press(section, "Add a wish")
    press(section, "Cancel")
    QApplication.processEvents()
    assert dialog.height() == open_height + 50


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_word_of_the_lists_fits(rig: ShellRig, forms: DutyForms, language: str) -> None:
    rig.speak(language)
    for open_list in (forms.absences, forms.wishes, forms.overrides, forms.temporary):
        open_list()
        dialog = opened(rig, SectionDialog)
        add = next(b for b in dialog.findChildren(QPushButton) if b.isVisible())
        add.click()
        rig.settle()

        def fits(dialog: SectionDialog = dialog) -> None:
            assert faults(dialog) == [], dialog.windowTitle()

        rig.qtbot.waitUntil(fits, timeout=10_000)  # once it is as high as its form
        dialog.reject()

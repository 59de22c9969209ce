"""The settings page: found by words, applied at once, refused in place, people and zones."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from desktop.ui.settings.about import AboutSection
from desktop.ui.settings.check_list import CheckList
from desktop.ui.settings.general import GeneralSection
from desktop.ui.settings.keyboard import KeyboardSection
from desktop.ui.settings.page import SettingsPage
from desktop.ui.settings.people import PeopleSection
from desktop.ui.settings.section_list import SectionList
from desktop.ui.widgets.command_palette import CommandPalette
from desktop.ui.widgets.search_field import SearchField
from tests.ui.clipping import faults
from tests.ui.settings.finding import named, press, section
from tests.ui.shell_rig import ShellRig


def shown(page: SettingsPage) -> list[str]:
    names = page.findChild(SectionList)
    items = [names.item(row) for row in range(names.count())]
    return [item.text() for item in items if not item.isHidden()]


@pytest.mark.parametrize(
    ("text", "found"),
    [("signature", "General"), ("dens", "Appearance"), ("SINGLE-LETTER", "Keyboard")],
)
def test_search_leaves_the_sections_that_speak_of_it_and_opens_the_first(
    rig: ShellRig, page: SettingsPage, text: str, found: str
) -> None:
    search = page.findChild(SearchField)

    search.setText(text)
    QTest.keyClick(search, Qt.Key.Key_Return)

    assert found in shown(page)
    assert len(shown(page)) < len(page.sections)
    assert page.findChild(SectionList).currentItem().text() in shown(page)


def test_switch_applies_at_once(rig: ShellRig, page: SettingsPage) -> None:
    keyboard = section(page, KeyboardSection)

    [switch] = keyboard.findChildren(QCheckBox)
    switch.click()

    rig.wait(lambda: not rig.window.commands.single_letters)


def test_text_is_stored_when_the_field_is_left_and_follows_undo(
    rig: ShellRig, page: SettingsPage
) -> None:
    field = named(section(page, GeneralSection), QLineEdit, "Team name")

    QTest.keyClicks(field, "Night owls")
    QTest.keyClick(field, Qt.Key.Key_Return)
    rig.wait(lambda: rig.shell.place.preferences.text("team.name") == "Night owls")
    rig.window.commands["edit.undo"].trigger()

    rig.wait(lambda: field.text() == "")


def test_zone_is_chosen_among_all_there_are(rig: ShellRig, page: SettingsPage) -> None:
    general = section(page, GeneralSection)
    zone = named(general, QComboBox, "Time zone of the team")

    zone.showPopup()
    index = zone.findText("Asia/Yekaterinburg")
    zone.activated.emit(index)
    zone.hidePopup()

    rig.wait(lambda: rig.shell.place.preferences.text("team.zone") == "Asia/Yekaterinburg")


def test_person_is_added_and_a_name_taken_is_refused_in_place(
    rig: ShellRig, page: SettingsPage
) -> None:
    people = section(page, PeopleSection)
    press(people, "Add a person")
    name = named(people, QLineEdit, "Name")
    QTest.keyClicks(name, "Anna Kern")

    QTest.keyClick(name, Qt.Key.Key_Return)
    rig.settle()
    assert name.isVisible()
    assert name.text() == "Anna Kern"

    name.setText("Maxim Sokolov")
    QTest.keyClick(name, Qt.Key.Key_Return)
    rig.wait(lambda: not name.isVisible())
    assert [person.name for person in rig.desk.people.all()] == ["Anna Kern", "Maxim Sokolov"]
    assert "Maxim Sokolov" in [person.name for person in rig.shell.place.me.team.people], (
        "the header offers the new person too"
    )


def test_self_check_tells_the_truth_and_its_report_holds_no_address(
    rig: ShellRig, page: SettingsPage
) -> None:
    about = section(page, AboutSection)
    checks = about.findChild(CheckList)
    rig.wait(lambda: "Database" in checks.report())

    report = checks.report()
    assert "✓ Database" in report
    assert "▲ Tray" in report
    assert "@" not in report
    press(about, "Copy report")


def test_palette_finds_settings(rig: ShellRig, page: SettingsPage) -> None:
    rig.window.enter("inbox")
    rig.window.commands["go.palette"].trigger()
    [palette] = rig.window.findChildren(CommandPalette)
    [field] = palette.findChildren(QLineEdit)

    field.setText("my signature")
    QTest.keyClick(field, Qt.Key.Key_Return)
    rig.settle()

    assert rig.window.room == "settings"


def test_footer_names_the_keys_that_undo_has_now(rig: ShellRig, page: SettingsPage) -> None:
    undo = rig.window.commands["edit.undo"]
    for keys, words in (
        (["Ctrl+Z"], "Changes are saved at once. Undo with Ctrl+Z."),
        (["Alt+U"], "Changes are saved at once. Undo with Alt+U."),
        ([], "Changes are saved at once."),
    ):
        undo.setShortcuts([QKeySequence(each) for each in keys])
        assert page._footer.text() == words


@pytest.mark.parametrize("tongue", ["en", "ru"])
def test_no_setting_is_clipped_in_the_smallest_window(
    rig: ShellRig, page: SettingsPage, tongue: str
) -> None:
    rig.speak(tongue)
    rig.window.resize(1024, 640)
    for each in page.sections:
        if not each.rows:
            continue
        page.open_section(type(each))
        rig.settle()
        assert (type(each).__name__, faults(page)) == (type(each).__name__, [])

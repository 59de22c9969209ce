"""Whoever switches the confirmation on sees first what goes out."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit

from desktop.ui.settings.automatic_mail import AutomaticMailSection
from desktop.ui.settings.page import SettingsPage
from tests.ui.settings.finding import named, section
from tests.ui.shell_rig import ShellRig


def test_the_preview_shows_number_hours_and_promise_in_each_language(
    rig: ShellRig, page: SettingsPage
) -> None:
    found = section(page, AutomaticMailSection)
    page.open_section(AutomaticMailSection)
    preview = found.findChild(QPlainTextEdit)

    rig.wait(lambda: "Mo-Fr 9-18 (Europe/Moscow)" in preview.toPlainText())
    assert "24 Nov 2026, 18:00" in preview.toPlainText()

    tongue = named(found, QComboBox, "Language of the preview")
    tongue.setCurrentIndex(1)
    tongue.activated.emit(1)
    rig.wait(lambda: "Пн-Пт 9-18 (Europe/Moscow)" in preview.toPlainText())


def test_the_switch_is_off_until_somebody_turns_it(rig: ShellRig, page: SettingsPage) -> None:
    [switch] = section(page, AutomaticMailSection).findChildren(QCheckBox)
    assert not switch.isChecked()

    switch.click()

    rig.wait(lambda: rig.shell.place.preferences.is_on("mail.acknowledge"))
    rig.window.commands["edit.undo"].trigger()
    rig.wait(lambda: not switch.isChecked())


def test_the_limits_of_a_flood_are_found_and_apply_at_once(
    rig: ShellRig, page: SettingsPage
) -> None:
    found = section(page, AutomaticMailSection)
    assert found.matches("flood")
    limit = named(found, QComboBox, "Flood of mail from one domain")
    assert limit.currentText() == "more than 60 new tickets an hour"

    limit.activated.emit(limit.findData(200))

    rig.wait(lambda: rig.shell.place.preferences.number("mail.flood_from_one") == 200)

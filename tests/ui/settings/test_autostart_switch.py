"""The switch shows what the system has, wherever that was changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox

from desktop.system.autostart import autostart_of
from desktop.ui.settings.general import GeneralSection
from desktop.ui.settings.page import SettingsPage
from tests.ui.settings.finding import named, section
from tests.ui.shell_rig import ShellRig


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config"


def test_switch_writes_the_entry_and_follows_what_was_changed_outside(
    config: Path, rig: ShellRig, page: SettingsPage
) -> None:
    switch = named(section(page, GeneralSection), QCheckBox, "Start with the computer")
    autostart = autostart_of(rig.shell.place.profile)
    rig.settle()
    assert not switch.isChecked()
    switch.click()
    rig.wait(autostart.is_on)
    rig.settle()
    assert switch.isChecked()

    autostart.switch(on=False)
    rig.window.enter("inbox")
    rig.window.enter("settings")
    rig.wait(lambda: not switch.isChecked())


def test_refusal_is_said_and_the_switch_goes_back(
    config: Path, rig: ShellRig, page: SettingsPage
) -> None:
    config.mkdir()
    (config / "autostart").write_text("a file, not a folder")
    switch = named(section(page, GeneralSection), QCheckBox, "Start with the computer")
    rig.settle()
    switch.click()
    rig.wait(lambda: rig.window.error_bar.isVisible())
    rig.settle()
    assert not switch.isChecked()

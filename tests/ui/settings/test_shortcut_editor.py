"""A command is clicked, its keys are pressed, and whoever has them already is named."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QKeySequenceEdit, QLabel

from desktop.ui.settings.keyboard import KeyboardSection
from desktop.ui.settings.page import SettingsPage
from desktop.ui.settings.shortcut_editor import ListedCommand, ShortcutEditor
from tests.ui.settings.finding import press, section
from tests.ui.shell_rig import ShellRig

Control, Shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Keyboard:
    """The editor as a person uses it."""

    def __init__(self, rig: ShellRig, page: SettingsPage) -> None:
        self.rig = rig
        self.editor = section(page, KeyboardSection).findChild(ShortcutEditor)
        rig.settle()

    def row(self, command_id: str) -> ListedCommand:
        return next(row for row in self.editor._listed() if row.command_id == command_id)

    def choose(self, command_id: str) -> None:
        self.editor._list.view.selectRow(self.row(command_id).id - 1)

    def type(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        field = self.editor.findChild(QKeySequenceEdit)
        field.setFocus()
        QTest.keyClick(field, key, modifiers)
        self.rig.settle()

    def shortcut(self, command_id: str) -> str:
        return self.rig.window.commands[command_id].shortcut().toString()

    def says(self, words: str) -> bool:
        return any(words in label.text() for label in self.editor.findChildren(QLabel))


@pytest.fixture
def keyboard(rig: ShellRig, page: SettingsPage) -> Keyboard:
    return Keyboard(rig, page)


def test_pressed_keys_apply_at_once_and_undo_takes_them_back(
    rig: ShellRig, keyboard: Keyboard
) -> None:
    keyboard.choose("ticket.solve")
    keyboard.type(Qt.Key(ord("У")), Control | Shift)
    assert keyboard.shortcut("ticket.solve") == "Ctrl+Shift+E"
    assert (keyboard.row("ticket.solve").keys, keyboard.row("ticket.solve").usual) == (
        "Ctrl+Shift+E",
        "Ctrl+E",
    )
    rig.window.commands["edit.undo"].trigger()
    rig.wait(lambda: keyboard.shortcut("ticket.solve") == "Ctrl+E")


def test_keys_of_another_command_are_refused_with_its_name(keyboard: Keyboard) -> None:
    keyboard.choose("ticket.solve")
    keyboard.type(Qt.Key.Key_D, Control)
    assert keyboard.says("Ctrl+D is “Defer” already")
    assert keyboard.shortcut("ticket.solve") == "Ctrl+E"
    keyboard.type(Qt.Key.Key_C, Control)
    assert keyboard.says("Ctrl+C belongs to typing.")
    assert keyboard.shortcut("ticket.solve") == "Ctrl+E"


def test_keys_are_taken_away_freed_for_another_and_given_back(keyboard: Keyboard) -> None:
    keyboard.choose("ticket.solve")
    press(keyboard.editor, "No shortcut")
    keyboard.rig.settle()
    assert keyboard.shortcut("ticket.solve") == ""
    keyboard.choose("ticket.defer")
    keyboard.type(Qt.Key.Key_E, Control)
    assert keyboard.shortcut("ticket.defer") == "Ctrl+E"
    keyboard.choose("ticket.solve")
    press(keyboard.editor, "The usual one")
    assert keyboard.says("is “Defer” already")
    press(keyboard.editor, "All as usual")
    keyboard.rig.settle()
    assert keyboard.shortcut("ticket.solve") == "Ctrl+E"
    assert keyboard.shortcut("ticket.defer") == "Ctrl+D"

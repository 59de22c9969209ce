"""What is asked for in the first second comes later; what changes something never does."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.actions import Actions
from desktop.ui.early_keys import AWAITED, EarlyKeys

Control = Qt.KeyboardModifier.ControlModifier


class Rig:
    """A window that has no command yet."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.early = EarlyKeys(self.window)
        self.actions = Actions(self.window)
        self.done: list[str] = []

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.window, key, Control)

    def bind(self, *command_ids: str) -> None:
        for each in command_ids:
            self.actions.bind(each, partial(self._do, each))

    def _do(self, command_id: str, _checked: bool = False) -> None:
        self.done.append(command_id)


@pytest.fixture
def rig(qtbot: QtBot) -> Rig:
    return Rig(qtbot)


def test_the_last_wins_and_what_is_not_there_yet_waits(rig: Rig) -> None:
    rig.press(Qt.Key.Key_N, Qt.Key(ord("А")), Qt.Key.Key_2)
    rig.bind("file.new_ticket", "edit.search")
    rig.early.obey(rig.actions)
    assert rig.done == ["edit.search"]
    rig.bind("go.duty", "go.palette")
    rig.early.obey(rig.actions)
    rig.early.obey(rig.actions)
    assert rig.done == ["edit.search", "go.duty"]


def test_what_changes_something_does_not_come_late(rig: Rig) -> None:
    rig.press(Qt.Key.Key_E, Qt.Key.Key_Z, Qt.Key.Key_Return)
    rig.bind("ticket.solve", "edit.undo", "ticket.send", *AWAITED)
    rig.early.obey(rig.actions)
    assert rig.done == []


def test_a_click_is_kept_whatever_the_keys_are(rig: Rig) -> None:
    rig.early.keep("go.palette")
    rig.actions.use_own({"go.palette": "Ctrl+Shift+P"})
    rig.bind(*AWAITED)
    rig.early.obey(rig.actions)
    assert rig.done == ["go.palette"]


def test_later_keys_are_the_commands_own(rig: Rig) -> None:
    rig.press(Qt.Key.Key_K)
    rig.early.finish()
    rig.press(Qt.Key.Key_2)
    rig.bind(*AWAITED)
    rig.early.obey(rig.actions)
    assert rig.done == []

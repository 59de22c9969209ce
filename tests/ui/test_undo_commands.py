"""Undo and Redo name what they would do; while somebody types, their keys belong to the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.changes import Changes, Topic, Undo
from desktop.ui.actions import Actions
from desktop.ui.runner import Runner
from desktop.ui.undo_commands import UndoCommands
from desktop.ui.undo_stack import UndoStack

pytestmark = pytest.mark.usefixtures("speak")

Control, Shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Rig:
    """A window with a button and a field, and one command that was given."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.runner = Runner(self.window)
        self.taken: list[Undo] = []
        self.stack = UndoStack(self.runner, self.take_back, self.window)
        self.actions = Actions(self.window)
        self.commands = UndoCommands(self.actions, self.stack, self.window)
        self.button, self.field = QPushButton("Button"), QLineEdit()
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.addWidget(self.button)
        layout.addWidget(self.field)
        self.window.setCentralWidget(page)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.button.setFocus()

    def take_back(self, step: Undo) -> Changes:
        self.taken.append(step)
        return Changes.of(Topic.TICKETS, undo=Undo(step.title, step.count, step))

    def give(self) -> None:
        step = Undo("solved", 3, None)
        self.runner.changed.emit(Changes.of(Topic.TICKETS, undo=step))


@pytest.fixture
def rig(qtbot: QtBot) -> Iterator[Rig]:
    rig = Rig(qtbot)
    yield rig
    rig.runner.close()


def texts(rig: Rig) -> list[str]:
    return [rig.actions[name].text() for name in ("edit.undo", "edit.redo")]


def are_offered(rig: Rig) -> list[bool]:
    return [rig.actions[name].isEnabled() for name in ("edit.undo", "edit.redo")]


def test_each_names_its_step_and_is_offered_only_then(qtbot: QtBot, rig: Rig) -> None:
    assert texts(rig) == ["Undo", "Redo"]
    assert are_offered(rig) == [False, False]
    rig.give()
    assert texts(rig) == ["Undo: 3 tickets solved", "Redo"]
    with qtbot.waitSignal(rig.stack.undone):
        rig.actions["edit.undo"].trigger()
    assert texts(rig) == ["Undo", "Redo: 3 tickets solved"]
    assert are_offered(rig) == [False, True]


def test_words_follow_the_language(rig: Rig, speak: Callable[[str], None]) -> None:
    rig.give()
    speak("ru")
    assert texts(rig) == ["Отменить: Решены 3 заявки", "Повторить"]


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_Y, Control),
        (Qt.Key.Key_Z, Control | Shift),
        (Qt.Key(ord("Н")), Control),
        (Qt.Key(ord("Я")), Control | Shift),
    ],
)
def test_redo_has_the_keys_of_both_worlds_in_both_layouts(
    qtbot: QtBot, rig: Rig, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    rig.give()
    with qtbot.waitSignal(rig.stack.undone):
        rig.stack.undo()
    with qtbot.waitSignal(rig.stack.redone):
        QTest.keyClick(rig.window, key, modifiers)
    assert len(rig.taken) == 2


@pytest.mark.parametrize("undo", [Qt.Key.Key_Z, Qt.Key(ord("Я"))])
@pytest.mark.parametrize("redo", [Qt.Key.Key_Y, Qt.Key(ord("Н"))])
def test_in_a_field_the_keys_undo_and_redo_typing(rig: Rig, undo: Qt.Key, redo: Qt.Key) -> None:
    rig.give()
    rig.field.setFocus()
    QTest.keyClicks(rig.field, "typed")
    QTest.keyClick(rig.field, undo, Control)
    assert rig.field.text() == ""
    QTest.keyClick(rig.field, redo, Control)
    assert rig.field.text() == "typed"
    assert rig.taken == []


def test_a_field_that_is_only_read_leaves_the_keys_to_commands(qtbot: QtBot, rig: Rig) -> None:
    rig.give()
    rig.field.setReadOnly(True)
    rig.field.setFocus()
    with qtbot.waitSignal(rig.stack.undone):
        QTest.keyClick(rig.field, Qt.Key(ord("Я")), Control)

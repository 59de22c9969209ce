"""One registry: no two commands share a key, and all surfaces come from the same actions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QMenuBar
from pytestqt.qtbot import QtBot

from desktop.system.resources import resource
from desktop.ui.actions import Actions, with_shortcut
from desktop.ui.commands import COMMANDS, MENU_TITLES, Menu
from desktop.ui.keyboard import sequences
from desktop.ui.theme.theme import SchemeChoice, Theme

NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def actions(window: QMainWindow) -> Actions:
    return Actions(window)


def nothing() -> None:
    """Stand for a command that a page carries out."""


def typed(text: str, modifiers: Qt.KeyboardModifier = NONE) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, 0, modifiers, text)


def test_no_two_commands_share_a_shortcut() -> None:
    keys = [
        made.toString()
        for command in COMMANDS
        for shortcut in command.shortcuts
        for made in sequences(shortcut)
    ]
    assert [key for key, times in Counter(keys).items() if times > 1] == []


def test_no_two_commands_share_a_list_key_or_an_id() -> None:
    list_keys = Counter(command.list_key for command in COMMANDS if command.list_key)
    ids = Counter(command.id for command in COMMANDS)
    assert max(list_keys.values()) == 1
    assert max(ids.values()) == 1


def test_no_main_shortcut_is_punctuation_or_taken_by_text_fields() -> None:
    taken = {f"Ctrl+{letter}" for letter in "ACVXBI"}  # Undo and Redo leave Z and Y to typing
    for command in COMMANDS:
        key = command.shortcut.rpartition("+")[2]
        assert command.shortcut not in taken
        assert len(key) != 1 or key.isalnum(), command.id


def test_every_icon_named_in_the_table_exists() -> None:
    for command in COMMANDS:
        assert not command.icon or resource("icons", f"{command.icon}.svg").is_file()


def test_a_command_is_offered_only_once_it_can_be_carried_out(actions: Actions) -> None:
    assert not actions["ticket.solve"].isVisible()
    assert "ticket.solve" in actions.unbound()
    actions.set_enabled(["ticket.solve"], True)
    assert not actions["ticket.solve"].isVisible()
    actions.bind("ticket.solve", nothing)
    assert actions["ticket.solve"].isVisible()
    assert [command.id for command, _ in actions.offered()] == ["ticket.solve"]


def test_a_shortcut_runs_its_command_once_in_either_layout(
    qtbot: QtBot, window: QMainWindow, actions: Actions
) -> None:
    runs: list[str] = []

    def defer() -> None:
        runs.append("defer")

    actions.bind("ticket.defer", defer)
    with qtbot.waitActive(window):
        window.show()
    QTest.sendKeyEvent(QTest.KeyAction.Click, window, Qt.Key.Key_D, "d", CONTROL)
    assert runs == ["defer"]
    QTest.sendKeyEvent(QTest.KeyAction.Click, window, Qt.Key(ord("В")), "в", CONTROL)
    assert runs == ["defer", "defer"]


@pytest.mark.parametrize("letter", ["d", "в"])
def test_a_single_letter_works_in_the_list_in_either_layout(actions: Actions, letter: str) -> None:
    actions.bind("ticket.defer", nothing)
    assert actions.for_list_key(typed(letter)) is actions["ticket.defer"]


def test_single_letters_can_be_switched_off_and_never_steal_a_modifier(actions: Actions) -> None:
    actions.bind("ticket.defer", nothing)
    assert actions.for_list_key(typed("d", CONTROL)) is None
    actions.single_letters = False
    assert actions.for_list_key(typed("d")) is None


def test_a_disabled_or_unbound_command_has_no_single_letter(actions: Actions) -> None:
    assert actions.for_list_key(typed("d")) is None
    actions.bind("ticket.defer", nothing)
    actions.set_enabled(["ticket.defer"], False)
    assert actions.for_list_key(typed("d")) is None


def test_no_bare_letter_is_a_window_shortcut(
    qtbot: QtBot, window: QMainWindow, actions: Actions
) -> None:
    runs: list[str] = []

    def defer() -> None:
        runs.append("defer")

    actions.bind("ticket.defer", defer)
    field = QLineEdit()
    window.setCentralWidget(field)
    window.show()
    QTest.keyClicks(field, "d")
    assert (field.text(), runs) == ("d", [])


def test_menus_hold_the_offered_commands_in_their_order(
    window: QMainWindow, actions: Actions
) -> None:
    for command_id in ("file.quit", "file.new_ticket", "ticket.solve"):
        actions.bind(command_id, nothing)
    bar = QMenuBar(window)
    actions.fill_menu_bar(bar)
    titles = [entry.text() for entry in bar.actions()]
    assert titles == ["&File", "&Ticket"]
    texts = [entry.text() for entry in bar.actions()[0].menu().actions()]  # type: ignore[union-attr]
    assert texts == ["New ticket…", "", "Quit"]


def test_words_follow_the_language(
    window: QMainWindow, actions: Actions, speak: Callable[[str], None]
) -> None:
    actions.bind("ticket.solve", nothing)
    bar = QMenuBar(window)
    actions.fill_menu_bar(bar)
    speak("ru")
    assert actions["ticket.solve"].text() == "Решить"
    assert actions["ticket.solve"].toolTip() == "Решить (Ctrl+E)"
    assert bar.actions()[0].text() == "&Заявка"


def test_every_menu_has_a_title() -> None:
    assert set(MENU_TITLES) == set(Menu)


def test_icons_come_with_their_menu_and_follow_the_theme(
    window: QMainWindow, actions: Actions, theme: Theme
) -> None:
    actions.bind("ticket.reply", nothing)
    bar = QMenuBar(window)
    actions.fill_menu_bar(bar)
    action = actions["ticket.reply"]
    assert action.icon().isNull()
    menu = bar.actions()[0].menu()
    menu.aboutToShow.emit()  # type: ignore[union-attr]
    light = action.icon().pixmap(20, 20).toImage()
    assert action.icon().pixmap(20, 20, QIcon.Mode.Disabled).toImage() != light
    theme.choose(SchemeChoice.DARK)
    QApplication.processEvents()
    menu.aboutToShow.emit()  # type: ignore[union-attr]
    assert action.icon().pixmap(20, 20).toImage() != light


def test_a_command_without_a_shortcut_has_a_plain_tooltip(actions: Actions) -> None:
    assert with_shortcut("Spam", actions["ticket.spam"]) == "Spam"

"""Chosen shortcuts survive as text, are read in either layout, and never shadow typing."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.actions import Actions
from desktop.ui.own_shortcuts import (
    Objection,
    holder,
    in_latin,
    objection,
    own_text,
    read_own,
)


@pytest.fixture
def actions(qtbot: QtBot) -> Actions:
    window = QWidget()
    qtbot.addWidget(window)
    actions = Actions(window)
    for name in ("ticket.solve", "ticket.defer", "edit.redo"):
        actions.bind(name, lambda: None)
    return actions


def keys(action: QAction) -> list[str]:
    portable = QKeySequence.SequenceFormat.PortableText
    return [each.toString(portable) for each in action.shortcuts()]


def test_choice_comes_back_from_its_text() -> None:
    own = {"ticket.solve": "Ctrl+Shift+E", "ticket.defer": ""}
    assert read_own(own_text(own)) == own
    assert own_text({}) == ""


@pytest.mark.parametrize("text", ["", "{", "[1]", "7", '{"ticket.solve": 7}'])
def test_text_that_is_no_choice_chooses_nothing(text: str) -> None:
    assert read_own(text) == {}


@pytest.mark.parametrize(
    ("pressed", "written"),
    [("Ctrl+У", "Ctrl+E"), ("Ctrl+Shift+e", "Ctrl+Shift+E"), ("F7", "F7"), ("Alt+Up", "Alt+Up")],
)
def test_keys_are_written_as_on_the_latin_layout(pressed: str, written: str) -> None:
    assert in_latin(QKeySequence(pressed)) == written


@pytest.mark.parametrize(
    ("pressed", "why"),
    [
        ("E", Objection.BARE),
        ("Shift+E", Objection.BARE),
        ("Esc", Objection.BARE),
        ("Alt+F", Objection.MENU),
        ("Ctrl+;", Objection.SIGN),
        ("Ctrl++", Objection.SIGN),
        ("Ctrl+C", Objection.TYPING),
        ("Ctrl+Home", Objection.TYPING),
        ("Ctrl+Del", Objection.TYPING),
        ("Ctrl+Ins", Objection.TYPING),
        ("Alt+F4", Objection.SYSTEM),
        ("Ctrl+Tab", Objection.SYSTEM),
        ("F10", Objection.SYSTEM),
        ("F7", None),
        ("Shift+F7", None),
        ("Ctrl+7", None),
        ("Alt+Up", None),
        ("Ctrl+Alt+E", None),
    ],
)
def test_keys_that_mean_something_else_are_refused(pressed: str, why: Objection | None) -> None:
    assert objection(pressed) is why


def test_own_keys_work_in_both_layouts_and_the_others_stay(actions: Actions) -> None:
    usual = keys(actions["ticket.defer"])
    actions.use_own({"ticket.solve": "Ctrl+Shift+E", "edit.redo": ""})
    assert keys(actions["ticket.solve"]) == ["Ctrl+Shift+E", "Ctrl+Shift+У"]
    assert keys(actions["edit.redo"]) == []
    assert keys(actions["ticket.defer"]) == usual
    actions.use_own({})
    assert keys(actions["ticket.solve"])[0] == "Ctrl+E"


def test_who_has_the_keys_now_is_found(actions: Actions) -> None:
    found = holder(actions, "Ctrl+E", of="ticket.defer")
    assert found is not None and found.id == "ticket.solve"
    assert holder(actions, "Ctrl+E", of="ticket.solve") is None
    actions.use_own({"ticket.solve": "F7"})
    assert holder(actions, "Ctrl+E", of="ticket.defer") is None
    held = holder(actions, "Ctrl+Shift+Z", of="ticket.defer")
    assert held is not None and held.id == "edit.redo", "its second shortcut counts as well"

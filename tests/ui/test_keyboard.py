"""Shortcuts and mistyped text work in both layouts from one table."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence

from desktop.ui.keyboard import in_other_layout, is_same_key, sequences


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("вуаук", "defer"),
        ("jndtnbnm", "ответить"),
        ("ЫЩДМУ", "SOLVE"),
        ("yfcnhjqrb", "настройки"),
        ("#1047", "#1047"),
        ("", ""),
    ],
)
def test_text_typed_in_the_wrong_layout_is_read_back(typed: str, meant: str) -> None:
    assert in_other_layout(typed) == meant


@pytest.mark.parametrize(
    ("shortcut", "expected"),
    [
        ("Ctrl+D", ["Ctrl+D", "Ctrl+В"]),
        ("Ctrl+Shift+N", ["Ctrl+Shift+N", "Ctrl+Shift+Т"]),
        ("Ctrl+Enter", ["Ctrl+Enter", "Ctrl+Return"]),
        ("F5", ["F5"]),
        ("Ctrl+1", ["Ctrl+1"]),
        ("Alt+Down", ["Alt+Down"]),
        ("", []),
    ],
)
def test_a_letter_shortcut_gets_the_cyrillic_letter_of_its_key(
    shortcut: str, expected: list[str]
) -> None:
    assert sequences(shortcut) == [QKeySequence(text) for text in expected]


@pytest.mark.parametrize(
    ("typed", "key", "same"),
    [
        ("d", "D", True),
        ("в", "D", True),
        ("В", "D", True),
        ("/", "/", True),
        (".", "/", True),
        ("?", "?", True),
        (",", "?", True),
        ("f", "D", False),
        ("", "D", False),
    ],
)
def test_a_single_key_is_recognised_in_either_layout(typed: str, key: str, same: bool) -> None:
    assert is_same_key(typed, key) is same

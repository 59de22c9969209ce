"""Shortcuts that a person chose instead of the usual ones: kept as text, checked before that."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtGui import QKeySequence

from desktop.ui.actions import Actions
from desktop.ui.command import Command
from desktop.ui.keyboard import TO_LATIN, sequences

SETTING = "keyboard.shortcuts"
_MOVES = ("Left", "Right", "Up", "Down", "Home", "End", "Backspace", "Del", "Ins")
TYPING = frozenset(f"Ctrl+{key}" for key in (*"ACVXBI", *_MOVES))
"""What text fields understand by themselves; Undo and Redo leave Ctrl+Z and Ctrl+Y to them."""
SYSTEM = frozenset(
    {"F10", "Shift+F10", "Alt+F4", "Alt+Tab", "Alt+Space", "Ctrl+Tab", "Ctrl+Esc", "Ctrl+Alt+Del"}
)
"""What windows and menus understand; much of it never reaches a program."""

Own = Mapping[str, str]
"""The chosen shortcut by the id of a command, empty for none."""


class Objection(StrEnum):
    """Why keys cannot be a shortcut, whatever else they do."""

    BARE = "bare"
    MENU = "menu"
    SIGN = "sign"
    SYSTEM = "system"
    TYPING = "typing"


def read_own(text: str) -> dict[str, str]:
    """Return what `own_text` kept; what is no such text chooses nothing."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: keys for name, keys in found.items() if isinstance(keys, str)}


def own_text(own: Own) -> str:
    """Return the choice as a setting keeps it; empty when nothing was chosen."""
    return json.dumps(dict(sorted(own.items()))) if own else ""


def in_latin(pressed: QKeySequence) -> str:
    """Return keys as the table of commands writes them, in whichever layout they were pressed."""
    text = pressed.toString(QKeySequence.SequenceFormat.PortableText)
    modifiers, plus, key = text.rpartition("+")
    return f"{modifiers}{plus}{TO_LATIN.get(key.lower(), key).upper() if len(key) == 1 else key}"


def objection(keys: str) -> Objection | None:
    """Say why these keys can be no shortcut."""
    modifiers, _, key = keys.rpartition("+")
    is_letter = len(key) == 1
    if not key:  # the sign is +
        return Objection.SIGN
    if keys in SYSTEM:
        return Objection.SYSTEM
    if modifiers in ("", "Shift"):
        return None if key.startswith("F") and key[1:].isdecimal() else Objection.BARE
    if is_letter and not key.isalnum():
        return Objection.SIGN
    if is_letter and modifiers in ("Alt", "Alt+Shift"):
        return Objection.MENU
    return Objection.TYPING if keys in TYPING else None


def holder(actions: Actions, keys: str, of: str) -> Command | None:
    """Return the command, other than `of`, that has these keys now."""
    wanted = sequences(keys)
    for command, action in actions.offered():
        if command.id != of and any(each in action.shortcuts() for each in wanted):
            return command
    return None

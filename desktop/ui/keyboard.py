"""The two keyboard layouts: which Latin and Cyrillic letters share a key.

Qt's shortcuts follow characters, not keys, so with ЙЦУКЕН active Ctrl+D is Ctrl+В. Every shortcut
with a letter is therefore registered for both, and what was typed in the wrong layout is read
back through the same table.
"""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

PALETTE = "Ctrl+K"
"""Of the command palette; the header shows it before the commands are there."""

_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./"
_CYRILLIC = "ёйцукенгшщзхъфывапролджэячсмитьбю."
_SHIFTED_LATIN = '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?'
_SHIFTED_CYRILLIC = "ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,"

TO_CYRILLIC = dict(zip(_LATIN + _SHIFTED_LATIN, _CYRILLIC + _SHIFTED_CYRILLIC, strict=True))
TO_LATIN = {cyrillic: latin for latin, cyrillic in TO_CYRILLIC.items() if cyrillic not in ".,"}


def in_other_layout(text: str) -> str:
    """Return what the same keys give in the other layout: "вуаук" is "defer", "jndtn" «ответ».

    A text with any Cyrillic letter is read as typed on ЙЦУКЕН, every other as typed on QWERTY.
    """
    table = TO_LATIN if any(letter in TO_LATIN for letter in text) else TO_CYRILLIC
    return "".join(table.get(letter, letter) for letter in text)


def sequences(shortcut: str) -> list[QKeySequence]:
    """Return the key sequences of a shortcut written in Latin, such as "Ctrl+D", for both layouts.

    Qt's "Enter" is that of the number pad; the other one, "Return", is taken along. A shortcut
    without a letter has one sequence.
    """
    if not shortcut:
        return []
    modifiers, _, key = shortcut.rpartition("+")
    made = [QKeySequence(shortcut)]
    if key == "Enter":
        made.append(QKeySequence(f"{modifiers}+Return" if modifiers else "Return"))
    elif len(key) == 1 and key.isalpha():
        made.append(QKeySequence(f"{modifiers}+{TO_CYRILLIC[key]}"))
    return made


def is_same_key(typed: str, key: str) -> bool:
    """Say whether the character `typed` comes from the key that gives `key` on QWERTY."""
    return bool(typed) and typed.lower() in (key.lower(), TO_CYRILLIC.get(key, "").lower())

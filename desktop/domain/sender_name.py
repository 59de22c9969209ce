"""Whether the name of a sender may stand for the address (reliability.md F6)."""

from __future__ import annotations

import re
import unicodedata

from desktop.domain.mail_text import BIDI_NAMES

_WORD = re.compile(r"[^\W\d_]+")
_MARKS = re.compile("|".join(map(re.escape, BIDI_NAMES.values())))
_UNSEEN = re.compile("[\u00ad\u034f\u180e\u200b-\u200d\u2060-\u2064\ufeff]")
_SOUND_SCRIPTS = frozenset({"HIRAGANA", "KATAKANA", "CJK", "KATAKANA-HIRAGANA", "BOPOMOFO"})
"""Written together in one word by everybody who writes Japanese or Chinese."""


def shown_sender(name: str, address: str) -> str:
    """Return what a list calls a sender: the name, or the address where the name may deceive.

    A name deceives that holds an address of its own, a mark of direction, a letter nobody sees,
    or a word of several alphabets, one letter of which looks like another.
    """
    if not address or (name.isascii() and "@" not in name and "[" not in name):
        return name or address
    return address if _may_deceive(name, address) else name


def _may_deceive(name: str, address: str) -> bool:
    if "@" in unicodedata.normalize("NFKC", name):
        return name.strip().lower() != address.lower()
    if _MARKS.search(name) or _UNSEEN.search(name):
        return True
    return any(len(_scripts(word) - _SOUND_SCRIPTS) > 1 for word in _WORD.findall(name))


def _scripts(word: str) -> set[str]:
    """Return the alphabets of a word; full-width letters have one of their own."""
    return {unicodedata.name(letter, "?").split()[0] for letter in word}

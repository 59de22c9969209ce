"""The language now spoken, for the texts about clocks that the domain writes."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from desktop.domain.explain import WORDS
from desktop.domain.explain_words import Language, Words


def spoken() -> Language:
    """Return the language now spoken, as the domain names it."""
    is_russian = QLocale().language() is QLocale.Language.Russian
    return Language.RUSSIAN if is_russian else Language.ENGLISH


def spoken_words() -> Words:
    """Return its names of clocks and parts, and how it writes spans of business time."""
    return WORDS[spoken()]

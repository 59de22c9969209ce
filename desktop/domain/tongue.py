"""Which of our two languages somebody writes in, and how a letter in it names a date."""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum
from typing import Final

_CYRILLIC: Final = re.compile(r"[а-яё]", re.IGNORECASE)
_LETTERS: Final = re.compile(r"[a-zа-яё]", re.IGNORECASE)
_LOOKED_AT: Final = 20_000
_SHARE: Final = 0.2
"""So much of the letters may be product names and log lines in Latin, and it is still Russian."""

_MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


class Written(StrEnum):
    """A language that letters are written in."""

    ENGLISH = "en"
    RUSSIAN = "ru"


def language_of(*texts: str) -> Written | None:
    """Return the language of the first text that has letters; None when none has any."""
    for text in texts:
        letters = len(_LETTERS.findall(text[:_LOOKED_AT]))
        if letters:
            cyrillic = len(_CYRILLIC.findall(text[:_LOOKED_AT]))
            return Written.RUSSIAN if cyrillic >= letters * _SHARE else Written.ENGLISH
    return None


def date_words(at: datetime, written: Written) -> str:
    """Return a local instant as a letter in that language names it."""
    if written is Written.RUSSIAN:
        return f"{at:%d.%m.%Y %H:%M}"
    return f"{at.day} {_MONTHS[at.month - 1]} {at:%Y, %H:%M}"

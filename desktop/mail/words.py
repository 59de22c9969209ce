"""Words as they are indexed and looked for, with their stems: alike for mail and for queries."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Sequence

import Stemmer

from desktop.domain.terms import Terms, folded

MAX_INDEXED_WORDS = 20_000
MAX_KNOWN_STEMS = 50_000
"""Remembered between messages: most words come again, and looking one up is ten times faster."""

_WORD = re.compile(r"[^\W_]+")
_RUSSIAN = re.compile("[а-я]")
_ASCII_WORDS = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_OF_THREAD = threading.local()  # PyStemmer objects must not be shared by threads


class _OtherStems(dict[str, str]):
    """The stem of each word met so far, empty where the word is its own."""

    def __init__(self) -> None:
        super().__init__()
        # 0: its own cache, which is emptied in slow sweeps, has nothing to do beside ours
        self._russian = Stemmer.Stemmer("russian", 0)
        self._english = Stemmer.Stemmer("english", 0)

    def __missing__(self, word: str) -> str:
        is_english = word.isascii() or not _RUSSIAN.search(word)
        stem: str = (self._english if is_english else self._russian).stemWord(word)
        if is_english and not word.isascii():
            stem = _without_accents(stem)
        self[word] = "" if stem == word else stem
        return self[word]


def words_of(content: str) -> list[str]:
    """Return the words of a text as they are indexed: lower case, ё as е."""
    if content.isascii():  # the same words in a third of the time
        return content.translate(_ASCII_WORDS).split()
    return _WORD.findall(folded(content))


def stems_of(words: Sequence[str]) -> list[str]:
    """Return the Snowball stem of each word, Russian or English by its letters, unaccented."""
    other = _other_stems()
    return [other[word] or word for word in words]


def terms_of(content: str) -> Terms:
    """Return what a text is indexed by.

    Each word once: nothing asks how often or where, and half the index is saved.
    """
    words = list(dict.fromkeys(words_of(content)))[:MAX_INDEXED_WORDS]
    return Terms(" ".join(words), " ".join(map(_other_stems().__getitem__, words)))


def _without_accents(word: str) -> str:
    """Return `cafe` for `café`: people look for it either way."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFD", word)))


def _other_stems() -> _OtherStems:
    known: _OtherStems | None = getattr(_OF_THREAD, "other", None)
    if known is None:
        known = _OF_THREAD.other = _OtherStems()
    elif len(known) > MAX_KNOWN_STEMS:
        known.clear()
    return known

"""How well a typed text fits a title: by words, by letters in order, in either layout."""

from __future__ import annotations

import re

from desktop.ui.keyboard import in_other_layout

WHOLE_WORD = 100
TITLE_START = 90
WORD_START = 80
INSIDE = 50
LETTERS = 30

_WORD = re.compile(r"\w+")


def best_score(query: str, *texts: str) -> int | None:
    """Return how well the best of `texts` fits, higher is better; None: none fits.

    The query is read as typed and as typed in the wrong layout, so "вуаук" finds "Defer".
    """
    found = [
        score
        for typed in dict.fromkeys((query, in_other_layout(query)))
        for text in texts
        if (score := _score(_plain(typed).split(), _plain(text))) is not None
    ]
    return max(found, default=None)


def _plain(text: str) -> str:
    return text.casefold().replace("ё", "е")


def _score(wanted: list[str], text: str) -> int | None:
    """Return the mean of the scores of the wanted words; None if one of them is not there."""
    if not wanted:
        return 0
    scores = [_word_score(word, text) for word in wanted]
    if None in scores:
        return None
    return sum(score for score in scores if score is not None) // len(scores)


def _word_score(wanted: str, text: str) -> int | None:
    words = _WORD.findall(text)
    if wanted in words:
        return WHOLE_WORD
    if text.startswith(wanted):
        return TITLE_START
    if any(word.startswith(wanted) for word in words):
        return WORD_START
    if wanted in text:
        return INSIDE
    gaps = min(
        (gap for word in _starts(words, wanted) if (gap := _gaps(wanted, word)) is not None),
        default=None,
    )
    return None if gaps is None else max(1, LETTERS - gaps)


def _starts(words: list[str], wanted: str) -> list[str]:
    """Return the text from each word on that begins with the first letter wanted."""
    return ["".join(words[index:]) for index, word in enumerate(words) if word[0] == wanted[0]]


def _gaps(wanted: str, text: str) -> int | None:
    """Return how many letters lie between the wanted ones; None if they are not all there."""
    position, gaps = 0, 0
    for letter in wanted:
        found = text.find(letter, position)
        if found < 0:
            return None
        gaps += found - position
        position = found + 1
    return gaps

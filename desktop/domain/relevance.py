"""How well a ticket answers the words that were searched, from what is cheap to read.

The index knows which messages hold a word, and neither where nor how often, on no engine. So the
order comes from the words themselves: subjects that hold more of the words stand first, then
those in which the words stand side by side, then the newest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_BEGIN = r"(?<![^\W_])"
_REST = r"[^\W_]*"
_BETWEEN = r"[\W_]+"


class Relevance:
    """What one query looks for, ready to be held against many texts.

    A word stands for those that begin with it or with its stem, as in the index; one letter
    stands for itself.
    """

    def __init__(self, words: Sequence[tuple[str, str]]) -> None:
        """`words` are those of the query in their order, each with its stem."""
        distinct = list(dict.fromkeys(words))
        self._words = [
            (tuple({word, stem}), re.compile(_BEGIN + _either(word, stem)))
            for word, stem in distinct
        ]
        chain = (_BETWEEN).join(_either(word, stem) + _REST for word, stem in words)
        self._chain = re.compile(_BEGIN + chain) if len(words) > 1 else None

    @property
    def has_order(self) -> bool:
        """Say whether there are words that can stand side by side."""
        return self._chain is not None

    def words_in(self, text: str) -> int:
        """Return how many of the words a `folded` text holds."""
        held = 0
        for forms, word in self._words:
            for form in forms:  # most texts hold none, which is quicker to see than to look for
                if form in text:
                    held += word.search(text) is not None
                    break
        return held

    def is_side_by_side_in(self, text: str) -> bool:
        """Say whether the words follow each other in a `folded` text, in their order."""
        return self._chain is not None and self._chain.search(text) is not None


def _either(word: str, stem: str) -> str:
    if len(word) == 1:
        return f"{re.escape(word)}(?![^\\W_])"
    return f"(?:{'|'.join(sorted({re.escape(word), re.escape(stem)}))})"

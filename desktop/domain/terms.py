"""What a text is found by: the form in which words travel from the parser to the index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of a text, each once, and their stems.

    Both are joined by single spaces. `stems` has as many places as `words`; the place of a word
    that is its own stem is empty.
    """

    words: str = ""
    stems: str = ""

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Give every word with its stem."""
        if not self.words:
            return
        for word, stem in zip(self.words.split(" "), self.stems.split(" "), strict=True):
            yield word, stem or word


def folded(text: str) -> str:
    """Return a text in the letters of the index: lower case, ё as е."""
    return text.lower().replace("ё", "е")


def searchable(subject: str, from_name: str, from_email: str, file_names: str, text: str) -> str:
    """Return everything of a message by which it shall be found."""
    return "\n".join((subject, from_name, from_email, file_names, text))

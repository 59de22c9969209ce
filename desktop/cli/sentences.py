"""What a command prints for an error: the English sentence of its code."""

from __future__ import annotations

from desktop.domain.errors import DeskError
from desktop.domain.sentences import SENTENCES, filled


def sentence(error: DeskError) -> str:
    """Return what happened and what to do; the bare code where nobody wrote a sentence."""
    text = SENTENCES.get(error.code)
    return f"{error}." if text is None else filled(text, error)

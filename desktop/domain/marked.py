"""Marks text for translation where it is written in a table, before it is shown."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:  # noqa: N802 -- lupdate knows this name
    """Return `text`. PySide's function of this name is typed as returning `object`."""
    return text

"""Tooltips with text that strangers wrote: shown as written, broken into lines, never as markup."""

from __future__ import annotations


def plain_tooltip(text: str) -> str:
    """Return `text` so that a tooltip shows exactly its letters.

    Qt guesses whether a tooltip is HTML: a subject such as `<img src="file:…">` would be drawn. As
    escaped HTML it is not, and a long line is wrapped besides.
    """
    from html import escape  # with a table of every entity: not before the first tooltip

    return f"<qt>{escape(text).replace(chr(10), '<br>')}</qt>" if text else ""

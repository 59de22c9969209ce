"""The words that stand for a link which was pressed."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument

from desktop.ui.tickets.links import read_link


def address_of(url: QUrl) -> str:
    """Return an address as it would be asked for, everything odd in it encoded."""
    return bytes(url.toEncoded().data()).decode("ascii", "replace")


def words_of(document: QTextDocument, url: QUrl) -> str:
    """Return the words under which a text offers an address.

    It may do so more than once and nobody can tell which one was pressed: words that name another
    host come first, so that no harmless link in front of it hides a lying one.
    """
    found = list(_offers(document, url))
    for words in found:
        link = read_link(address_of(url), words)
        if link is not None and link.claimed is not None:
            return words
    return found[0] if found else ""


def _offers(document: QTextDocument, url: QUrl) -> Iterator[str]:
    """Give the words of each link to that address, however its author wrote it."""
    block, words = document.begin(), ""
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            fragment = pieces.fragment()
            href = fragment.charFormat().anchorHref()
            if href and QUrl(href) == url:
                words += fragment.text()
            elif words:
                yield words
                words = ""
            pieces += 1
        if words:
            yield words
            words = ""
        block = block.next()

"""Ticket numbers in a text, such as #1047, as links inside the program."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument

SCHEME: Final = "ticket"
MOST: Final = 50
"""Of one message: a pasted list is not worth the time."""

_NUMBER = QRegularExpression(r"(?<![\w#/])#[1-9][0-9]{3,8}\b")
"""Tickets are counted from 1001; a shorter number is most likely something else."""


def link_numbers(document: QTextDocument, link: QTextCharFormat) -> None:
    """Turn the ticket numbers of a document into links; those inside other links stay."""
    cursor = QTextCursor(document)
    for _ in range(MOST):
        cursor = document.find(_NUMBER, cursor)
        if cursor.isNull():
            return
        if not cursor.charFormat().isAnchor():
            style = QTextCharFormat(link)
            style.setAnchor(True)
            style.setAnchorHref(f"{SCHEME}:{cursor.selectedText()[1:]}")
            cursor.mergeCharFormat(style)


def ticket_of(address: str) -> int | None:
    """Return the ticket that a link leads to; None for any other link."""
    scheme, _, number = address.partition(":")
    return int(number) if scheme == SCHEME and number.isascii() and number.isdecimal() else None

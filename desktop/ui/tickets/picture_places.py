"""What stands in a message where a picture is not shown, and why it is not."""

from __future__ import annotations

import html
import re
from collections.abc import Collection

from PySide6.QtCore import QCoreApplication

_IMAGE_TAG = re.compile(r'<img\b(?:[^">]|"[^"]*")*>')
_CID = re.compile(r'\bsrc="cid:([^"]*)"')
_ALT = re.compile(r'\balt="([^"]*)"')
ALT_SHOWN = 60


def with_places(
    clean: str, shown: Collection[str], too_large: Collection[str], *, has_remote: bool
) -> str:
    """Return cleaned HTML with words for the pictures that are missing from it.

    `shown` and `too_large` are Content-IDs. A picture without an address has lost it to the
    cleaning; with `has_remote` it stood at another computer, which is never asked.
    """

    def place(match: re.Match[str]) -> str:
        tag = match.group()
        source = _CID.search(tag)
        if source is None:
            return _words(_blocked(tag)) if has_remote else tag
        cid = html.unescape(source[1])
        return _words(_large()) if cid in too_large and cid not in shown else tag

    return _IMAGE_TAG.sub(place, clean)


def _blocked(tag: str) -> str:
    alt = _ALT.search(tag)
    meant = html.unescape(alt[1]).strip()[:ALT_SHOWN] if alt is not None else ""
    if not meant:
        return QCoreApplication.translate("Message", "[remote image blocked]")
    text = QCoreApplication.translate("Message", "[remote image blocked: {meant}]")
    return text.format(meant=meant)


def _large() -> str:
    return QCoreApplication.translate("Message", "[Picture too large to preview.]")


def _words(text: str) -> str:
    return f"<i>{html.escape(text)}</i>"

"""Where a link really leads, told before anything is opened (reliability.md F7)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QUrl

SCHEMES = ("http", "https", "mailto")
ADDRESS_SHOWN = 120

_CLAIM = re.compile(r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[^\W\d_][\w-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """A link that may be opened.

    `host` is written in ASCII, so that a letter that only looks Latin is seen; for `mailto` it
    is the address. `claimed` is the host that the text of the link names when it is another one.
    """

    url: QUrl
    host: str
    claimed: str | None
    is_mail: bool

    @property
    def address(self) -> str:
        """The whole address, shortened for the screen."""
        text = bytes(self.url.toEncoded().data()).decode("ascii", "replace")
        return text if len(text) <= ADDRESS_SHOWN else f"{text[:ADDRESS_SHOWN]}…"


def read_link(address: str, text: str) -> Link | None:
    """Return where `address` leads and what its `text` pretends; None: it must not be opened."""
    url = QUrl(address.strip(), QUrl.ParsingMode.StrictMode)
    scheme = url.scheme().lower()
    if not url.isValid() or scheme not in SCHEMES:
        return None
    if scheme == "mailto":
        return Link(url, url.path(), None, is_mail=True) if "@" in url.path() else None
    host = url.host(QUrl.ComponentFormattingOption.FullyEncoded).lower()
    if not host:
        return None
    return Link(url, host, _other_claim(text, host), is_mail=False)


def _other_claim(text: str, host: str) -> str | None:
    match = _CLAIM.match(text.strip())
    if match is None:
        return None
    claimed = match[1].lower()
    ascii_claim = bytes(QUrl.toAce(claimed).data()).decode("ascii") or claimed
    if host == ascii_claim or host.endswith(f".{ascii_claim}"):
        return None
    return claimed

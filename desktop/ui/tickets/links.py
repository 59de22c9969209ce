"""Where a link really leads, told before anything is opened (reliability.md F7)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from PySide6.QtCore import QUrl

from desktop.domain.mail_text import one_line

SCHEMES = ("http", "https", "mailto")
ADDRESS_SHOWN = 120

_HOST = r"(?:www\.)?((?:[\w-]+\.)+[^\W\d_][\w-]+)"
_CLAIM = re.compile(rf"(?:https?://)?(?:[^\s/@]{{0,100}}@)?{_HOST}", re.IGNORECASE)
_CLAIM_INSIDE = re.compile(rf"(?:https?://|\bwww\.)(?:[^\s/@]{{0,100}}@)?{_HOST}", re.IGNORECASE)
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_DOTS = re.compile("[\u3002\uff0e\uff61\u2024]")
_ASCII_LABEL = "xn--"


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
    def host_shown(self) -> str:
        """The host as people read it, with its ASCII form where letters may be mistaken."""
        written = ".".join(map(_decoded, self.host.split(".")))
        return f"{self.host} ({written})" if len(_scripts(written)) > 1 else written

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
    """Return the host that a text names, at its start or as a whole address, if it is another."""
    text = _DOTS.sub(".", unicodedata.normalize("NFKC", _UNSEEN.sub("", text))).strip()
    match = _CLAIM.match(text) or _CLAIM_INSIDE.search(text)
    if match is None:
        return None
    claimed = match[1].lower()
    ascii_claim = bytes(QUrl.toAce(claimed).data()).decode("ascii") or claimed
    if host == ascii_claim or host.endswith(f".{ascii_claim}"):
        return None
    return claimed


def _decoded(label: str) -> str:
    """Return a label of a host in its own letters; one that is no good Punycode as it is."""
    if not label.startswith(_ASCII_LABEL):
        return label
    try:
        return one_line(label.removeprefix(_ASCII_LABEL).encode("ascii").decode("punycode"))
    except UnicodeError:
        return label


def _scripts(text: str) -> set[str]:
    """Return the scripts of the letters: a name of two may be one letter away from another."""
    return {unicodedata.name(letter, "?").split()[0] for letter in text if letter.isalpha()}

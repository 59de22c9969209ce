"""Text that came from outside, made safe for one line, for a file name and for the database."""

from __future__ import annotations

import re

BIDI_NAMES = {
    "\u061c": "[ALM]",
    "\u200e": "[LRM]",
    "\u200f": "[RLM]",
    "\u202a": "[LRE]",
    "\u202b": "[RLE]",
    "\u202c": "[PDF]",
    "\u202d": "[LRO]",
    "\u202e": "[RLO]",
    "\u2066": "[LRI]",
    "\u2067": "[RLI]",
    "\u2068": "[FSI]",
    "\u2069": "[PDI]",
}

_SPACES = re.compile(r"[\s\x85\u2028\u2029]+")
_ODD = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LONG_WORD = re.compile(r"[^\s\u200b]{200}(?=[^\s\u200b])")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_NAME_BREAKERS = re.compile(r'[/\\:*?"<>|]+')
_WINDOWS_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)

NAME_LIMIT = 120


def one_line(text: str) -> str:
    """Return `text` on one line, with every control and direction mark made visible.

    Line breaks and runs of blanks become one space; a bidi control reads `[RLO]`, another
    control is its Unicode picture (reliability.md F7).
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    text = _SPACES.sub(" ", text).strip()
    return _ODD.sub(_visible, text)


def breakable(text: str) -> str:
    """Return `text` whose longest words may break: a layout takes a minute for a megabyte."""
    return _LONG_WORD.sub("\\g<0>\u200b", text)


def storable(text: str) -> str:
    """Return `text` without what a database refuses: NUL and lone surrogates."""
    if text.isascii() and "\0" not in text:
        return text
    return _UNSTORABLE.sub("\ufffd", text)


def safe_file_name(name: str, number: int) -> str:
    """Return a name that is a plain file in its folder on every system (reliability.md F9).

    `number` names a file whose own name comes to nothing: `attachment-1`.
    """
    name = one_line(name)
    parts = [part.strip() for part in _NAME_BREAKERS.split(name)]
    name = "_".join(part for part in parts if part.strip(". "))
    name = name.lstrip(".-~ ").rstrip(". ")
    if not name:
        return f"attachment-{number}"
    if _WINDOWS_DEVICE.match(name):
        name = f"_{name}"
    return _shortened(name)


def _shortened(name: str) -> str:
    if len(name) <= NAME_LIMIT:
        return name
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix) > 12:
        return name[:NAME_LIMIT].rstrip(". ")
    return f"{stem[: NAME_LIMIT - len(suffix) - 1].rstrip('. ')}.{suffix}"


def _visible(match: re.Match[str]) -> str:
    mark = match.group()
    if mark in BIDI_NAMES:
        return BIDI_NAMES[mark]
    code = ord(mark)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"

"""Header values decoded without trusting them: RFC 2047 words, raw 8-bit, dates, references.

The parser hands them over as `compat32` keeps them: ASCII with surrogates for 8-bit bytes.
"""

from __future__ import annotations

import binascii
import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_tz

from desktop.domain.mail_text import storable
from desktop.mail.charset import decode, guess

HEADER_LIMIT = 64 * 1024

_FOLD = re.compile(r"\r?\n[ \t]*|\r")
_WORD = re.compile(r"=\?([^?\s*]{1,60})(?:\*[^?\s]{0,20})?\?([bBqQ])\?([^?]*)\?=")
_QUOTED = re.compile(rb"=([0-9a-fA-F]{2})")
_ID = re.compile(r"<[^<>\s]{1,990}>")
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]+")
_WIDEST_OFFSET = 18 * 3600


def decode_header(value: str) -> str:
    """Return the text of a header, encoded words and unlabelled 8-bit bytes decoded.

    Neighbouring words of one charset are joined as bytes first: senders cut inside a character.
    """
    if "\n" in value or "\r" in value:
        value = _FOLD.sub(" ", value)
    value = value[:HEADER_LIMIT]
    if "=?" not in value:
        return eight_bit(value)
    pieces: list[str] = []
    held, charset, position = b"", "", 0
    for word in _WORD.finditer(value):
        between, name = value[position : word.start()], word[1].lower()
        position = word.end()
        if held and (between.strip() or name != charset):
            pieces.append(decode(held, charset)[0])
            held = b""
        if between.strip() or (between and not pieces and not held):
            pieces.append(eight_bit(between))
        held, charset = held + _word_bytes(word[2], word[3]), name
    pieces.append(decode(held, charset)[0])
    pieces.append(eight_bit(value[position:]))
    return "".join(pieces)


def eight_bit(value: str) -> str:
    """Return text whose 8-bit bytes, kept as surrogates, are read by a guess."""
    if value.isascii():
        return value
    return guess(value.encode("utf-8", "surrogateescape"))[0]


def message_ids(value: str) -> list[str]:
    """Return the `<…>` tokens of a References or In-Reply-To header, as written.

    Bytes that no database holds are replaced, alike here and where the id was first seen.
    """
    return _ID.findall(storable(value[:HEADER_LIMIT]))


def message_id(value: str) -> str | None:
    """Return the literal id of a Message-ID header, brackets or not; None when empty."""
    found = message_ids(value)
    if found:
        return found[0]
    return "".join(value[:990].split()).encode("ascii", "replace").decode() or None


def read_date(value: str) -> datetime | None:
    """Return the instant of a Date header in UTC, None when it makes none."""
    try:
        parts = parsedate_tz(value[:200])
    except (ValueError, IndexError, TypeError, OverflowError):
        return None  # the standard library promises None and breaks it (cpython #89039)
    if parts is None:
        return None
    year, month, day, hour, minute, second = parts[:6]
    offset = parts[9] or 0
    if abs(offset) > _WIDEST_OFFSET:
        offset = 0
    try:
        local = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
        return local - timedelta(seconds=offset)
    except (ValueError, OverflowError):
        return None


def received_date(value: str) -> datetime | None:
    """Return the instant after the last `;` of a Received header in UTC."""
    return read_date(_FOLD.sub(" ", value[-400:].rpartition(";")[2]).strip())


def _word_bytes(encoding: str, text: str) -> bytes:
    if encoding in "qQ":
        data = text.replace("_", " ").encode("utf-8", "surrogateescape")
        return _QUOTED.sub(lambda match: bytes((int(match[1], 16),)), data)
    clean = _NOT_BASE64.sub("", text)
    if len(clean) % 4 == 1:
        clean = clean[:-1]
    return binascii.a2b_base64(clean + "=" * (-len(clean) % 4))

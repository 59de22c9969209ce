"""Transfer encodings undone as far as they go: what is cut short or mixed with text is read."""

from __future__ import annotations

import binascii
import re

_BLANKS = b" \t\r\n"
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")
_FOOTER = re.compile(rb"\n(?:--|__)")
_BLANK_AT_BREAK = re.compile(rb"=[ \t]{1,80}(?=\r?\n)")
_PROSE = re.compile(rb"\s*[^\s=]{1,30}[ \t][^\s=]{1,30}[ \t][^\s=]")


def decoded(payload: str, encoding: str) -> bytes:
    """Return the bytes of a `base64` or `quoted-printable` body as the parser kept it.

    Never raises. A base64 body ends at its padding or at a line of dashes: what follows is a
    footer that some list server added. One that is plainly text was labelled by mistake and
    stays as it is.
    """
    raw = payload.encode("utf-8", "surrogateescape")
    if encoding == "quoted-printable":
        return binascii.a2b_qp(_BLANK_AT_BREAK.sub(b"=", raw) if b"= " in raw else raw)
    if _PROSE.match(raw):
        return raw
    try:
        return binascii.a2b_base64(raw.translate(None, _BLANKS), strict_mode=True)
    except binascii.Error:
        pass
    clean = _NOT_BASE64.sub(b"", _FOOTER.split(raw, 1)[0]).partition(b"=")[0]
    if len(clean) % 4 == 1:
        clean = clean[:-1]
    return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4))

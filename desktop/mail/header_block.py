"""The headers of a mail by name, for rules that ask about any of them."""

from __future__ import annotations

import email.policy
from email.parser import BytesHeaderParser

from desktop.domain.mail_text import one_line
from desktop.mail.headers import HEADER_LIMIT, decode_header

COUNT_LIMIT = 500
VALUE_LIMIT = 2000

_parser = BytesHeaderParser(policy=email.policy.compat32)


def headers_of(raw: bytes) -> dict[str, str]:
    """Return each header's value by lower-case name, decoded; several of a name are joined by `; `.

    Only the first 64 KB and 500 headers are read. Never raises.
    """
    found: dict[str, str] = {}
    message = _parser.parsebytes(raw[:HEADER_LIMIT], headersonly=True)
    for name, value in list(message.raw_items())[:COUNT_LIMIT]:
        text = one_line(decode_header(str(value)))[:VALUE_LIMIT]
        key = name.lower()
        found[key] = f"{found[key]}; {text}"[:VALUE_LIMIT] if key in found else text
    return found

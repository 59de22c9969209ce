"""Address lists of From, To, Cc: a linear reader that takes what real mail contains.

The standard library's readers recurse on comments and go quadratic on hostile lists (D3).
"""

from __future__ import annotations

import re

from desktop.domain.mail import Address
from desktop.domain.mail_text import one_line, storable
from desktop.mail.headers import HEADER_LIMIT, decode_header

ADDRESS_LIMIT = 256
NAME_LIMIT = 200
EMAIL_LIMIT = 320

_PLAIN = re.compile(
    r'\s*(?:"([^"\\,<>]*)"|([^"\\,<>()@;:]*))\s*<([^\s<>"(),;:]+@[^\s<>"(),;:]+)>\s*'
)
_BARE = re.compile(r'\s*([^\s<>"(),;:]+@[^\s<>"(),;:]+)\s*')
_TOKEN = re.compile(
    r'=\?[^?\s]{1,80}\?[bBqQ]\?[^?]*\?=|"(?:[^"\\]|\\.)*(?:"|\\?\Z)|<[^<>]*(?:>|\Z)'
    r'|[(),;:]|[^"<>(),;:=]+|[<>=]',
    re.DOTALL,
)
_QUOTED_OR_COMMA = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\\?\Z)|(,)', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def read_addresses(value: str) -> list[Address]:
    """Return the addresses of a header in order, at most `ADDRESS_LIMIT`."""
    simple = _PLAIN.fullmatch(value) if len(value) < 1000 else None
    if simple:
        return [_address(simple[1] or simple[2] or "", simple[3])]
    bare = _BARE.fullmatch(value) if len(value) < 1000 else None
    if bare:
        return [_address("", bare[1])]
    found: list[Address] = []
    for name, comment, email in _split(value[:HEADER_LIMIT]):
        found.append(_address(name or comment, email))
        if len(found) == ADDRESS_LIMIT:
            break
    return found


def count_addresses(value: str) -> int:
    """Return about how many addresses a header holds: the commas outside quotes, plus one."""
    return sum(1 for match in _QUOTED_OR_COMMA.finditer(value) if match[1]) + 1


def _split(value: str) -> list[tuple[str, str, str]]:
    """Return (display name, comment, address) of each list member; comments may nest."""
    members: list[tuple[str, str, str]] = []
    words: list[str] = []
    comment: list[str] = []
    angle: str | None = None
    depth = 0

    def finish() -> None:
        nonlocal words, comment, angle
        text = "".join(words).strip()
        if angle is not None:
            members.append((text, "".join(comment).strip(), angle))
        elif "@" in text:
            name, _, email = text.rpartition(" ")
            members.append((name.strip(), "".join(comment).strip(), email.strip("<>")))
        elif text:
            members.append((text, "".join(comment).strip(), ""))
        words, comment, angle = [], [], None

    for match in _TOKEN.finditer(value):
        piece = match.group()
        if piece == "(":
            depth += 1
        elif piece == ")":
            depth = max(depth - 1, 0)
        elif depth:
            comment.append(piece)
        elif piece in (",", ";"):
            finish()
            if len(members) > ADDRESS_LIMIT:
                return members
        elif piece == ":":
            if angle is None:
                words = []  # the name of a group
        elif piece[0] == "<" and len(piece) > 1:
            if "@" in piece or angle is None:
                angle = piece.strip("<>")
        elif piece[0] == '"':
            words.append(_ESCAPED.sub(r"\1", piece.strip('"')))
        else:
            words.append(piece)
    finish()
    return members


def _address(name: str, email: str) -> Address:
    clean = storable(one_line(decode_header(email))) if email else ""
    return Address(
        storable(one_line(decode_header(name)))[:NAME_LIMIT], clean.replace(" ", "")[:EMAIL_LIMIT]
    )

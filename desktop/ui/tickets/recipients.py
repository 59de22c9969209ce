"""Addresses as people type and paste them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from email.utils import getaddresses

from desktop.domain.errors import Refused
from desktop.mail.outgoing import envelope_address

Person = tuple[str, str]
People = tuple[Person, ...]

_PIECE = re.compile(r'(?:"(?:\\.|[^"\\])*"?|[^",;\r\n\u2028])+')
"""Up to a comma, a semicolon or the end of the line, but for those in quotes."""

_SPECIAL = frozenset('"(),.:;<>@[]\\')


def people_text(people: Iterable[Person]) -> str:
    """Return addresses as they are typed: `Irina Petrova <it@nord.example>, b@c.example`."""
    return ", ".join(person_text(*person) for person in people)


def person_text(name: str, address: str) -> str:
    """Return one address as it is typed."""
    if not name or name == address:
        return address
    if _SPECIAL & set(name):
        escaped = name.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}" <{address}>'
    return f"{name} <{address}>"


def read_people(text: str) -> People:
    """Return the (name, address) pairs of a typed text; what is no address is kept as one."""
    pieces = (match[0].strip() for match in _PIECE.finditer(text))
    return tuple(_read(piece) for piece in pieces if piece)


def _read(piece: str) -> Person:
    pairs = getaddresses([piece])
    if len(pairs) == 1 and "@" in pairs[0][1]:
        return pairs[0][0].strip(), pairs[0][1].strip()
    return "", piece


def is_address(address: str) -> bool:
    """Say whether mail can go there."""
    try:
        envelope_address(address)
    except Refused:
        return False
    return True

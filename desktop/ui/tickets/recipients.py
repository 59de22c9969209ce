"""Addresses as people type and paste them."""

from __future__ import annotations

from collections.abc import Iterable
from email.utils import getaddresses

from desktop.domain.errors import Refused
from desktop.mail.outgoing import envelope_address

Person = tuple[str, str]
People = tuple[Person, ...]

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
    """Return the (name, address) pairs of a typed line; what is no address is kept as one."""
    line = ",".join(text.replace(";", ",").splitlines())
    pairs = getaddresses([line])
    return tuple((name.strip(), address.strip()) for name, address in pairs if address.strip())


def is_address(address: str) -> bool:
    """Say whether mail can go there."""
    try:
        envelope_address(address)
    except Refused:
        return False
    return True

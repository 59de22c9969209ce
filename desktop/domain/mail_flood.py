"""When new mail is a flood, and whose (reliability.md B16)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from desktop.domain.mail_servers import is_public_provider

SPAN: Final = timedelta(hours=1)
EVERYWHERE: Final = ""
"""The origin of a flood that comes from no one place."""

_LONGEST = 255


@dataclass(frozen=True, slots=True)
class FloodLimits:
    """How many new tickets by mail an hour may bring; one more begins a flood."""

    from_one: int
    in_all: int


def origin_of(address: str) -> str:
    """Return what a sender counts under: the domain, or the address at a public provider.

    Everybody writes from there, and thousands of them are no one's flood.
    """
    address = address.strip().lower()
    domain = address.rpartition("@")[2]
    return (address if is_public_provider(domain) else domain)[-_LONGEST:]


def subject_of(origin: str) -> str:
    """Return the subject of the ticket that gathers a flood."""
    return f"Mail flood from {origin}" if origin else "Mail flood"

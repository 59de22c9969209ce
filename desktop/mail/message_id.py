"""Message-IDs of our mail, signed, so that a reply finds its ticket even after a restore."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

TAG_BYTES = 10
_FORM = re.compile(
    r"<v1\.(?P<ticket>[0-9]{1,18})\.(?P<message>[0-9]{1,18})\.(?P<random>[0-9a-f]{12})"
    r"\.(?P<tag>[a-z2-7]{16})@[^<>\s]{1,255}>",
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Which ticket and which of its messages a Message-ID of ours was made for."""

    ticket_id: int
    message_id: int


def make_message_id(key: bytes, origin: Origin, domain: str) -> str:
    """Return a new `<v1.ticket.message.random.tag@domain>` (reliability.md 2.2).

    The tag leaves the domain out: mailing groups rewrite it.
    """
    random = secrets.token_hex(6)
    tag = base64.b32encode(_tag(key, origin, random)).decode().lower()
    return f"<v1.{origin.ticket_id}.{origin.message_id}.{random}.{tag}@{domain}>"


def read_message_id(key: bytes, text: str) -> Origin | None:
    """Return what a Message-ID was made for, or None when it was not made with this key."""
    found = _FORM.fullmatch(text.strip())
    if found is None:
        return None
    origin = Origin(int(found["ticket"]), int(found["message"]))
    tag = base64.b32decode(found["tag"], casefold=True)
    genuine = hmac.compare_digest(tag, _tag(key, origin, found["random"].lower()))
    return origin if genuine else None


def _tag(key: bytes, origin: Origin, random: str) -> bytes:
    signed = f"v1.{origin.ticket_id}.{origin.message_id}.{random}".encode()
    return hmac.new(key, signed, hashlib.sha256).digest()[:TAG_BYTES]

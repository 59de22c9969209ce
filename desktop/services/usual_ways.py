"""How a person mostly sends from each mailbox: the status that one press of Send leaves."""

from __future__ import annotations

import json
from typing import Final

from desktop.domain.ticket import Status

SETTING: Final = "mail.usual_ways"
_OPEN: Final = "open"


def usual_way(kept: str, mailbox_id: int | None) -> Status | None:
    """Return the status after sending, None for keeping open; at first the client is waited for."""
    way = _read(kept).get(str(mailbox_id), Status.WAITING_CUSTOMER.value)
    return None if way == _OPEN else Status(way)


def with_way(kept: str, mailbox_id: int, way: Status | None) -> str:
    """Return the setting with this way remembered."""
    return json.dumps({**_read(kept), str(mailbox_id): _OPEN if way is None else way.value})


def _read(kept: str) -> dict[str, str]:
    try:
        found = json.loads(kept or "{}")
    except ValueError:
        return {}
    known = {_OPEN, Status.WAITING_CUSTOMER.value, Status.SOLVED.value}
    items = found.items() if isinstance(found, dict) else ()
    return {str(key): str(way) for key, way in items if way in known}

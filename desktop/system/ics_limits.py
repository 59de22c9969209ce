"""What a calendar file may be: so many events, and what libraries raise on one that is none."""

from __future__ import annotations

from typing import Final

from desktop.domain.errors import Refused

MAX_EVENTS: Final = 5_000
"""Of a file; where series are repeated, counted by their times."""

# What icalendar, dateutil and recurring_ical_events raise.
NONSENSE: Final = (
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
)


def refuse_many(data: bytes) -> None:
    """Refuse a file with too many events before it is parsed, which takes long.

    Raises:
        Refused: `ics.too_many` (fact `limit`).
    """
    if data.upper().count(b"BEGIN:VEVENT") > MAX_EVENTS:
        raise Refused("ics.too_many", limit=MAX_EVENTS)

"""Since when the client of a ticket waits for an answer: what its survivor takes over (K14)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from desktop.domain.sla import ClockKind, PolicyBook, TicketEvent
from desktop.domain.sla_timeline import read_timeline
from desktop.domain.worktime_local import instant

_ANSWERS = frozenset({ClockKind.FIRST_RESPONSE, ClockKind.NEXT_RESPONSE})


def unanswered_since(events: Iterable[TicketEvent], policies: PolicyBook) -> datetime | None:
    """Return when the oldest unanswered message of a ticket came; None if none is owed."""
    waiting = [
        lifetime.start
        for lifetime in read_timeline(events, policies).lifetimes
        if lifetime.kind in _ANSWERS and lifetime.stop is None
    ]
    return instant(min(waiting)) if waiting else None

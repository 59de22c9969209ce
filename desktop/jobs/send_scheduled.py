"""Lets replies leave whose instant has come."""

from __future__ import annotations

from datetime import timedelta

from desktop.domain.changes import Changes
from desktop.services.scheduled import Scheduled


class SendScheduled:
    """Any number of workstations may run it: each reply is written once."""

    name = "send_scheduled"
    every = timedelta(minutes=1)
    uses_network = False

    def __init__(self, scheduled: Scheduled) -> None:
        self._scheduled = scheduled

    def run(self) -> Changes:
        """Write what is due; the outbox sends it."""
        return self._scheduled.send_due()

    def next_in(self) -> timedelta | None:
        """Return how long until the next one is due."""
        return self._scheduled.next_in()

"""Brings tickets back when the date they were put off to has come."""

from __future__ import annotations

from datetime import timedelta

from desktop.domain.changes import Changes
from desktop.services.reminders import Reminders


class WakeReminders:
    """The reminder job. Any number of workstations may run it: each ticket opens once."""

    name = "wake_reminders"
    every = timedelta(minutes=1)
    uses_network = False

    def __init__(self, reminders: Reminders) -> None:
        self._reminders = reminders

    def run(self) -> Changes:
        """Open what is due."""
        return self._reminders.wake_due()

    def next_in(self) -> timedelta | None:
        """Return how long until the next date comes."""
        return self._reminders.next_in()

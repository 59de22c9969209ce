"""Follows the duty calendar: writes reminders, offers duties that begin, tells of silence."""

from __future__ import annotations

from datetime import timedelta

from desktop.domain.changes import NOTHING, Changes
from desktop.services.duty_reminding import DutyReminding
from desktop.services.leases import Leases
from desktop.services.shift_changes import ShiftChanges


class FollowDuties:
    """The writing job, on every workstation: the one that holds the lease does it."""

    name = "follow_duties"
    every = timedelta(minutes=1)
    uses_network = False

    def __init__(self, reminding: DutyReminding, changes: ShiftChanges, leases: Leases) -> None:
        self._reminding = reminding
        self._changes = changes
        self._leases = leases
        self._next_in: timedelta | None = None

    def run(self) -> Changes:
        """Write what is due by now."""
        self._next_in = None
        held = self._leases.take(self.name)
        if held is None:
            return NOTHING
        reminded, next_reminder = self._reminding.remind_due(held)
        followed, next_change = self._changes.follow(held)
        ahead = [span for span in (next_reminder, next_change) if span is not None]
        self._next_in = min(ahead, default=None)
        return reminded.merged(followed)

    def next_in(self) -> timedelta | None:
        """Return how long it was, in the last round, until something is due."""
        return self._next_in

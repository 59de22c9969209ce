"""Writes down who really was on duty, while the program runs."""

from __future__ import annotations

from datetime import timedelta

from desktop.domain.changes import NOTHING, Changes
from desktop.services.duty import Duty
from desktop.services.duty_log import DutyLog
from desktop.services.leases import Leases


class LogDuty:
    """The logging job, on every workstation: the one that holds the lease does it.

    An edit writes the log by itself. This job bounds what a changed time zone can reach, and it
    has a round whenever somebody goes on or off duty: who shows that reads it anew.
    """

    name = "log_duty"
    every = timedelta(minutes=5)
    uses_network = False

    def __init__(self, log: DutyLog, duty: Duty, leases: Leases) -> None:
        self._log = log
        self._duty = duty
        self._leases = leases

    def run(self) -> Changes:
        """Write the log up to this minute."""
        held = self._leases.take(self.name)
        return NOTHING if held is None else self._log.write_on(held)

    def next_in(self) -> timedelta | None:
        """Return how long until somebody goes on or off duty."""
        standing = self._duty.standing()
        changes = [duty.until_at for duty in standing.on]
        if standing.following is not None:
            changes.append(standing.following.start_at)
        return min(changes) - standing.at if changes else None

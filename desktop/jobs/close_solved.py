"""Closes the tickets that have been solved for some business days."""

from __future__ import annotations

from datetime import timedelta

from desktop.domain.changes import NOTHING, Changes
from desktop.services.closings import Closings
from desktop.services.leases import Leases


class CloseSolved:
    """The closing job, on every workstation: the one that holds the lease does it."""

    name = "close_solved"
    every = timedelta(minutes=10)
    uses_network = False

    def __init__(self, closings: Closings, leases: Leases) -> None:
        self._closings = closings
        self._leases = leases
        self._closes = False  # whether the last round held the lease

    def run(self) -> Changes:
        """Close what is due."""
        held = self._leases.take(self.name)
        self._closes = held is not None
        return NOTHING if held is None else self._closings.close_due(held)

    def next_in(self) -> timedelta | None:
        """Return how long until the next ticket closes; left to whoever holds the lease."""
        return self._closings.next_in() if self._closes else None

"""Looks for mail that may have been sent."""

from __future__ import annotations

from datetime import timedelta

from desktop.domain.changes import NOTHING, Changes
from desktop.services.doubts import Doubts
from desktop.services.leases import Leases


class ResolveDoubts:
    """The job on every workstation that may send; the one that holds the lease does it."""

    name = "doubts"
    every = timedelta(minutes=1)
    uses_network = True

    def __init__(self, doubts: Doubts, leases: Leases) -> None:
        self._doubts = doubts
        self._leases = leases

    def run(self) -> Changes:
        """Look for each mail that is due; renew the lease between them."""
        changes = NOTHING
        for doubt in self._doubts.due():
            if self._leases.take(self.name) is None:
                break
            changes = changes.merged(self._doubts.look(doubt))
        return changes

    def next_in(self) -> timedelta | None:
        """Return how long until the next look is due."""
        return self._doubts.next_in()

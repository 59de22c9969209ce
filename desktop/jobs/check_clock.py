"""Compares this computer's clock with the database's, by which every deadline is counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from desktop.domain.changes import NOTHING, Changes
from desktop.domain.errors import Unavailable
from desktop.services.clock_difference import TOLERATED_DIFFERENCE

_MINUTE = timedelta(minutes=1)


class CheckClock:
    """The clock job: while it fails, the window shows its reason in the banner (sla.md K23).

    Nothing is blocked: instants come from the database. Only countdowns on screen are wrong.
    """

    name = "check_clock"
    every = timedelta(minutes=1)
    uses_network = False

    def __init__(self, difference: Callable[[], timedelta]) -> None:
        """`difference` gives how far this computer's clock is ahead of the database's."""
        self._difference = difference

    def run(self) -> Changes:
        """Compare once.

        Raises:
            Unavailable: `clock.ahead` or `clock.behind` (fact: minutes), beyond 60 s.
        """
        difference = self._difference()
        if abs(difference) > TOLERATED_DIFFERENCE:
            code = "clock.ahead" if difference > timedelta(0) else "clock.behind"
            raise Unavailable(code, minutes=round(abs(difference) / _MINUTE))
        return NOTHING

"""Watches whether this computer's clock was set, is in doubt, or differs from the database's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from desktop.domain.changes import NOTHING, Changes
from desktop.domain.errors import Unavailable
from desktop.services.clock_difference import TOLERATED_DIFFERENCE
from desktop.services.clock_trust import ClockDoubt
from desktop.system.clock_check import CheckedClock

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class CheckClock:
    """The clock job: while it fails, the window shows its reason in the banner (sla.md K23).

    Nothing is blocked but mail that would leave by itself under a clock that is in doubt
    (`services.clock_trust`). What is counted here goes on by the time that has really passed (row
    40 of reliability.md 4); a shared database has a clock of its own, and only the countdowns on
    screen are wrong when it differs.
    """

    name = "check_clock"
    every = timedelta(minutes=1)
    uses_network = False

    def __init__(
        self,
        clock: CheckedClock,
        difference: Callable[[], timedelta],
        doubt: Callable[[], ClockDoubt | None],
    ) -> None:
        """`difference` gives how far this computer's clock is ahead of the database's."""
        self._clock = clock
        self._difference = difference
        self._doubt = doubt

    def run(self) -> Changes:
        """Compare once.

        Raises:
            Unavailable: `clock.set_by_days`, `clock.set_by_hours` or `clock.set_by_minutes`
                (fact: count), until somebody confirms the clock; so do `clock.long_away` and
                `clock.ran_back` (facts: last_at, now, count of mails that wait); `clock.ahead` or
                `clock.behind` (fact: minutes), beyond 60 s.
        """
        reading = self._clock.look()
        if reading.is_suspect:
            raise _set_by(abs(reading.drift))
        if (doubt := self._doubt()) is not None:
            code = "clock.long_away" if doubt.now > doubt.last_at else "clock.ran_back"
            raise Unavailable(code, last_at=doubt.last_at, now=doubt.now, count=doubt.waiting)
        difference = self._difference()
        if abs(difference) > TOLERATED_DIFFERENCE:
            code = "clock.ahead" if difference > timedelta(0) else "clock.behind"
            raise Unavailable(code, minutes=round(abs(difference) / _MINUTE))
        return NOTHING


def _set_by(change: timedelta) -> Unavailable:
    """Return what to say of a clock that was set, in the largest unit that tells it."""
    if change >= 2 * _DAY:
        return Unavailable("clock.set_by_days", count=round(change / _DAY))
    if change >= 2 * _HOUR:
        return Unavailable("clock.set_by_hours", count=round(change / _HOUR))
    return Unavailable("clock.set_by_minutes", count=round(change / _MINUTE))

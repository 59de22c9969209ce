"""Watches the deadlines: records what was reached and tells the person at this workstation."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

from desktop.domain.changes import NOTHING, Changes
from desktop.domain.errors import Unavailable
from desktop.services.alerts import Alerts
from desktop.services.leases import Leases
from desktop.services.rows_alert import Announcement

_log = logging.getLogger(__name__)


class Announcer(Protocol):
    """Puts an announcement into words and before the person; `ui` implements it."""

    def announce(self, announcement: Announcement) -> str:
        """Show it now, in place of an earlier one with its key, and return the channel.

        Called on a worker thread.

        Raises:
            Unavailable: no channel works; it is tried again in 30 s.
        """
        ...


class WatchSla:
    """The watching job, on every workstation: one of them fires, each tells its own person.

    Without a person nothing is fired: what is due stays due until somebody signs in.
    """

    name = "watch_sla"
    every = timedelta(seconds=15)
    uses_network = False

    def __init__(
        self,
        alerts: Alerts,
        leases: Leases,
        announcer: Announcer,
        person: Callable[[], int | None],
    ) -> None:
        """`person` gives who sits at this workstation now, None before somebody was chosen."""
        self._alerts = alerts
        self._leases = leases
        self._announcer = announcer
        self._person = person
        self._fires = False  # whether the last round held the lease

    def run(self) -> Changes:
        """Fire what was reached, then show what waits for the person here."""
        person_id = self._person()
        if person_id is None:
            return NOTHING
        changes = NOTHING
        held = self._leases.take(self.name)
        self._fires = held is not None
        if held is not None:
            changes = self._alerts.fire_due(held, person_id)
        for announcement in self._alerts.claim(person_id):
            changes = changes.merged(self._tell(announcement))
        return changes

    def next_in(self) -> timedelta | None:
        """Return how long until the next threshold, reminder or abandoned claim.

        Thresholds are left to whoever holds the lease: without it a round could not fire them,
        and one that is due would call for the next round at once, again and again.
        """
        person_id = self._person()
        return None if person_id is None else self._alerts.next_in(person_id, fires=self._fires)

    def _tell(self, announcement: Announcement) -> Changes:
        """Show first, then say so: a crash in between shows twice, never not at all."""
        try:
            channel = self._announcer.announce(announcement)
        except Unavailable as error:
            _log.warning("Could not tell of %s: %s", announcement.key, error)
            self._alerts.release(announcement)
            return NOTHING
        return self._alerts.mark_shown(announcement, channel)

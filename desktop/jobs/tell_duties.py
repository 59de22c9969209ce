"""Shows the person at this workstation what there is to tell about duties."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Protocol

from desktop.domain.changes import NOTHING, Changes
from desktop.domain.errors import Unavailable
from desktop.services.duty_notices import DutyNotices
from desktop.services.rows_notice import DutyNoticeRow

_log = logging.getLogger(__name__)


class DutyAnnouncer(Protocol):
    """Puts notices about duties into words and before the person; `ui` implements it."""

    def announce(self, notices: Sequence[DutyNoticeRow]) -> None:
        """Show them now, several as one. Called on a worker thread.

        Raises:
            Unavailable: no channel works; it is tried again in 30 s.
        """
        ...


class TellDuties:
    """The telling job, on every workstation, each for its own person."""

    name = "tell_duties"
    every = timedelta(seconds=15)
    uses_network = False

    def __init__(
        self,
        notices: DutyNotices,
        announcer: DutyAnnouncer,
        person: Callable[[], int | None],
    ) -> None:
        """`person` gives who sits at this workstation now, None before somebody was chosen."""
        self._notices = notices
        self._announcer = announcer
        self._person = person

    def run(self) -> Changes:
        """Show what waits for the person here."""
        person_id = self._person()
        if person_id is None:
            return NOTHING
        notices = self._notices.show_on(person_id)
        return self._tell(notices) if notices else NOTHING

    def next_in(self) -> timedelta | None:
        """Return how long until something may be shown here."""
        person_id = self._person()
        return None if person_id is None else self._notices.next_in(person_id)

    def _tell(self, notices: Sequence[DutyNoticeRow]) -> Changes:
        """Show first, then say so: a crash in between shows twice, never not at all."""
        try:
            self._announcer.announce(notices)
        except Unavailable as error:
            _log.warning("Could not tell of %s: %s", notices[0].key, error)
            self._notices.release(notices)
            return NOTHING
        return self._notices.mark_shown(notices)

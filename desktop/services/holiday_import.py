"""Holidays of a calendar file into the team's working calendar, as Settings take them (C6)."""

from __future__ import annotations

from pathlib import Path

from desktop.domain.changes import NOTHING, Changes
from desktop.domain.sla_presets import BUSINESS_HOURS
from desktop.domain.ticket import Actor
from desktop.domain.worktime_proposals import ProposedDay, previewed, taken
from desktop.models.database import Database
from desktop.services.calendars import Calendars
from desktop.system.calendar_process import read_holidays


class HolidayImport:
    """Takes the days of this year and the next; what somebody set by hand stays."""

    def __init__(self, database: Database, calendars: Calendars) -> None:
        self._database = database
        self._calendars = calendars

    def preview(self, path: Path) -> tuple[ProposedDay, ...]:
        """Return the days of the file beside what the working calendar has.

        Raises:
            Refused: as `read_holidays`.
            NotFound: the team has no working calendar.
        """
        with self._database.read() as session:
            year = self._database.now(session).year
        spec = self._calendars.one(BUSINESS_HOURS).spec
        return previewed(spec, read_holidays(path, (year, year + 1)))

    def apply(self, by: Actor, days: tuple[ProposedDay, ...]) -> Changes:
        """Write those of the days that are new into the calendar, from now on.

        Raises:
            NotFound, ChangedMeanwhile: as `Calendars.edit`.
        """
        useful = [day for day in days if day.is_useful]
        if not useful:
            return NOTHING
        spec = taken(self._calendars.one(BUSINESS_HOURS).spec, useful)
        return self._calendars.edit(by, BUSINESS_HOURS, spec)

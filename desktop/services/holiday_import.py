"""Holidays of a calendar file into the team's working calendar, as Settings take them (C6)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from desktop.domain.changes import NOTHING, Changes
from desktop.domain.sla_presets import BUSINESS_HOURS
from desktop.domain.ticket import Actor
from desktop.domain.worktime_proposals import ProposedDay, previewed, taken
from desktop.models.database import Database
from desktop.services.calendars import Calendars
from desktop.system.calendar_process import read_calendar
from desktop.system.holidays_ics import holidays_in


class HolidayImport:
    """Takes the days of this year and the next; what somebody set by hand stays."""

    def __init__(self, database: Database, calendars: Calendars) -> None:
        self._database = database
        self._calendars = calendars

    def preview(self, path: Path) -> tuple[ProposedDay, ...]:
        """Return the days of the file beside what the working calendar has.

        A file that would keep the reading of holidays busy for ever is found out beside it first.

        Raises:
            Refused: as `holidays_in` and `read_calendar`.
            NotFound: the team has no working calendar.
        """
        with self._database.read() as session:
            year = self._database.now(session).year
        spec = self._calendars.one(BUSINESS_HOURS).spec
        years = (datetime(year, 1, 1, tzinfo=UTC), datetime(year + 2, 1, 1, tzinfo=UTC))
        read_calendar(path, ZoneInfo(spec.zone), years)
        return previewed(spec, holidays_in(path, (year, year + 1)))

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

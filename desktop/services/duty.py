"""Who is on duty: the one question that the rest of the program asks of the calendar."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from desktop.domain.duty import Shift
from desktop.domain.duty_calendar import DutyCalendar
from desktop.domain.duty_resolve import resolve
from desktop.domain.duty_span import Span
from desktop.models.database import Database
from desktop.services import settings
from desktop.services.duty_calendar import read_calendar
from desktop.services.duty_rows import DutyWeek, OnDutyRow
from desktop.services.exports import team_zone
from desktop.services.policies import Policies

_AROUND: Final = timedelta(days=2)


class Duty:
    """Reads the calendar: ahead of now the rules, before it the log."""

    def __init__(self, database: Database, policies: Policies) -> None:
        self._database = database
        self._policies = policies

    def who_is_on(self, at: datetime, line_id: int | None = None) -> tuple[OnDutyRow, ...]:
        """Return who is on duty at an instant, for a line and for all lines, by start and person.

        Each row is one piece of duty, cut two days before and after the instant.
        """
        around = self.between(at - _AROUND, at + _AROUND, line_id)
        on = [row for row in around.pieces if row.start_at <= at < row.end_at]
        return tuple(sorted(on, key=lambda row: (row.start_at, row.person_id)))

    def between(self, start_at: datetime, end_at: datetime, line_id: int | None = None) -> DutyWeek:
        """Return who is on duty in a span, piece by piece, and the times with nobody."""
        with self._database.read() as session:
            calendar = self.calendar(session, line_id, (start_at, end_at))
        found = resolve(calendar, start_at, end_at)
        return DutyWeek(tuple(map(_row, found.pieces)), found.gaps)

    def calendar(self, session: Session, line_id: int | None, within: Span) -> DutyCalendar:
        """Return the calendar of a line as of this transaction."""
        return read_calendar(session, self.zone(session), line_id, within)

    def zone(self, session: Session) -> str:
        """Return the zone of all duty hours: the team's."""
        setting = settings.read_all(session, None)["team.zone"]
        return team_zone(setting, self._policies.books(session).zone).key


def _row(piece: Shift) -> OnDutyRow:
    return OnDutyRow(int(piece.person), piece.start_at, piece.end_at, piece.id, piece.source)

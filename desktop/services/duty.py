"""Who is on duty: the one question that the rest of the program asks of the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from desktop.domain.duty import Shift
from desktop.domain.duty_calendar import DutyCalendar
from desktop.domain.duty_resolve import ResolvedDuty, resolve
from desktop.domain.duty_span import Span, meets
from desktop.models.database import Database
from desktop.services import settings, team
from desktop.services.duty_calendar import is_kept, lines_of, read_calendar, read_resolutions
from desktop.services.duty_readings import keeps, kept_in
from desktop.services.duty_resolutions import Resolutions
from desktop.services.duty_rows import DutyStanding, DutyTurns, DutyWeek, NamedDuty, OnDutyRow
from desktop.services.policies import Policies

_AROUND: Final = timedelta(days=31)
_USUAL_BEFORE: Final = timedelta(weeks=10)
_USUAL_AFTER: Final = timedelta(weeks=6)


class Duty:
    """Reads the calendar: ahead of now the rules, before it the log."""

    def __init__(self, database: Database, policies: Policies) -> None:
        self._database = database
        self._policies = policies

    def who_is_on(self, at: datetime, line_id: int | None = None) -> tuple[OnDutyRow, ...]:
        """Return who is on duty at an instant, for a line and for all lines, by start and person.

        Each row is one piece of duty, cut a month before and after the instant.
        """
        around = self.between(at - _AROUND, at + _AROUND, line_id)
        on = [row for row in around.pieces if row.start_at <= at < row.end_at]
        return tuple(sorted(on, key=lambda row: (row.start_at, row.person_id)))

    def between(self, start_at: datetime, end_at: datetime, line_id: int | None = None) -> DutyWeek:
        """Return who is on duty in a span, piece by piece, and the times with nobody."""
        with self._database.read() as session:
            found = self.resolved(session, line_id, (start_at, end_at))
        return DutyWeek(tuple(map(_row, found.pieces)), found.gaps)

    def turns(self, start_at: datetime, end_at: datetime, line_id: int | None = None) -> DutyTurns:
        """Return the longest times each person is on duty in a span, and those with nobody."""
        with self._database.read() as session:
            names = team.names(session)
            found = self.resolved(session, line_id, (start_at, end_at))
            zone = self.zone(session)
        turns = [(turn.start_at, turn.end_at, names[int(turn.person)]) for turn in found.shifts]
        return DutyTurns(zone, tuple(turns), found.gaps)

    def standing(self, at: datetime | None = None) -> DutyStanding:
        """Return who is on duty at an instant, or now, on any line, and who is next.

        What follows is looked for in the month after it.
        """
        with self._database.read() as session:
            now = self._database.now(session)
            at = at or now
            hours = self._policies.books(session).working_hours(at)
            found = sorted(
                self._named(session, (at - _AROUND, at + _AROUND)),
                key=lambda duty: (duty.start_at, duty.line or "", duty.person),
            )
            return DutyStanding(
                at,
                self.zone(session),
                tuple(duty for duty in found if duty.start_at <= at < duty.end_at),
                next((duty for duty in found if duty.start_at > at), None),
                hours is None or hours.is_open(at),
                is_kept(session, now),
            )

    def resolved(self, session: Session, line_id: int | None, within: Span) -> ResolvedDuty:
        """Return who is on duty for a line in a span, as of this transaction.

        Where readings are kept, a line for which nothing holds but what holds for all gets the very
        object of all.
        """
        if not keeps(session):
            return resolve(self.calendar(session, line_id, within), *within)
        return self._resolutions(session, within).resolved(line_id, within)

    def calendar(self, session: Session, line_id: int | None, within: Span) -> DutyCalendar:
        """Return the calendar of a line for a span at least, as of this transaction."""
        if not keeps(session):
            return read_calendar(session, self.zone(session), line_id, within)
        return self._resolutions(session, within).calendars[line_id]

    def _resolutions(self, session: Session, within: Span) -> Resolutions:
        """Return what covers a span; with the usual weeks, if it has part in them.

        So all that is shown after an edit comes of one reading.
        """
        today = self._database.now(session).replace(hour=0, minute=0, second=0, microsecond=0)
        usual = (today - _USUAL_BEFORE, today + _USUAL_AFTER)
        if meets(within, usual):
            within = min(within[0], usual[0]), max(within[1], usual[1])
        return read_resolutions(session, self.zone(session), within)

    def wall_zone(self) -> ZoneInfo:
        """Return the zone of all duty hours, to read and to write their times in."""
        with self._database.read() as session:
            return ZoneInfo(self.zone(session))

    def zone(self, session: Session) -> str:
        """Return the zone of all duty hours: the team's."""
        kept: dict[str, str] = kept_in(session, "duty_zone", dict)
        if "zone" not in kept:
            kept["zone"] = settings.team_zone(session, self._policies.books(session).zone).key
        return kept["zone"]

    def by_line(
        self, session: Session, within: Span
    ) -> Iterator[tuple[tuple[int, str] | None, ResolvedDuty, tuple[Shift, ...]]]:
        """Give the duties for all lines, then each line with what these do not tell already.

        With each comes the whole of what holds for it, the duties for all lines too.
        """
        common = self.resolved(session, None, within)
        told = {_identity(piece) for piece in common.pieces}
        yield None, common, common.pieces
        for line in lines_of(session):
            found = self.resolved(session, line[0], within)
            if found is common:
                yield line, found, ()
                continue
            yield line, found, tuple(p for p in found.pieces if _identity(p) not in told)

    def _named(self, session: Session, within: Span) -> Iterator[NamedDuty]:
        names = team.names(session)
        for line, found, pieces in self.by_line(session, within):
            yield from _in_names(found, pieces, names, None if line is None else line[1])


def _in_names(
    found: ResolvedDuty, pieces: tuple[Shift, ...], names: dict[int, str], line: str | None
) -> Iterator[NamedDuty]:
    whole = found.shifts
    for piece in pieces:
        off_at = next(
            shift.end_at
            for shift in whole
            if shift.person == piece.person and shift.start_at <= piece.start_at < shift.end_at
        )
        yield NamedDuty(
            int(piece.person),
            names[int(piece.person)],
            line,
            piece.start_at,
            piece.end_at,
            off_at,
            piece.source,
        )


def _identity(piece: Shift) -> tuple[object, ...]:
    return piece.person, piece.start_at, piece.end_at, piece.id, piece.source


def _row(piece: Shift) -> OnDutyRow:
    return OnDutyRow(int(piece.person), piece.start_at, piece.end_at, piece.id, piece.source)

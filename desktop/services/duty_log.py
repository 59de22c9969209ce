"""The log of who really was on duty: what it holds, no edit and no Undo rewrites (duty.md D5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from desktop.domain.changes import NOTHING, Changes
from desktop.domain.duty import Shift
from desktop.domain.duty_span import whole_minute
from desktop.models.database import Database
from desktop.models.duty import DutyLogEnd, DutyLogRecord
from desktop.models.insert_new import insert_new
from desktop.services import leases
from desktop.services.duty import Duty
from desktop.services.duty_calendar import log_end, read_resolutions
from desktop.services.duty_readings import forget_readings
from desktop.services.leases import Held

_ONLY: Final = 1
_UNSEEN: Final = {"synchronize_session": False}


class DutyLog:
    """Writes the log: before each edit of the calendar, and every few minutes besides."""

    def __init__(self, database: Database, duty: Duty) -> None:
        self._database = database
        self._duty = duty

    def write_on(self, held: Held) -> Changes:
        """Write the log up to this minute; it begins with the first edit of the calendar.

        Nothing that anybody sees changes by that.

        Raises:
            Unavailable: `lease.lost`.
        """
        with self._database.write() as session:
            leases.check(session, held, self._database.now(session))
            if log_end(session) is not None:
                self.freeze(session)
        return NOTHING

    def freeze(self, session: Session) -> None:
        """Write the log up to this minute, as the first step of whatever edits the calendar.

        Nothing is left pending in the session, so that no Undo of the edit takes it back.
        """
        now = whole_minute(self._database.now(session))
        session.execute(insert_new(session, DutyLogEnd).values(id=_ONLY, at=now))
        end_at = session.execute(select(DutyLogEnd.at).with_for_update()).scalar_one()
        if end_at > now:
            _forget(session, now)
        if end_at >= now:
            return
        zone = self._duty.zone(session)
        forget_readings(session)
        found = read_resolutions(session, zone, (end_at, now))
        for line_id in found.calendars:
            _append(session, line_id, end_at, found.resolved(line_id, (end_at, now)).pieces)
        session.execute(update(DutyLogEnd).values(at=now), execution_options=_UNSEEN)


def _forget(session: Session, now: datetime) -> None:
    """Forget what was written about the future, under a wrong clock."""
    log = DutyLogRecord
    session.execute(delete(log).where(log.start_at >= now), execution_options=_UNSEEN)
    session.execute(
        update(log).where(log.end_at > now).values(end_at=now), execution_options=_UNSEEN
    )
    session.execute(update(DutyLogEnd).values(at=now), execution_options=_UNSEEN)


def _append(
    session: Session, line_id: int | None, end_at: datetime, pieces: Iterable[Shift]
) -> None:
    """Write pieces of duty that begin where the log ended, or later; one that goes on is one."""
    running = {
        (str(row.person_id), row.shift_key, row.source): row.id
        for row in session.execute(
            select(
                DutyLogRecord.id,
                DutyLogRecord.person_id,
                DutyLogRecord.shift_key,
                DutyLogRecord.source,
            ).where(
                DutyLogRecord.line_id.is_not_distinct_from(line_id),
                DutyLogRecord.end_at == end_at,
            )
        )
    }
    for piece in pieces:
        known = running.get((piece.person, piece.id, piece.source))
        if known is not None and piece.start_at == end_at:
            session.execute(
                update(DutyLogRecord).where(DutyLogRecord.id == known).values(end_at=piece.end_at),
                execution_options=_UNSEEN,
            )
        else:
            session.execute(
                insert(DutyLogRecord).values(
                    line_id=line_id,
                    person_id=int(piece.person),
                    start_at=piece.start_at,
                    end_at=piece.end_at,
                    shift_key=piece.id,
                    source=piece.source,
                )
            )

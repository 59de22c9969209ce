"""Taking back an edit of a calendar: its rows, and the clocks that were counted anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import ChangedMeanwhile, Refused
from desktop.domain.ticket import Actor
from desktop.models.bulk import plain_rows
from desktop.models.sla import Calendar, CalendarVersion, ClockRecord
from desktop.services import recounting
from desktop.services.clocks import Clocks
from desktop.services.record_undo import RowChange, RowsUndo, turned
from desktop.services.record_undo import restore as restore_rows
from desktop.services.recounting import NOTHING_RECOUNTED, Recount


@dataclass(frozen=True, slots=True)
class CalendarUndo:
    """The rows a command wrote; of an edit also its version, and what it recounted."""

    key: str
    rows: tuple[RowChange, ...]
    version: int | None = None
    recount: Recount = NOTHING_RECOUNTED

    def turned(self) -> CalendarUndo | None:
        """Return the way back from putting these rows back; None when it counted clocks anew.

        A version holds from the instant it was made: done again it would hold for tickets that
        came while it did not.
        """
        if self.version is not None:
            return None
        return CalendarUndo(self.key, turned(self.rows))


def restore(
    session: Session, clocks: Clocks, by: Actor, undo: CalendarUndo, now: datetime
) -> Changes:
    """Put a calendar back as it was, and every open clock with it.

    Raises:
        ChangedMeanwhile: it was edited again since.
        Refused: `calendar.version_used` when a clock has stopped under that version: what it was
            judged by stays (sla.md C4).
    """
    recounted = set(undo.recount.events)
    others: set[int] = set()
    if undo.version is not None:
        others = _tickets_under(session, undo.key, undo.version)
    changes = restore_rows(session, RowsUndo(frozenset({Topic.POLICIES}), undo.rows))
    recounting.take_back(session, clocks, by, undo.recount, others - recounted, now)
    touched = others | recounted
    if not touched:
        return changes
    return changes.merged(Changes.of(Topic.TICKETS, tickets=touched))


def _tickets_under(session: Session, key: str, version: int) -> set[int]:
    """Return the tickets whose standing clocks were counted by that version."""
    newest = session.scalar(
        select(func.max(CalendarVersion.version))
        .join(Calendar, Calendar.id == CalendarVersion.calendar_id)
        .where(Calendar.key == key)
    )
    if newest != version:
        raise ChangedMeanwhile(noun="calendar", id=key)
    clocks = select(ClockRecord.ticket_id, func.count(ClockRecord.stopped_at)).where(
        ClockRecord.calendar == key, ClockRecord.calendar_version == version
    )
    by_ticket = clocks.group_by(ClockRecord.ticket_id)
    rows = plain_rows(session.connection().execute(by_ticket))
    if any(stopped for _, stopped in rows):
        raise Refused("calendar.version_used")
    return {number for number, _ in rows}

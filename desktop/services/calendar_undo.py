"""Taking back an edit of a calendar: its rows, and the clocks that were counted anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes
from desktop.domain.errors import ChangedMeanwhile, Refused
from desktop.domain.ticket import Actor
from desktop.models.sla import Calendar, CalendarVersion, ClockRecord
from desktop.services import version_undo
from desktop.services.clocks import Clocks
from desktop.services.version_undo import VersionUndo


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarUndo(VersionUndo):
    """What takes back an edit of that calendar."""

    key: str


def restore(
    session: Session, clocks: Clocks, by: Actor, undo: CalendarUndo, now: datetime
) -> Changes:
    """Put a calendar back as it was, and every open clock with it.

    Raises:
        ChangedMeanwhile: it was edited again since.
        Refused: `calendar.version_used` when a clock has stopped under that version: what it was
            judged by stays (sla.md C4).
    """
    under: set[int] = set()
    if undo.version is not None:
        under = _tickets_under(session, undo.key, undo.version)
    return version_undo.restore(session, clocks, by, undo, under, now)


def _tickets_under(session: Session, key: str, version: int) -> set[int]:
    """Return the tickets whose standing clocks were counted by that version."""
    newest = session.scalar(
        select(func.max(CalendarVersion.version))
        .join(Calendar, Calendar.id == CalendarVersion.calendar_id)
        .where(Calendar.key == key)
    )
    if newest != version:
        raise ChangedMeanwhile(noun="calendar", id=key)
    under, has_stopped = version_undo.tickets_under(
        session, ClockRecord.calendar == key, ClockRecord.calendar_version == version
    )
    if has_stopped:
        raise Refused("calendar.version_used")
    return under

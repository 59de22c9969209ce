"""Taking back an edit that made a version of a calendar or a policy, and counted clocks by it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic
from desktop.domain.ticket import Actor
from desktop.models.bulk import plain_rows
from desktop.models.sla import ClockRecord
from desktop.services import recounting
from desktop.services.clocks import Clocks
from desktop.services.record_undo import RowChange, RowsUndo, turned
from desktop.services.record_undo import restore as restore_rows
from desktop.services.recounting import NOTHING_RECOUNTED, Recount


@dataclass(frozen=True, slots=True)
class VersionUndo:
    """The rows a command wrote; of an edit also the version made, and what it recounted."""

    rows: tuple[RowChange, ...]
    version: int | None = None
    recount: Recount = NOTHING_RECOUNTED

    def turned(self) -> Self | None:
        """Return the way back from putting these rows back; None when it counted clocks anew.

        A version holds from the instant it was made: done again it would hold for tickets that
        came while it did not.
        """
        return replace(self, rows=turned(self.rows)) if self.version is None else None


def restore(
    session: Session, clocks: Clocks, by: Actor, undo: VersionUndo, under: set[int], now: datetime
) -> Changes:
    """Put the rows back, and every open clock with them.

    `under` are the tickets whose clocks stand under the version that goes.

    Raises:
        ChangedMeanwhile: a row was changed again since.
    """
    recounted = set(undo.recount.events)
    changes = restore_rows(session, RowsUndo(frozenset({Topic.POLICIES}), undo.rows))
    recounting.take_back(session, clocks, by, undo.recount, under - recounted, now)
    touched = under | recounted
    return changes.merged(Changes.of(Topic.TICKETS, tickets=touched)) if touched else changes


def tickets_under(session: Session, *version: ColumnElement[bool]) -> tuple[set[int], bool]:
    """Return the tickets with clocks under that version, and whether any such clock has stopped."""
    clocks = select(ClockRecord.ticket_id, func.count(ClockRecord.stopped_at)).where(*version)
    by_ticket = clocks.group_by(ClockRecord.ticket_id)
    rows = plain_rows(session.connection().execute(by_ticket))
    return {number for number, _ in rows}, any(stopped for _, stopped in rows)

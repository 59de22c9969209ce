"""Taking back edits of the duty calendar: never the past, and nobody on duty twice by it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from desktop.domain.changes import Changes
from desktop.domain.duty import LONGEST_SHIFT
from desktop.domain.duty_span import Span
from desktop.domain.errors import ChangedMeanwhile
from desktop.domain.ticket import Actor
from desktop.models.duty import DutyOverrideRecord, DutySwapRecord
from desktop.models.roster import DutyShiftRecord, TemporaryScheduleRecord, TemporaryShiftRecord
from desktop.services import record_undo
from desktop.services.duty import Duty
from desktop.services.duty_edit_notices import DutyEditNotices
from desktop.services.duty_log import DutyLog
from desktop.services.duty_twice import OnDutyTwice
from desktop.services.record_undo import RowChange, RowsUndo
from desktop.services.swap_notices import tell_of_undo

_WITH_HOURS: Final = frozenset(
    record.__tablename__
    for record in (
        DutyShiftRecord,
        DutyOverrideRecord,
        TemporaryScheduleRecord,
        TemporaryShiftRecord,
    )
)


class DutyUndo:
    """Puts rows of the calendar back, unless somebody gave the same people other duties since."""

    def __init__(self, duty: Duty, log: DutyLog, notices: DutyEditNotices) -> None:
        self._duty = duty
        self._log = log
        self._notices = notices

    def restore(self, session: Session, by: Actor, undo: RowsUndo, now: datetime) -> Changes:
        """Put the rows back. Of an edit done again people are told as of any other.

        Of a swap that was taken they are told that it is no more.

        Raises:
            ChangedMeanwhile: one of them was changed again since, or somebody would be on duty
                twice who is not now. What only comes back twice was so before.
        """
        self._log.freeze(session)
        edited = [*_hours(undo.rows), *_hours(undo.turned().rows)]
        is_told = undo.is_redo and edited
        watched = self._notices.watch(session, _around(edited)) if is_told else None
        changes = self._put_back(session, undo, [*edited, *_swapped(undo.rows)])
        if watched is not None:
            self._notices.tell(session, by, watched)
        tell_of_undo(session, self._duty, undo.rows, by, now)
        return changes

    def _put_back(self, session: Session, undo: RowsUndo, touched: Collection[Span]) -> Changes:
        if not touched:
            return record_undo.restore(session, undo)
        twice = OnDutyTwice(session, self._duty, _around(touched))
        changes = record_undo.restore(session, undo)
        if twice.added(beside_what_was=True) is not None:
            raise ChangedMeanwhile(noun="shift", id="")
        return changes


def _hours(rows: Iterable[RowChange]) -> Iterable[Span]:
    """Give the hours that rows of duties had before an edit."""
    for row in rows:
        if row.table in _WITH_HOURS and row.before is not None:
            yield row.before["start_at"], row.before["end_at"]


def _swapped(rows: Iterable[RowChange]) -> Iterable[Span]:
    """Give the time in which swaps changed who is on duty, at the widest."""
    for row in rows:
        values = row.before or row.after
        if row.table == DutySwapRecord.__tablename__ and values is not None:
            yield values["starts_at"], values["starts_at"] + LONGEST_SHIFT


def _around(spans: Collection[Span]) -> Span:
    return min(start_at for start_at, _ in spans), max(end_at for _, end_at in spans)

"""Taking back edits of the duty calendar: never the past, and nobody on duty twice by it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Final

from sqlalchemy.orm import Session

from desktop.domain.changes import Changes
from desktop.domain.duty_span import Span
from desktop.domain.errors import ChangedMeanwhile
from desktop.models.duty import DutyOverrideRecord
from desktop.models.roster import DutyShiftRecord, TemporaryScheduleRecord, TemporaryShiftRecord
from desktop.services import record_undo
from desktop.services.duty import Duty
from desktop.services.duty_blocks import read_blocks
from desktop.services.duty_log import DutyLog
from desktop.services.record_undo import RowChange, RowsUndo

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

    def __init__(self, duty: Duty, log: DutyLog) -> None:
        self._duty = duty
        self._log = log

    def restore(self, session: Session, undo: RowsUndo) -> Changes:
        """Put the rows back.

        Raises:
            ChangedMeanwhile: one of them was changed again since, or somebody would be on duty
                twice who is not now.
        """
        self._log.freeze(session)
        spans = list(_hours(undo.rows))
        if not spans:
            return record_undo.restore(session, undo)
        reach = min(start_at for start_at, _ in spans), max(end_at for _, end_at in spans)
        before = self._twice(session, reach)
        changes = record_undo.restore(session, undo)
        if not self._twice(session, reach) <= before:
            raise ChangedMeanwhile(noun="shift", id="")
        return changes

    def _twice(self, session: Session, reach: Span) -> set[tuple[int, Span]]:
        """Return who is on duty twice when; drafts put nobody on duty."""
        blocks = [each for each in read_blocks(session, self._duty, reach) if not each.is_draft]
        found = set()
        for one, other in combinations(blocks, 2):
            start_at = max(one.start_at, other.start_at)
            end_at = min(one.end_at, other.end_at)
            if one.person_id == other.person_id and start_at < end_at:
                found.add((one.person_id, (start_at, end_at)))
        return found


def _hours(rows: Iterable[RowChange]) -> Iterable[Span]:
    """Give the hours that rows of duties had before an edit."""
    for row in rows:
        if row.table in _WITH_HOURS and row.before is not None:
            yield row.before["start_at"], row.before["end_at"]

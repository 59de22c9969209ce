"""Taking back edits of the duty calendar: never the past, and nobody on duty twice by it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import combinations
from typing import Final

from sqlalchemy.orm import Session

from desktop.domain.changes import Changes
from desktop.domain.duty_span import Span
from desktop.domain.errors import ChangedMeanwhile
from desktop.domain.ticket import Actor
from desktop.models.duty import DutyOverrideRecord
from desktop.models.roster import DutyShiftRecord, TemporaryScheduleRecord, TemporaryShiftRecord
from desktop.services import record_undo
from desktop.services.duty import Duty
from desktop.services.duty_blocks import BoardBlock, read_blocks
from desktop.services.duty_edit_notices import DutyEditNotices
from desktop.services.duty_log import DutyLog
from desktop.services.record_undo import RowChange, RowsUndo
from desktop.services.swap_notices import tell_of_undo

Twice = tuple[int, datetime, datetime]

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
        touched = [*_hours(undo.rows), *_hours(undo.turned().rows)]
        if not (undo.is_redo and touched):
            changes = self._put_back(session, undo)
            tell_of_undo(session, self._duty, undo.rows, by, now)
            return changes
        watched = self._notices.watch(session, _around(touched))
        changes = self._put_back(session, undo)
        self._notices.tell(session, by, watched)
        return changes

    def _put_back(self, session: Session, undo: RowsUndo) -> Changes:
        spans = list(_hours(undo.rows))
        if not spans:
            return record_undo.restore(session, undo)
        reach = _around(spans)
        before = self._blocks(session, reach)
        changes = record_undo.restore(session, undo)
        after, had = self._blocks(session, reach), set(before)
        known = {twice for *_, twice in _twice(before)}
        if any(twice not in known and had & {*pair} for *pair, twice in _twice(after)):
            raise ChangedMeanwhile(noun="shift", id="")
        return changes

    def _blocks(self, session: Session, reach: Span) -> list[BoardBlock]:
        """Return who is on duty; drafts put nobody on duty."""
        return [each for each in read_blocks(session, self._duty, reach) if not each.is_draft]


def _twice(blocks: Iterable[BoardBlock]) -> Iterator[tuple[BoardBlock, BoardBlock, Twice]]:
    """Give two blocks with the same person at once, and who that is when."""
    for one, other in combinations(blocks, 2):
        start_at = max(one.start_at, other.start_at)
        end_at = min(one.end_at, other.end_at)
        if one.person_id == other.person_id and start_at < end_at:
            yield one, other, (one.person_id, start_at, end_at)


def _hours(rows: Iterable[RowChange]) -> Iterable[Span]:
    """Give the hours that rows of duties had before an edit."""
    for row in rows:
        if row.table in _WITH_HOURS and row.before is not None:
            yield row.before["start_at"], row.before["end_at"]


def _around(spans: Collection[Span]) -> Span:
    return min(start_at for start_at, _ in spans), max(end_at for _, end_at in spans)

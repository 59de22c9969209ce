"""Taking back an edit of a policy: its rows, and the clocks that were counted anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import ChangedMeanwhile, Refused
from desktop.domain.ticket import Actor
from desktop.models.bulk import plain_rows
from desktop.models.sla import ClockRecord, PolicyVersion
from desktop.services import policy_records, recounting
from desktop.services.clocks import Clocks
from desktop.services.record_undo import RowChange, RowsUndo, turned
from desktop.services.record_undo import restore as restore_rows
from desktop.services.recounting import NOTHING_RECOUNTED, Recount


@dataclass(frozen=True, slots=True)
class PolicyUndo:
    """The rows a command wrote; of an edit also its version, and what it recounted."""

    policy_id: int
    rows: tuple[RowChange, ...]
    version: int | None = None
    recount: Recount = NOTHING_RECOUNTED

    def turned(self) -> PolicyUndo | None:
        """Return the way back from putting these rows back; None when it counted clocks anew.

        A version holds from the instant it was made: done again it would hold for tickets that
        came while it did not.
        """
        if self.version is not None:
            return None
        return PolicyUndo(self.policy_id, turned(self.rows))


def restore(
    session: Session, clocks: Clocks, by: Actor, undo: PolicyUndo, now: datetime
) -> Changes:
    """Put a policy back as it was, and every open clock with it.

    Raises:
        ChangedMeanwhile: it was edited or followed by somebody since.
        Refused: `policy.version_used` when a clock has stopped under that version: what it was
            judged by stays (sla.md C4).
    """
    recounted = set(undo.recount.events)
    others: set[int] = set()
    if undo.version is not None:
        others = _tickets_under(session, undo.policy_id, undo.version)
    elif _is_made(undo) and policy_records.is_followed(session, undo.policy_id):
        raise ChangedMeanwhile(noun="policy", id=undo.policy_id)
    changes = restore_rows(session, RowsUndo(frozenset({Topic.POLICIES}), undo.rows))
    recounting.take_back(session, clocks, by, undo.recount, others - recounted, now)
    touched = others | recounted
    if not touched:
        return changes
    return changes.merged(Changes.of(Topic.TICKETS, tickets=touched))


def _tickets_under(session: Session, policy_id: int, version: int) -> set[int]:
    """Return the tickets whose standing clocks were counted by that version."""
    newest = select(func.max(PolicyVersion.version)).where(PolicyVersion.policy_id == policy_id)
    if session.scalar(newest) != version:
        raise ChangedMeanwhile(noun="policy", id=policy_id)
    clocks = select(ClockRecord.ticket_id, func.count(ClockRecord.stopped_at)).where(
        ClockRecord.policy_id == policy_id, ClockRecord.policy_version == version
    )
    by_ticket = clocks.group_by(ClockRecord.ticket_id)
    rows = plain_rows(session.connection().execute(by_ticket))
    if any(stopped for _, stopped in rows):
        raise Refused("policy.version_used")
    return {number for number, _ in rows}


def _is_made(undo: PolicyUndo) -> bool:
    """Whether the command made the policy, so that taking it back removes it."""
    return any(change.table == "policy" and change.before is None for change in undo.rows)

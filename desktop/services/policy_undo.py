"""Taking back an edit of a policy: its rows, and the clocks that were counted anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes
from desktop.domain.errors import ChangedMeanwhile, Refused
from desktop.domain.ticket import Actor
from desktop.models.sla import ClockRecord, PolicyVersion
from desktop.services import policy_records, version_undo
from desktop.services.clocks import Clocks
from desktop.services.version_undo import VersionUndo


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyUndo(VersionUndo):
    """What takes back an edit of that policy."""

    policy_id: int


def restore(
    session: Session, clocks: Clocks, by: Actor, undo: PolicyUndo, now: datetime
) -> Changes:
    """Put a policy back as it was, and every open clock with it.

    Raises:
        ChangedMeanwhile: it was edited or followed by somebody since.
        Refused: `policy.version_used` when a clock has stopped under that version: what it was
            judged by stays (sla.md C4).
    """
    under: set[int] = set()
    if undo.version is not None:
        under = _tickets_under(session, undo.policy_id, undo.version)
    elif _is_made(undo) and policy_records.is_followed(session, undo.policy_id):
        raise ChangedMeanwhile(noun="policy", id=undo.policy_id)
    return version_undo.restore(session, clocks, by, undo, under, now)


def _tickets_under(session: Session, policy_id: int, version: int) -> set[int]:
    """Return the tickets whose standing clocks were counted by that version."""
    newest = select(func.max(PolicyVersion.version)).where(PolicyVersion.policy_id == policy_id)
    if session.scalar(newest) != version:
        raise ChangedMeanwhile(noun="policy", id=policy_id)
    under, has_stopped = version_undo.tickets_under(
        session, ClockRecord.policy_id == policy_id, ClockRecord.policy_version == version
    )
    if has_stopped:
        raise Refused("policy.version_used")
    return under


def _is_made(undo: PolicyUndo) -> bool:
    """Whether the command made the policy, so that taking it back removes it."""
    return any(change.table == "policy" and change.before is None for change in undo.rows)

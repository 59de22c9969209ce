"""The versions of a policy as people look back on them: who changed what, and for which tickets."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.domain.sla import Policy
from desktop.models.people import Person
from desktop.models.sla import ClockRecord, PolicyVersion
from desktop.services.policy_records import read_policies

NEWEST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of a policy. `before` is the one it changed, None for the first.

    `author` is empty where nobody of the desk made it. `tickets` have a clock that was judged
    under it, `newest` are the youngest of them; a ticket counted anew goes over to the new one.
    """

    policy: Policy
    before: Policy | None
    author: str
    tickets: int
    newest: tuple[int, ...]


def versions(session: Session, policy_id: int) -> tuple[VersionRow, ...]:
    """Return the versions of a policy, the newest first."""
    known = [policy for policy in read_policies(session)[1] if policy.id == policy_id]
    authors = dict(
        session.execute(
            select(PolicyVersion.version, Person.name)
            .join(Person, Person.id == PolicyVersion.person_id)
            .where(PolicyVersion.policy_id == policy_id)
        ).all()
    )
    counts = dict(
        session.execute(
            select(ClockRecord.policy_version, func.count(func.distinct(ClockRecord.ticket_id)))
            .where(ClockRecord.policy_id == policy_id)
            .group_by(ClockRecord.policy_version)
        ).all()
    )
    rows = [
        VersionRow(
            policy,
            before,
            authors.get(policy.version, ""),
            counts.get(policy.version, 0),
            _newest(session, policy) if policy.version in counts else (),
        )
        for before, policy in zip([None, *known], known, strict=False)
    ]
    return tuple(reversed(rows))


def _newest(session: Session, policy: Policy) -> tuple[int, ...]:
    statement = (
        select(ClockRecord.ticket_id)
        .where(ClockRecord.policy_id == policy.id, ClockRecord.policy_version == policy.version)
        .distinct()
        .order_by(ClockRecord.ticket_id.desc())
        .limit(NEWEST_SHOWN)
    )
    return tuple(session.scalars(statement))

"""Rotations that go on without somebody who leaves (duty.md D5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.duty_rotation import RotationVersion, succeed
from desktop.models.duty import DutyRuleRecord, DutyRuleVersion
from desktop.services.duty_calendar import versions_of
from desktop.services.duty_records import rotation_of, window_of
from desktop.services.duty_rules import SETTLED, following_version


def leave_rotations(
    session: Session, zone: str, person_id: int, now: datetime
) -> dict[str, tuple[RotationVersion, ...]]:
    """Write versions without a person; return those of each rule that they were in, by its key.

    A version that has begun, or begins within eight weeks, stays till then, so that nobody else's
    turns move; the turns of the person in it are for the caller to take off. Where nobody else is
    in it, the hours are nobody's from now on.
    """
    found = {}
    records = session.scalars(select(DutyRuleRecord).order_by(DutyRuleRecord.id)).all()
    versions = versions_of(session, (record.id for record in records))
    for record in records:
        known = versions.get(record.id, [])
        begun = [version for version in known if version.effective_at <= now][-1:]
        ahead = [version for version in known if version.effective_at > now]
        counting = [*begun, *ahead]
        if any(person_id in version.people for version in counting):
            kept = [version for version in known if version not in counting]
            kept += _without(session, record, counting, zone, (person_id, now))
            dated = (RotationVersion(rotation_of(each), each.effective_at) for each in kept)
            found[str(record.id)] = (RotationVersion(None), *dated)
    return found


def _without(
    session: Session,
    record: DutyRuleRecord,
    counting: Sequence[DutyRuleVersion],
    zone: str,
    leaving: tuple[int, datetime],
) -> Iterator[DutyRuleVersion]:
    """Give the versions that count, each followed by one without the person where it still does."""
    person_id, now = leaving
    ends = [*(version.effective_at for version in counting[1:]), None]
    for version, ends_at in zip(counting, ends, strict=True):
        rotation = rotation_of(version)
        if rotation is None or person_id not in version.people:
            yield version
            continue
        others = tuple(each for each in rotation.people if each != str(person_id))
        leaves_at = max(version.effective_at, now + SETTLED if others else now)
        people: tuple[str, ...] = ()
        begins_at = leaves_at
        if others:
            following = succeed(rotation, window_of(record), zone, others, leaves_at)
            people = following.rotation.people if following.rotation else ()
            begins_at = following.effective_at or leaves_at
        if leaves_at == version.effective_at > now:
            version.people = [int(each) for each in people]
            yield version
            continue
        yield version
        if ends_at is None or begins_at < ends_at:
            added = following_version(version, people, begins_at)
            session.add(added)
            yield added

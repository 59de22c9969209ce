"""SLA policies and calendars: what a new desk starts with, and the books clocks read."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import NotFound
from desktop.domain.sla import CalendarBook, Policy, PolicyBook
from desktop.domain.sla_presets import (
    BUSINESS_HOURS,
    ROUND_THE_CLOCK,
    business_hours,
    business_hours_only,
    round_the_clock,
    small_round_the_clock,
)
from desktop.domain.worktime import CalendarSpec, WorkCalendar
from desktop.models.base import EPOCH
from desktop.models.database import Database
from desktop.models.meta import TopicVersion
from desktop.models.sla import Calendar, CalendarVersion, PolicyRecord, PolicyVersion
from desktop.services.policy_json import policy_from_json, policy_to_json
from desktop.services.rows import NamedRow


@dataclass(frozen=True, slots=True)
class Books:
    """Every policy and calendar version, as the engine wants them."""

    policies: PolicyBook
    calendars: CalendarBook
    zone: ZoneInfo


class Policies:
    """Owns the cache of the books: compiled calendars are shared until somebody edits one."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._cached: tuple[int, Books] | None = None

    def books(self, session: Session) -> Books:
        """Return the books as of this transaction; read anew only after a change."""
        statement = select(TopicVersion.version)
        statement = statement.where(TopicVersion.topic == Topic.POLICIES.value)
        version = session.execute(statement).scalar_one()
        with self._lock:
            if self._cached is None or self._cached[0] != version:
                self._cached = (version, _read(session))
            return self._cached[1]

    def seed(self, zone: str) -> Changes:
        """Give a new database its calendars and preset policies; does nothing on a used one."""
        with self._database.write() as session:
            if session.execute(select(PolicyRecord.id).limit(1)).first() is not None:
                return Changes()
            calendars = (
                (BUSINESS_HOURS, business_hours(zone)),
                (ROUND_THE_CLOCK, round_the_clock(zone)),
            )
            for key, spec in calendars:
                _add_calendar(session, key, spec)
            for policy in (small_round_the_clock(), business_hours_only()):
                _add_policy(session, policy, is_default=policy.id == 1)
            return self._database.announce(session, Changes.of(Topic.POLICIES))

    def all(self) -> tuple[Policy, ...]:
        """Return the newest version of each policy, the default first."""
        with self._database.read() as session:
            default, policies = _policies(session)
        newest = {policy.id: policy for policy in policies}
        return tuple(sorted(newest.values(), key=lambda p: (p.id != default, p.name)))

    def calendars(self) -> dict[str, CalendarSpec]:
        """Return the newest version of each calendar by key."""
        with self._database.read() as session:
            return {key: versions[-1] for key, versions in _calendars(session).items()}

    def names(self) -> tuple[NamedRow, ...]:
        """Return the policies, the default first."""
        return tuple(NamedRow(policy.id, policy.name) for policy in self.all())

    def set_default(self, policy_id: int) -> Changes:
        """Let new tickets of nobody in particular follow this policy.

        Raises:
            NotFound: there is no such policy.
        """
        with self._database.write() as session:
            if session.get(PolicyRecord, policy_id) is None:
                raise NotFound(noun="policy", id=policy_id)
            session.execute(
                update(PolicyRecord)
                .values(is_default=PolicyRecord.id == policy_id)
                .execution_options(synchronize_session=False)
            )
            return self._database.announce(session, Changes.of(Topic.POLICIES))

    def zone(self) -> ZoneInfo:
        """Return the time zone of the business calendar: the team's, unless a setting differs."""
        with self._database.read() as session:
            return self.books(session).zone


def _read(session: Session) -> Books:
    default, policies = _policies(session)
    specs = _calendars(session)
    calendars = {key: [WorkCalendar(spec) for spec in versions] for key, versions in specs.items()}
    zone = specs[BUSINESS_HOURS][-1].zone if BUSINESS_HOURS in specs else "UTC"
    return Books(PolicyBook(default, policies), CalendarBook(calendars), ZoneInfo(zone))


def _policies(session: Session) -> tuple[int, list[Policy]]:
    rows = session.execute(
        select(PolicyRecord, PolicyVersion)
        .join(PolicyVersion, PolicyVersion.policy_id == PolicyRecord.id)
        .order_by(PolicyRecord.id, PolicyVersion.version)
    ).all()
    policies = [
        policy_from_json(
            version.spec,
            policy_id=record.id,
            name=record.name,
            version=version.version,
            valid_from=_since(version.valid_from),
        )
        for record, version in rows
    ]
    default = next((record.id for record, _ in rows if record.is_default), 0)
    return default, policies


def _calendars(session: Session) -> dict[str, list[CalendarSpec]]:
    rows = session.execute(
        select(Calendar.key, Calendar.name, CalendarVersion)
        .join(CalendarVersion, CalendarVersion.calendar_id == Calendar.id)
        .order_by(Calendar.id, CalendarVersion.version)
    )
    found: dict[str, list[CalendarSpec]] = {}
    for key, name, record in rows:
        spec = CalendarSpec.from_json(
            record.spec, name=name, version=record.version, valid_from=_since(record.valid_from)
        )
        found.setdefault(key, []).append(spec)
    return found


def _add_calendar(session: Session, key: str, spec: CalendarSpec) -> None:
    record = Calendar(key=key, name=spec.name)
    session.add(record)
    session.flush()
    session.add(
        CalendarVersion(
            calendar_id=record.id,
            version=spec.version,
            valid_from=spec.valid_from or EPOCH,
            spec=spec.to_json(),
        )
    )


def _add_policy(session: Session, policy: Policy, *, is_default: bool) -> None:
    session.add(PolicyRecord(id=policy.id, name=policy.name, is_default=is_default))
    session.flush()
    valid_from: datetime = policy.valid_from or EPOCH
    session.add(
        PolicyVersion(
            policy_id=policy.id,
            version=policy.version,
            valid_from=valid_from,
            spec=policy_to_json(policy),
        )
    )


def _since(stored: datetime) -> datetime | None:
    """Return from when a version applies; None for the first, which always did."""
    return None if stored == EPOCH else stored

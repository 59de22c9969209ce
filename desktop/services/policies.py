"""SLA policies and calendars: what a new desk starts with, and the books clocks read."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import NotFound
from desktop.domain.sla import CalendarBook, Policy, PolicyBook
from desktop.domain.sla_presets import (
    BUSINESS_HOURS,
    PRESETS,
    ROUND_THE_CLOCK,
    business_hours,
    round_the_clock,
)
from desktop.domain.worktime import OverrideKind, WorkCalendar
from desktop.models.database import Database
from desktop.models.driver import SNAPSHOT
from desktop.models.meta import TopicVersion
from desktop.models.sla import PolicyRecord
from desktop.services.calendar_records import add_calendar, read_versions
from desktop.services.policy_records import read_policies, version_of
from desktop.services.rows import NamedRow


@dataclass(frozen=True, slots=True)
class Books:
    """Every policy and calendar version, as the engine wants them."""

    policies: PolicyBook
    calendars: CalendarBook
    zone: ZoneInfo

    def holidays(self, at: datetime) -> frozenset[date]:
        """Return the public holidays of the team's working calendar, all it knows."""
        hours = self.working_hours(at)
        overrides = {} if hours is None else hours.spec.overrides
        return frozenset(
            day for day, each in overrides.items() if each.kind is OverrideKind.HOLIDAY
        )

    def working_hours(self, at: datetime) -> WorkCalendar | None:
        """Return when the team is at work; None when it deleted that: then at any hour."""
        try:
            return self.calendars.find(BUSINESS_HOURS, at)
        except NotFound:
            return None


_VERSION = select(TopicVersion.version).where(TopicVersion.topic == Topic.POLICIES.value)
_BOOKS: Final = "books"
"""Key of `Session.info`: what a snapshot cannot see change, or a transaction edited itself."""


class Policies:
    """Owns the cache of the books: compiled calendars are shared until somebody edits one."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._cached: tuple[int, Books] | None = None

    def books(self, session: Session) -> Books:
        """Return the books as of this transaction; read anew only after a change."""
        known: Books | None = session.info.get(_BOOKS)
        if known is not None:
            return known
        version = session.connection().execute(_VERSION).scalar_one()
        with self._lock:
            if self._cached is None or self._cached[0] != version:
                self._cached = (version, read_books(session))
            books = self._cached[1]
        if session.get_bind().get_execution_options().get(SNAPSHOT):
            session.info[_BOOKS] = books
        return books

    def reread(self, session: Session) -> Books:
        """Return the books with what this transaction has edited and flushed.

        They hold for the rest of it, and only for it: a rollback leaves no trace in the cache.
        """
        books = read_books(session)
        session.info[_BOOKS] = books
        return books

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
                add_calendar(session, key, spec)
            for policy in PRESETS:
                record = PolicyRecord(name=policy.name, is_default=policy is PRESETS[0])
                session.add(record)
                session.flush()
                session.add(version_of(record.id, policy))
            return self._database.announce(session, Changes.of(Topic.POLICIES))

    def all(self) -> tuple[Policy, ...]:
        """Return the newest version of each policy, the default first."""
        with self._database.read() as session:
            default, policies = read_policies(session)
        newest = {policy.id: policy for policy in policies}
        return tuple(sorted(newest.values(), key=lambda p: (p.id != default, p.name)))

    def names(self) -> tuple[NamedRow, ...]:
        """Return the policies, the default first."""
        return tuple(NamedRow(policy.id, policy.name) for policy in self.all())

    def zone(self) -> ZoneInfo:
        """Return the time zone of the business calendar: the team's, unless a setting differs."""
        with self._database.read() as session:
            return self.books(session).zone


def read_books(session: Session) -> Books:
    """Return the books as the records have them, compiled anew."""
    default, policies = read_policies(session)
    specs = read_versions(session)
    calendars = {key: [WorkCalendar(spec) for spec in versions] for key, versions in specs.items()}
    zone = specs[BUSINESS_HOURS][-1].zone if BUSINESS_HOURS in specs else "UTC"
    return Books(PolicyBook(default, policies), CalendarBook(calendars), ZoneInfo(zone))

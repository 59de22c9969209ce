"""Calendars as records: every version read as a value, and a new one written."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.worktime import CalendarSpec
from desktop.models.base import EPOCH
from desktop.models.sla import Calendar, CalendarVersion


def read_versions(session: Session) -> dict[str, list[CalendarSpec]]:
    """Return the versions of each calendar by key, the oldest first."""
    rows = session.execute(
        select(Calendar.key, Calendar.name, CalendarVersion)
        .join(CalendarVersion, CalendarVersion.calendar_id == Calendar.id)
        .order_by(Calendar.id, CalendarVersion.version)
    )
    found: dict[str, list[CalendarSpec]] = {}
    for key, name, record in rows:
        spec = CalendarSpec.from_json(
            record.spec, name=name, version=record.version, valid_from=since(record.valid_from)
        )
        found.setdefault(key, []).append(spec)
    return found


def add_calendar(session: Session, key: str, spec: CalendarSpec) -> Calendar:
    """Write a calendar with its first version, and flush."""
    record = Calendar(key=key, name=spec.name)
    session.add(record)
    session.flush()
    session.add(version_of(record.id, spec))
    session.flush()
    return record


def version_of(calendar_id: int, spec: CalendarSpec) -> CalendarVersion:
    """Return the record of one version."""
    return CalendarVersion(
        calendar_id=calendar_id,
        version=spec.version,
        valid_from=spec.valid_from or EPOCH,
        spec=spec.to_json(),
    )


def since(stored: datetime) -> datetime | None:
    """Return from when a version applies; None for the first, which always did."""
    return None if stored == EPOCH else stored

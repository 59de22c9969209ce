"""The tickets and policies that count on a calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from desktop.domain.sla import ClockResult
from desktop.models.sla import ClockRecord, PolicyRecord, PolicyVersion
from desktop.models.ticket import Ticket, open_tickets

_STANDING = (ClockResult.RUNNING.value, ClockResult.PAUSED.value)


def policies_by_calendar(session: Session) -> dict[str, tuple[str, ...]]:
    """Return which policies name each calendar in their newest version, by the policy's name."""
    newest: dict[str, list[str]] = {}
    for name, spec in _policy_specs(session):
        newest[name] = _calendars_in(spec)
    found: dict[str, list[str]] = defaultdict(list)
    for name, keys in newest.items():
        for key in keys:
            found[key].append(name)
    return {key: tuple(names) for key, names in found.items()}


def policies_that_ever_named(session: Session, key: str) -> tuple[str, ...]:
    """Return the policies with a version that names the calendar: old tickets still need it."""
    names = (name for name, spec in _policy_specs(session) if key in _calendars_in(spec))
    return tuple(dict.fromkeys(names))


def open_counts(session: Session) -> dict[str, int]:
    """Return how many open tickets have a standing clock in each calendar."""
    statement = (
        select(ClockRecord.calendar, func.count(func.distinct(ClockRecord.ticket_id)))
        .join(Ticket, Ticket.id == ClockRecord.ticket_id)
        .where(ClockRecord.result.in_(_STANDING), open_tickets())
        .group_by(ClockRecord.calendar)
    )
    return {key: count for key, count in session.execute(statement) if key is not None}


def counting_in(key: str) -> Select[int]:
    """Return a query for the open tickets with a standing clock in that calendar."""
    standing = select(ClockRecord.ticket_id).where(
        ClockRecord.result.in_(_STANDING), ClockRecord.calendar == key
    )
    return select(Ticket.id).where(open_tickets(), Ticket.id.in_(standing))


def _policy_specs(session: Session) -> list[tuple[str, Mapping[str, list[dict[str, str]]]]]:
    """Return every version of each policy with its name, the newest last."""
    statement = (
        select(PolicyRecord.name, PolicyVersion.spec)
        .join(PolicyVersion, PolicyVersion.policy_id == PolicyRecord.id)
        .order_by(PolicyRecord.id, PolicyVersion.version)
    )
    return [(name, spec) for name, spec in session.execute(statement)]


def _calendars_in(spec: Mapping[str, list[dict[str, str]]]) -> list[str]:
    return list(dict.fromkeys(row["calendar"] for row in spec["rows"]))

"""Clocks that were counted by arithmetic, written as the engine's verdicts are (sla.md K9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.sla import ClockResult
from desktop.domain.sla_unbroken import Course
from desktop.models.alert import Alert
from desktop.models.base import Base, to_microseconds
from desktop.models.bulk import update_plain
from desktop.models.sla import ClockRecord
from desktop.models.ticket import Ticket
from desktop.services import unbroken_clocks
from desktop.services.clock_rows import Told, withdraw
from desktop.services.policies import Books
from desktop.services.unbroken_clocks import NEVER, Batch, Clock
from desktop.services.unbroken_rules import Held

_RUNNING: Final = ClockResult.RUNNING.value
_CLOCKS: Final = Base.metadata.tables[ClockRecord.__tablename__]
_TICKETS: Final = Base.metadata.tables[Ticket.__tablename__]
_HELD: Final = (
    *("policy_version", "calendar", "calendar_version"),
    *("target_seconds", "breached_at"),
)
_ALARMS: Final = ("due_at", "due_version", "warnings", "next_warn_at")
_SUMMARY: Final = (
    *("next_due_at", "next_late_at", "next_due_kind", "next_due_target_seconds"),
    "sla_result",
)
_SILENT: Final = ("[]", NEVER)
"""What is stored of alarms where nothing is left to be told."""


class Former(NamedTuple):
    """What a clock was held to before an edit, and since when it was late then."""

    held: Held
    breached_at: int | None


Formers = Mapping[int, Former]
"""By the id of the clock."""


def recount(
    session: Session,
    numbers: Sequence[int],
    data: Mapping[str, object],
    books: Books,
    now: datetime,
) -> tuple[list[int], Formers]:
    """Store the clocks of tickets as of `policy_changed` events with that data, just written.

    Return the tickets left alone, for the engine to judge, and how the others stood before.
    """
    left: list[int] = []
    formers: dict[int, Former] = {}
    for batch in unbroken_clocks.count(session, numbers, data, books, now, to_write=True):
        left += batch.left
        for clocks in batch.counted.values():
            for clock, rule, _, _ in clocks:
                formers[clock.id] = Former(rule.held, clock.breached_at)
        store(session, batch, to_microseconds(now))
    return left, formers


def store(session: Session, batch: Batch, now: int) -> None:
    """Write the clocks, as `clock_rows.write` does of what the engine says, and the list rows."""
    alarms = _Alarms(session, batch, now)
    kept: list[tuple[Any, ...]] = []
    moved: list[tuple[Any, ...]] = []
    withdrawn: list[int] = []
    for clocks in batch.counted.values():
        for clock, rule, course, breached in clocks:
            held = (*rule.names, course.target_seconds, breached)
            has_moved = course.due != clock.due_at
            ahead = alarms.ahead(clock, course) if has_moved or clock.has_no_warnings else _SILENT
            if has_moved and clock.id in alarms.fired:
                withdrawn.append(clock.id)
            if has_moved or ahead is not _SILENT:
                moved.append((*held, course.due, clock.due_version + has_moved, *ahead, clock.id))
            elif held != _held(clock):
                kept.append((*held, clock.id))
    if withdrawn:
        withdraw(session, withdrawn)
    connection = session.connection()
    update_plain(connection, _CLOCKS, _HELD, kept)
    update_plain(connection, _CLOCKS, (*_HELD, *_ALARMS), moved)
    update_plain(connection, _TICKETS, _SUMMARY, list(_summaries(batch)))


class _Alarms:
    """What of the thresholds of clocks is still to be told; `fired` are those with alerts."""

    def __init__(self, session: Session, batch: Batch, now: int) -> None:
        statement = select(Alert.clock_id).where(Alert.ticket_id.in_(batch.running))
        self.fired = set(session.scalars(statement))
        self._told = Told(session, list(self.fired))
        self._now = now

    def ahead(self, clock: Clock, course: Course) -> tuple[str, int]:
        """Return the thresholds that lie ahead and were not told as stored, and the first."""
        live, now, percents, reached = clock.live, self._now, course.percents, course.reached
        if live is None:
            return _SILENT
        told = self._told.of(clock.id) if clock.id in self.fired else ()
        if not told and reached[0] > now and reached[0] >= live:
            return _as_stored(percents) % reached, reached[0]
        pairs = zip(percents, reached, strict=True)
        left = [[each, at] for each, at in pairs if at > now and at >= live and each not in told]
        return (str(left), left[0][1]) if left else _SILENT


@lru_cache
def _as_stored(percents: tuple[int, ...]) -> str:
    """Return `warnings` of a clock with these, to be filled with when each is reached."""
    return f"[{', '.join(f'[{percent}, %d]' for percent in percents)}]"


def _held(clock: Clock) -> tuple[int | str | None, ...]:
    return (
        *(clock.policy_version, clock.calendar, clock.calendar_version),
        *(clock.target_seconds, clock.breached_at),
    )


def _summaries(batch: Batch) -> Iterator[tuple[int | str, ...]]:
    """Give what `clocks.summary_of` says where it is another than before, with the ticket."""
    for number, clocks in batch.counted.items():
        clock, _, course, _ = clocks[0]
        told = (course.due, course.late_after, clock.kind, course.target_seconds)
        if told != (
            *(clock.next_due_at, clock.next_late_at),
            *(clock.next_due_kind, clock.next_due_target_seconds),
        ):
            yield (*told, _RUNNING, number)

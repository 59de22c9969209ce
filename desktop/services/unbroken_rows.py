"""Clocks that were counted by arithmetic, written as the engine's verdicts are (sla.md K9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.alert import Alert
from desktop.models.base import FAR_FUTURE, Base, to_microseconds
from desktop.models.bulk import update_plain
from desktop.models.sla import ClockRecord
from desktop.models.ticket import Ticket
from desktop.services import unbroken_clocks
from desktop.services.clock_rows import Told, withdraw
from desktop.services.policies import Books
from desktop.services.unbroken_batch import Batch
from desktop.services.unbroken_rules import Held

_CLOCKS: Final = Base.metadata.tables[ClockRecord.__tablename__]
_TICKETS: Final = Base.metadata.tables[Ticket.__tablename__]
_HELD: Final = ("policy_version", "calendar", "calendar_version", "target_seconds")
_ALARMS: Final = ("due_at", "due_version", "warnings", "next_warn_at")
_SUMMARY: Final = ("next_due_at", "next_late_at", "next_due_kind", "next_due_target_seconds")
_SILENT: Final = ("[]", to_microseconds(FAR_FUTURE))
"""What is stored of alarms where nothing is left to be told."""


@dataclass(frozen=True, slots=True)
class Formers:
    """What clocks, by their id, were held to before an edit, and since when the late ones were."""

    held: list[tuple[Held, Sequence[int]]]
    late_since: dict[int, int]


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
    formers = Formers([], {})
    for batch in unbroken_clocks.count(session, numbers, data, books, now, to_write=True):
        left += batch.left
        for rule, _, clocks, _ in batch.counted:
            formers.held.append((rule.held, clocks.ids))
            since = zip(clocks.ids, clocks.late_since, strict=True)
            formers.late_since.update((number, at) for number, at in since if at is not None)
        store(session, batch, to_microseconds(now))
    return left, formers


def store(session: Session, batch: Batch, now: int) -> None:
    """Write the clocks, as `clock_rows.write` does of what the engine says, and the list rows."""
    alarms = _Alarms(session, batch, now)
    kept: list[tuple[Any, ...]] = []
    moved: list[tuple[Any, ...]] = []
    latched: list[tuple[Any, ...]] = []
    withdrawn: list[int] = []
    for rule, spell, clocks, late in batch.counted:
        percents, starts = spell.percents, clocks.starts
        stored_as, names = _as_stored(percents), rule.names
        before = (clocks.ids, clocks.dues, clocks.due_versions, clocks.late_since)
        alarm = (clocks.are_silent, clocks.live_since, spell.marks(starts))
        after = (spell.dues(starts), spell.targets(starts))
        each = zip(*before, *alarm, *after, strict=True)
        for number, old, version, since, is_silent, live, marks, due, seconds in each:
            has_moved, ahead = due != old, _SILENT
            if late.get(number) != since:
                latched.append((late.get(number), number))
            if has_moved or is_silent:
                ahead = alarms.ahead(number, live, percents, marks, stored_as)
            if has_moved or ahead is not _SILENT:
                moved.append((*names, seconds, due, version + has_moved, *ahead, number))
                if has_moved and number in alarms.fired:
                    withdrawn.append(number)
            elif rule.is_new:
                kept.append((*names, seconds, number))
    if withdrawn:
        withdraw(session, withdrawn)
    connection = session.connection()
    update_plain(connection, _CLOCKS, _HELD, kept)
    update_plain(connection, _CLOCKS, (*_HELD, *_ALARMS), moved)
    update_plain(connection, _CLOCKS, ("breached_at",), latched)
    # In the order of their numbers, as the pages of most indexes have them.
    told = [(*summary, number) for number, summary in sorted(batch.summaries.items())]
    update_plain(connection, _TICKETS, _SUMMARY, told, only_others=True)


class _Alarms:
    """What of the thresholds of clocks is still to be told; `fired` are those with alerts."""

    def __init__(self, session: Session, batch: Batch, now: int) -> None:
        statement = select(Alert.clock_id).where(Alert.ticket_id.in_(batch.running))
        self.fired = set(session.scalars(statement))
        self._told = Told(session, list(self.fired))
        self._now = now

    def ahead(
        self,
        clock: int,
        live: int | None,
        percents: Sequence[int],
        marks: tuple[int, ...],
        stored_as: str,
    ) -> tuple[str, int]:
        """Return which of the thresholds lie ahead and were not told, as stored, and the first."""
        if live is None:
            return _SILENT
        first, now = marks[0], self._now
        told = self._told.of(clock) if clock in self.fired else ()
        if first > now and first >= live and not told:
            return stored_as % marks, first
        pairs = zip(percents, marks, strict=True)
        left = [[each, at] for each, at in pairs if at > now and at >= live and each not in told]
        return (str(left), left[0][1]) if left else _SILENT


def _as_stored(percents: tuple[int, ...]) -> str:
    """Return `warnings` of a clock with these, to be filled with when each is reached."""
    return f"[{', '.join(f'[{percent}, %d]' for percent in percents)}]"

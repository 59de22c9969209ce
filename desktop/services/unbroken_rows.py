"""Clocks that were counted by arithmetic, written as the engine's verdicts are (sla.md K9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.sla_unbroken import Spell
from desktop.models.alert import Alert
from desktop.models.base import FAR_FUTURE, Base, to_microseconds
from desktop.models.bulk import update_plain
from desktop.models.sla import ClockRecord
from desktop.models.ticket import Ticket
from desktop.services import unbroken_clocks
from desktop.services.clock_rows import Told, withdraw
from desktop.services.policies import Books
from desktop.services.unbroken_batch import Batch, Clocks
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
        names, starts = rule.names, clocks.starts
        since = zip(clocks.ids, clocks.late_since, strict=True)
        latched += [(late.get(number), number) for number, at in since if late.get(number) != at]
        before = (clocks.ids, clocks.dues, clocks.due_versions, clocks.are_silent)
        after = (spell.dues(starts), spell.targets(starts), alarms.ahead(clocks, spell))
        each = zip(*before, *after, strict=True)
        for number, old, version, is_silent, due, seconds, ahead in each:
            if due != old:
                moved.append((*names, seconds, due, version + 1, *ahead, number))
                if number in alarms.fired:
                    withdrawn.append(number)
            elif is_silent and ahead is not _SILENT:
                moved.append((*names, seconds, due, version, *ahead, number))
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

    def ahead(self, clocks: Clocks, spell: Spell) -> list[tuple[str, int]]:
        """Return of each clock what of its thresholds lies ahead, as stored, and the first."""
        now, fired, stored_as = self._now, self.fired, _as_stored(spell.percents)
        each = zip(clocks.ids, clocks.live_since, spell.marks(clocks.starts), strict=True)
        return [
            (stored_as % marks, marks[0])
            if live is not None and live <= marks[0] > now and number not in fired
            else self._left(number, live, spell.percents, marks)
            for number, live, marks in each
        ]

    def _left(
        self, clock: int, live: int | None, percents: Sequence[int], marks: Sequence[int]
    ) -> tuple[str, int]:
        """Return the same of one clock, where not all of it lies ahead."""
        if live is None:
            return _SILENT
        now, told = self._now, self._told.of(clock) if clock in self.fired else ()
        pairs = zip(percents, marks, strict=True)
        left = [[each, at] for each, at in pairs if at > now and at >= live and each not in told]
        return (str(left), left[0][1]) if left else _SILENT


def _as_stored(percents: tuple[int, ...]) -> str:
    """Return `warnings` of a clock with these, to be filled with when each is reached."""
    return f"[{', '.join(f'[{percent}, %d]' for percent in percents)}]"

"""What an edit of policies or calendars does to the tickets that are open (sla.md K11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desktop.domain.sla import ClockResult
from desktop.domain.sla_clock import ClockState
from desktop.domain.sla_evaluate import Evaluation
from desktop.services.unbroken_batch import Batch

_STANDING = (ClockResult.RUNNING, ClockResult.PAUSED)


@dataclass(frozen=True, slots=True)
class Moves:
    """How many open tickets an edit touches, whose due time moves which way, who becomes late.

    A ticket moves the way of its earliest clock that moves.
    """

    tickets: int
    earlier: int
    later: int
    late: int

    def __add__(self, other: Moves) -> Moves:
        """Return both together: tickets are looked at in chunks."""
        return Moves(
            self.tickets + other.tickets,
            self.earlier + other.earlier,
            self.later + other.later,
            self.late + other.late,
        )


NO_MOVES: Final = Moves(0, 0, 0, 0)


def moves(before: Mapping[int, Evaluation], after: Mapping[int, Evaluation]) -> Moves:
    """Compare the tickets of `after` with how they stand now."""
    ways = [_way(before[number], found) for number, found in after.items()]
    late = sum(_becomes_late(before[number], found) for number, found in after.items())
    return Moves(len(after), ways.count(-1), ways.count(1), late)


def moves_of(batch: Batch, now: int) -> Moves:
    """Return the same of tickets that were counted without the engine."""
    ways: dict[int, tuple[int, int]] = {}
    late: set[int] = set()
    for counted in batch.counted:
        clocks = counted.clocks
        dues = counted.spell.dues(clocks.starts)
        for number, old, new in zip(clocks.tickets, clocks.dues, dues, strict=True):
            if new != old:
                way = (new, -1) if new < old else (old, 1)
                known = ways.get(number)
                if known is None or way < known:
                    ways[number] = way
        each = zip(clocks.ids, clocks.tickets, clocks.late_since, strict=True)
        late.update(
            ticket
            for number, ticket, since in each
            if not since and counted.late.get(number) == now
        )
    found = [way for _, way in ways.values()]
    return Moves(len(batch.summaries), found.count(-1), found.count(1), len(late))


def _way(before: Evaluation, after: Evaluation) -> int:
    """Return -1 for a due time that comes earlier, 1 for later, 0 for none that moves."""
    known = {(clock.kind, clock.round): _due(clock) for clock in before.clocks}
    found: list[tuple[datetime, int]] = []
    for clock in after.clocks:
        new, old = _due(clock), known.get((clock.kind, clock.round))
        if clock.result not in _STANDING or new == old:
            continue
        if new is None or old is None:
            found.append((new or old or after.at, 1 if new is None else -1))
        else:
            found.append((min(new, old), -1 if new < old else 1))
    return min(found)[1] if found else 0


def _due(clock: ClockState) -> datetime | None:
    return clock.due_at or clock.due_if_resumed_at


def _becomes_late(before: Evaluation, after: Evaluation) -> bool:
    late = {(clock.kind, clock.round) for clock in before.clocks if clock.breach is not None}
    return any(
        clock.breach is not None and (clock.kind, clock.round) not in late
        for clock in after.clocks
        if clock.result in _STANDING
    )

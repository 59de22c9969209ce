"""What a change of a ticket does to its clocks, told before it is saved (sla.md K9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from desktop.domain.sla import ClockKind, EventKind, TicketEvent
from desktop.domain.sla_clock import ClockState
from desktop.domain.sla_evaluate import Evaluation
from desktop.domain.ticket import ENDED, Status


@dataclass(frozen=True, slots=True)
class ClockMove:
    """One clock before and after a change; `before` None where the change starts it."""

    before: ClockState | None
    after: ClockState

    @property
    def kind(self) -> ClockKind:
        return self.after.kind

    @property
    def becomes_late(self) -> bool:
        """Whether this change alone makes it late: reported apart from misses."""
        was_late = self.before is not None and self.before.breach is not None
        return self.after.breach is not None and not was_late

    @property
    def is_dropped(self) -> bool:
        """Whether the new policy has no such clock (K10)."""
        return self.after.reason == "policy"


def clock_moves(before: Evaluation, after: Evaluation) -> tuple[ClockMove, ...]:
    """Return the clocks that stand before or after the change and that it moves, soonest first."""
    known = {(clock.kind, clock.round): clock for clock in before.clocks}
    moves = [ClockMove(known.get((clock.kind, clock.round)), clock) for clock in after.clocks]
    moved = [move for move in moves if _told(move.before) != _told(move.after)]
    return tuple(sorted(moved, key=lambda move: (not move.becomes_late, _due(move.after))))


class Supposition(StrEnum):
    """What may be asked about a clock: "What if …?"."""

    ANSWERED = "answered"
    SOLVED = "solved"
    WAITING = "waiting"


_SUPPOSED: Final[Mapping[Supposition, tuple[EventKind, dict[str, object]]]] = {
    Supposition.ANSWERED: (EventKind.AGENT_MESSAGE, {}),
    Supposition.SOLVED: (EventKind.SOLVED, {}),
    Supposition.WAITING: (EventKind.STATUS_CHANGED, {"status": Status.WAITING_CUSTOMER.value}),
}


def with_supposition(
    events: Sequence[TicketEvent], supposition: Supposition, at: datetime
) -> list[TicketEvent]:
    """Return a history as it would be if that happened `at`."""
    kind, data = _SUPPOSED[supposition]
    return with_event(events, kind, at, data)


def with_event(
    events: Sequence[TicketEvent], kind: EventKind, at: datetime, data: dict[str, object]
) -> list[TicketEvent]:
    """Return a history as it would be with one more event at its end."""
    following = max((event.id for event in events), default=0) + 1
    return [*events, TicketEvent(following, at, kind, None, data)]


def status_event(old: Status, status: Status) -> EventKind:
    """Return the event that a change of status leaves in the history."""
    if status is Status.SOLVED:
        return EventKind.SOLVED
    if status is Status.CLOSED:
        return EventKind.CLOSED
    if old in ENDED:
        return EventKind.REOPENED
    return EventKind.DEFERRED if status is Status.DEFERRED else EventKind.STATUS_CHANGED


def _told(clock: ClockState | None) -> object:
    """Return what a person sees of a clock, to compare; nothing where there is none."""
    if clock is None:
        return None
    return clock.result, clock.due_at or clock.due_if_resumed_at, clock.target


def _due(clock: ClockState) -> tuple[bool, datetime]:
    due = clock.due_at or clock.due_if_resumed_at
    return due is None, due or clock.started_at

"""Running clocks of some tickets, each counted under what it is held to from now on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Select

from desktop.domain.sla_unbroken import Spell
from desktop.services.unbroken_rules import Rule


class Clock(NamedTuple):
    """A running clock as it is stored, with what its ticket's list row tells.

    Instants are in microseconds; the first six say what it is `Held` to. `is_told` when the list
    row tells of it, or of one of the same kind and target.
    """

    kind: str
    priority_rank: int
    policy_id: int
    policy_version: int
    calendar: str | None
    calendar_version: int
    id: int
    ticket_id: int
    started_at: int
    due_at: int
    due_version: int
    breached_at: int | None
    target_seconds: int
    has_no_warnings: bool
    live: int | None
    next_due_at: int
    next_late_at: int
    is_told: bool


class Counted(NamedTuple):
    """Clocks of one rule that started in one spell of hours, and since when those are late that
    are, by their id.
    """

    rule: Rule
    spell: Spell
    clocks: Sequence[Clock]
    late: dict[int, int]

    @property
    def starts(self) -> list[int]:
        """When each started."""
        return [clock.started_at for clock in self.clocks]


class First(NamedTuple):
    """The clock of a ticket that is due before its others, and when."""

    due: int
    clock: Clock
    spell: Spell


class Batch(NamedTuple):
    """What was counted, of each ticket the clock first due, and the tickets left uncounted.

    `running` are all tickets with running clocks between the first and the last of them.
    """

    counted: list[Counted]
    first: dict[int, First]
    left: list[int]
    running: Select[int]


class Tally:
    """Collects clocks spell by spell; a ticket counts only when all its clocks do."""

    def __init__(self) -> None:
        self._counted: list[Counted] = []
        self._first: dict[int, First] = {}
        self._left: set[int] = set()

    def leave(self, clocks: Iterable[Clock]) -> None:
        """Leave the tickets of these clocks to the engine."""
        self._left.update(clock.ticket_id for clock in clocks)

    def add(self, rule: Rule, spell: Spell, clocks: Sequence[Clock], late: dict[int, int]) -> None:
        """Take in clocks of this rule and spell, and since when those are late that are.

        Which of two the list tells of when both are due first depends on the history: such
        tickets are left as well.
        """
        first = self._first
        counted = Counted(rule, spell, clocks, late)
        for clock, due in zip(clocks, spell.dues(counted.starts), strict=True):
            number = clock.ticket_id
            known = first.get(number)
            if known is None or due < known.due:
                first[number] = First(due, clock, spell)
            elif due == known.due:
                self._left.add(number)
        self._counted.append(counted)

    def batch(self, numbers: Sequence[int], running: Select[int]) -> Batch:
        """Return what was collected of these tickets."""
        first = self._first
        left = [number for number in numbers if number in self._left or number not in first]
        for number in left:
            first.pop(number, None)
        counted = self._counted
        if self._left:
            counted = [_without(each, self._left) for each in counted]
        return Batch(counted, first, left, running)


def _without(counted: Counted, left: set[int]) -> Counted:
    clocks = [clock for clock in counted.clocks if clock.ticket_id not in left]
    return counted._replace(clocks=clocks)

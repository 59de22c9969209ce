"""Running clocks of some tickets, each counted under what it is held to from now on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from sqlalchemy import Select

from desktop.domain.sla_unbroken import Course
from desktop.services.unbroken_rules import Rule


class Clock(NamedTuple):
    """A running clock as it is stored, with what its ticket's list row tells.

    Instants are in microseconds; the first six say what it is `Held` to.
    """

    kind: str
    priority: str
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
    next_due_kind: str | None
    next_due_target_seconds: int


Counted: TypeAlias = tuple[Clock, Course, int | None]
"""A clock, what follows for it, and since when it is late, if it is."""

Judged: TypeAlias = tuple[Clock, Course | None, int | None]
"""The same, or None where only the engine can tell what follows."""


class Batch(NamedTuple):
    """The clocks of each rule, of each ticket the one first due, and the tickets left uncounted.

    `running` are all tickets with running clocks between the first and the last of them.
    """

    groups: list[tuple[Rule, list[Counted]]]
    first: dict[int, Counted]
    left: list[int]
    running: Select[int]


class Tally:
    """Collects clocks rule by rule; a ticket counts only when all its clocks do."""

    def __init__(self) -> None:
        self._groups: list[tuple[Rule, list[Counted]]] = []
        self._first: dict[int, Counted] = {}
        self._left: set[int] = set()

    def leave(self, clocks: Iterable[Clock]) -> None:
        """Leave the tickets of these clocks to the engine."""
        self._left.update(clock.ticket_id for clock in clocks)

    def add(self, rule: Rule, judged: Iterable[Judged]) -> None:
        """Take in the clocks that this rule is for.

        Which of two the list tells of when both are due first depends on the history: such
        tickets are left as well.
        """
        counted: list[Counted] = []
        first = self._first
        for clock, course, late in judged:
            number = clock.ticket_id
            if course is None:
                self._left.add(number)
                continue
            found = (clock, course, late)
            counted.append(found)
            known = first.get(number)
            if known is None or course.due < known[1].due:
                first[number] = found
            elif course.due == known[1].due:
                self._left.add(number)
        self._groups.append((rule, counted))

    def batch(self, numbers: Sequence[int], running: Select[int]) -> Batch:
        """Return what was collected of these tickets."""
        first = self._first
        left = [number for number in numbers if number in self._left or number not in first]
        for number in left:
            first.pop(number, None)
        groups = self._groups
        if self._left:
            groups = [
                (rule, [each for each in counted if each[0].ticket_id in first])
                for rule, counted in groups
            ]
        return Batch(groups, first, left, running)

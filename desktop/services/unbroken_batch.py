"""Running clocks of some tickets, each counted under what it is held to from now on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat
from operator import itemgetter
from typing import Any, Final, NamedTuple

from sqlalchemy import Select

from desktop.domain.sla_unbroken import Spell
from desktop.services.unbroken_rules import Held, Rule

Row = tuple[Any, ...]
"""A running clock as it is stored: what it is `Held` to, then what `Clocks` has of it."""

HELD: Final = len(Held._fields)
"""So many columns of a row say what the clock is held to."""

Summary = tuple[int, int, str, int]
"""What a list shows of a ticket: `next_due_at`, `next_late_at`, kind and target of the clock."""


class Clocks(NamedTuple):
    """Running clocks as they are stored, column by column: a step for all costs less than steps
    for each. Instants are in microseconds.
    """

    ids: Sequence[int]
    tickets: Sequence[int]
    starts: Sequence[int]
    dues: Sequence[int]
    due_versions: Sequence[int]
    late_since: Sequence[int | None]
    are_silent: Sequence[bool]
    """Whether no warnings are stored."""
    live_since: Sequence[int | None]

    @staticmethod
    def of(rows: Iterable[Row]) -> Clocks:
        """Return the columns of these rows."""
        return Clocks(*list(zip(*rows, strict=True))[HELD:])

    def part(self, those: slice) -> Clocks:
        """Return some of them."""
        return Clocks._make(column[those] for column in self)

    def without(self, tickets: set[int]) -> Clocks:
        """Return those of other tickets."""
        if tickets.isdisjoint(self.tickets):
            return self
        kept = [place for place, number in enumerate(self.tickets) if number not in tickets]
        return Clocks._make([column[place] for place in kept] for column in self)


def place(name: str) -> int:
    """Return where in a row that column of `Clocks` is."""
    return HELD + Clocks._fields.index(name)


TICKET: Final = itemgetter(place("tickets"))
"""The ticket of a row."""


class Counted(NamedTuple):
    """Clocks of one rule that started in one spell of hours, and since when those are late that
    are, by their id.
    """

    rule: Rule
    spell: Spell
    clocks: Clocks
    late: dict[int, int]


class Batch(NamedTuple):
    """What was counted, of each ticket what its list row shows, and the tickets left uncounted.

    `running` are all tickets with running clocks between the first and the last of them.
    """

    counted: list[Counted]
    summaries: dict[int, Summary]
    left: list[int]
    running: Select[int]


class Tally:
    """Collects clocks spell by spell; a ticket counts only when all its clocks do."""

    def __init__(self) -> None:
        self._counted: list[Counted] = []
        self._summaries: dict[int, Summary] = {}
        self._left: set[int] = set()

    def leave(self, tickets: Iterable[int]) -> None:
        """Leave these tickets to the engine."""
        self._left.update(tickets)

    def add(self, rule: Rule, spell: Spell, clocks: Clocks, late: dict[int, int]) -> None:
        """Take in clocks of this rule and spell, and since when those are late that are.

        Which of two the list tells of when both are due first depends on the history: such
        tickets are left as well.
        """
        summaries, starts = self._summaries, clocks.starts
        dues, lates, targets = spell.dues(starts), spell.lates(starts), spell.targets(starts)
        told = zip(dues, lates, repeat(rule.held.kind), targets)
        for number, summary in zip(clocks.tickets, told, strict=True):
            known = summaries.get(number)
            if known is None or summary[0] < known[0]:
                summaries[number] = summary
            elif summary[0] == known[0]:
                self._left.add(number)
        self._counted.append(Counted(rule, spell, clocks, late))

    def batch(self, numbers: Sequence[int], running: Select[int]) -> Batch:
        """Return what was collected of these tickets."""
        summaries, gone = self._summaries, self._left
        left = [number for number in numbers if number in gone or number not in summaries]
        for number in left:
            summaries.pop(number, None)
        counted = [each._replace(clocks=each.clocks.without(gone)) for each in self._counted]
        return Batch(counted, summaries, left, running)

"""A duty plan as a mixed-integer program: columns, rows, and one objective a pass (duty.md P2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from desktop.domain.duty_plan import PlanWeights, hours
from desktop.domain.duty_plan_grid import Held, NightPair, PlanGrid, bits

INFINITE: Final = float("inf")

Terms = list[tuple[int, float]]
"""Columns with their factors."""


class Column(NamedTuple):
    """A variable between two bounds."""

    lower: float
    upper: float
    is_integer: bool


class Row(NamedTuple):
    """A sum of columns between two bounds."""

    lower: float
    upper: float
    terms: Terms


class Objective(NamedTuple):
    """A cost: columns with their prices, and what it comes to when they are all nothing."""

    terms: Terms
    constant: float = 0


class DutyModel:
    """The program of one planning problem.

    Owns a column for every slot a person may take, one for every slot left open, and those that
    measure what a plan costs. Coverage is soft, so that there is always a solution.
    """

    def __init__(self, grid: PlanGrid) -> None:
        self.grid = grid
        self.columns: list[Column] = []
        self.rows: list[Row] = []
        self._taken = [self._assignments(person) for person in grid.people]
        self._hole = {slot: self._add(0, 1) for slot in bits(grid.free)}
        self._cover()
        for person in grid.people:
            self._keep_rest(person)
            self._limit_nights(person)
        self._deviation = self._add(0, INFINITE)
        self._measure_hours()
        problem = grid.problem
        self._weekends = self._spread(
            grid.weekends, [person.weekends_before for person in problem.people]
        )
        self._holidays = self._spread(
            grid.holidays, [person.holidays_before for person in problem.people]
        )
        self._close_nights = [
            column for person in grid.people for column in self._night_pairs(person)
        ]
        self._close_weekends = [
            column for person in grid.people for column in self._weekend_pairs(person)
        ]
        self._missed = [column for person in grid.people for column in self._wishes(person)]

    def objectives(self) -> list[Objective]:
        """Return what each pass minimises: the open minutes, then every tier of weights."""
        minutes = self.grid.minutes
        uncovered = [(column, float(minutes[slot])) for slot, column in self._hole.items()]
        return [Objective(uncovered), *(self._cost(tier) for tier in self.grid.problem.tiers)]

    def start(self, held: Sequence[int]) -> Mapping[int, float]:
        """Return a plan as values of the columns that decide all others."""
        values = {
            column: float(held[person] >> slot & 1)
            for person, taken in enumerate(self._taken)
            for slot, column in taken.items()
        }
        uncovered = self.grid.uncovered(held)
        return values | {col: float(uncovered >> slot & 1) for slot, col in self._hole.items()}

    def plan(self, values: Sequence[float]) -> Held:
        """Return the plan that a solution stands for."""
        return [
            sum(1 << slot for slot, column in taken.items() if values[column] > 0.5)
            for taken in self._taken
        ]

    def _assignments(self, person: int) -> dict[int, int]:
        grid = self.grid
        return {slot: self._add(0, 1, is_integer=True) for slot in bits(grid.allowed[person])} | {
            slot: self._add(1, 1) for slot in bits(grid.fixed[person])
        }

    def _add(self, lower: float, upper: float, *, is_integer: bool = False) -> int:
        self.columns.append(Column(lower, upper, is_integer))
        return len(self.columns) - 1

    def _require(self, lower: float, upper: float, terms: Terms) -> None:
        self.rows.append(Row(lower, upper, terms))

    def _sum(self, person: int, mask: int, factor: float = 1) -> Terms:
        """Return the slots of a mask that the person holds or may hold."""
        taken = self._taken[person]
        return [(taken[slot], factor) for slot in bits(mask) if slot in taken]

    def _cover(self) -> None:
        for slot, hole in self._hole.items():
            able = [term for person in self.grid.people for term in self._sum(person, 1 << slot)]
            self._require(1, 1, [*able, (hole, 1)])

    def _keep_rest(self, person: int) -> None:
        """Allow one of the slots whose duty or rest covers an instant."""
        for close in self.grid.too_close:
            terms = self._sum(person, close & self.grid.allowed[person])
            if len(terms) > 1:
                self._require(0, 1, terms)

    def _limit_nights(self, person: int) -> None:
        limit = self.grid.problem.rules.nights_in_7_days
        for window in self.grid.night_windows:
            left = limit - (window & self.grid.fixed[person]).bit_count()
            terms = self._sum(person, window & self.grid.allowed[person])
            if len(terms) > left:
                self._require(0, left, terms)

    def _measure_hours(self) -> None:
        for number, person in enumerate(self.grid.problem.people):
            target = hours(person.target_minutes)
            worked = [
                (column, hours(self.grid.minutes[slot]))
                for slot, column in self._taken[number].items()
            ]
            self._require(-INFINITE, target, [*worked, (self._deviation, -1)])
            self._require(target, INFINITE, [*worked, (self._deviation, 1)])

    def _spread(self, mask: int, before: Sequence[int]) -> tuple[int, int]:
        """Return columns for the most and the fewest slots of a kind that anybody has."""
        most, fewest = (self._add(0, INFINITE, is_integer=True) for _ in range(2))
        for person, done in enumerate(before):
            held = self._sum(person, mask)
            self._require(-INFINITE, -done, [*held, (most, -1)])
            self._require(-done, INFINITE, [*held, (fewest, -1)])
        return most, fewest

    def _night_pairs(self, person: int) -> Iterable[int]:
        """Give a column for each pair of nights that counts as every other night."""
        for pair in self.grid.night_pairs:
            both = self._sum(person, pair.both)
            if len(both) == 2:
                yield self._count(both, self._sum(person, pair.between, self._in_between(pair)))

    def _in_between(self, pair: NightPair) -> int:
        """Return the factor of the nights between: a night that excludes both others adds to them.

        That tightens the row and lets the same plans pass; otherwise it undoes the pair.
        """
        excludes = all(pair.between & self.grid.clash[slot] for slot in bits(pair.both))
        return 1 if excludes and pair.between.bit_count() == 1 else -1

    def _weekend_pairs(self, person: int) -> Iterable[int]:
        """Give a column for each two neighbouring weeks that both have a weekend duty."""
        busy = {
            week: self._busy(person, mask)
            for week, mask in self.grid.weekend_of.items()
            if mask & (self.grid.allowed[person] | self.grid.fixed[person])
        }
        for week, column in busy.items():
            if week + 1 in busy:
                yield self._count([(column, 1), (busy[week + 1], 1)], [])

    def _busy(self, person: int, weekend: int) -> int:
        """Return a column that is 1 when the person has any slot of a weekend.

        A row for all the slots of which one excludes the others, instead of one for each slot, is
        what brings the bound of the relaxed program near the truth.
        """
        column = self._add(0, 1, is_integer=True)
        allowed = self.grid.allowed[person]
        for slot in bits(weekend):
            close = self.grid.too_close[slot] & weekend & allowed | 1 << slot
            if terms := self._sum(person, close if allowed >> slot & 1 else 1 << slot):
                self._require(0, INFINITE, [(column, 1), *((each, -1) for each, _ in terms)])
        return column

    def _wishes(self, person: int) -> Iterable[int]:
        """Give a column for each day that somebody wants, 1 when they get none of its duties."""
        for day in self.grid.wanted[person]:
            missed = self._add(0, 1)
            self._require(1, INFINITE, [*self._sum(person, day), (missed, 1)])
            yield missed

    def _count(self, both: Terms, unless: Terms) -> int:
        """Return a column that is 1 when both are, and none of the others."""
        column = self._add(0, 1)
        self._require(-INFINITE, 1, [*both, *unless, (column, -1)])
        return column

    def _cost(self, weights: PlanWeights) -> Objective:
        terms = [
            (self._deviation, weights.hours),
            (self._weekends[0], weights.weekend_spread),
            (self._weekends[1], -weights.weekend_spread),
            (self._holidays[0], weights.holiday_spread),
            (self._holidays[1], -weights.holiday_spread),
            *((column, weights.every_other_night) for column in self._close_nights),
            *((column, weights.consecutive_weekends) for column in self._close_weekends),
            *((column, weights.wanted) for column in self._missed),
        ]
        for person in self.grid.people:
            terms += self._sum(person, self.grid.unwanted[person], weights.unwanted)
            terms += self._sum(person, self.grid.published[person], -weights.changes)
        published = sum(mask.bit_count() for mask in self.grid.published)
        return Objective(
            [(column, factor) for column, factor in terms if factor], weights.changes * published
        )

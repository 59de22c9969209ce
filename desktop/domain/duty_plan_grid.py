"""A planning problem as bit masks over its slots: what may go where, and what a plan costs.

Bit i of a mask stands for the i-th slot by start. A plan is one mask a person: what they hold.
Testing or pricing a move is then a few operations on integers, which the search repeats by the
million.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import NamedTuple

from desktop.domain.duty import Person
from desktop.domain.duty_plan import PlanCounts, PlanProblem, PlanScore, PlanWeights, hours

_NOTHING, _DAY, _WEEK = timedelta(0), timedelta(days=1), timedelta(days=7)

Held = list[int]
"""For each person, in the problem's order, the mask of the slots held."""


class NightPair(NamedTuple):
    """Two nights that start two days apart, and the nights that start between them."""

    both: int
    between: int


class PlanGrid:
    """The masks of one problem, computed once.

    Owns for every slot the slots it cannot share a person with (`clash`), the nights of any seven
    days (`night_windows`), and for every person the slots that are free to be given (`allowed`)
    and those that are theirs already (`fixed`).
    """

    def __init__(self, problem: PlanProblem) -> None:
        self.problem = problem
        slots = problem.slots
        self.people = range(len(problem.people))
        self.everything = (1 << len(slots)) - 1
        self.minutes = [slot.minutes for slot in slots]
        self.nights = _mask(slot.is_night for slot in slots)
        self.weekends = _mask(slot.is_weekend for slot in slots)
        self.holidays = _mask(slot.is_holiday for slot in slots)
        self._starts = [slot.start_at for slot in slots]
        self._longest = max((slot.end_at - slot.start_at for slot in slots), default=_NOTHING)
        self._starting_on: dict[date, int] = {}
        for index, slot in enumerate(slots):
            self._starting_on[slot.starts_on] = self._on(slot.starts_on) | 1 << index
        self.weekend_of: dict[int, int] = {}
        for index in bits(self.weekends):
            week = slots[index].week
            self.weekend_of[week] = self.weekend_of.get(week, 0) | 1 << index
        self.too_close = [self._active_at_start(index) for index in range(len(slots))]
        self.clash = self._clashes()
        self.night_windows = self._night_windows()
        self.night_pairs = self._night_pairs()
        self.windows_of: list[list[int]] = [[] for _ in slots]
        for window in self.night_windows:
            for index in bits(window):
                self.windows_of[index].append(window)
        self.unwanted = [
            reduce(or_, map(self._on, person.unwanted), 0) for person in problem.people
        ]
        self.wanted = [
            [mask for day in sorted(person.wanted) if (mask := self._on(day))]
            for person in problem.people
        ]
        self.away = [
            _mask(
                slot.starts_on in person.absent
                or slot.starts_on in person.impossible
                or person.name in slot.barred
                for slot in slots
            )
            for person in problem.people
        ]
        self.fixed = self._given(problem.fixed)
        self.published = self._given(problem.published)
        taken = reduce(or_, self.fixed, 0)
        self.free = self.everything & ~taken
        self.allowed = [self.free & ~self._blocked(person) for person in self.people]

    def may_take(self, person: int, slot: int, held: int) -> bool:
        """Tell whether a person holding `held`, which is without the slot, may also take it."""
        if not self.allowed[person] >> slot & 1 or held & self.clash[slot]:
            return False
        limit = self.problem.rules.nights_in_7_days
        return all((held & window).bit_count() < limit for window in self.windows_of[slot])

    def start(self) -> Held:
        """Return a plan with what is fixed and nothing else."""
        return list(self.fixed)

    def uncovered(self, held: Sequence[int]) -> int:
        """Return the mask of the slots nobody holds."""
        return self.everything & ~reduce(or_, held, 0)

    def minutes_of(self, mask: int) -> int:
        """Return how many minutes the slots of a mask count for."""
        return sum(self.minutes[index] for index in bits(mask))

    def every_other_nights(self, held: int) -> int:
        """Count the pairs of consecutive nights two days apart in what one person holds."""
        return sum(
            held & pair.both == pair.both and not held & pair.between for pair in self.night_pairs
        )

    def consecutive_weekends(self, held: int) -> int:
        """Count the pairs of neighbouring weeks in which one person has a weekend slot."""
        return sum(
            bool(held & mask and held & self.weekend_of.get(week + 1, 0))
            for week, mask in self.weekend_of.items()
        )

    def missed(self, person: int, held: int) -> int:
        """Count the days for which somebody wants a duty and has none of those there are."""
        return sum(not held & day for day in self.wanted[person])

    def score(self, held: Sequence[int]) -> PlanScore:
        """Return how good a plan is."""
        counts = self._counts(held)
        tiers = tuple(sum(counts.weighed(weights).values()) for weights in self.problem.tiers)
        return PlanScore(self.minutes_of(self.uncovered(held)), counts, tiers)

    def price(self, person: int, held: int, weights: PlanWeights) -> float:
        """Return the part of the cost that depends on one person's own slots alone."""
        return (
            weights.unwanted * (held & self.unwanted[person]).bit_count()
            + weights.every_other_night * self.every_other_nights(held)
            + weights.consecutive_weekends * self.consecutive_weekends(held)
            + weights.changes * (self.published[person] & ~held).bit_count()
            + weights.wanted * self.missed(person, held)
        )

    def _counts(self, held: Sequence[int]) -> PlanCounts:
        people = self.problem.people
        deviations = [
            abs(self.minutes_of(mask) - person.target_minutes)
            for person, mask in zip(people, held, strict=True)
        ]
        weekends = [
            person.weekends_before + (mask & self.weekends).bit_count()
            for person, mask in zip(people, held, strict=True)
        ]
        holidays = [
            person.holidays_before + (mask & self.holidays).bit_count()
            for person, mask in zip(people, held, strict=True)
        ]
        return PlanCounts(
            hours(max(deviations)),
            max(weekends) - min(weekends),
            max(holidays) - min(holidays),
            sum((held[each] & self.unwanted[each]).bit_count() for each in self.people),
            sum(map(self.every_other_nights, held)),
            sum(map(self.consecutive_weekends, held)),
            sum((self.published[each] & ~held[each]).bit_count() for each in self.people),
            sum(self.missed(each, held[each]) for each in self.people),
        )

    def _on(self, day: date) -> int:
        """Return the slots that start on a day."""
        return self._starting_on.get(day, 0)

    def _active_at_start(self, index: int) -> int:
        """Return the slots whose duty or rest covers the start of a slot: at most one a person."""
        slots, begins, rest = self.problem.slots, self._starts[index], self.problem.rules.rest
        first = bisect_right(self._starts, begins - rest - self._longest)
        last = bisect_right(self._starts, begins)
        found = 1 << index
        for place in range(first, last):
            if begins - slots[place].end_at < rest:
                found |= 1 << place
        return found

    def _clashes(self) -> list[int]:
        """Return for each slot those less than the rest away: a duty cannot be on both sides."""
        clash = [0] * len(self.minutes)
        for index, close in enumerate(self.too_close):
            for other in bits(close & ~(1 << index)):
                clash[index] |= 1 << other
                clash[other] |= 1 << index
        return clash

    def _night_windows(self) -> list[int]:
        """Return the nights that start within seven days of each night, where that is too many."""
        windows = []
        for night in bits(self.nights):
            begins = self._starts[night]
            first = bisect_left(self._starts, begins)
            last = bisect_left(self._starts, begins + _WEEK)
            window = self.nights & ((1 << last) - (1 << first))
            if window.bit_count() > self.problem.rules.nights_in_7_days:
                windows.append(window)
        return windows

    def _night_pairs(self) -> list[NightPair]:
        slots, pairs = self.problem.slots, []
        nights = list(bits(self.nights))
        for place, first in enumerate(nights):
            begins = slots[first].starts_on
            for second in nights[place + 1 :]:
                apart = (slots[second].starts_on - begins).days
                if apart > 2:
                    break
                if apart == 2:
                    between = self.nights & self._on(begins + _DAY)
                    pairs.append(NightPair(1 << first | 1 << second, between))
        return pairs

    def _given(self, given: Mapping[int, Person]) -> list[int]:
        slots = self.problem.slots
        return [
            _mask(given.get(slot.number) == person.name for slot in slots)
            for person in self.problem.people
        ]

    def _blocked(self, person: int) -> int:
        """Return what a person cannot take whatever else is planned: away, or next to the fixed."""
        blocked = self.away[person]
        for index in bits(self.fixed[person]):
            blocked |= self.clash[index]
        for window in self.night_windows:
            if (self.fixed[person] & window).bit_count() >= self.problem.rules.nights_in_7_days:
                blocked |= window
        return blocked


def bits(mask: int) -> Iterator[int]:
    """Give the places of the bits that are set, lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def _mask(flags: Iterable[bool]) -> int:
    return sum(1 << index for index, is_set in enumerate(flags) if is_set)

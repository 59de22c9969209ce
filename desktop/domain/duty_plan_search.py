"""Plans without a solver: the plain rotation, filling holes, and simulated annealing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from math import exp
from random import Random
from typing import Final

from desktop.domain.duty_plan import PlanWeights, hours
from desktop.domain.duty_plan_grid import Held, PlanGrid, bits

# A tier counts this much more than the next, so that one number can stand for all of them.
_TIER_RATIO: Final = 100.0
_HOLE_PER_HOUR: Final = 1_000.0
_HOTTEST, _COLDEST = 20.0, 0.2
_POLL_EVERY: Final = 256
_EXCHANGES: Final = 0.6
_LONGEST_RUN: Final = 14


def plain_rotation(grid: PlanGrid) -> Held:
    """Return the plan in which each slot goes to whoever of those able was on duty longest ago."""
    held = grid.start()
    for slot in bits(grid.free):
        able = [each for each in grid.people if grid.may_take(each, slot, held[each])]
        if able:
            before = (1 << slot) - 1
            chosen = min(able, key=lambda each: (held[each] & before).bit_length())
            held[chosen] |= 1 << slot
    return held


def fill_holes(grid: PlanGrid, held: Held) -> Held:
    """Return the plan with every hole taken that somebody could take as things are, cheapest first.

    After it every slot left uncovered has a reason for each person.
    """
    filled = list(held)
    for slot in bits(grid.uncovered(filled) & grid.free):
        options = []
        for person in grid.people:
            if grid.may_take(person, slot, filled[person]):
                given = list(filled)
                given[person] |= 1 << slot
                options.append((grid.score(given).key, person))
        if options:
            filled[min(options)[1]] |= 1 << slot
    return filled


class Annealing:
    """A plan improved by random moves of a slot or a run of them, ever fewer of them for the worse.

    Deterministic for a seed. Hard rules hold at every step; a hole is only very dear.
    """

    def __init__(self, grid: PlanGrid, held: Held, seed: int) -> None:
        self._grid = grid
        self._random = Random(seed)  # noqa: S311 - a search, not a secret
        self._weights = _together(grid.problem.tiers)
        self._scale = _TIER_RATIO ** (len(grid.problem.tiers) - 1)
        self._hole = _HOLE_PER_HOUR * self._scale
        self._slots = list(bits(grid.free))
        self._held = list(held)
        self._minutes = [grid.minutes_of(mask) for mask in held]
        self._own = [self._price(each, held[each]) for each in grid.people]
        self._missing = hours(grid.minutes_of(grid.uncovered(held)))
        self._cost = self._total()
        self.best = list(held)
        self._best_cost = self._cost

    def run(self, steps: int, is_over: Callable[[], bool]) -> Held:
        """Try that many moves, or fewer when it is over, and return the best plan met."""
        if not self._slots or len(self._grid.people) < 2:
            return self.best
        temperature = _HOTTEST * self._scale
        cooling = (_COLDEST / temperature) ** (1 / steps)
        for step in range(steps):
            if step % _POLL_EVERY == 0 and is_over():
                break
            self._try_move(temperature)
            temperature *= cooling
        return self.best

    def _try_move(self, temperature: float) -> None:
        changed = self._exchange() if self._random.random() < _EXCHANGES else self._reassign()
        if changed is None:
            return
        before = self._held, self._minutes, self._own, self._missing, self._cost
        self._apply(changed)
        worse_by = self._cost - before[-1]
        if worse_by > 0 and self._random.random() >= exp(-worse_by / temperature):
            self._held, self._minutes, self._own, self._missing, self._cost = before
        elif self._cost < self._best_cost - 1e-9:
            self.best, self._best_cost = list(self._held), self._cost

    def _reassign(self) -> dict[int, int] | None:
        """Give a random slot to somebody else who can take it."""
        slot = self._random.choice(self._slots)
        owner = self._owner(slot)
        person = self._random.choice(self._grid.people)
        if person == owner or not self._grid.may_take(person, slot, self._held[person]):
            return None
        changed = {person: self._held[person] | 1 << slot}
        if owner is not None:
            changed[owner] = self._held[owner] & ~(1 << slot)
        return changed

    def _exchange(self) -> dict[int, int] | None:
        """Let two people exchange what they hold in a run of neighbouring slots."""
        first = self._random.choice(self._slots)
        run = ((1 << self._random.randint(2, _LONGEST_RUN)) - 1) << first & self._grid.free
        one, two = self._random.sample(self._grid.people, 2)
        ours, theirs = self._held[one] & run, self._held[two] & run
        if ours == theirs:
            return None
        changed = {one: self._held[one] ^ ours | theirs, two: self._held[two] ^ theirs | ours}
        fits = self._fits(one, changed[one], theirs) and self._fits(two, changed[two], ours)
        return changed if fits else None

    def _fits(self, person: int, held: int, added: int) -> bool:
        return all(self._grid.may_take(person, slot, held & ~(1 << slot)) for slot in bits(added))

    def _owner(self, slot: int) -> int | None:
        return next((each for each in self._grid.people if self._held[each] >> slot & 1), None)

    def _apply(self, changed: dict[int, int]) -> None:
        """Set what some people hold; the lists are replaced, so that the old ones can come back."""
        self._held, self._minutes = list(self._held), list(self._minutes)
        self._own = list(self._own)
        gained = 0
        for person, mask in changed.items():
            old = self._held[person]
            delta = self._grid.minutes_of(mask & ~old) - self._grid.minutes_of(old & ~mask)
            gained += delta
            self._held[person] = mask
            self._minutes[person] += delta
            self._own[person] = self._price(person, mask)
        self._missing -= hours(gained)
        self._cost = self._total()

    def _price(self, person: int, mask: int) -> float:
        return self._grid.price(person, mask, self._weights)

    def _total(self) -> float:
        grid, weights, people = self._grid, self._weights, self._grid.problem.people
        deviation = max(
            abs(minutes - person.target_minutes)
            for minutes, person in zip(self._minutes, people, strict=True)
        )
        weekends = [
            person.weekends_before + (mask & grid.weekends).bit_count()
            for person, mask in zip(people, self._held, strict=True)
        ]
        holidays = [
            person.holidays_before + (mask & grid.holidays).bit_count()
            for person, mask in zip(people, self._held, strict=True)
        ]
        return (
            sum(self._own)
            + self._hole * self._missing
            + weights.hours * hours(deviation)
            + weights.weekend_spread * (max(weekends) - min(weekends))
            + weights.holiday_spread * (max(holidays) - min(holidays))
        )


def _together(tiers: tuple[PlanWeights, ...]) -> PlanWeights:
    """Return one set of weights in which an earlier tier outweighs a later one."""
    total = dict.fromkeys((each.name for each in fields(PlanWeights)), 0.0)
    for place, tier in enumerate(reversed(tiers)):
        for name in total:
            total[name] += getattr(tier, name) * _TIER_RATIO**place
    return PlanWeights(**total)

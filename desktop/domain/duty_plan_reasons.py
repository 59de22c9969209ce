"""Why a plan is as it is: what keeps a person from a slot, and what the slot would cost them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Final

from desktop.domain.duty import Person
from desktop.domain.duty_conflict import Conflict, ConflictKind
from desktop.domain.duty_plan import PlanScore, PlanSlot
from desktop.domain.duty_plan_grid import Held, PlanGrid, bits

_NO_REST: Final = timedelta(0)


@dataclass(frozen=True, slots=True)
class Hole:
    """A slot nobody holds, and for each person what stands against it (duty.md P1)."""

    slot: PlanSlot
    why: Mapping[Person, tuple[Conflict, ...]]


@dataclass(frozen=True, slots=True)
class DutyPlan:
    """A finished plan: who gets which slot, how good it is, what stayed open and why.

    `solver` names what found it. `is_proven` says that no plan is better.
    """

    solver: str
    assigned: Mapping[int, Person]
    score: PlanScore
    holes: tuple[Hole, ...]
    is_proven: bool = False


def read_plan(
    grid: PlanGrid, held: Sequence[int], solver: str, *, is_proven: bool = False
) -> DutyPlan:
    """Return what a search found as a plan with the reason for each hole."""
    slots, people = grid.problem.slots, grid.problem.people
    assigned = {
        slots[index].number: people[person].name
        for person, mask in enumerate(held)
        for index in bits(mask)
    }
    holes = tuple(_hole(grid, held, index) for index in bits(grid.uncovered(held)))
    ordered = {slot.number: assigned[slot.number] for slot in slots if slot.number in assigned}
    return DutyPlan(solver, ordered, grid.score(held), holes, is_proven)


def conflicts(grid: PlanGrid, held: Sequence[int], slot: int, person: int) -> tuple[Conflict, ...]:
    """Return the hard rules that a person would break with a slot, next to what they hold.

    Slots are counted as in the grid, from 0 by start. Empty means that the person could take it.
    """
    who, wanted = grid.problem.people[person], grid.problem.slots[slot]
    others = held[person] & ~(1 << slot)
    found = []
    if who.name in wanted.barred:
        found.append(wanted.barred[who.name])
    if wanted.starts_on in who.absent:
        found.append(Conflict(ConflictKind.ABSENCE, absence=who.absent[wanted.starts_on]))
    if wanted.starts_on in who.impossible:
        found.append(Conflict(ConflictKind.IMPOSSIBLE))
    rests = [_rest(wanted, grid.problem.slots[index]) for index in bits(others & grid.clash[slot])]
    if rests:
        shortest = min(rests)
        found.append(
            Conflict(ConflictKind.DOUBLE_BOOKING)
            if shortest < _NO_REST
            else Conflict(ConflictKind.REST, span=shortest)
        )
    nights = max(((others & window).bit_count() for window in grid.windows_of[slot]), default=0)
    if nights >= grid.problem.rules.nights_in_7_days:
        found.append(Conflict(ConflictKind.NIGHTS, count=nights))
    return tuple(found)


def cost_of_giving(
    grid: PlanGrid, held: Sequence[int], slot: int, person: int
) -> Mapping[str, float]:
    """Return by how much each counted part changes when a slot goes to a person (duty.md P6).

    Parts that stay as they are left out; less than nothing is a gain.
    """
    given: Held = [mask & ~(1 << slot) for mask in held]
    given[person] |= 1 << slot
    before, after = grid.score(held).counts, grid.score(given).counts
    deltas = {
        name: getattr(after, name) - getattr(before, name)
        for name in (each.name for each in fields(before))
    }
    return {name: delta for name, delta in deltas.items() if delta}


def _hole(grid: PlanGrid, held: Sequence[int], slot: int) -> Hole:
    why = {
        person.name: conflicts(grid, held, slot, number)
        for number, person in enumerate(grid.problem.people)
    }
    return Hole(grid.problem.slots[slot], why)


def _rest(one: PlanSlot, other: PlanSlot) -> timedelta:
    """Return the time between two slots; less than nothing when they overlap."""
    return max(other.start_at - one.end_at, one.start_at - other.end_at)

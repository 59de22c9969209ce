"""What a plan would change, shown before anything is written (duty.md P5, P6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from desktop.domain.duty import ShiftSource
from desktop.domain.duty_check import conflicts_of
from desktop.domain.duty_conflict import Conflict
from desktop.domain.duty_plan import PlanScore
from desktop.domain.duty_plan_grid import Held, PlanGrid
from desktop.domain.duty_plan_reasons import DutyPlan, conflicts, cost_of_giving
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_fairness import PersonFairness, fairness_of, named
from desktop.services.duty_plan_basis import PlanBasis, PlanOptions
from desktop.services.duty_plan_task import PlanTask, place_of


@dataclass(frozen=True, slots=True)
class PersonReason:
    """Why a person cannot have an open duty."""

    person_id: int
    name: str
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class PlanHole:
    """A duty that the plan leaves open: what asks for it, and the reason for each person."""

    name: str
    line_id: int | None
    start_at: datetime
    end_at: datetime
    reasons: tuple[PersonReason, ...]


@dataclass(frozen=True, slots=True)
class UnmetRule:
    """A duty of the plan that somebody can have, but that breaks a rule beside other duties."""

    block: BoardBlock
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a duty would mean for a person: the rules against it, and what it would cost.

    `costs` says by how much each part of `PlanCounts` would change, if the duty were taken from
    whoever has it; less than nothing is a gain.
    """

    conflicts: tuple[Conflict, ...]
    costs: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class PlanPreview:
    """A finished plan beside what there is.

    Of the planned days `added` are new drafts, `removed` and `kept` what there is already.
    Fairness is from `fairness_weeks` ahead of the plan to its last duty, `before` and `after` it;
    `parts` are the costs of what the score counts. `is_proven`: no plan is better.
    """

    options: PlanOptions
    zone: str
    start_at: datetime
    end_at: datetime
    added: tuple[BoardBlock, ...]
    removed: tuple[BoardBlock, ...]
    kept: tuple[BoardBlock, ...]
    before: tuple[PersonFairness, ...]
    after: tuple[PersonFairness, ...]
    unmet: tuple[UnmetRule, ...]
    holes: tuple[PlanHole, ...]
    score: PlanScore
    parts: Mapping[str, float]
    solver: str
    is_proven: bool
    basis: PlanBasis = field(repr=False, compare=False)
    task: PlanTask = field(repr=False, compare=False)
    plan: DutyPlan = field(repr=False, compare=False)

    @property
    def changes(self) -> int:
        """How many shifts applying it writes and removes."""
        return len(self.added) + len(self.removed)

    def explain(self, person_id: int, at: datetime, line_id: int | None = None) -> Cell | None:
        """Return what a planned or open duty at an instant would mean for a person.

        None where the plan had nothing to give, or the person is not planned.
        """
        number = next(
            (
                number
                for number, opening in self.task.openings.items()
                if opening.line_id == line_id and opening.span[0] <= at < opening.span[1]
            ),
            None,
        )
        if number is None or person_id not in self.basis.people:
            return None
        grid = PlanGrid(self.task.problem)
        held, person = _held(grid, self.plan), self.basis.people.index(person_id)
        slot = next(i for i, each in enumerate(grid.problem.slots) if each.number == number)
        return Cell(
            conflicts(grid, held, slot, person), dict(cost_of_giving(grid, held, slot, person))
        )


def preview_of(
    options: PlanOptions, basis: PlanBasis, task: PlanTask, plan: DutyPlan
) -> PlanPreview:
    """Return a plan as what it changes."""
    planned = list(_planned(basis, task, plan))
    left = list(task.replaceable)
    added = []
    for block in planned:
        same = next((each for each in left if _same_duty(each, block)), None)
        if same is None:
            added.append(block)
        else:
            left.remove(same)
    removed = set(left)
    kept = [each for each in basis.facts.blocks if each not in removed]
    in_plan = (
        each for each in kept if each.start_at < basis.within[1] and each.end_at > basis.within[0]
    )
    ends_at = max((each.end_at for each in added), default=basis.within[1])
    window = (basis.owed_since, max(basis.within[1], ends_at))
    before, after = (
        named(basis.facts, fairness_of(basis.facts, blocks, window))
        for blocks in (basis.facts.blocks, [*kept, *added])
    )
    parts: dict[str, float] = {}
    for tier in task.problem.tiers:
        for name, cost in plan.score.counts.weighed(tier).items():
            parts[name] = parts.get(name, 0.0) + cost
    return PlanPreview(
        options,
        basis.facts.zone,
        *basis.within,
        tuple(added),
        tuple(left),
        tuple(in_plan),
        before,
        after,
        tuple(_unmet(basis, kept, added)),
        tuple(_holes(basis, task, plan)),
        plan.score,
        parts,
        plan.solver,
        plan.is_proven,
        basis,
        task,
        plan,
    )


def _planned(basis: PlanBasis, task: PlanTask, plan: DutyPlan) -> Iterator[BoardBlock]:
    slots = {slot.number: slot for slot in task.problem.slots}
    for number, opening in task.openings.items():
        if number in plan.assigned:
            yield BoardBlock(
                "",
                opening.line_id,
                int(plan.assigned[number]),
                *opening.span,
                ShiftSource.PLANNER,
                is_night=slots[number].is_night,
                is_draft=True,
            )


def _same_duty(one: BoardBlock, other: BoardBlock) -> bool:
    return one.person_id == other.person_id and place_of(one) == place_of(other)


def _unmet(
    basis: PlanBasis, kept: Iterable[BoardBlock], added: Iterable[BoardBlock]
) -> Iterator[UnmetRule]:
    """Give the new duties that break a rule beside all others, old and new."""
    new = [replace(each, shift_id=f"new-{place}") for place, each in enumerate(added)]
    facts = replace(basis.facts, blocks=(*kept, *new))
    engaged = {person_id: facts.engagements(person_id) for person_id in basis.people}
    for block in new:
        span = (block.start_at, block.end_at)
        found = conflicts_of(
            span, engaged[block.person_id], facts.rules, facts.zone, block.shift_id
        )
        if found:
            yield UnmetRule(replace(block, shift_id=""), found)


def _holes(basis: PlanBasis, task: PlanTask, plan: DutyPlan) -> Iterator[PlanHole]:
    for hole in plan.holes:
        opening = task.openings[hole.slot.number]
        reasons = (
            PersonReason(person_id, basis.facts.names[person_id], hole.why[str(person_id)])
            for person_id in basis.people
        )
        yield PlanHole(opening.name, opening.line_id, *opening.span, tuple(reasons))


def _held(grid: PlanGrid, plan: DutyPlan) -> Held:
    return [
        sum(
            1 << index
            for index, slot in enumerate(grid.problem.slots)
            if plan.assigned.get(slot.number) == person.name
        )
        for person in grid.problem.people
    ]

"""Planning duties: a quick plan of our own first, then HiGHS for the rest of the time."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Final

from desktop.domain.duty_plan import PlanProblem, PlanScore
from desktop.domain.duty_plan_grid import Held, PlanGrid
from desktop.domain.duty_plan_reasons import DutyPlan, read_plan
from desktop.domain.duty_plan_search import Annealing, fill_holes, plain_rotation
from desktop.domain.errors import Unavailable
from desktop.system.duty_solver import SOLVER_NAME, DutySolver

OWN_SEARCH: Final = "annealing"
DEFAULT_SECONDS: Final = 30.0

# The solver starts from what annealing finds in this part of the time.
_WARM_UP: Final = 0.05
_MOVES_PER_SLOT: Final = 300


def plan_duties(
    problem: PlanProblem,
    seconds: float = DEFAULT_SECONDS,
    on_better: Callable[[PlanScore], None] = lambda score: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> DutyPlan:
    """Return the best plan found in that time, or until cancelled (duty.md P2, P3).

    `on_better` hears each better score while it is found. Needs no database; takes a worker's
    thread for as long as it may, but not the GIL. The plan names what found it: HiGHS, or our own
    search where highspy is not installed.
    """
    begun, grid = monotonic(), PlanGrid(problem)

    def is_over(share: float = 1.0) -> bool:
        return is_cancelled() or monotonic() - begun >= share * seconds

    held = fill_holes(grid, plain_rotation(grid))
    on_better(grid.score(held))
    if is_over():
        return read_plan(grid, held, OWN_SEARCH)
    try:
        solver = DutySolver(grid, on_better, is_cancelled)
    except Unavailable:
        return read_plan(grid, _search(grid, held, is_over, on_better), OWN_SEARCH)
    held = _round(grid, held, 0, lambda: is_over(_WARM_UP))
    on_better(grid.score(held))
    held = solver.improve(held, begun + seconds - monotonic())
    return read_plan(grid, fill_holes(grid, held), SOLVER_NAME, is_proven=solver.is_proven)


def _search(
    grid: PlanGrid,
    held: Held,
    is_over: Callable[[], bool],
    on_better: Callable[[PlanScore], None],
) -> Held:
    """Anneal in rounds, each from the best plan so far with another seed, until time is up."""
    seed = 0
    while not is_over() and any(grid.score(held).key):
        found = _round(grid, held, seed, is_over)
        seed += 1
        if grid.score(found).key < grid.score(held).key:
            held = found
            on_better(grid.score(held))
    return held


def _round(grid: PlanGrid, held: Held, seed: int, is_over: Callable[[], bool]) -> Held:
    moves = _MOVES_PER_SLOT * len(grid.problem.slots)
    return fill_holes(grid, Annealing(grid, held, seed).run(moves, is_over))

"""HiGHS at work on a duty plan: a pass an objective, from a plan that is there already."""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Callable, Sequence
from itertools import accumulate
from time import monotonic
from types import ModuleType
from typing import TYPE_CHECKING, Final

from desktop.domain.duty_plan import PlanScore
from desktop.domain.duty_plan_grid import Held, PlanGrid
from desktop.domain.errors import Unavailable
from desktop.system.duty_model import DutyModel, Objective

if TYPE_CHECKING:
    import highspy

SOLVER_NAME: Final = "HiGHS"

# What a pass reached may be missed by this much in the next, or rounding would make it infeasible.
_SLACK: Final = 1e-6


class DutySolver:
    """Improves one plan with HiGHS until it is proven best, time is up, or it is cancelled.

    Belongs to one thread; HiGHS releases the GIL while it works. `on_better` is called from inside
    the solver with the score of each better plan. HiGHS asks whether it is cancelled between its
    steps: mostly a few times a second, sometimes only after seconds. `is_proven` tells afterwards
    whether each pass ended because no better plan exists.

    Raises:
        Unavailable: `planner.no_solver` when highspy is not installed.
    """

    def __init__(
        self,
        grid: PlanGrid,
        on_better: Callable[[PlanScore], None],
        is_cancelled: Callable[[], bool],
    ) -> None:
        self._highspy = _library()
        self._grid = grid
        self._model = DutyModel(grid)
        self._on_better = on_better
        self._is_cancelled = is_cancelled
        self._highs = self._loaded()
        self.is_proven = False
        self._best: Held = grid.start()
        self._score = grid.score(self._best)

    def improve(self, held: Held, seconds: float) -> Held:
        """Return the best plan found; at worst the one that was given."""
        self._best, self._score = list(held), self._grid.score(held)
        ends_at = monotonic() + seconds
        objectives = self._model.objectives()
        proven = True
        for number, objective in enumerate(objectives):
            left = ends_at - monotonic()
            if left <= 0 or self._is_cancelled():
                proven = False
                break
            if self._score.key[number] > 0:
                proven = self._minimise(objective, left / (len(objectives) - number)) and proven
            self._keep(objective, self._score.key[number])
        self.is_proven = proven
        return self._best

    def _minimise(self, objective: Objective, seconds: float) -> bool:
        """Run one pass and tell whether nothing better is left for it."""
        highs, columns = self._highs, len(self._model.columns)
        costs = [0.0] * columns
        for column, price in objective.terms:
            costs[column] += price
        highs.changeColsCost(columns, list(range(columns)), costs)
        start = self._model.start(self._best)
        highs.setSolution(len(start), list(start), list(start.values()))
        # The limit counts from the first run of this solver.
        highs.setOptionValue("time_limit", highs.getRunTime() + seconds)
        highs.run()
        if highs.getInfo().primal_solution_status == self._highspy.kSolutionStatusFeasible:
            self._take(highs.getSolution().col_value)
        return bool(highs.getModelStatus() == self._highspy.HighsModelStatus.kOptimal)

    def _keep(self, objective: Objective, reached: float) -> None:
        """Let no later pass make this objective worse than what it reached."""
        columns = [column for column, _ in objective.terms]
        prices = [price for _, price in objective.terms]
        most = reached - objective.constant + _SLACK
        self._highs.addRow(-self._highspy.kHighsInf, most, len(columns), columns, prices)

    def _take(self, values: Sequence[float]) -> None:
        held = self._model.plan(values)
        score = self._grid.score(held)
        if score.key < self._score.key:
            self._best, self._score = held, score
            self._on_better(score)

    def _loaded(self) -> highspy.Highs:
        """Return a quiet solver with the model, which reports better plans and can be stopped."""
        highs = _quiet(self._highspy)
        highs.setOptionValue("mip_rel_gap", 0.0)
        highs.passModel(self._program())
        highs.cbMipImprovingSolution += lambda event: self._take(
            event.data_out.mip_solution.tolist()
        )
        highs.cbMipInterrupt += lambda event: event.interrupt(self._is_cancelled())
        return highs

    def _program(self) -> highspy.HighsLp:
        library, columns, rows = self._highspy, self._model.columns, self._model.rows
        program: highspy.HighsLp = library.HighsLp()
        program.num_col_, program.num_row_ = len(columns), len(rows)
        program.col_cost_ = [0.0] * len(columns)
        program.col_lower_ = [column.lower for column in columns]
        program.col_upper_ = [column.upper for column in columns]
        kinds = library.HighsVarType
        program.integrality_ = [
            kinds.kInteger if column.is_integer else kinds.kContinuous for column in columns
        ]
        program.row_lower_ = [row.lower for row in rows]
        program.row_upper_ = [row.upper for row in rows]
        matrix = program.a_matrix_
        matrix.format_ = library.MatrixFormat.kRowwise
        matrix.start_ = [0, *accumulate(len(row.terms) for row in rows)]
        matrix.index_ = [column for row in rows for column, _ in row.terms]
        matrix.value_ = [factor for row in rows for _, factor in row.terms]
        return program


def load_solver() -> None:
    """Load HiGHS, which takes half a second in which nobody can stop anything; or do without it."""
    with contextlib.suppress(Unavailable):
        _library()


def _library() -> ModuleType:
    try:
        return importlib.import_module("highspy")
    except ImportError as error:
        raise Unavailable("planner.no_solver") from error


def _quiet(library: ModuleType) -> highspy.Highs:
    """Return a solver that never writes to standard output, which belongs to the command line.

    HiGHS greets there as soon as callbacks are enabled, which its constructor does last.
    """

    class Quiet(library.Highs):  # type: ignore[name-defined, misc]
        def enableCallbacks(self) -> None:  # noqa: N802 - HiGHS's name
            self.setOptionValue("output_flag", False)
            super().enableCallbacks()

    solver: highspy.Highs = Quiet()
    return solver

"""Three rosters of a quarter planned in 30 s each, beside the best known and a plain rotation.

Cost and hard rules are judged from the file alone, by nothing of the program's (duty.md P4). The
rosters are those of `../shared/data`; without them there is nothing to measure.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.table import Row, Table
from desktop.cli.roster_file import read_roster
from desktop.domain.duty_plan import PlanProblem
from desktop.domain.duty_plan_grid import PlanGrid
from desktop.domain.duty_plan_reasons import DutyPlan, read_plan
from desktop.domain.duty_plan_search import plain_rotation
from desktop.services.duty_planner import DEFAULT_SECONDS, plan_duties
from desktop.system.duty_solver import SOLVER_NAME

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "rosters"
WITHIN_BEST, BELOW_ROTATION = 1.05, 0.65

Roster = Mapping[str, Any]
"""The file as it stands."""


def measure() -> Table:
    """Plan each roster with and without the solver; any broken hard rule is a fault."""
    rows, faults = [], 0
    for path in sorted(DATA.glob("*.json")):
        roster, problem = json.loads(path.read_bytes()), read_roster(path)
        grid = PlanGrid(problem)
        rotation = read_plan(grid, plain_rotation(grid), "rotation")
        plan = plan_duties(problem, DEFAULT_SECONDS)
        ours, plain, best = cost(roster, plan), cost(roster, rotation), roster["best_known"]
        faults += (plan.solver != SOLVER_NAME) + violations(roster, plan)
        rows += [
            Row(f"{path.stem}, {plan.solver}, beside the best known", ours, best, WITHIN_BEST),
            Row(f"{path.stem}, {plan.solver}, beside a rotation", ours, plain, BELOW_ROTATION),
            Row(f"{path.stem}, own search, no solver", cost(roster, _unaided(problem)), best),
        ]
    rows.append(Row("hard rules broken, plans not by HiGHS", faults, 1, goal=0))
    return Table(f"Rosters, {DEFAULT_SECONDS:g} s each", "cost", rows)


def _unaided(problem: PlanProblem) -> DutyPlan:
    """Plan as on a computer without highspy."""
    with patch.dict(sys.modules, {"highspy": None}):
        return plan_duties(problem, DEFAULT_SECONDS)


def cost(roster: Roster, plan: DutyPlan) -> float:
    """Return the cost of a plan as the data's description defines it."""
    weights, people = roster["weights"], roster["people"]
    held = {name: _held(roster, plan, name) for name in people}
    worked = {name: sum(slot["hours"] for slot in held[name]) for name in people}
    weekends = [sum(slot["weekend"] for slot in held[name]) for name in people]
    holidays = [sum(slot["holiday"] for slot in held[name]) for name in people]
    disliked = {(name, day) for name, day in roster["unwanted"]}
    return float(
        weights["hours"] * 2 * max(abs(worked[name] - roster["targets"][name]) for name in people)
        + weights["weekend_spread"] * (max(weekends) - min(weekends))
        + weights["holiday_spread"] * (max(holidays) - min(holidays))
        + weights["unwanted"]
        * sum((name, slot["start"][:10]) in disliked for name in people for slot in held[name])
        + sum(
            weights["every_other_night"] * _apart(_night_dates(held[name]), timedelta(days=2))
            + weights["consecutive_weekends"] * _neighbouring_weekends(held[name])
            for name in people
        )
    )


def violations(roster: Roster, plan: DutyPlan) -> int:
    """Count the broken hard rules: open slots, absences, too little rest, too many nights."""
    rest, limit = timedelta(hours=roster["rest_hours"]), roster["max_nights_in_7_days"]
    found = len(roster["slots"]) - len(plan.assigned)
    for name in roster["people"]:
        held = _held(roster, plan, name)
        found += sum(slot["start"][:10] in roster["absent"].get(name, ()) for slot in held)
        found += sum(_at(two, "start") - _at(one, "end") < rest for one, two in pairwise(held))
        nights = _night_dates(held)
        found += sum(
            later - first < timedelta(days=7)
            for first, later in zip(nights, nights[limit:], strict=False)
        )
    return found


def _held(roster: Roster, plan: DutyPlan, name: str) -> list[Roster]:
    slots = [slot for slot in roster["slots"] if plan.assigned.get(slot["slot"]) == name]
    return sorted(slots, key=lambda slot: str(slot["start"]))


def _night_dates(held: Sequence[Roster]) -> list[date]:
    return [_at(slot, "start").date() for slot in held if slot["kind"] == "night"]


def _apart(days: Sequence[date], span: timedelta) -> int:
    return sum(second - first == span for first, second in pairwise(days))


def _neighbouring_weekends(held: Sequence[Roster]) -> int:
    weeks = sorted({slot["week"] for slot in held if slot["weekend"]})
    return sum(second - first == 1 for first, second in pairwise(weeks))


def _at(slot: Roster, key: str) -> datetime:
    return datetime.fromisoformat(slot[key])


if __name__ == "__main__":
    print(measure())

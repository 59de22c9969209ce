"""`duty resolve` and `duty plan`: who is on duty on this desk, and the engine on files."""

from __future__ import annotations

import argparse
import contextlib
import json
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli import duty_export, duty_import, path_given
from desktop.cli.batch import run_batch
from desktop.cli.duty_words import reason
from desktop.cli.moments import read_near
from desktop.domain.duty_plan import PlanScore, hours
from desktop.domain.duty_plan_reasons import DutyPlan
from desktop.domain.errors import Refused

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from desktop.domain.duty_plan import PlanProblem
    from desktop.services.desk import Desk

    Commands = _SubParsersAction[argparse.ArgumentParser]


def register(commands: Commands) -> None:
    """Add `duty plan`, `resolve`, `coverage`, `import`, `export` and `pay`."""
    parser = commands.add_parser("duty", help="who is on duty, and planning it")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    plan = actions.add_parser("plan", help="plan the roster described in a file")
    plan.add_argument("roster", type=path_given, metavar="FILE")
    plan.add_argument("--seconds", type=_seconds, default=30.0, help="how long to search (30)")
    plan.add_argument("--json", action="store_true", help="print one object")
    plan.set_defaults(func=run_plan)
    resolve = actions.add_parser("resolve", help="shifts and gaps; or answer lines of rotas")
    which = resolve.add_mutually_exclusive_group(required=True)
    which.add_argument("--from", dest="start", metavar="TIME", help="from this time (ISO 8601)")
    which.add_argument(
        "--batch",
        metavar="FILE|-",
        help='read lines {"id": …, "tz": …, "from": …, "to": …, "rules": […]}; opens no database',
    )
    resolve.add_argument("--to", dest="end", metavar="TIME", help="up to this time")
    resolve.add_argument("--line", metavar="NAME", help="for this line, not for all of them")
    resolve.add_argument("--json", action="store_true", help="print one object")
    resolve.set_defaults(func=run_resolve, parser=resolve)
    covered = actions.add_parser("coverage", help="required and promised hours that lack people")
    covered.add_argument("--from", dest="start", required=True, metavar="TIME")
    covered.add_argument("--to", dest="end", required=True, metavar="TIME")
    covered.add_argument("--json", action="store_true", help="print one object")
    covered.set_defaults(func=run_coverage)
    duty_import.register(actions)
    duty_export.register(actions)


def run_resolve(args: argparse.Namespace) -> int:
    """Print who is on duty on this desk; or answer the batch, 1 when some lines failed.

    Raises:
        Refused: `batch.bad_field`, `duty.unknown_line` for what was asked of this desk.
        DeskError: the profile or its database refuses.
    """
    if args.batch is not None:
        from desktop.cli.duty_batch import answer

        return run_batch(args.batch, answer)
    if args.end is None:
        args.parser.error("--from needs --to")
    from desktop.cli.duty_times import print_turns
    from desktop.cli.profile import desk_of, line_called

    with desk_of(args) as desk:
        start_at, end_at = _span(args, desk)
        line_id = None if args.line is None else line_called(desk, args.line)
        print_turns(desk.duty.turns(start_at, end_at, line_id), as_json=args.json)
    return 0


def run_coverage(args: argparse.Namespace) -> int:
    """Print the requirements that lack people, and the promises with nobody there (sla.md C7).

    Raises:
        Refused: `batch.bad_field`.
        DeskError: the profile or its database refuses.
    """
    from desktop.cli.duty_times import print_coverage
    from desktop.cli.profile import desk_of

    with desk_of(args) as desk:
        print_coverage(desk.duty_coverage.between(*_span(args, desk)), as_json=args.json)
    return 0


def run_plan(args: argparse.Namespace) -> int:
    """Plan the roster and print who has which slot, and why others stayed open.

    Ctrl+C ends the search, not the command.

    Raises:
        Refused: the file cannot be read, or says nothing that can be planned.
    """
    from desktop.cli.roster_file import read_roster
    from desktop.services.duty_planner import plan_duties

    path: Path = args.roster
    problem = read_roster(path)
    with _stopped_by_interrupt() as is_cancelled:
        plan = plan_duties(problem, args.seconds, _show, is_cancelled)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    if args.json:
        print(json.dumps(_as_json(problem, plan)))
    else:
        _print(problem, plan)
    return 0


def _as_json(problem: PlanProblem, plan: DutyPlan) -> dict[str, object]:
    return {
        "solver": plan.solver,
        "cost": round(plan.score.cost, 6),
        "parts": _parts(problem, plan),
        "assignments": [{"slot": slot, "person": person} for slot, person in plan.assigned.items()],
        "uncovered": [
            {
                "slot": hole.slot.number,
                "why": {person: reason(found) for person, found in hole.why.items()},
            }
            for hole in plan.holes
        ],
    }


def _print(problem: PlanProblem, plan: DutyPlan) -> None:
    slots = {slot.number: slot for slot in problem.slots}
    for number, person in plan.assigned.items():
        slot = slots[number]
        print(f"{slot.start_at:%a %Y-%m-%d %H:%M} – {slot.end_at:%a %H:%M}  {person}")
    for hole in plan.holes:
        why = "; ".join(f"{person} {reason(found)}" for person, found in hole.why.items())
        print(f"{hole.slot.start_at:%a %Y-%m-%d %H:%M} – {hole.slot.end_at:%a %H:%M}  –  {why}")
    parts = ", ".join(f"{name} {cost:g}" for name, cost in _parts(problem, plan).items())
    print(f"{plan.solver}: cost {plan.score.cost:.2f} ({parts})")
    if plan.holes:
        print(f"{len(plan.holes)} open, {hours(plan.score.uncovered_minutes):g} h")


def _parts(problem: PlanProblem, plan: DutyPlan) -> dict[str, float]:
    parts: dict[str, float] = {}
    for tier in problem.tiers:
        for name, cost in plan.score.counts.weighed(tier).items():
            parts[name] = round(parts.get(name, 0.0) + cost, 6)
    return parts


def _show(score: PlanScore) -> None:
    """Tell of a better plan on one line of the terminal; nothing when piped."""
    if sys.stderr.isatty():
        text = f"cost {score.cost:.2f}, {hours(score.uncovered_minutes):g} h open"
        print(f"\r{text:<40}", end="", file=sys.stderr, flush=True)


@contextlib.contextmanager
def _stopped_by_interrupt() -> Iterator[Callable[[], bool]]:
    """Let Ctrl+C end the search instead of the program: the best plan so far is printed."""
    pressed = threading.Event()
    before = signal.signal(signal.SIGINT, lambda *_: pressed.set())
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)


def _span(args: argparse.Namespace, desk: Desk) -> tuple[datetime, datetime]:
    zone = desk.duty.wall_zone()
    start_at = read_near(args.start, "from", zone)
    end_at = read_near(args.end, "to", zone)
    if end_at <= start_at:
        raise Refused("batch.bad_field", field="to")
    return start_at, end_at


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds <= 24 * 3600:
        raise argparse.ArgumentTypeError("the seconds are between 0 and a day")
    return seconds

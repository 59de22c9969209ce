"""`dutydesk doctor`: looks at everything that can be wrong and says so, line by line."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict

from desktop.cli.health_words import MARKS, text_of
from desktop.cli.profile import terminal_progress
from desktop.config import read_config
from desktop.domain.clock import SystemClock
from desktop.domain.errors import DeskError
from desktop.domain.sentences_health import HEALTH_TITLES
from desktop.services.health import Counts, Health, machine_checks
from desktop.services.health_check import Check, State
from desktop.services.opening import open_desk_of
from desktop.system.paths import Profile, open_profile

Commands = argparse._SubParsersAction  # the only name argparse has for what add_subparsers gives

FAILED = 1


def register(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the parser of `doctor`."""
    parser = commands.add_parser("doctor", help="check the data and this computer")
    parser.add_argument("--json", action="store_true", help="print one object")
    parser.add_argument(
        "--rebuild", action="store_true", help="judge every SLA clock anew from its history first"
    )
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Print every line; 1 if one is ✗. A database that does not open is such a line.

    Raises:
        DeskError: the profile or its settings cannot be read.
    """
    profile = open_profile(args.home)
    checks, counts, rebuilt = _look(profile, rebuild=args.rebuild)
    if args.json:
        print(json.dumps(_as_json(checks, counts)))
    else:
        _print(checks, counts, rebuilt)
    return FAILED if any(check.state is State.FAILED for check in checks) else 0


def _look(profile: Profile, *, rebuild: bool) -> tuple[Sequence[Check], Counts | None, int | None]:
    config = read_config(profile.config)
    try:
        clock = SystemClock()
        desk = open_desk_of(profile, config)
    except DeskError as error:
        broken = Check("database", State.FAILED, error.code, error.facts)
        return (broken, *machine_checks(profile)), None, None
    try:
        rebuilt = desk.clocks.rebuild(terminal_progress("Tickets")) if rebuild else None
        health = Health(desk, profile, clock)
        return health.check(), health.counts(), rebuilt
    finally:
        desk.close()


def _as_json(checks: Sequence[Check], counts: Counts | None) -> dict[str, object]:
    """Return the shape of contracts.md; `counts` is null when the database does not open."""
    lines = [
        {"name": check.name, "state": check.state.value, "text": text_of(check)} for check in checks
    ]
    return {"checks": lines, "counts": None if counts is None else asdict(counts)}


def _print(checks: Sequence[Check], counts: Counts | None, rebuilt: int | None) -> None:
    if rebuilt is not None:
        print(f"SLA clocks judged anew: {rebuilt:,} differed.")
    for check in checks:
        print(f"{MARKS[check.state]} {HEALTH_TITLES[check.name]:<12} {text_of(check)}")
    if counts is not None:
        print(
            f"{counts.tickets:,} tickets, {counts.messages:,} messages, "
            f"{counts.raw_mail:,} mails as they came, {counts.quarantined:,} in quarantine"
        )

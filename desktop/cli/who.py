"""`dutydesk who`: who is on duty now, or was or will be at any instant."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from desktop.cli.moments import read_near

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    Commands = _SubParsersAction[argparse.ArgumentParser]


def register(commands: Commands) -> None:
    """Add `who`."""
    parser = commands.add_parser("who", help="who is on duty")
    parser.add_argument("--at", metavar="TIME", help="at this time (ISO 8601) instead of now")
    parser.add_argument("--json", action="store_true", help="print one object")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Print who is on duty, and who is next.

    Raises:
        Refused: `batch.bad_field` for a time that cannot be read.
        DeskError: the profile or its database refuses.
    """
    from desktop.cli.duty_times import print_standing
    from desktop.cli.profile import desk_of

    with desk_of(args) as desk:
        at = None
        if args.at is not None:
            at = read_near(args.at, "at", desk.duty.wall_zone())
        print_standing(desk.duty.standing(at), as_json=args.json)
    return 0

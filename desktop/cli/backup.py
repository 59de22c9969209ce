"""`dutydesk backup`: a verified backup now."""

from __future__ import annotations

import argparse
import json

from desktop.cli import path_given
from desktop.cli.profile import desk_of
from desktop.services.backups import BackupRow, Backups
from desktop.system.paths import open_profile

Commands = argparse._SubParsersAction  # the only name argparse has for what add_subparsers gives


def register(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the parser of `backup`."""
    parser = commands.add_parser("backup", help="make a backup and verify it")
    parser.add_argument(
        "--out",
        type=path_given,
        metavar="FILE|DIR",
        help="a folder (default: backups/ of the profile), or a file: .sqlite3 for a copy of the "
        "database file, else a portable archive (.deskbackup) that restores on either database",
    )
    parser.add_argument("--json", action="store_true", help="print what was made as one object")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Make the backup; a file appears only once it was opened and checked.

    Raises:
        Refused: `backup.needs_archive`.
        Unavailable: `backup.failed`, `disk.full`, `file.unwritable`, or the database refuses.
    """
    with desk_of(args) as desk:
        backups = Backups(desk.database)
        if args.out is None:
            folder = open_profile(args.home).backups
            made = backups.create(folder)
            backups.thin(folder)
        elif args.out.is_dir():
            made = backups.create(args.out)
        else:
            made = backups.save(args.out)
    if args.json:
        print(json.dumps(as_json(made)))
    else:
        print(f"{made.path}: verified, {made.tickets:,} tickets, {made.size_bytes:,} bytes")
    return 0


def as_json(made: BackupRow) -> dict[str, object]:
    """Return a backup as programs read it."""
    return {
        "path": str(made.path),
        "kind": made.kind.value,
        "made_at": made.made_at.isoformat(timespec="seconds"),
        "size_bytes": made.size_bytes,
        "tickets": made.tickets,
        "verified": True,
    }

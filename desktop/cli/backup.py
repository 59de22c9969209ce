"""`dutydesk backup`: a verified backup now."""

from __future__ import annotations

import argparse
import json
import sys

from desktop.cli import path_given
from desktop.cli.profile import desk_of
from desktop.cli.sentences import sentence
from desktop.services.backup_keeping import BackupKeeping, KeptBackup
from desktop.services.backups import BackupRow, Backups
from desktop.services.desk import Desk
from desktop.system.paths import open_profile

Commands = argparse._SubParsersAction  # the only name argparse has for what add_subparsers gives


def register(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the parser of `backup`."""
    parser = commands.add_parser("backup", help="make a backup and verify it")
    parser.add_argument(
        "--out",
        type=path_given,
        metavar="FILE|DIR",
        help="a folder (default: the one chosen in the settings), or a file: .sqlite3 for a copy "
        "of the database file, else a portable archive (.deskbackup) for either database",
    )
    parser.add_argument("--json", action="store_true", help="print what was made as one object")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Make the backup; a file appears only once it was opened and checked.

    1 when it is in the profile because the chosen folder cannot take it.

    Raises:
        Refused: `backup.needs_archive`.
        Unavailable: `backup.failed`, `disk.full`, `file.unwritable`, or the database refuses.
    """
    with desk_of(args) as desk:
        kept = _made(desk, args)
    made = kept.row
    if args.json:
        print(json.dumps(as_json(made)))
    else:
        print(f"{made.path}: verified, {made.tickets:,} tickets, {made.size_bytes:,} bytes")
    if kept.trouble is not None:
        print(sentence(kept.trouble), file=sys.stderr)
        return 1
    return 0


def _made(desk: Desk, args: argparse.Namespace) -> KeptBackup:
    if args.out is None:
        return BackupKeeping(desk.database, open_profile(args.home)).make()
    backups = Backups(desk.database)
    made = backups.create(args.out) if args.out.is_dir() else backups.save(args.out)
    return KeptBackup(made, None)


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

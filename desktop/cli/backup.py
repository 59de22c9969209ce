"""`dutydesk backup`: a verified backup now."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from desktop.cli import path_given
from desktop.cli.profile import desk_of
from desktop.cli.sentences import sentence
from desktop.domain.errors import Refused
from desktop.services.backup_keeping import BackupKeeping, KeptBackup
from desktop.services.backup_place import BackupPlace
from desktop.services.backups import BackupRow, Backups
from desktop.services.desk import Desk
from desktop.services.sealed_backups import Seal
from desktop.system.paths import open_profile

Commands = argparse._SubParsersAction  # the only name argparse has for what add_subparsers gives


def register(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the parser of `backup`."""
    parser = commands.add_parser("backup", help="make a backup and verify it")
    parser.add_argument(
        "--out",
        type=path_given,
        metavar="FILE|DIR",
        help="a folder (default: the one chosen in the settings; with --password-file that of the "
        "profile), or a file: .sqlite3 for a copy of the database file, else a portable archive "
        "(.deskbackup) for either database",
    )
    parser.add_argument(
        "--password-file",
        type=path_given,
        metavar="FILE",
        help="seal it with the password in the first line of a file",
    )
    parser.add_argument("--json", action="store_true", help="print what was made as one object")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Make the backup; a file appears only once it was opened and checked.

    1 when it is in the profile because the chosen folder cannot take it.

    Raises:
        Refused: `backup.needs_archive`, `backup.short_password`, `file.unreadable`.
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
    profile = open_profile(args.home)
    if args.out is None and args.password_file is None:
        return BackupKeeping(desk, profile).make()
    seal = None
    if args.password_file is not None:
        seal = Seal(password_in(args.password_file), profile.tmp)
    out, backups = args.out or BackupPlace(profile).usual, Backups(desk.database)
    made = backups.create(out, seal) if out.is_dir() else backups.save(out, seal)
    return KeptBackup(made, None)


def password_in(file: Path) -> str:
    """Return the password that somebody put into a file.

    Raises:
        Refused: `file.unreadable`.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no UTF-8"
        raise Refused("file.unreadable", path=file, reason=reason or "") from error
    return lines[0] if lines else ""


def as_json(made: BackupRow) -> dict[str, object]:
    """Return a backup as programs read it."""
    return {
        "path": str(made.path),
        "kind": made.kind.value,
        "made_at": made.made_at.isoformat(timespec="seconds"),
        "size_bytes": made.size_bytes,
        "tickets": made.tickets,
        "sealed": made.is_sealed,
        "verified": True,
    }

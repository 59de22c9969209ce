"""`dutydesk restore`: a backup in the place of the present data, which is kept."""

from __future__ import annotations

import argparse
import getpass
import sys
from dataclasses import replace

from desktop.cli import path_given
from desktop.cli.backup import password_in
from desktop.cli.profile import terminal_progress
from desktop.config import read_config
from desktop.domain.clock import SystemClock
from desktop.domain.errors import Refused, Unavailable
from desktop.services.backups import BackupRow
from desktop.services.opening import database_url_of
from desktop.services.restoring import look_into, restore
from desktop.services.sealed_backups import BackupFile
from desktop.system.instance import Instance
from desktop.system.paths import open_profile
from desktop.system.sealed_file import is_sealed

Commands = argparse._SubParsersAction  # the only name argparse has for what add_subparsers gives


def register(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the parser of `restore`."""
    parser = commands.add_parser("restore", help="put a backup in the place of the present data")
    parser.add_argument("file", type=path_given, metavar="FILE")
    parser.add_argument(
        "--password-file",
        type=path_given,
        metavar="FILE",
        help="the password of a sealed backup is the first line of a file; else it is asked for",
    )
    parser.add_argument("--yes", action="store_true", help="do it without asking")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Restore into the profile's database; a window must not have it open.

    Raises:
        Refused: `restore.unconfirmed` without --yes where nobody can be asked; `backup.sealed`,
            `backup.wrong_password`; or the file is no backup of ours or damaged.
        DatabaseTooNew: a later version made the backup.
        Unavailable: `restore.profile_open`, no room, no rights, server away.
    """
    profile = open_profile(args.home)
    url = database_url_of(profile, read_config(profile.config))
    instance = Instance(profile.instance_lock)
    if not instance.take():
        raise Unavailable("restore.profile_open", path=profile.folder)
    try:
        password = _password(args)
        with BackupFile(args.file, password).plain(profile.tmp) as plain:
            found = replace(look_into(plain), path=args.file)
        print(_described(found))
        if not args.yes and not _is_confirmed():
            print("Nothing was changed.")
            return 0
        done = restore(
            args.file,
            url,
            safety=profile.backups,
            scratch=profile.tmp,
            clock=SystemClock(),
            password=password,
            progress=terminal_progress("Rows"),
        )
    finally:
        instance.leave()
    print(f"Restored {done.backup.tickets:,} tickets.")
    if done.saved_as is not None:
        print(f"The data before is in {done.saved_as}")
    if done.in_doubt:
        print(
            f"{done.in_doubt:,} mails were waiting when the backup was made. They may have gone "
            "out since, so they were not sent: look at them in the window."
        )
    return 0


def _password(args: argparse.Namespace) -> str | None:
    """Return the password given, or typed if the backup asks for one and somebody is there."""
    if args.password_file is not None:
        return password_in(args.password_file)
    if args.file.is_file() and is_sealed(args.file) and sys.stdin.isatty():
        return getpass.getpass("Password of the backup: ")
    return None


def _described(found: BackupRow) -> str:
    made_at = found.made_at.isoformat(sep=" ", timespec="minutes")
    return f"{found.path}: verified, {found.tickets:,} tickets, made {made_at}"


def _is_confirmed() -> bool:
    if not sys.stdin.isatty():
        raise Refused("restore.unconfirmed")
    return input("Put it in the place of the present data? [y/N] ").strip().lower() == "y"

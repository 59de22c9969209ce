"""`dutydesk recover`: what can be read of a damaged data file, written to a folder."""

from __future__ import annotations

import argparse

from desktop.cli import path_given
from desktop.config import read_config
from desktop.services.opening import data_file_of
from desktop.services.salvaging import MAIL, TABLES, salvage
from desktop.system.paths import open_profile

Commands = argparse._SubParsersAction  # the only name argparse has for what add_subparsers gives

INCOMPLETE = 1


def register(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the parser of `recover`."""
    parser = commands.add_parser("recover", help="export what can be read of a damaged data file")
    parser.add_argument("folder", type=path_given, metavar="FOLDER")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Write mails and tables into an empty folder; 1 when parts could not be read.

    Raises:
        Refused: `salvage.not_empty`, or the data are on a server.
        Unavailable: nothing can be read, or nothing can be written.
    """
    profile = open_profile(args.home)
    done = salvage(data_file_of(profile, read_config(profile.config)), args.folder)
    print(f"{done.mails:,} mails in {done.folder / MAIL}")
    print(f"{done.rows:,} rows of tables in {done.folder / TABLES}")
    if done.gaps:
        print(f"{done.gaps:,} parts of the file could not be read. The file was not changed.")
    return INCOMPLETE if done.gaps else 0

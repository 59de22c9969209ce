"""`dutydesk export`: reports as files for Excel and for programs."""

from __future__ import annotations

import argparse
import io
import sys
from datetime import date
from pathlib import Path
from typing import TextIO

from desktop.cli import path_given
from desktop.cli.profile import desk_of, terminal_progress
from desktop.domain.errors import Refused
from desktop.services.desk import Desk
from desktop.services.export_format import Preset
from desktop.services.exports import ExportOptions
from desktop.system.atomic import atomic_file

Commands = argparse._SubParsersAction  # the only name argparse has for what add_subparsers gives

_STDOUT = Path("-")


def register(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the parser of `export`."""
    parser = commands.add_parser("export", help="write a report to a file")
    parser.add_argument("report", choices=["tickets"])
    parser.add_argument("--from", dest="first", type=_day, metavar="DATE", help="first local day")
    parser.add_argument("--to", dest="last", type=_day, metavar="DATE", help="last local day")
    parser.add_argument(
        "--preset",
        type=Preset,
        choices=list(Preset),
        default=Preset.PROGRAM,
        help="program (default), excel-ru or excel-en",
    )
    parser.add_argument("--format", choices=["csv"], default="csv")
    parser.add_argument(
        "--out",
        type=path_given,
        default=_STDOUT,
        metavar="FILE",
        help="- (default): standard output",
    )
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Write the report; a file appears only when it is complete.

    Raises:
        Refused: `export.period` when it ends before it begins.
        DeskError: the profile or the target refuses.
    """
    if args.first and args.last and args.last < args.first:
        raise Refused("export.period", first=args.first, last=args.last)
    options = ExportOptions(args.preset, args.first, args.last)
    with desk_of(args) as desk:
        if args.out == _STDOUT:
            if isinstance(sys.stdout, io.TextIOWrapper):
                sys.stdout.reconfigure(encoding="utf-8", newline="")
            _write(desk, options, sys.stdout)
        else:
            with atomic_file(args.out, mode=0o644) as file:
                text = io.TextIOWrapper(file, encoding="utf-8", newline="")
                _write(desk, options, text)
                text.detach()
    return 0


def _write(desk: Desk, options: ExportOptions, text: TextIO) -> None:
    desk.exports.tickets(options, text, terminal_progress("Rows"))
    text.flush()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2026-11-23") from None

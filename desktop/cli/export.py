"""`dutydesk export`: reports as files for Excel and for programs."""

from __future__ import annotations

import argparse

from desktop.cli.moments import day_given
from desktop.cli.output import add_out, text_output
from desktop.cli.profile import desk_of, terminal_progress
from desktop.domain.errors import Refused
from desktop.services.export_format import Preset
from desktop.services.exports import ExportOptions

Commands = argparse._SubParsersAction  # the only name argparse has for what add_subparsers gives


def register(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the parser of `export`."""
    parser = commands.add_parser("export", help="write a report to a file")
    parser.add_argument("report", choices=["tickets"])
    parser.add_argument(
        "--from", dest="first", type=day_given, metavar="DATE", help="first local day"
    )
    parser.add_argument("--to", dest="last", type=day_given, metavar="DATE", help="last local day")
    parser.add_argument(
        "--preset",
        type=Preset,
        choices=list(Preset),
        default=Preset.PROGRAM,
        help="program (default), excel-ru or excel-en",
    )
    parser.add_argument("--format", choices=["csv"], default="csv")
    add_out(parser)
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
    with desk_of(args) as desk, text_output(args.out) as text:
        desk.exports.tickets(options, text, terminal_progress("Rows"))
    return 0

"""`dutydesk import`: mailbox files become tickets; what is there already is left alone."""

from __future__ import annotations

import argparse
import json
import sys

from desktop.cli import path_given
from desktop.cli.profile import desk_of
from desktop.cli.sentences import sentence
from desktop.domain.errors import DeskError
from desktop.services.imports import ImportReport

Commands = argparse._SubParsersAction  # the only name argparse has for what add_subparsers gives

DONE = 0
SOME_FAILED = 1


def register(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the parser of `import`."""
    parser = commands.add_parser("import", help="make tickets of mbox, Maildir and .eml files")
    parser.add_argument("paths", nargs="+", metavar="PATH", type=path_given)
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Import the paths; 0 when every mail is stored, 1 when a path could not be read.

    Raises:
        DeskError: the profile or its database refuses.
    """
    progress = _Progress()
    with desk_of(args) as desk:
        try:
            report = desk.imports.run(args.paths, progress=progress)
        except DeskError:
            progress.say_what_stays()
            raise
    for _, error in report.failed:
        print(sentence(error), file=sys.stderr)
    print(_as_json(report) if args.json else _as_text(report))
    return SOME_FAILED if report.failed else DONE


class _Progress:
    """Counts on one line of the terminal, if there is one."""

    def __init__(self) -> None:
        self._imported = 0

    def __call__(self, report: ImportReport) -> None:
        self._imported = report.imported
        if sys.stderr.isatty():
            line = f"\r{report.imported:,} imported, {report.already_there:,} already there"
            print(line, end="", file=sys.stderr, flush=True)

    def say_what_stays(self) -> None:
        """Tell what an import that was cut short leaves behind."""
        if self._imported:
            noun = "message was" if self._imported == 1 else "messages were"
            told = f"{self._imported:,} {noun} imported and stay. The next import adds the rest."
            print(told, file=sys.stderr)


def _as_json(report: ImportReport) -> str:
    return json.dumps(
        {
            "found": report.found,
            "imported": report.imported,
            "already_there": report.already_there,
            "quarantined": report.quarantined,
            "failed": [{"path": str(path), "code": error.code} for path, error in report.failed],
        }
    )


def _as_text(report: ImportReport) -> str:
    lines = [f"Imported {report.imported:,} of {report.found:,} messages."]
    if report.already_there:
        lines.append(f"{report.already_there:,} were there already.")
    if report.quarantined:
        lines.append(f"{report.quarantined:,} could not be read: their originals are attached.")
    if report.failed:
        noun = "path" if len(report.failed) == 1 else "paths"
        lines.append(f"{len(report.failed):,} {noun} could not be read.")
    return "\n".join(lines)

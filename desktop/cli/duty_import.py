"""`duty import`: a rota, absences or holidays out of a calendar file."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.cli import path_given
from desktop.cli.duty_import_words import noun, preview_as_json, print_preview

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from desktop.domain.duty_import import ImportPreview
    from desktop.domain.worktime_proposals import ProposedDay
    from desktop.services.desk import Desk

    Commands = _SubParsersAction[argparse.ArgumentParser]

SOME_FAILED: Final = 1

_SHIFTS: Final = "shifts"
_HOLIDAYS: Final = "holidays"


def register(actions: Commands) -> None:
    """Add `duty import`, and the hidden `duty reader` that a frozen program starts itself as."""
    parser = actions.add_parser("import", help="take a rota, absences or holidays from an ICS file")
    parser.add_argument("file", type=path_given, metavar="FILE.ics")
    parser.add_argument(
        "--as",
        dest="what",
        choices=[_SHIFTS, "absences", _HOLIDAYS],
        default=_SHIFTS,
        help="what the events are: shifts (default), absences, or holidays of the team",
    )
    parser.add_argument("--person", dest="whose", metavar="NAME", help="all events are NAME's")
    parser.add_argument(
        "--name",
        dest="names",
        action="append",
        default=[],
        type=_pair,
        metavar="TEXT=NAME",
        help="an event that says TEXT is NAME's; may be repeated",
    )
    parser.add_argument("--line", metavar="NAME", help="the shifts are of this line, not of all")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, do nothing")
    parser.add_argument("--json", action="store_true", help="print one object")
    parser.set_defaults(func=run, parser=parser)
    reader = actions.add_parser("reader")
    reader.set_defaults(func=run_reader)


def run(args: argparse.Namespace) -> int:
    """Import the file; 1 when some events were not understood, which are named.

    Raises:
        Refused: `person.not_one`, `duty.unknown_line`, and as `DutyImport.read` and
            `HolidayImport.preview`.
        DeskError: the profile or its database refuses.
    """
    from desktop.cli.profile import desk_of

    if args.line is not None and args.what != _SHIFTS:
        args.parser.error("--line is for shifts")
    with desk_of(args) as desk:
        if args.what == _HOLIDAYS:
            _take_holidays(args, desk)
            return 0
        preview = _take(args, desk)
        zone = desk.duty.wall_zone()
        names = {each.id: each.name for each in desk.people.all(with_inactive=True)}
    if args.json:
        print(json.dumps(preview_as_json(preview, zone, names)))
    else:
        print_preview(preview, zone, names)
    return SOME_FAILED if preview.not_understood else 0


def run_reader(_: argparse.Namespace) -> int:
    """Read a calendar file from standard input as the process of its own."""
    from desktop.system.calendar_process import serve

    return serve()


def _take(args: argparse.Namespace, desk: Desk) -> ImportPreview:
    from desktop.cli.profile import actor_of, line_called, person_called
    from desktop.services.duty_import import ImportKind, ImportRequest

    path: Path = args.file
    request = ImportRequest(
        ImportKind(args.what),
        None if args.whose is None else person_called(desk, args.whose).id,
        {text: person_called(desk, name).id for text, name in args.names},
        None if args.line is None else line_called(desk, args.line),
        path.name,
    )
    events = desk.duty_import.read(path)
    preview = desk.duty_import.preview(events, request)
    if not args.dry_run:
        desk.duty_import.apply(actor_of(args, desk), events, request)
    return preview


def _take_holidays(args: argparse.Namespace, desk: Desk) -> None:
    from desktop.cli.profile import actor_of

    days = desk.holiday_import.preview(args.file)
    if not args.dry_run:
        desk.holiday_import.apply(actor_of(args, desk), days)
    new = sum(day.is_useful for day in days)
    if args.json:
        told = [_holiday(day) for day in days]
        print(json.dumps({"days": len(days), "new": new, "holidays": told}))
    else:
        print(f"{len(days)} {noun('day', len(days))}: {new} new, {len(days) - new} known.")


def _holiday(day: ProposedDay) -> dict[str, object]:
    return {"day": day.day.isoformat(), "name": day.override.label, "state": day.standing.value}


def _pair(text: str) -> tuple[str, str]:
    said, sign, name = text.rpartition("=")
    if not sign or not said or not name:
        raise argparse.ArgumentTypeError(f"{text!r} is not TEXT=NAME")
    return said, name

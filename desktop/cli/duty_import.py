"""`duty import`: a rota, absences or holidays out of a calendar file."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from desktop.cli import path_given
from desktop.domain.duty_import import NOT_UNDERSTOOD, Arrival, ImportLine, ImportPreview

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from desktop.domain.worktime_proposals import ProposedDay
    from desktop.services.desk import Desk

    Commands = _SubParsersAction[argparse.ArgumentParser]

SOME_FAILED: Final = 1

_HOLIDAYS: Final = "holidays"
_WHY: Final[Mapping[Arrival, str]] = {
    Arrival.NOBODY: "nobody of the team is meant",
    Arrival.DOUBLE_BOOKED: "this person is on duty then already",
    Arrival.TOO_LONG: "it lasts longer than a month",
    Arrival.TOO_OFTEN: "it repeats more often than daily",
    Arrival.TOO_FAR: "it is more than a year away",
    Arrival.NO_TIME: "it does not say from when to when it is",
}


def register(actions: Commands) -> None:
    """Add `duty import`, and the hidden `duty reader` that a frozen program starts itself as."""
    parser = actions.add_parser("import", help="take a rota, absences or holidays from an ICS file")
    parser.add_argument("file", type=path_given, metavar="FILE.ics")
    parser.add_argument(
        "--as",
        dest="what",
        choices=["shifts", "absences", _HOLIDAYS],
        default="shifts",
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
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, do nothing")
    parser.add_argument("--json", action="store_true", help="print one object")
    parser.set_defaults(func=run)
    reader = actions.add_parser("reader")
    reader.set_defaults(func=run_reader)


def run(args: argparse.Namespace) -> int:
    """Import the file; 1 when some events were not understood, which are named.

    Raises:
        Refused: `person.not_one`, and as `DutyImport.read`, `HolidayImport.preview`.
        DeskError: the profile or its database refuses.
    """
    from desktop.cli.profile import desk_of

    with desk_of(args) as desk:
        if args.what == _HOLIDAYS:
            _take_holidays(args, desk)
            return 0
        preview = _take(args, desk)
        zone = desk.duty.wall_zone()
    if args.json:
        print(json.dumps(_as_json(preview, zone)))
    else:
        _print(preview, zone)
    return SOME_FAILED if preview.not_understood else 0


def run_reader(_: argparse.Namespace) -> int:
    """Read a calendar file from standard input as the process of its own."""
    from desktop.system.calendar_process import serve

    return serve()


def _take(args: argparse.Namespace, desk: Desk) -> ImportPreview:
    from desktop.cli.profile import actor_of, person_called
    from desktop.services.duty_import import ImportKind, ImportRequest

    path: Path = args.file
    request = ImportRequest(
        ImportKind(args.what),
        None if args.whose is None else person_called(desk, args.whose).id,
        {text: person_called(desk, name).id for text, name in args.names},
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
        print(f"{len(days)} {_noun('day', len(days))}: {new} new, {len(days) - new} known.")


def _holiday(day: ProposedDay) -> dict[str, object]:
    return {"day": day.day.isoformat(), "name": day.override.label, "state": day.standing.value}


def _as_json(preview: ImportPreview, zone: ZoneInfo) -> dict[str, object]:
    counts = preview.counts
    told = {each.value: counts[each] for each in Arrival if each not in NOT_UNDERSTOOD}
    return {
        "events": len(preview.lines),
        **told,
        "not_understood": [
            {
                "summary": line.summary,
                "from": None
                if line.arrival is Arrival.NO_TIME
                else line.start_at.astimezone(zone).isoformat(),
                "why": line.arrival.value,
            }
            for line in preview.not_understood
        ],
        "unmatched": list(preview.unmatched),
    }


def _print(preview: ImportPreview, zone: ZoneInfo) -> None:
    counts = preview.counts
    parts = [
        f"{counts[each]} {words}"
        for each, words in (
            (Arrival.NEW, "new"),
            (Arrival.CHANGED, "changed"),
            (Arrival.REMOVED, "removed"),
            (Arrival.KNOWN, "known"),
            (Arrival.PAST, "past"),
            (Arrival.CANCELLED, "cancelled"),
            (Arrival.OWN, "of this desk"),
        )
        if counts[each]
    ]
    if preview.not_understood:
        parts.append(f"{len(preview.not_understood)} not understood")
    total = len(preview.lines)
    print(f"{total} {_noun('event', total)}: {', '.join(parts) or 'nothing to take'}.")
    _print_reasons(preview.not_understood, zone)
    for text in preview.unmatched:
        print(f'Say whose it is with --name "{text}=NAME", or --person NAME for all.')


def _print_reasons(lines: Sequence[ImportLine], zone: ZoneInfo) -> None:
    """Name each event once, with the first of its times and how many there are."""
    alike: dict[tuple[str, Arrival], list[ImportLine]] = {}
    for line in lines:
        alike.setdefault((line.summary, line.arrival), []).append(line)
    for (summary, arrival), found in alike.items():
        when = "–" if arrival is Arrival.NO_TIME else _clock(found[0].start_at, zone)
        times = f" ({len(found)} times)" if len(found) > 1 else ""
        print(f"{when}  {summary or '–'}: {_WHY[arrival]}{times}", file=sys.stderr)


def _clock(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%a %Y-%m-%d %H:%M}"


def _noun(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"


def _pair(text: str) -> tuple[str, str]:
    said, sign, name = text.rpartition("=")
    if not sign or not said or not name:
        raise argparse.ArgumentTypeError(f"{text!r} is not TEXT=NAME")
    return said, name

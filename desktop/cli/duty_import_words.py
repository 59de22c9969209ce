"""What `duty import` prints of the events of a calendar file: for people, and as JSON."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from desktop.cli.duty_words import reason
from desktop.domain.duty_import import NOT_UNDERSTOOD, Arrival, ImportLine, ImportPreview

Names = Mapping[int, str]

_MANY: Final = {"duty": "duties"}
_WHY: Final[Mapping[Arrival, str]] = {
    Arrival.NOBODY: "nobody of the team is meant",
    Arrival.TOO_LONG: "it lasts longer than a month",
    Arrival.TOO_OFTEN: "it repeats more often than daily",
    Arrival.TOO_FAR: "it is more than a year away",
    Arrival.NO_TIME: "it does not say from when to when it is",
}


def preview_as_json(preview: ImportPreview, zone: ZoneInfo, names: Names) -> dict[str, object]:
    """Return what becomes of the events of a file, for programs; `names` are those of people."""
    counts = preview.counts
    told = {each.value: counts[each] for each in Arrival if each not in NOT_UNDERSTOOD}
    return {
        "events": len(preview.lines),
        **told,
        "not_understood": [
            {
                "summary": line.summary,
                "from": None if line.arrival is Arrival.NO_TIME else _iso(line.start_at, zone),
                "why": line.arrival.value,
            }
            for line in preview.not_understood
        ],
        "conflicts": [
            {
                "person": names.get(line.person_id or 0),
                "summary": line.summary,
                "from": _iso(line.start_at, zone),
                "until": _iso(line.end_at, zone),
                "rules": [conflict.kind.value for conflict in line.conflicts],
                "duties": line.duties_hit,
            }
            for line in preview.against
        ],
        "unknown_zones": [
            {
                "summary": line.summary,
                "from": _iso(line.start_at, zone),
                "zone": line.unknown_zone,
                "assumed": zone.key,
            }
            for line in preview.zones_assumed
        ],
        "unmatched": list(preview.unmatched),
    }


def print_preview(preview: ImportPreview, zone: ZoneInfo, names: Names) -> None:
    """Print what becomes of the events of a file, what they break, and what was not understood."""
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
    print(f"{total} {noun('event', total)}: {', '.join(parts) or 'nothing to take'}.")
    _print_reasons(preview.not_understood, zone)
    _print_conflicts(preview.against, zone, names)
    for line in _first_of_each_zone(preview.zones_assumed):
        when = _clock(line.start_at, zone)
        told = f"no time zone is called {line.unknown_zone!r}, so it was read in {zone.key}"
        print(f"{when}  {line.summary or '–'}: {told}", file=sys.stderr)
    for text in preview.unmatched:
        print(f'Say whose it is with --name "{text}=NAME", or --person NAME for all.')


def _print_reasons(lines: Sequence[ImportLine], zone: ZoneInfo) -> None:
    """Name each event once, with the first of its times and how many there are.

    Those who would be on duty twice are named with all that is broken.
    """
    alike: dict[tuple[str, Arrival], list[ImportLine]] = {}
    for line in lines:
        if line.arrival in _WHY:
            alike.setdefault((line.summary, line.arrival), []).append(line)
    for (summary, arrival), found in alike.items():
        when = "–" if arrival is Arrival.NO_TIME else _clock(found[0].start_at, zone)
        times = f" ({len(found)} times)" if len(found) > 1 else ""
        print(f"{when}  {summary or '–'}: {_WHY[arrival]}{times}", file=sys.stderr)


def _print_conflicts(lines: Sequence[ImportLine], zone: ZoneInfo, names: Names) -> None:
    """Say person by person what the events break, alike ones once with how many there are."""
    alike: dict[tuple[str, str], list[ImportLine]] = {}
    for line in lines:
        alike.setdefault((names.get(line.person_id or 0, "–"), _against(line)), []).append(line)
    for (name, why), found in sorted(alike.items(), key=lambda each: each[0][0].casefold()):
        times = f" ({len(found)} times)" if len(found) > 1 else ""
        print(f"{name}, {_clock(found[0].start_at, zone)}: {why}{times}")


def _against(line: ImportLine) -> str:
    if line.duties_hit:
        return f"has {line.duties_hit} {noun('duty', line.duties_hit)} then"
    why = reason(line.conflicts)
    return why if line.is_useful else f"{why}, not taken"


def _first_of_each_zone(lines: Sequence[ImportLine]) -> Sequence[ImportLine]:
    found: dict[tuple[str, str], ImportLine] = {}
    for line in lines:
        found.setdefault((line.summary, line.unknown_zone), line)
    return tuple(found.values())


def _iso(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).isoformat()


def _clock(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%a %Y-%m-%d %H:%M}"


def noun(one: str, count: int) -> str:
    """Return a noun as it stands behind a number."""
    return one if count == 1 else _MANY.get(one, f"{one}s")

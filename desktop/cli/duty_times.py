"""Who is on duty as commands print it: for people, and as JSON."""

from __future__ import annotations

import json
from datetime import datetime
from zoneinfo import ZoneInfo

from desktop.services.duty_rows import DutyStanding, DutyTurns, NamedDuty


def print_standing(standing: DutyStanding, *, as_json: bool) -> None:
    """Print who is on duty at an instant, and who is next."""
    zone = ZoneInfo(standing.zone)
    if as_json:
        print(json.dumps(_standing(standing, zone)))
        return
    for duty in standing.on:
        print(f"{_who(duty)}, till {_clock(duty.until_at, zone)}")
    if not standing.on:
        print("nobody")
    if standing.following is not None:
        print(f"next: {_who(standing.following)}, from {_clock(standing.following.start_at, zone)}")


def print_turns(found: DutyTurns, *, as_json: bool) -> None:
    """Print who is on duty in a span and where nobody is, as `duty resolve --batch` answers."""
    zone = ZoneInfo(found.zone)
    if as_json:
        told = {
            "shifts": [
                [_iso(start, zone), _iso(end, zone), who] for start, end, who in found.turns
            ],
            "gaps": [[_iso(start, zone), _iso(end, zone)] for start, end in found.gaps],
        }
        print(json.dumps(told))
        return
    gaps = [(start, end, "nobody") for start, end in found.gaps]
    for start, end, who in sorted([*found.turns, *gaps]):
        print(f"{_clock(start, zone)} – {_clock(end, zone)}  {who}")


def _standing(standing: DutyStanding, zone: ZoneInfo) -> dict[str, object]:
    following = standing.following
    return {
        "at": _iso(standing.at, zone),
        "on_duty": [_duty(duty, zone) for duty in standing.on],
        "next": None if following is None else _duty(following, zone),
    }


def _duty(duty: NamedDuty, zone: ZoneInfo) -> dict[str, object]:
    return {
        "person": duty.person,
        "line": duty.line,
        "from": _iso(duty.start_at, zone),
        "until": _iso(duty.end_at, zone),
        "source": duty.source.value,
    }


def _who(duty: NamedDuty) -> str:
    return duty.person if duty.line is None else f"{duty.person} ({duty.line})"


def _iso(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).isoformat()


def _clock(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%a %Y-%m-%d %H:%M}"

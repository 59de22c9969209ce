"""Who is on duty as commands print it: for people, and as JSON."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from desktop.services.duty_rows import (
    CoverageReport,
    DutyStanding,
    DutyTurns,
    NamedDuty,
    UncoveredRow,
)

_MINUTE: Final = timedelta(minutes=1)
_HOUR: Final = timedelta(hours=1)


def print_standing(standing: DutyStanding, *, as_json: bool) -> None:
    """Print who is on duty at an instant, and who is next."""
    zone = ZoneInfo(standing.zone)
    if as_json:
        print(json.dumps(_standing(standing, zone)))
        return
    # Whoever has a turn and an override at once is one person.
    for line in dict.fromkeys(
        f"{_who(each)}, till {_clock(each.until_at, zone)}" for each in standing.on
    ):
        print(line)
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
        print(f"{_span(start, end, zone)}  {who}")


def print_coverage(report: CoverageReport, *, as_json: bool) -> None:
    """Print how far all that is needed is covered, and each time at which it is not."""
    zone = ZoneInfo(report.zone)
    if as_json:
        told = {
            "required_min": report.required // _MINUTE,
            "covered_min": report.covered // _MINUTE,
            "percent": report.percent,
            "uncovered": [_uncovered(row, zone) for row in report.uncovered],
        }
        print(json.dumps(told))
        return
    for row in report.uncovered:
        past = "  (past)" if row.is_history else ""
        print(f"{_span(row.start_at, row.end_at, zone)}  {row.name}: {_lacking(row)}{past}")
    required, covered = (f"{span / _HOUR:g} h" for span in (report.required, report.covered))
    print(f"covered: {report.percent} % ({covered} of {required})")


def _lacking(row: UncoveredRow) -> str:
    if row.is_promise:
        return ", ".join(row.priorities)
    return f"{row.missing} missing" + (f" with skill {row.skill}" if row.skill else "")


def _uncovered(row: UncoveredRow, zone: ZoneInfo) -> dict[str, object]:
    when = {"from": _iso(row.start_at, zone), "until": _iso(row.end_at, zone)}
    what: dict[str, object] = {
        "policy": row.name,
        "priorities": [priority.value for priority in row.priorities],
    }
    if not row.is_promise:
        what = {"requirement": row.name, "missing": row.missing, "skill": row.skill}
    return {**when, **what, "past": row.is_history}


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


def _span(start_at: datetime, end_at: datetime, zone: ZoneInfo) -> str:
    return f"{_clock(start_at, zone)} – {_clock(end_at, zone)}"


def _iso(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).isoformat()


def _clock(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%a %Y-%m-%d %H:%M}"

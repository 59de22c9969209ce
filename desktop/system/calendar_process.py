"""Reading a calendar file in a process of its own, which a hostile one can neither hang nor fill.

The libraries repeat rules in Python, and there are short ones that keep them busy for hours.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from desktop.domain.duty_event import FoundEvent
from desktop.domain.duty_span import Span
from desktop.domain.errors import Refused
from desktop.domain.worktime_proposals import Proposal
from desktop.domain.worktime_spec import OverrideKind
from desktop.system.calendar_events import LIMIT_MB, events_in
from desktop.system.holidays_file import read_file
from desktop.system.holidays_ics import holidays_in

CPU_SECONDS: Final = 10
SECONDS: Final = 30
"""On a busy computer ten seconds of the processor take longer."""
MEMORY_BYTES: Final = 512 * 1024 * 1024

_HERE: Final = Path(__file__).resolve().parents[2]
"""From where an interpreter finds this very package, wherever the program was started."""


def read_calendar(path: Path, zone: ZoneInfo, within: Span) -> tuple[FoundEvent, ...]:
    """Return the events of a file as `events_in` does, within limits of time and memory.

    Raises:
        Refused: as `events_in`; `ics.unreadable` (facts `path`, `reason`), `ics.too_slow`.
    """
    limit = LIMIT_MB * 1_000_000
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused("ics.unreadable", path=path.name, reason=reason) from error
    if len(data) > limit:
        raise Refused("ics.too_big", limit_mb=LIMIT_MB)
    start_at, end_at = (at.isoformat() for at in within)
    found = _answer(data, {"zone": zone.key, "from": start_at, "to": end_at})
    return tuple(map(FoundEvent.from_json, found))


def read_holidays(path: Path, years: Sequence[int]) -> tuple[Proposal, ...]:
    """Return the holidays of a file as `holidays_in` does, within limits of time and memory.

    Raises:
        Refused: as `holidays_in` and `read_file`; `ics.too_slow`.
    """
    data = read_file(path)
    found = _answer(data, {"holidays": list(years), "name": path.name})
    return tuple(
        Proposal(date.fromisoformat(day), OverrideKind.HOLIDAY, label, path.name)
        for day, label in found
    )


def reader_command() -> tuple[str, ...]:
    """Return how to start the reader, from a checkout as from a frozen program."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "duty", "reader")
    return (sys.executable, "-m", "desktop.system.calendar_process")


def serve() -> int:
    """Read a question in JSON and, after its line, a file from standard input; print the answer.

    That is what was found in the file, or why nothing was.
    """
    _limit()
    asked = json.loads(sys.stdin.buffer.readline())
    answer: dict[str, object]
    try:
        answer = {"found": _found(asked, sys.stdin.buffer.read())}
    except Refused as error:
        answer = {"refused": error.code, "facts": dict(error.facts)}
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()
    return 0


def _answer(data: bytes, question: dict[str, object]) -> Any:
    """Ask the other process about a file.

    Raises:
        Refused: `ics.too_slow`, and what it was that the other process refused.
    """
    try:
        ended = subprocess.run(  # noqa: S603 - our own interpreter and module
            reader_command(),
            input=json.dumps(question).encode() + b"\n" + data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            cwd=None if getattr(sys, "frozen", False) else _HERE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise Refused("ics.too_slow") from error
    if ended.returncode != 0:
        raise Refused("ics.too_slow")
    answer = json.loads(ended.stdout)
    if "refused" in answer:
        raise Refused(answer["refused"], **answer["facts"])
    return answer["found"]


def _found(asked: Mapping[str, Any], data: bytes) -> list[object]:
    """Return as plain values what a question asks of a file."""
    if "holidays" in asked:
        days = holidays_in(data, asked["name"], asked["holidays"])
        return [(each.day.isoformat(), each.label) for each in days]
    within = (datetime.fromisoformat(asked["from"]), datetime.fromisoformat(asked["to"]))
    return [event.to_json() for event in events_in(data, ZoneInfo(asked["zone"]), within)]


if sys.platform == "win32":

    def _limit() -> None:
        """Windows has no such limits; the parent's limit of time remains."""

else:
    import resource

    def _limit() -> None:
        for kind, most in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, CPU_SECONDS)):
            _, hard = resource.getrlimit(kind)
            with contextlib.suppress(ValueError, OSError):  # macOS refuses the one of memory
                resource.setrlimit(kind, (most, hard))


if __name__ == "__main__":
    sys.exit(serve())

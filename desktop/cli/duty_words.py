"""What `dutydesk duty` prints for each reason why somebody cannot have a duty."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from desktop.domain.duty_conflict import Conflict, ConflictKind

_ABSENT = "absent"


def reason(conflicts: Iterable[Conflict]) -> str:
    """Return what stands against a duty, such as `vacation` or `rest 9 h`; nothing says `free`."""
    return ", ".join(map(_words, conflicts)) or "free"


def _words(conflict: Conflict) -> str:
    match conflict.kind:
        case ConflictKind.ABSENCE:
            return str(conflict.absence or _ABSENT)
        case ConflictKind.DOUBLE_BOOKING:
            return "on duty then"
        case ConflictKind.REST | ConflictKind.WEEKLY_REST:
            return f"rest {_hours(conflict.span)}"
        case ConflictKind.WEEKLY_HOURS:
            return f"{_hours(conflict.span)} a week"
        case ConflictKind.NIGHTS:
            return f"{conflict.count} nights in 7 days"
        case ConflictKind.WEEKENDS:
            return f"{conflict.count} weekends in a row"
        case ConflictKind.SHIFTS_IN_A_ROW:
            return "two shifts in a row"
        case ConflictKind.IMPOSSIBLE:
            return "said impossible"
        case ConflictKind.SKILL:
            return "lacks the skill"


def _hours(span: timedelta | None) -> str:
    return f"{(span or timedelta(0)) / timedelta(hours=1):g} h"

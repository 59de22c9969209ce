"""Why a person cannot, or should not, have a duty: the kinds of conflict and their figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from desktop.domain.duty import AbsenceKind


class ConflictKind(StrEnum):
    """A rule of duty.md F2 that a duty would break, or the skill that it needs."""

    DOUBLE_BOOKING = "double_booking"
    ABSENCE = "absence"
    IMPOSSIBLE = "impossible"
    REST = "rest"
    NIGHTS = "nights"
    WEEKENDS = "weekends"
    WEEKLY_HOURS = "weekly_hours"
    WEEKLY_REST = "weekly_rest"
    SHIFTS_IN_A_ROW = "shifts_in_a_row"
    SKILL = "skill"


REFUSED: Final = frozenset({ConflictKind.DOUBLE_BOOKING})
"""What no reason makes acceptable; all else can be accepted with one."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One broken rule with the figure found: a rest, hours a week, or a count of nights.

    `absence` says why a person is away. What the figure should have been is in the rules.
    """

    kind: ConflictKind
    span: timedelta | None = None
    count: int | None = None
    absence: AbsenceKind | None = None

    @property
    def is_refused(self) -> bool:
        """Tell whether no reason makes it acceptable."""
        return self.kind in REFUSED

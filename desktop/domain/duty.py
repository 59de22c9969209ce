"""What a duty calendar speaks of: people, shifts and where they come from, absences, wishes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from desktop.domain.errors import Refused

Person = str
"""A person's stable key: a name in a file, the id as text from the records."""

LONGEST_SHIFT: Final = timedelta(days=31)
"""A longer one is a slip of the hand, and refused."""


class ShiftSource(StrEnum):
    """Where a shift, or a piece of one, comes from."""

    ROTATION = "rotation"
    PLANNER = "planner"
    MANUAL = "manual"
    IMPORT = "import"
    SWAP = "swap"
    OVERRIDE = "override"
    TEMPORARY = "temporary"
    LOG = "log"


class AbsenceKind(StrEnum):
    """Why somebody is away."""

    VACATION = "vacation"
    SICK = "sick"
    OTHER = "other"


class WishKind(StrEnum):
    """What somebody says about being on duty on a date; `IMPOSSIBLE` is a hard no."""

    WANTED = "wanted"
    UNWANTED = "unwanted"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True, order=True)
class Shift:
    """A person on duty in `[start_at, end_at)`.

    `id` is stable: a swap names its shift by it. Shifts of a rotation are known by their rule and
    the local date on which the window starts.

    Raises:
        Refused: `duty.ends_before_start` (facts `start`, `end`).
    """

    start_at: datetime
    end_at: datetime
    person: Person
    id: str = field(default="", compare=False)
    source: ShiftSource = field(default=ShiftSource.MANUAL, compare=False)

    def __post_init__(self) -> None:
        require_order(self.start_at, self.end_at)

    @property
    def length(self) -> timedelta:
        """How long it lasts, in real time."""
        return self.end_at - self.start_at


@dataclass(frozen=True, slots=True)
class Absence:
    """A person away in `[start_at, end_at)`."""

    person: Person
    start_at: datetime
    end_at: datetime
    kind: AbsenceKind = AbsenceKind.VACATION

    def __post_init__(self) -> None:
        require_order(self.start_at, self.end_at)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person says about duty that starts on a local date."""

    person: Person
    day: date
    kind: WishKind


def require_order(start_at: datetime, end_at: datetime) -> None:
    """Refuse a span that ends before it starts, or at once.

    Raises:
        Refused: `duty.ends_before_start` (facts `start`, `end`).
    """
    if end_at <= start_at:
        raise Refused("duty.ends_before_start", start=start_at, end=end_at)

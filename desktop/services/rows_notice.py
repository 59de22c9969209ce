"""Frozen rows about duties that one person is told of: notices, and the shift to accept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.duty_notice import NoticeKind


@dataclass(frozen=True, slots=True)
class DutyNoticeRow:
    """One thing to tell somebody. What its `kind` has nothing to say of is empty or None.

    `person` is who did or asks it, or hands over; `other` whom else it concerns. `shifts`,
    `nights` and `weekends` count duties between `start_at` and `end_at`, in the zone they are
    read in; `is_lost` when they are somebody else's now. `swap_id` and `change_id` are what can
    be answered.
    """

    id: int
    kind: NoticeKind
    zone: str
    created_at: datetime
    person: str = ""
    other: str = ""
    start_at: datetime | None = None
    end_at: datetime | None = None
    shifts: int = 0
    nights: int = 0
    weekends: int = 0
    message: str = ""
    is_for_all: bool = False
    is_lost: bool = False
    swap_id: int | None = None
    change_id: int | None = None

    @property
    def key(self) -> str:
        return f"duty:{self.id}"


@dataclass(frozen=True, slots=True)
class ShiftChangeRow:
    """A duty that began and waits to be accepted; without a giver nobody handed it over."""

    id: int
    zone: str
    at: datetime
    until_at: datetime
    giver: str

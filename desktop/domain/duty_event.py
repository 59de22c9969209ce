"""Duties as the events of a calendar file: what is written, and what was found in one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class EventToWrite:
    """A duty as an event; `uid` is the same for ever, `sequence` grows with every change."""

    uid: str
    start_at: datetime
    end_at: datetime
    summary: str
    description: str
    sequence: int
    changed_at: datetime
    is_cancelled: bool = False


class EventFault(StrEnum):
    """Why an event of a file says nothing about duties."""

    NO_TIME = "no_time"
    TOO_OFTEN = "too_often"
    TOO_FAR = "too_far"


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event of a file, or one time of a series.

    `series` is its UID; `key` tells the times of a series apart and stays when one is moved.
    `people` are the addresses and names it invites. With the fault `NO_TIME` its times are any.
    `unknown_zone` is the time zone it names that nobody knows: its times were read as the team's.
    """

    series: str
    key: str
    summary: str
    people: tuple[str, ...]
    start_at: datetime
    end_at: datetime
    is_cancelled: bool = False
    fault: EventFault | None = None
    unknown_zone: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values, for the pipe between two processes."""
        return {
            "series": self.series,
            "key": self.key,
            "summary": self.summary,
            "people": list(self.people),
            "start_at": self.start_at.isoformat(),
            "end_at": self.end_at.isoformat(),
            "is_cancelled": self.is_cancelled,
            "fault": self.fault,
            "unknown_zone": self.unknown_zone,
        }

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> FoundEvent:
        """Return what `to_json` made into plain values."""
        return cls(
            found["series"],
            found["key"],
            found["summary"],
            tuple(found["people"]),
            datetime.fromisoformat(found["start_at"]),
            datetime.fromisoformat(found["end_at"]),
            found["is_cancelled"],
            None if found["fault"] is None else EventFault(found["fault"]),
            found["unknown_zone"],
        )

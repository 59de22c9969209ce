"""When a person is reminded of a duty: days before in working hours, and just before in any case.

The rule is that of duty.md 5: 7 days, 3 days, 1 day and 12 hours before, and 15 minutes before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

from desktop.domain.duty_span import Span
from desktop.domain.worktime_local import first_instant, instant

_DAYS: Final = (7, 3, 1)
_HOURS: Final = timedelta(hours=12)
JUST_BEFORE: Final = timedelta(minutes=15)
LONGEST: Final = timedelta(days=_DAYS[0])

_A_DAY: Final = timedelta(days=1)
"""Duties that come closer together are one turn, such as the nights of a week."""

_BEFORE_CLOSING: Final = timedelta(minutes=30)
"""So long before the end of work a reminder is told that would have come after it."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """What is told at an instant: that a duty begins in `ahead`, as the rule names it."""

    at: datetime
    ahead: timedelta


def reminders(
    begins_at: datetime,
    zone: ZoneInfo,
    working: Sequence[Span],
    since: datetime,
    ended_at: datetime | None = None,
) -> tuple[Reminder, ...]:
    """Return the reminders of a duty after `since`, in order and each at an instant of its own.

    `working` are the receiver's own hours of work in order, absences taken out. A reminder that
    falls outside moves to the end of the working time before it; where that has passed by `since`
    to the next, if that begins before the duty; else it is dropped. Of several at one instant the
    last is told. Days are counted on the wall clock of `zone`. The one just before the duty is
    told at any hour. It is the only one of a duty that goes on from the day before: `ended_at` is
    when the receiver's duty before it ends.
    """
    found = [Reminder(begins_at - JUST_BEFORE, JUST_BEFORE)]
    goes_on = ended_at is not None and begins_at - ended_at < _A_DAY
    for wanted, ahead in () if goes_on else _wanted(begins_at, zone):
        moved = _at_work(wanted, working, since)
        if moved is not None and moved < begins_at - JUST_BEFORE:
            found.append(Reminder(moved, ahead))
    coming = sorted(
        (each for each in found if each.at > since), key=lambda each: (each.at, -each.ahead)
    )
    return tuple([*same][-1] for _, same in groupby(coming, key=lambda each: each.at))


def due_reminder(of_one_duty: Sequence[Reminder], now: datetime) -> Reminder | None:
    """Return the one to tell: the last whose instant has come, so that never two come at once."""
    due = [each for each in of_one_duty if each.at <= now]
    return due[-1] if due else None


def _wanted(begins_at: datetime, zone: ZoneInfo) -> list[tuple[datetime, timedelta]]:
    wall = begins_at.astimezone(zone)
    minute = wall.hour * 60 + wall.minute
    found = [
        (instant(first_instant(wall.date() - timedelta(days=days), minute, zone)), days)
        for days in _DAYS
    ]
    return [*((at, timedelta(days=days)) for at, days in found), (begins_at - _HOURS, _HOURS)]


def _at_work(wanted: datetime, working: Sequence[Span], since: datetime) -> datetime | None:
    """Return the instant in working time to tell what is wanted at another."""
    if any(opens_at <= wanted < closes_at for opens_at, closes_at in working):
        return wanted
    before = [span for span in working if span[1] <= wanted]
    if before:
        opens_at, closes_at = before[-1]
        told_at = max(opens_at, closes_at - _BEFORE_CLOSING)
        if told_at > since:
            return told_at
    return next((opens_at for opens_at, _ in working if opens_at > wanted), None)

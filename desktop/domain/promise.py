"""Promises: when an answer is mostly promised for, and whether anybody works then (sla.md 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from desktop.domain.errors import Refused
from desktop.domain.worktime import WorkCalendar

EVENING: Final = time(18)
NOON: Final = time(12)
LOOKED_AHEAD: Final = 14
"""Days in which the next working noon is sought."""

_INSTANT: Final = timedelta(microseconds=1)


class PromiseChoice(StrEnum):
    THIS_EVENING = "this_evening"
    TOMORROW = "tomorrow"
    NEXT_WORKING_DAY = "next_working_day"


@dataclass(frozen=True, slots=True)
class PromiseMoment:
    """A moment that can be promised; `is_open` tells whether it lies in business hours."""

    choice: PromiseChoice
    at: datetime
    is_open: bool


def promise_moments(
    now: datetime, zone: tzinfo, calendar: WorkCalendar
) -> tuple[PromiseMoment, ...]:
    """Return what to offer: this evening unless it is over, tomorrow at noon, a working noon.

    The evening is closing time on a working day. The next working day is offered only where
    tomorrow is none.
    """
    return tuple(_moments(now, zone, calendar))


def is_in_hours(calendar: WorkCalendar, at: datetime) -> bool:
    """Tell whether somebody works up to that moment: closing time itself is kept in hours."""
    return calendar.is_open(at - _INSTANT)


def check_promise(due_at: datetime, now: datetime) -> None:
    """Check that a promise lies ahead.

    Raises:
        Refused: `promise.past`.
    """
    if due_at <= now:
        raise Refused("promise.past")


def _moments(now: datetime, zone: tzinfo, calendar: WorkCalendar) -> Iterator[PromiseMoment]:
    today = now.astimezone(zone).date()
    midnight = datetime.combine(today + timedelta(1), time(), zone)
    evening = _closing_time(calendar, now, midnight) or datetime.combine(today, EVENING, zone)
    if evening > now:
        yield _moment(PromiseChoice.THIS_EVENING, evening, calendar)
    noons = [
        datetime.combine(today + timedelta(days), NOON, zone) for days in range(1, LOOKED_AHEAD + 1)
    ]
    tomorrow = _moment(PromiseChoice.TOMORROW, noons[0], calendar)
    yield tomorrow
    if not tomorrow.is_open and (working := _first_open(calendar, noons)) is not None:
        yield _moment(PromiseChoice.NEXT_WORKING_DAY, working, calendar)


def _closing_time(calendar: WorkCalendar, now: datetime, midnight: datetime) -> datetime | None:
    """Return when the last hours of today end; None when none are left or a night shift works."""
    segments = calendar.segments(now, midnight)
    if not segments or segments[-1][1] >= midnight:
        return None
    return segments[-1][1].astimezone(midnight.tzinfo)


def _first_open(calendar: WorkCalendar, moments: Iterable[datetime]) -> datetime | None:
    return next((at for at in moments if is_in_hours(calendar, at)), None)


def _moment(choice: PromiseChoice, at: datetime, calendar: WorkCalendar) -> PromiseMoment:
    return PromiseMoment(choice, at, is_in_hours(calendar, at))

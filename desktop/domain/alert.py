"""Warnings before a deadline: how loud each is, when it is told, how often it may return."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import IntEnum
from typing import Final

from desktop.domain.errors import Refused
from desktop.domain.ticket import Priority
from desktop.domain.worktime import WorkCalendar

BREACH: Final = 100
"""The threshold that stands for the breach itself; the others are percent of the target."""

FIRST_TOLD: Final = 90
ARRIVAL: Final = 0
"""The threshold that stands for the arrival of a ticket."""

REMIND_AGAIN: Final = timedelta(minutes=5)
MOST_REMINDERS: Final = 2
MERGED_WITHIN: Final = timedelta(seconds=60)
"""Notices that come closer together than this are one notice (screens.md 2.11)."""


class AlertLevel(IntEnum):
    """How loud: in lists only; one notice; an alarm with sound that wants an answer."""

    QUIET = 0
    NOTICE = 1
    ALARM = 2


def level_of(threshold: int, priority: Priority, *, in_hours: bool) -> AlertLevel:
    """Return how loud a threshold is (contracts.md, "Thresholds to alert levels")."""
    if threshold < FIRST_TOLD:
        return AlertLevel.QUIET
    if not in_hours and priority in (Priority.HIGH, Priority.CRITICAL):
        return AlertLevel.ALARM
    return AlertLevel.NOTICE


def show_at(level: AlertLevel, now: datetime, hours: WorkCalendar | None) -> datetime:
    """Return when to tell it: an alarm at once, a notice that falls into the night at opening.

    `hours` None, or a calendar that never opens, holds nothing back.
    """
    if level is AlertLevel.ALARM or hours is None or hours.is_open(now):
        return now
    return hours.add(now, timedelta(microseconds=1)) or now


def may_remind(reminders: int, due_at: datetime, now: datetime, span: timedelta) -> bool:
    """Say whether "remind me" is offered: at most twice, and never past the due instant."""
    return reminders < MOST_REMINDERS and now + span < due_at


def check_remind(reminders: int, due_at: datetime, now: datetime, span: timedelta) -> None:
    """Check that an alert may come back after `span`.

    Raises:
        Refused: `alert.reminded_enough`, or `alert.due_before` when it would come too late.
    """
    if reminders >= MOST_REMINDERS:
        raise Refused("alert.reminded_enough", times=MOST_REMINDERS)
    if not may_remind(reminders, due_at, now, span):
        raise Refused("alert.due_before", due_at=due_at)

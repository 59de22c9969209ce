"""How loud a warning is, and when it may come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.alert import (
    BREACH,
    AlertLevel,
    check_remind,
    level_of,
    may_remind,
    show_at,
)
from desktop.domain.errors import Refused
from desktop.domain.sla_presets import business_hours
from desktop.domain.ticket import Priority
from desktop.domain.worktime import WorkCalendar

NIGHT = datetime(2026, 11, 20, 20, tzinfo=UTC)
"""Friday evening, 23:00 in Moscow."""
MONDAY_9 = datetime(2026, 11, 23, 6, tzinfo=UTC)
FIVE = timedelta(minutes=5)


@pytest.fixture(scope="module")
def hours() -> WorkCalendar:
    return WorkCalendar(business_hours("Europe/Moscow"))


@pytest.mark.parametrize(
    ("threshold", "in_hours", "loud", "soft"),
    [
        (50, True, AlertLevel.QUIET, AlertLevel.QUIET),
        (75, False, AlertLevel.QUIET, AlertLevel.QUIET),
        (90, True, AlertLevel.NOTICE, AlertLevel.NOTICE),
        (90, False, AlertLevel.ALARM, AlertLevel.NOTICE),
        (BREACH, True, AlertLevel.NOTICE, AlertLevel.NOTICE),
        (BREACH, False, AlertLevel.ALARM, AlertLevel.NOTICE),
    ],
)
def test_level_follows_threshold_priority_and_hour(
    threshold: int, in_hours: bool, loud: AlertLevel, soft: AlertLevel
) -> None:
    for priority in Priority:
        expected = loud if priority in (Priority.HIGH, Priority.CRITICAL) else soft
        assert level_of(threshold, priority, in_hours=in_hours) is expected


def test_notice_that_falls_into_the_weekend_is_told_at_opening(hours: WorkCalendar) -> None:
    at = show_at(AlertLevel.NOTICE, NIGHT, hours)

    assert timedelta() < at - MONDAY_9 < timedelta(seconds=1)
    assert hours.is_open(at)


def test_alarm_and_working_hours_wait_for_nothing(hours: WorkCalendar) -> None:
    assert show_at(AlertLevel.ALARM, NIGHT, hours) == NIGHT
    assert show_at(AlertLevel.NOTICE, MONDAY_9, hours) == MONDAY_9
    assert show_at(AlertLevel.NOTICE, NIGHT, None) == NIGHT


def test_reminder_is_offered_twice_and_never_past_the_due_moment() -> None:
    due = NIGHT + FIVE
    for reminders, now, offered in [
        (0, NIGHT - timedelta(seconds=1), True),
        (1, NIGHT - timedelta(seconds=1), True),
        (2, NIGHT - timedelta(hours=1), False),
        (0, NIGHT, False),
        (0, due + FIVE, False),
    ]:
        assert may_remind(reminders, due, now, FIVE) is offered
        if offered:
            check_remind(reminders, due, now, FIVE)
            continue
        with pytest.raises(Refused, match=r"alert\."):
            check_remind(reminders, due, now, FIVE)

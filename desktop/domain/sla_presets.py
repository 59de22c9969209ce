"""The calendars and policies a new desk starts with (sla.md 4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from desktop.domain.sla import ClockKind, Policy, Target
from desktop.domain.ticket import Priority
from desktop.domain.worktime import CalendarSpec, Interval

BUSINESS_HOURS: Final = "business"
ROUND_THE_CLOCK: Final = "always"


def business_hours(zone: str, name: str = "Business hours") -> CalendarSpec:
    """Return Monday to Friday 09:00-18:00 in that zone."""
    day = (Interval(9 * 60, 18 * 60),)
    return CalendarSpec(name, zone, (day,) * 5 + ((),) * 2)


def round_the_clock(zone: str, name: str = "Round the clock") -> CalendarSpec:
    """Return the calendar that never closes; the zone decides what a day is."""
    return CalendarSpec(name, zone, always=True)


def small_round_the_clock(policy_id: int = 1) -> Policy:
    """Return the preset "Small 24/7", developers' clocks included."""
    business, always = BUSINESS_HOURS, ROUND_THE_CLOCK
    first, following, solution = (
        ClockKind.FIRST_RESPONSE,
        ClockKind.NEXT_RESPONSE,
        ClockKind.SOLUTION,
    )
    return Policy(
        policy_id,
        "Small 24/7",
        1,
        {
            (Priority.CRITICAL, first): Target(always, 15),
            (Priority.CRITICAL, following): Target(always, 30),
            (Priority.CRITICAL, solution): Target(always, 4 * 60),
            (Priority.HIGH, first): Target(always, 60),
            (Priority.HIGH, following): Target(always, 2 * 60),
            (Priority.HIGH, solution): Target(business, 8 * 60),
            (Priority.NORMAL, first): Target(business, 4 * 60),
            (Priority.NORMAL, following): Target(business, 8 * 60),
            (Priority.NORMAL, solution): Target(business, business_days=3),
            (Priority.LOW, first): Target(business, 8 * 60),
            (Priority.LOW, following): Target(business, business_days=2),
            (Priority.LOW, solution): Target(business, business_days=10),
            **_developers_rows(),
        },
    )


def business_hours_only(policy_id: int = 2) -> Policy:
    """Return the preset "Business hours", developers' clocks included."""
    hours = {
        Priority.LOW: (24 * 60, 72 * 60),
        Priority.NORMAL: (8 * 60, 24 * 60),
        Priority.HIGH: (60, 4 * 60),
        Priority.CRITICAL: (30, 2 * 60),
    }
    rows = _developers_rows()
    for priority, (first, solution) in hours.items():
        rows[priority, ClockKind.FIRST_RESPONSE] = Target(BUSINESS_HOURS, first)
        rows[priority, ClockKind.SOLUTION] = Target(BUSINESS_HOURS, solution)
    return Policy(policy_id, "Business hours", 1, rows)


def _developers_rows() -> dict[tuple[Priority, ClockKind], Target]:
    business = BUSINESS_HOURS
    fixes: Mapping[Priority, Target] = {
        Priority.LOW: Target(business, business_days=5),
        Priority.NORMAL: Target(business, business_days=2),
        Priority.HIGH: Target(business, 8 * 60),
        Priority.CRITICAL: Target(ROUND_THE_CLOCK, 4 * 60),
    }
    rows = {}
    for priority, fix in fixes.items():
        urgent = priority is Priority.CRITICAL
        calendar = ROUND_THE_CLOCK if urgent else business
        rows[priority, ClockKind.OLA_ACCEPT] = Target(calendar, 15 if urgent else 30)
        rows[priority, ClockKind.OLA_ANSWER] = Target(calendar, 60 if urgent else 4 * 60)
        rows[priority, ClockKind.OLA_FIX] = fix
        rows[priority, ClockKind.OLA_INFO] = Target(calendar, 60)
    return rows


PRESETS: Final = (small_round_the_clock(), business_hours_only())
"""What a new desk starts with, and what a new policy can start from; the first is the default."""

"""The example beside a policy is what the engine would say of that ticket."""

from __future__ import annotations

from datetime import datetime

import pytest

from desktop.domain.sla import ClockKind, Target
from desktop.domain.sla_example import example, friday_evening
from desktop.domain.sla_policy_check import CUSTOMER_CLOCKS, DEVELOPER_CLOCKS
from desktop.domain.sla_presets import BUSINESS_HOURS, small_round_the_clock
from desktop.domain.ticket import Priority
from tests.domain.sla_cases import CALENDARS, MOSCOW, at, policy

SMALL = small_round_the_clock()
FRIDAY = at("27 17:30")


@pytest.mark.parametrize("now", ["23 09:00", "27 09:00", "27 23:59"])
def test_friday_evening_is_the_next_one(now: str) -> None:
    assert friday_evening(at(now), "Europe/Moscow") == FRIDAY


def test_friday_evening_exists_where_the_zone_skipped_a_friday() -> None:
    found = friday_evening(datetime(2011, 12, 29, 12, tzinfo=MOSCOW), "Pacific/Apia")
    assert found.isoformat() == "2011-12-30T10:00:00+00:00", "the first instant after the gap"


@pytest.mark.parametrize(
    ("priority", "kind", "due"),
    [
        (Priority.NORMAL, ClockKind.FIRST_RESPONSE, "30 12:30"),
        (Priority.CRITICAL, ClockKind.FIRST_RESPONSE, "27 17:45"),
        (Priority.NORMAL, ClockKind.NEXT_RESPONSE, "30 16:30"),
        (Priority.HIGH, ClockKind.SOLUTION, "30 16:30"),
        (Priority.NORMAL, ClockKind.OLA_ACCEPT, "27 18:00"),
        (Priority.NORMAL, ClockKind.OLA_ANSWER, "30 12:30"),
        (Priority.HIGH, ClockKind.OLA_FIX, "30 16:30"),
        (Priority.LOW, ClockKind.OLA_INFO, "30 09:30"),
    ],
)
def test_example_of_the_preset(priority: Priority, kind: ClockKind, due: str) -> None:
    clock = example(SMALL, CALENDARS, priority, kind, FRIDAY)
    assert clock is not None
    assert clock.due_at == at(due)


def test_every_clock_has_an_example() -> None:
    everything = policy(Target(BUSINESS_HOURS, 60), *CUSTOMER_CLOCKS, *DEVELOPER_CLOCKS)
    for kind in (*CUSTOMER_CLOCKS, *DEVELOPER_CLOCKS):
        clock = example(everything, CALENDARS, Priority.LOW, kind, FRIDAY)
        assert clock is not None
        assert clock.due_at == at("30 09:30")


def test_no_target_no_example_and_never_open_no_due_time() -> None:
    never = policy(Target("never", 60))
    assert example(never, CALENDARS, Priority.LOW, ClockKind.FIRST_RESPONSE, FRIDAY) is None
    clock = example(never, CALENDARS, Priority.LOW, ClockKind.SOLUTION, FRIDAY)
    assert clock is not None
    assert (clock.due_at, clock.never_opens) == (None, True)

"""Business time with pauses, in any order and overlapping."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.domain.sla_presets import BUSINESS_HOURS
from desktop.domain.worktime_pauses import Pause, Reached, add_with_pauses, measure_with_pauses
from tests.domain.sla_cases import CALENDARS, at, hours

OFFICE = CALENDARS.find(BUSINESS_HOURS, at("23 09:00"))


def pause(start: str, end: str | None) -> Pause:
    return Pause(at(start), None if end is None else at(end))


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        ([], "24 11:00"),
        ([pause("23 17:00", "24 10:00")], "24 13:00"),
        ([pause("23 19:00", "24 08:00")], "24 11:00"),
        ([pause("24 10:00", "24 10:30"), pause("23 17:00", "23 17:30")], "24 12:00"),
        ([pause("23 16:30", "23 17:30"), pause("23 17:00", "23 18:00")], "24 12:30"),
        ([pause("23 10:00", "23 15:00")], "24 11:00"),
        ([pause("23 15:00", "23 17:00")], "24 12:00"),
        ([pause("24 11:00", None)], "24 11:00"),
    ],
)
def test_pauses_move_the_due_time_by_their_business_time(pauses: list[Pause], due: str) -> None:
    assert add_with_pauses(OFFICE, at("23 16:00"), hours(4), pauses) == Reached(at(due))


def test_a_pause_that_still_lasts_leaves_no_due_time() -> None:
    reached = add_with_pauses(OFFICE, at("23 16:00"), hours(4), [pause("24 10:59", None)])
    assert reached == Reached(None, paused=True)


@pytest.mark.parametrize(
    ("pauses", "used"),
    [
        ([], 4),
        ([pause("23 17:00", "24 10:00")], 2),
        ([pause("23 12:00", "23 16:30"), pause("24 10:30", "24 15:00")], 3),
        ([pause("24 10:00", None)], 3),
        ([pause("25 10:00", None)], 4),
        ([pause("23 12:00", None)], 0),
    ],
)
def test_pauses_are_left_out_of_what_is_measured(pauses: list[Pause], used: float) -> None:
    measured = measure_with_pauses(OFFICE, at("23 16:00"), at("24 11:00"), pauses)
    assert measured == timedelta(hours=used)

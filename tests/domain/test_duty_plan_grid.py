"""The masks of a plan against what they stand for, looked up slot by slot."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.duty_plan import PlanPerson, PlanProblem, PlanRules, PlanSlot
from desktop.domain.duty_plan_grid import PlanGrid, bits

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
RULES = PlanRules(rest=11 * HOUR, nights_in_7_days=2)


def random_slots(seed: int) -> tuple[PlanSlot, ...]:
    """Return slots of any length, of which some begin at once and one lasts for days."""
    rng, slots = random.Random(seed), []
    for number in range(60):
        start_at = MONDAY + rng.randrange(20 * 24) * HOUR
        length = 70 * HOUR if number == 0 else rng.randint(1, 30) * HOUR
        slots.append(
            PlanSlot(
                number,
                start_at,
                start_at + length,
                start_at.date(),
                start_at.toordinal() // 7,
                60,
                is_night=rng.random() < 0.5,
                is_weekend=False,
                is_holiday=False,
            )
        )
    return tuple(slots)


@pytest.mark.parametrize("seed", range(5))
def test_masks_hold_the_slots_that_they_stand_for(seed: int) -> None:
    slots = random_slots(seed)
    unwanted = frozenset({MONDAY.date(), (MONDAY + 3 * DAY).date()})
    grid = PlanGrid(PlanProblem((PlanPerson("ann", 0.0, unwanted=unwanted),), slots, RULES))
    ordered, nights = grid.problem.slots, [each for each in grid.problem.slots if each.is_night]

    for index, one in enumerate(ordered):
        near = {
            place
            for place, other in enumerate(ordered)
            if place != index
            and max(other.start_at - one.end_at, one.start_at - other.end_at) < RULES.rest
        }
        assert set(bits(grid.clash[index])) == near
        assert grid.windows_of[index] == [
            window for window in grid.night_windows if window >> index & 1
        ]
    assert {place for place, each in enumerate(ordered) if each.starts_on in unwanted} == set(
        bits(grid.unwanted[0])
    )
    windows = [
        {ordered.index(each) for each in nights if timedelta(0) <= each.start_at - at < WEEK}
        for at in (night.start_at for night in nights)
    ]
    assert [set(bits(window)) for window in grid.night_windows] == [
        window for window in windows if len(window) > RULES.nights_in_7_days
    ]
    for pair in grid.night_pairs:
        first, second = (ordered[place] for place in bits(pair.both))
        between = {
            ordered.index(each)
            for each in nights
            if first.starts_on < each.starts_on < second.starts_on
        }
        assert set(bits(pair.between)) == between

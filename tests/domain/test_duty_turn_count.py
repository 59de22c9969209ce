"""Turns are counted by arithmetic as a walk would count them, clock changes and all (D4)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import accumulate

import pytest

from desktop.domain.duty_rotation import Cadence, Every, Rotation, Turns, TurnTable
from desktop.domain.duty_window import EVERY_DAY, WeeklyWindow, windows_of
from desktop.domain.errors import Refused
from desktop.domain.worktime_local import micros
from desktop.domain.worktime_spec import Interval

# Berlin; half an hour; twice a year and back in Ramadan; a date that never was; at midnight.
ZONES = (
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Pacific/Apia",
    "America/Sao_Paulo",
)
WINDOWS = (
    WeeklyWindow(EVERY_DAY, Interval.parse("18:00", "09:00")),
    WeeklyWindow(EVERY_DAY, Interval.parse("02:00", "02:30")),
    WeeklyWindow(frozenset({4, 6}), Interval.parse("00:00", "00:00")),
    WeeklyWindow(frozenset({6}), Interval.parse("02:15", "02:45")),
    WeeklyWindow(frozenset(), Interval.parse("09:00", "17:00")),
)
CADENCES = (
    (Every.HOURLY, 1, 1500),
    (Every.HOURLY, 5, 400),
    (Every.DAILY, 1, 250),
    (Every.DAILY, 10, 60),
    (Every.WEEKLY, 1, 80),
    (Every.WEEKLY, 2, 40),
)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(("every", "length", "reach"), CADENCES)
def test_the_count_is_that_of_a_walk(zone: str, every: Every, length: int, reach: int) -> None:
    cadence = Cadence(every, length, datetime(2012, 3, 1, 1, 20, 30, tzinfo=UTC))
    table = TurnTable(cadence, zone)
    ahead, back = range(reach), range(-1, -reach - 1, -1)

    for window in WINDOWS:
        windows = windows_of(window, zone)
        turns = Turns(Rotation(cadence, ("Anna", "Boris")), window, zone)

        def has(turn: int) -> bool:
            return any(windows.touching(*table.span(turn)))  # noqa: B023

        walked_ahead = list(accumulate(map(has, ahead), initial=0))
        walked_back = [-each for each in accumulate(map(has, back), initial=0)]
        assert [turns.passes(turn) for turn in range(reach + 1)] == walked_ahead
        assert [turns.passes(-turn) for turn in range(reach + 1)] == walked_back


@pytest.mark.parametrize("hours_after", range(0, 72, 5))
def test_clocks_changed_just_before_the_start_count_whatever_is_asked_first(
    hours_after: int,
) -> None:
    began = datetime(2026, 3, 29, 1, tzinfo=UTC) + timedelta(hours=hours_after)
    sunday = WeeklyWindow(frozenset({6}), Interval.parse("02:15", "02:45"))
    cadence = Cadence(Every.DAILY, 1, began)
    for wanted in (90, -90):
        windows, table = windows_of(sunday, "Europe/Berlin"), TurnTable(cadence, "Europe/Berlin")
        turns = Turns(Rotation(cadence, ("Anna",)), sunday, "Europe/Berlin")

        passes = turns.passes(wanted)

        between = range(wanted) if wanted > 0 else range(wanted, 0)
        had = sum(any(windows.touching(*table.span(turn))) for turn in between)
        assert passes == (had if wanted > 0 else -had)


def test_a_start_long_ago_needs_no_walk_along_its_turns() -> None:
    nights = WeeklyWindow(EVERY_DAY, Interval.parse("18:00", "08:00"))
    hourly = Rotation(Cadence(Every.HOURLY, 1, datetime(1900, 1, 1, tzinfo=UTC)), ("Anna",))
    turns = Turns(hourly, nights, "UTC")

    begun = turns.table.at(micros(datetime(2199, 1, 1, tzinfo=UTC)))

    days = (datetime(2199, 1, 1, tzinfo=UTC) - datetime(1900, 1, 1, tzinfo=UTC)).days
    assert (begun, turns.passes(begun)) == (24 * days, 14 * days)


@pytest.mark.parametrize("year", [1, 1899, 2200, 9999])
def test_a_start_that_is_a_slip_is_refused(year: int) -> None:
    with pytest.raises(Refused) as refused:
        Cadence(Every.DAILY, 1, datetime(year, 6, 1, tzinfo=UTC))

    assert refused.value.code == "duty.far_start"

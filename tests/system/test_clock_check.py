"""Sleep, set clocks and their difference."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.clock import ManualClock
from desktop.system.clock_check import CheckedClock, boottime

START = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
def check(clock: ManualClock) -> CheckedClock:
    return CheckedClock(clock, clock.monotonic)


def test_ordinary_beats_are_trusted(clock: ManualClock, check: CheckedClock) -> None:
    for _ in range(1_000):
        clock.advance(timedelta(seconds=15))
        reading = check.look()
        assert not reading.is_suspect
        assert check.now() == clock.now()


def test_nine_hours_of_sleep_are_sleep_not_a_set_clock(
    clock: ManualClock, check: CheckedClock
) -> None:
    clock.advance(timedelta(hours=9))

    assert not check.look().is_suspect
    assert check.now() == clock.now()


@pytest.mark.parametrize("jump", [timedelta(days=3650), timedelta(days=-3650), timedelta(hours=3)])
def test_set_clock_is_suspect_and_time_goes_on_from_the_last_good_beat(
    clock: ManualClock, check: CheckedClock, jump: timedelta
) -> None:
    clock.advance(timedelta(seconds=15))
    good = check.look().trusted_now
    clock.jump_to(clock.now() + jump)
    clock.advance(timedelta(seconds=15))

    reading = check.look()

    assert reading.is_suspect
    assert reading.drift == jump
    assert reading.trusted_now == good + timedelta(seconds=15)


def test_clock_set_in_small_steps_is_found_too(clock: ManualClock, check: CheckedClock) -> None:
    for _ in range(3):
        clock.jump_to(clock.now() + timedelta(seconds=50))
        reading = check.look()

    assert reading.is_suspect


def test_two_minutes_are_tolerated(clock: ManualClock, check: CheckedClock) -> None:
    clock.jump_to(START + timedelta(seconds=120))
    assert not check.look().is_suspect
    clock.jump_to(START + timedelta(seconds=121))
    assert check.look().is_suspect


def test_clock_set_back_right_is_good_again(clock: ManualClock, check: CheckedClock) -> None:
    clock.jump_to(START + timedelta(days=1))
    assert check.look().is_suspect
    clock.jump_to(START)

    assert not check.look().is_suspect


def test_confirmed_clock_is_good_from_then_on(clock: ManualClock, check: CheckedClock) -> None:
    clock.jump_to(START + timedelta(days=1))
    check.look()

    check.confirm()

    reading = check.look()
    assert not reading.is_suspect
    assert reading.trusted_now == START + timedelta(days=1)


@given(
    st.lists(st.tuples(st.integers(0, 86_400), st.integers(-315_360_000, 315_360_000)), max_size=30)
)
def test_trusted_time_never_runs_back_and_strays_two_minutes_a_step_at_most(
    steps: list[tuple[int, int]],
) -> None:
    clock = ManualClock(START)
    check = CheckedClock(clock, clock.monotonic)
    for passed_seconds, jump_seconds in steps:
        clock.jump_to(START + timedelta(seconds=clock.monotonic() + jump_seconds))
        clock.advance(timedelta(seconds=passed_seconds))
        error = check.look().trusted_now - (START + timedelta(seconds=clock.monotonic()))
        assert abs(error) <= timedelta(seconds=120)


def test_boottime_goes_on() -> None:
    first = boottime()
    assert boottime() >= first

"""What keeps a policy from being saved, cell by cell, and how warnings are typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.errors import Refused
from desktop.domain.sla import ClockKind, Policy, Target
from desktop.domain.sla_policy_check import check, flaws, read_thresholds
from desktop.domain.sla_presets import BUSINESS_HOURS, business_hours_only, small_round_the_clock
from desktop.domain.ticket import Priority
from tests.domain.sla_cases import CALENDARS, at, policy

NOW = at("23 09:00")
GOOD = policy(Target(BUSINESS_HOURS, 60))


@pytest.mark.parametrize("preset", [small_round_the_clock(), business_hours_only(), GOOD])
def test_presets_can_be_saved(preset: Policy) -> None:
    assert flaws(preset, CALENDARS, NOW) == ()
    check(preset, CALENDARS, NOW)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (replace(GOOD, name="  "), "policy.no_name"),
        (replace(GOOD, rows={}), "policy.no_rows"),
        (policy(Target(BUSINESS_HOURS, 60), ClockKind.OLA_FIX), "policy.no_rows"),
        (replace(GOOD, thresholds=(50, 50)), "policy.bad_thresholds"),
        (replace(GOOD, thresholds=(75, 50)), "policy.bad_thresholds"),
        (replace(GOOD, thresholds=(0,)), "policy.bad_thresholds"),
        (replace(GOOD, thresholds=(100,)), "policy.bad_thresholds"),
        (replace(GOOD, reopen_window=timedelta(days=-1)), "policy.bad_reopen"),
        (replace(GOOD, reopen_window=timedelta(days=366)), "policy.bad_reopen"),
        (replace(GOOD, auto_close_days=0), "policy.bad_close"),
        (replace(GOOD, ola_reserve_percent=91), "policy.bad_reserve"),
        (replace(GOOD, ola_reserve_percent=-1), "policy.bad_reserve"),
    ],
)
def test_what_is_wrong_with_the_whole(wrong: Policy, code: str) -> None:
    [flaw] = flaws(wrong, CALENDARS, NOW)
    assert (flaw.error.code, flaw.priority, flaw.kind) == (code, None, None)
    with pytest.raises(Refused) as refusal:
        check(wrong, CALENDARS, NOW)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("calendar", "code", "named"),
    [("never", "policy.never_opens", "Never"), ("gone", "policy.no_calendar", "gone")],
)
def test_a_calendar_without_hours_is_told_in_its_cell(calendar: str, code: str, named: str) -> None:
    rows = dict(GOOD.rows) | {(Priority.LOW, ClockKind.SOLUTION): Target(calendar, 60)}
    [flaw] = flaws(replace(GOOD, rows=rows), CALENDARS, NOW)
    assert (flaw.priority, flaw.kind) == (Priority.LOW, ClockKind.SOLUTION)
    assert (flaw.error.code, flaw.error.facts["calendar"]) == (code, named)


def test_no_warning_and_no_closing_are_possible() -> None:
    assert flaws(replace(GOOD, thresholds=(), auto_close_days=None), CALENDARS, NOW) == ()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("50, 75, 90", (50, 75, 90)),
        ("90 % 50 %", (50, 90)),
        ("1;99", (1, 99)),
        ("", ()),
        (" , ", ()),
    ],
)
def test_warnings_are_typed_freely(text: str, read: tuple[int, ...]) -> None:
    assert read_thresholds(text) == read


@pytest.mark.parametrize("text", ["50, 50", "0", "100", "half", "-5", "50.5", "1000", "٥٠"])
def test_warnings_that_cannot_be_are_refused(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_thresholds(text)
    assert refusal.value.code == "policy.bad_thresholds"

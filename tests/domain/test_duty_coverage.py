"""Coverage: what is needed less what is covered, floored, with each hole by need (duty.md F1)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktop.domain.duty import Shift
from desktop.domain.duty_coverage import CoverageRequirement, Need, coverage, need_of, promise
from desktop.domain.duty_hours import OnHolidays
from tests.domain.duty_times import ZONE, at, hours, shift, span, told

HOUR = timedelta(hours=1)
NO_SKILLS: dict[str, frozenset[str]] = {}
LONG_AGO = at("01 00:00")
NIGHT = Need("night", (span("23 18:00", "24 09:00"),))


def holes(*needs: Need, shifts: list[Shift], now: str = "01 00:00") -> list[tuple[str, str, int]]:
    found = coverage(needs, shifts, {"lead": frozenset({"lea"})}, at(now)).holes
    return [(*told((hole.start_at, hole.end_at)), hole.missing) for hole in found]


def test_overlapping_shifts_hide_no_hole() -> None:
    shifts = [shift("23 18:00", "24 02:00"), shift("23 20:00", "24 01:00", "bob")]
    found = coverage([NIGHT], shifts, NO_SKILLS, LONG_AGO)
    assert holes(NIGHT, shifts=shifts) == [("24 02:00", "24 09:00", 1)]
    assert (found.required, found.covered) == (15 * HOUR, 8 * HOUR)
    assert found.percent == 53


def test_a_hundred_percent_means_all_of_it() -> None:
    almost = [shift("23 18:00", "24 08:59")]
    assert coverage([NIGHT], almost, NO_SKILLS, LONG_AGO).percent == 99
    assert coverage([NIGHT], [shift("23 10:00", "25 08:59")], NO_SKILLS, LONG_AGO).percent == 100
    assert coverage([], [], NO_SKILLS, LONG_AGO).percent == 100


def test_two_people_are_not_one_person_twice() -> None:
    both = Need("pair", (span("23 18:00", "23 22:00"),), headcount=2)
    shifts = [
        shift("23 18:00", "23 20:00"),
        shift("23 19:00", "23 21:00"),
        shift("23 20:00", "23 21:00", "bob"),
    ]
    assert holes(both, shifts=shifts) == [
        ("23 18:00", "23 20:00", 1),
        ("23 21:00", "23 22:00", 2),
    ]


def test_only_people_with_the_skill_count() -> None:
    skilled = Need("lead", (span("23 18:00", "23 22:00"),), skill="lead")
    shifts = [shift("23 18:00", "23 22:00"), shift("23 20:00", "23 21:00", "lea")]
    assert holes(skilled, shifts=shifts) == [
        ("23 18:00", "23 20:00", 1),
        ("23 21:00", "23 22:00", 1),
    ]
    nobody = Need("pilot", NIGHT.spans, skill="pilot")
    assert holes(nobody, shifts=shifts) == [("23 18:00", "24 09:00", 1)]


def test_what_is_past_is_history_and_no_warning() -> None:
    found = coverage([NIGHT], [], NO_SKILLS, at("23 20:00"))
    assert [(hole.is_history, *told((hole.start_at, hole.end_at))) for hole in found.holes] == [
        (True, "23 18:00", "23 20:00"),
        (False, "23 20:00", "24 09:00"),
    ]
    assert [told((hole.start_at, hole.end_at)) for hole in found.warnings] == [
        ("23 20:00", "24 09:00")
    ]


def test_promises_count_outside_working_hours_and_are_listed() -> None:
    working = [span("23 09:00", "23 18:00"), span("24 09:00", "24 18:00")]
    promised = promise("Small 24/7", [span("23 12:00", "24 12:00")], working)
    found = coverage([promised, NIGHT], [shift("23 18:00", "24 06:00")], NO_SKILLS, LONG_AGO)
    assert found.required == 15 * HOUR  # both need the same night
    assert [hole.need.name for hole in found.uncovered_promises] == ["Small 24/7"]
    assert found.covered == 12 * HOUR


@pytest.mark.parametrize(
    ("on_holidays", "expected"),
    [
        (OnHolidays.ALSO, [("03 18:00", "04 09:00"), ("04 18:00", "05 09:00")]),
        (OnHolidays.NEVER, [("03 18:00", "04 09:00")]),
        (OnHolidays.ONLY, [("04 18:00", "05 09:00")]),
    ],
)
def test_requirements_know_holidays(
    on_holidays: OnHolidays, expected: list[tuple[str, str]]
) -> None:
    needed = CoverageRequirement("nights", hours("18:00", "09:00", on_holidays=on_holidays), 2, "x")
    holidays = frozenset({date(2026, 11, 4)})
    need = need_of(needed, ZONE, holidays, span("03 12:00", "05 12:00"))
    assert [told(each) for each in need.spans] == expected
    assert (need.name, need.headcount, need.skill) == ("nights", 2, "x")

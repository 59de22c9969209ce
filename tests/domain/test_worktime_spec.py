"""Calendars as values: what is refused and why, and the way through JSON and back."""

from __future__ import annotations

import json
from datetime import date

import pytest

from desktop.domain.errors import Refused
from desktop.domain.worktime import CalendarSpec, Interval, Override, OverrideKind

MOSCOW = {"tz": "Europe/Moscow"}


def test_overlapping_hours_are_refused_with_both_named() -> None:
    hours = {"mon": [["13:00", "18:00"], ["09:00", "13:30"]]}
    with pytest.raises(Refused) as refusal:
        CalendarSpec.from_json({**MOSCOW, "hours": hours})
    assert refusal.value.code == "calendar.overlap"
    assert refusal.value.facts == {"day": "mon", "first": "09:00-13:30", "second": "13:00-18:00"}


def test_overlap_is_looked_for_on_exceptions_too() -> None:
    exceptions = {"2026-11-03": [["09:00", "17:00"], ["16:00", "18:00"]]}
    with pytest.raises(Refused) as refusal:
        CalendarSpec.from_json({**MOSCOW, "exceptions": exceptions})
    assert refusal.value.facts["day"] == "2026-11-03"


def test_touching_hours_and_a_night_into_the_next_day_do_not_overlap() -> None:
    hours = {"mon": [["09:00", "13:00"], ["13:00", "18:00"], ["22:00", "10:00"]]}
    CalendarSpec.from_json({**MOSCOW, "hours": {**hours, "tue": [["09:00", "18:00"]]}})


def test_a_night_shift_overlaps_the_evening_of_its_own_day() -> None:
    with pytest.raises(Refused, match=r"calendar\.overlap"):
        CalendarSpec.from_json(
            {**MOSCOW, "hours": {"mon": [["18:00", "09:00"], ["20:00", "21:00"]]}}
        )


@pytest.mark.parametrize("text", ["25:00", "24:01", "9.30", "09:60", "-1:00", "", "09:00:00"])
def test_a_time_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        CalendarSpec.from_json({**MOSCOW, "hours": {"mon": [["08:00", text]]}})
    assert refusal.value.code == "calendar.bad_time"
    assert refusal.value.facts == {"text": text}


def test_hours_may_end_but_not_start_at_24() -> None:
    assert Interval.parse("09:00", "24:00").until == 24 * 60
    with pytest.raises(Refused, match=r"calendar\.bad_time"):
        Interval.parse("24:00", "01:00")


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "Europe"])
def test_a_zone_that_is_none_is_refused(zone: str) -> None:
    with pytest.raises(Refused, match=r"calendar\.bad_zone"):
        CalendarSpec.from_json({"tz": zone})


@pytest.mark.parametrize(
    ("shape", "where"),
    [
        ([], "calendar"),
        ({}, "tz"),
        ({**MOSCOW, "hours": []}, "hours"),
        ({**MOSCOW, "hours": {"monday": []}}, "monday"),
        ({**MOSCOW, "hours": {"mon": [["09:00"]]}}, "mon"),
        ({**MOSCOW, "hours": {"mon": [[9, 18]]}}, "mon"),
        ({**MOSCOW, "hours": {"mon": "09:00-18:00"}}, "mon"),
        ({**MOSCOW, "always": "yes"}, "always"),
        ({**MOSCOW, "exceptions": [1]}, "exceptions"),
        ({**MOSCOW, "exceptions": {"2026-11-04": {"kind": "party"}}}, "2026-11-04"),
        ({**MOSCOW, "exceptions": {"2026-11-04": None}}, "2026-11-04"),
    ],
)
def test_a_wrong_shape_is_refused_with_its_place(shape: object, where: str) -> None:
    with pytest.raises(Refused) as refusal:
        CalendarSpec.from_json(shape)
    assert refusal.value.code == "calendar.bad_shape"
    assert refusal.value.facts == {"where": where}


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(Refused, match=r"calendar\.bad_date"):
        CalendarSpec.from_json({**MOSCOW, "exceptions": {"2026-02-30": []}})


def test_what_is_missing_is_closed() -> None:
    spec = CalendarSpec.from_json({**MOSCOW, "hours": {}})
    assert spec.weekly == ((),) * 7
    assert not spec.always


def test_a_calendar_comes_back_from_json_as_it_was() -> None:
    spec = CalendarSpec(
        "Office",
        "Asia/Kolkata",
        ((Interval(540, 780), Interval(840, 1080)), *((),) * 5, (Interval(1320, 360),)),
        {
            date(2026, 11, 4): Override(OverrideKind.HOLIDAY, label="Unity Day", source="RU"),
            date(2026, 11, 3): Override(
                OverrideKind.MAINTENANCE, (Interval(0, 1440),), hard_close=True
            ),
        },
        version=4,
    )
    stored = json.loads(json.dumps(spec.to_json()))
    assert CalendarSpec.from_json(stored, name="Office", version=4) == spec

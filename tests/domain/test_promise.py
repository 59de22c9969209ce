"""What is offered as a promise, on working days, evenings, weekends and round the clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from desktop.domain.errors import Refused
from desktop.domain.promise import check_promise, is_in_hours, promise_moments
from desktop.domain.sla_presets import business_hours, round_the_clock
from desktop.domain.worktime import CalendarSpec, Interval, WorkCalendar

MOSCOW = ZoneInfo("Europe/Moscow")
OFFICE = WorkCalendar(business_hours("Europe/Moscow"))
ALWAYS = WorkCalendar(round_the_clock("Europe/Moscow"))
NIGHTS = WorkCalendar(CalendarSpec("Nights", "Europe/Moscow", ((Interval(18 * 60, 9 * 60),),) * 7))
NEVER = WorkCalendar(CalendarSpec("Never", "Europe/Moscow", ((),) * 7))


def moscow(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=MOSCOW)


@pytest.mark.parametrize(
    ("now", "calendar", "expected"),
    [
        pytest.param(
            "23T09:00",
            OFFICE,
            ["this_evening 23 18:00 open", "tomorrow 24 12:00 open"],
            id="Monday morning",
        ),
        pytest.param("23T18:00", OFFICE, ["tomorrow 24 12:00 open"], id="after closing time"),
        pytest.param(
            "27T15:00",
            OFFICE,
            [
                "this_evening 27 18:00 open",
                "tomorrow 28 12:00 closed",
                "next_working_day 30 12:00 open",
            ],
            id="Friday",
        ),
        pytest.param(
            "28T10:00",
            OFFICE,
            [
                "this_evening 28 18:00 closed",
                "tomorrow 29 12:00 closed",
                "next_working_day 30 12:00 open",
            ],
            id="Saturday",
        ),
        pytest.param(
            "23T09:00",
            ALWAYS,
            ["this_evening 23 18:00 open", "tomorrow 24 12:00 open"],
            id="round the clock",
        ),
        pytest.param(
            "23T10:00",
            NIGHTS,
            ["this_evening 23 18:00 closed", "tomorrow 24 12:00 closed"],
            id="night shifts",
        ),
        pytest.param(
            "23T10:00",
            NEVER,
            ["this_evening 23 18:00 closed", "tomorrow 24 12:00 closed"],
            id="never opens",
        ),
    ],
)
def test_offered_moments(now: str, calendar: WorkCalendar, expected: list[str]) -> None:
    found = promise_moments(moscow(now), MOSCOW, calendar)
    assert [
        f"{each.choice} {each.at.astimezone(MOSCOW):%d %H:%M} "
        f"{'open' if each.is_open else 'closed'}"
        for each in found
    ] == expected


def test_closing_time_itself_is_in_hours_and_opening_time_is_not() -> None:
    assert is_in_hours(OFFICE, moscow("23T18:00"))
    assert not is_in_hours(OFFICE, moscow("23T09:00"))
    assert is_in_hours(OFFICE, moscow("23T09:01"))


def test_only_what_lies_ahead_can_be_promised() -> None:
    now = moscow("23T09:00")
    check_promise(now + timedelta(seconds=1), now)
    with pytest.raises(Refused, match=r"promise\.past"):
        check_promise(now, now)

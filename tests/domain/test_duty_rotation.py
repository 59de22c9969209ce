"""Rotations: boundaries on the wall clock, turns that pass with duty, and people who join."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from desktop.domain.duty_calendar import DutyCalendar, DutyRule
from desktop.domain.duty_resolve import resolve
from desktop.domain.duty_rotation import (
    Advance,
    Cadence,
    Every,
    Rotation,
    RotationVersion,
    Turns,
    TurnTable,
    succeed,
)
from desktop.domain.duty_window import WeeklyWindow
from desktop.domain.errors import Refused
from desktop.domain.worktime_local import instant, micros
from desktop.domain.worktime_spec import Interval

BERLIN = "Europe/Berlin"
DAILY, WEEKEND = frozenset(range(7)), frozenset({5, 6})
NIGHTS = WeeklyWindow(DAILY, Interval.parse("19:00", "09:00"))
SATURDAYS = WeeklyWindow(WEEKEND, Interval.parse("10:00", "16:00"))
FOUR = ("ann", "bob", "cat", "dee")
WEEK = timedelta(weeks=1)


def at(text: str, zone: str = "UTC") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def turn(cadence: Cadence, zone: str, moment: datetime) -> tuple[datetime, datetime]:
    table = TurnTable(cadence, zone)
    start, end = table.span(table.at(micros(moment)))
    return instant(start), instant(end)


def weekly(start: str = "2026-11-23T09:00", people: tuple[str, ...] = FOUR) -> Rotation:
    return Rotation(Cadence(Every.WEEKLY, 1, at(start)), people)


def holders(
    versions: tuple[RotationVersion, ...],
    start: datetime,
    weeks: int,
    window: WeeklyWindow = NIGHTS,
) -> list[tuple[datetime, datetime, str]]:
    calendar = DutyCalendar("UTC", (DutyRule("nights", window, versions=versions),))
    found = resolve(calendar, start, start + weeks * WEEK)
    return [(each.start_at, each.end_at, each.person) for each in found.pieces]


@pytest.mark.parametrize(
    ("every", "start", "moment", "expected"),
    [
        # A weekly hand-over keeps its wall time over the clock change: the week is 167 hours.
        (Every.WEEKLY, "2026-03-23T09:00", "2026-03-25T00:00", ("03-23 08:00", "03-30 07:00")),
        # One that falls into the gap is the first instant after it, and 02:30 again a day later.
        (Every.DAILY, "2026-03-27T02:30", "2026-03-29T03:30", ("03-29 01:00", "03-30 00:30")),
        # Of two equal wall times it is the first.
        (Every.DAILY, "2026-10-24T02:30", "2026-10-25T02:45", ("10-25 00:30", "10-26 01:30")),
        # Turns of an hour: the repeated one is two hours long …
        (Every.HOURLY, "2026-10-25T00:00", "2026-10-25T02:10", ("10-25 00:00", "10-25 02:00")),
        # … and of the hour that is skipped nothing is left.
        (Every.HOURLY, "2026-03-29T00:00", "2026-03-29T03:00", ("03-29 01:00", "03-29 02:00")),
        # Before the start it works as after it.
        (Every.WEEKLY, "2026-11-23T09:00", "2026-10-20T12:00", ("10-19 07:00", "10-26 08:00")),
        (Every.MONTHLY, "2026-01-28T09:00", "2026-03-01T00:00", ("02-28 08:00", "03-28 08:00")),
        (Every.MONTHLY, "2026-01-28T09:00", "2025-12-31T00:00", ("12-28 08:00", "01-28 08:00")),
    ],
)
def test_boundaries_are_wall_clock_times(
    every: Every, start: str, moment: str, expected: tuple[str, str]
) -> None:
    found = turn(Cadence(every, 1, at(start, BERLIN)), BERLIN, at(moment, BERLIN))
    assert tuple(f"{each:%m-%d %H:%M}" for each in found) == expected


def test_seconds_of_the_start_are_kept() -> None:
    start = datetime(2026, 11, 23, 9, 0, 7, 250_000, tzinfo=UTC)
    begin, end = turn(Cadence(Every.DAILY, 2, start), BERLIN, start + timedelta(days=3))
    assert (begin, end) == (start + timedelta(days=2), start + timedelta(days=4))


@pytest.mark.parametrize("day", [29, 30, 31])
def test_monthly_turns_on_days_that_some_month_lacks_are_refused(day: int) -> None:
    with pytest.raises(Refused) as refused:
        TurnTable(Cadence(Every.MONTHLY, 1, at(f"2026-01-{day}T12:00")), "UTC")
    assert refused.value.code == "duty.monthly_day"
    assert refused.value.facts["day"] == day


def test_the_day_of_the_month_is_the_local_one() -> None:
    with pytest.raises(Refused):
        TurnTable(Cadence(Every.MONTHLY, 1, at("2026-01-28T23:30")), "Europe/Moscow")


def test_a_daily_rotation_over_weekends_gives_each_a_turn() -> None:
    rotation = Rotation(Cadence(Every.DAILY, 1, at("2026-11-28T00:00")), FOUR)
    found = holders((RotationVersion(rotation),), at("2026-11-28T00:00"), 2, SATURDAYS)
    assert [person for *_, person in found] == ["ann", "bob", "cat", "dee"]


def test_advancing_by_the_calendar_skips_people_as_asked() -> None:
    cadence = Cadence(Every.DAILY, 1, at("2026-11-28T00:00"))
    rotation = Rotation(cadence, FOUR, Advance.CALENDAR)
    found = holders((RotationVersion(rotation),), at("2026-11-28T00:00"), 2, SATURDAYS)
    assert [person for *_, person in found] == ["ann", "bob", "dee", "ann"]


def test_turns_before_the_start_count_backwards() -> None:
    rotation = Rotation(Cadence(Every.DAILY, 1, at("2026-11-28T00:00")), FOUR)
    found = holders((RotationVersion(rotation),), at("2026-11-14T00:00"), 2, SATURDAYS)
    assert [person for *_, person in found] == ["ann", "bob", "cat", "dee"]


@pytest.mark.parametrize("start", ["2026-03-29T00:00", "2026-03-29T04:00"])
def test_a_turn_that_a_clock_change_emptied_costs_nobody_a_turn(start: str) -> None:
    always = WeeklyWindow(DAILY, Interval.parse("00:00", "24:00"))
    turns = Turns(Rotation(Cadence(Every.HOURLY, 1, at(start, BERLIN)), FOUR), always, BERLIN)
    hours = [at(f"2026-03-29T{hour}:00", BERLIN) for hour in ("00", "01", "03", "04")]
    passes = [turns.passes(turns.table.at(micros(hour))) for hour in hours]
    assert [each - passes[0] for each in passes] == [0, 1, 2, 3]


def test_several_threads_can_ask_at_once() -> None:
    rotation = Rotation(Cadence(Every.HOURLY, 1, at("2026-11-23T00:00")), FOUR)
    alone, shared = (Turns(rotation, SATURDAYS, BERLIN) for _ in range(2))
    asked = [turn for step in range(0, 4000, 7) for turn in (step, -step)]
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(shared.passes, asked))
    assert found == [alone.passes(turn) for turn in asked]


def test_adding_a_person_leaves_the_next_eight_weeks_of_the_others_as_they_were() -> None:
    now = at("2026-12-02T12:00")
    rotation = weekly()
    old = RotationVersion(rotation)
    following = succeed(rotation, NIGHTS, "UTC", (*FOUR, "eve"), now + 8 * WEEK)
    before, after = holders((old,), now, 8), holders((old, following), now, 8)
    assert after == before

    later = holders((old, following), now, 20)
    turns = [person for start, _, person in later if start.weekday() == 0]
    assert turns[8:13] == ["cat", "dee", "ann", "bob", "eve"]


def test_adding_a_person_at_once_pins_who_is_next_and_keeps_the_order() -> None:
    rotation = weekly()
    old = RotationVersion(rotation)
    following = succeed(rotation, NIGHTS, "UTC", ("eve", *FOUR), at("2026-12-02T12:00"))
    assert following.effective_at == at("2026-12-07T09:00")
    found = holders((old, following), at("2026-11-23T09:00"), 8)
    turns = [person for start, _, person in found if start.weekday() == 0]
    assert turns == ["ann", "bob", "cat", "dee", "ann", "bob", "eve", "cat"]


def test_removing_a_person_lets_the_next_one_move_up() -> None:
    rotation = weekly()
    old = RotationVersion(rotation)
    following = succeed(rotation, NIGHTS, "UTC", ("ann", "bob", "dee"), at("2026-12-07T09:00"))
    found = holders((old, following), at("2026-11-23T09:00"), 6)
    turns = [person for start, _, person in found if start.weekday() == 0]
    assert turns == ["ann", "bob", "dee", "ann", "bob", "dee"]
    with pytest.raises(Refused) as refused:
        succeed(rotation, NIGHTS, "UTC", (), at("2026-12-07T09:00"))
    assert refused.value.code == "duty.no_people"


def test_an_edit_changes_nothing_before_it_takes_effect() -> None:
    rotation = weekly("2026-01-05T09:00")
    old = RotationVersion(rotation)
    following = succeed(rotation, NIGHTS, "UTC", ("eve",), at("2026-12-07T09:00"))
    span = at("2026-11-01T09:00"), 5
    assert holders((old, following), *span) == holders((old,), *span)


def test_a_hand_over_in_a_skipped_hour_does_not_move_the_cadence_of_a_new_version() -> None:
    cadence = Cadence(Every.DAILY, 1, at("2026-03-27T02:30", BERLIN))
    following = succeed(
        Rotation(cadence, FOUR), NIGHTS, BERLIN, ("bob", "ann"), at("2026-03-29T03:00", BERLIN)
    )
    assert following.rotation is not None
    table = TurnTable(following.rotation.cadence, BERLIN)
    assert instant(table.begin(3)) == at("2026-03-30T02:30", BERLIN)


def test_a_rotation_without_people_or_length_is_refused() -> None:
    for make, code in (
        (lambda: Rotation(Cadence(Every.DAILY, 1, at("2026-11-28T00:00")), ()), "duty.no_people"),
        (lambda: Cadence(Every.DAILY, 0, at("2026-11-28T00:00")), "duty.bad_length"),
    ):
        with pytest.raises(Refused) as refused:
            make()
        assert refused.value.code == code


def test_a_rule_that_has_ended_is_nobodys() -> None:
    old, end = RotationVersion(weekly()), at("2026-12-01T01:00")
    found = holders((old, RotationVersion(None, end)), at("2026-11-30T12:00"), 4)
    assert [(start, until) for start, until, _ in found] == [(at("2026-11-30T19:00"), end)]

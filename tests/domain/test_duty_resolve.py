"""Who is on duty: layers, clock changes, and the properties every answer has (duty.md D1-D6)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.duty import Shift, ShiftSource
from desktop.domain.duty_calendar import (
    DutyCalendar,
    DutyOverride,
    DutyRule,
    TemporarySchedule,
)
from desktop.domain.duty_resolve import ResolvedDuty, on_duty_at, resolve, shift_called
from desktop.domain.duty_rotation import Advance, Cadence, Every, Rotation, RotationVersion
from desktop.domain.duty_span import joined
from desktop.domain.duty_window import WeeklyWindow
from desktop.domain.errors import Refused
from desktop.domain.worktime_spec import Interval
from tests.domain.duty_oracle import DutyOracle
from tests.domain.worktime_oracle import WINDOW_DAYS

MOSCOW = "Europe/Moscow"
WORKWEEK, WEEKEND, DAILY = frozenset(range(5)), frozenset({5, 6}), frozenset(range(7))


def at(text: str, zone: str = "UTC") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def window(start: str, end: str, days: frozenset[int] = DAILY) -> WeeklyWindow:
    return WeeklyWindow(days, Interval.parse(start, end))


def nights(person: str = "ann", days: frozenset[int] = DAILY) -> DutyRule:
    return DutyRule("nights", window("18:00", "09:00", days), person)


def override(
    start: str, end: str, add: str | None = None, remove: str | None = None
) -> DutyOverride:
    return DutyOverride(at(start), at(end), add, remove)


def told(calendar: DutyCalendar, start: str, end: str) -> list[tuple[str, str, str]]:
    """Return who is on duty in UTC, as short texts."""
    return [
        (f"{each.start_at:%d %H:%M}", f"{each.end_at:%d %H:%M}", each.person)
        for each in resolve(calendar, at(start), at(end)).shifts
    ]


@pytest.mark.parametrize(
    ("zone", "hours", "day", "expected"),
    [
        # Clocks go from 02:00 to 03:00: a start in the gap is the first instant after it.
        ("Europe/Berlin", ("02:30", "06:00"), "2026-03-29", ("01:00", "04:00")),
        # And an end in the gap too: the duty that would end at 02:30 ends as the gap does.
        ("Europe/Berlin", ("00:00", "02:30"), "2026-03-29", ("23:00", "01:00")),
        # Clocks go from 03:00 to 02:00: a start is the first 02:30, an end the last.
        ("Europe/Berlin", ("02:30", "06:00"), "2026-10-25", ("00:30", "05:00")),
        ("Europe/Berlin", ("00:00", "02:30"), "2026-10-25", ("22:00", "01:30")),
        ("America/New_York", ("02:30", "08:00"), "2026-03-08", ("07:00", "12:00")),
        ("America/New_York", ("22:00", "01:30"), "2026-10-31", ("02:00", "06:30")),
        # Half an hour, in the other half of the year.
        ("Australia/Lord_Howe", ("02:15", "05:00"), "2026-10-04", ("15:30", "18:00")),
        ("Australia/Lord_Howe", ("00:00", "01:45"), "2026-04-05", ("13:00", "15:15")),
        # Moscow left summer time for good in October 2014.
        ("Europe/Moscow", ("18:00", "01:30"), "2014-10-25", ("14:00", "22:30")),
        # Apia skipped 30 December 2011: a night duty that ends on it ends as it begins.
        ("Pacific/Apia", ("18:00", "09:00"), "2011-12-29", ("04:00", "10:00")),
        ("Pacific/Apia", ("18:00", "09:00"), "2011-12-30", None),
    ],
)
def test_hours_at_clock_changes(
    zone: str, hours: tuple[str, str], day: str, expected: tuple[str, str] | None
) -> None:
    weekday = date.fromisoformat(day).weekday()
    rule = DutyRule("r", window(*hours, frozenset({weekday})), "ann")
    begin = at(f"{day}T00:00", zone) - timedelta(hours=1)

    found = resolve(DutyCalendar(zone, (rule,)), begin, begin + timedelta(days=2)).shifts

    times = [(f"{each.start_at:%H:%M}", f"{each.end_at:%H:%M}") for each in found]
    assert times == ([expected] if expected else [])


def test_equal_times_are_a_day_and_neighbouring_days_join() -> None:
    rule = DutyRule("w", window("09:00", "09:00", WEEKEND), "ann")
    assert told(DutyCalendar("UTC", (rule,)), "2026-11-24T00:00", "2026-12-01T00:00") == [
        ("28 09:00", "30 09:00", "ann")
    ]


def test_a_night_belongs_to_the_day_it_starts() -> None:
    calendar = DutyCalendar("UTC", (nights(days=frozenset({4})),))
    assert told(calendar, "2026-11-23T00:00", "2026-11-30T00:00") == [
        ("27 18:00", "28 09:00", "ann")
    ]


def test_replacing_counts_only_where_the_person_is_on_duty() -> None:
    calendar = DutyCalendar(
        "UTC",
        (nights(),),
        overrides=(override("2026-11-23T12:00", "2026-11-24T02:00", "bob", "ann"),),
    )
    assert told(calendar, "2026-11-23T12:00", "2026-11-24T12:00") == [
        ("23 18:00", "24 02:00", "bob"),
        ("24 02:00", "24 09:00", "ann"),
    ]


def test_adding_joins_and_taking_away_leaves_a_gap() -> None:
    calendar = DutyCalendar(
        "UTC",
        (nights(),),
        overrides=(
            override("2026-11-23T20:00", "2026-11-23T22:00", add="bob"),
            override("2026-11-24T00:00", "2026-11-24T09:00", remove="ann"),
        ),
    )
    found = resolve(calendar, at("2026-11-23T18:00"), at("2026-11-24T09:00"))
    assert [each.person for each in found.shifts] == ["ann", "bob"]
    assert found.gaps == ((at("2026-11-24T00:00"), at("2026-11-24T09:00")),)


def test_a_temporary_schedule_replaces_rules_and_overrides_in_its_span() -> None:
    calendar = DutyCalendar(
        "UTC",
        (nights(),),
        overrides=(override("2026-11-23T18:00", "2026-11-25T00:00", add="bob"),),
        temporary=(
            TemporarySchedule(
                at("2026-11-24T00:00"),
                at("2026-11-24T06:00"),
                # What stands outside of its own span does not count.
                (Shift(at("2026-11-23T20:00"), at("2026-11-24T03:00"), "cat"),),
            ),
        ),
    )
    assert told(calendar, "2026-11-23T18:00", "2026-11-24T12:00") == [
        ("23 18:00", "24 00:00", "ann"),
        ("23 18:00", "24 00:00", "bob"),
        ("24 00:00", "24 03:00", "cat"),
        ("24 06:00", "24 09:00", "ann"),
        ("24 06:00", "24 12:00", "bob"),
    ]


def test_before_now_only_the_log_speaks() -> None:
    logged = Shift(at("2026-11-23T18:00"), at("2026-11-23T23:00"), "dan", "log:1", ShiftSource.LOG)
    calendar = DutyCalendar("UTC", (nights(),), log=(logged,), frozen_until=at("2026-11-24T00:00"))
    assert told(calendar, "2026-11-23T12:00", "2026-11-24T12:00") == [
        ("23 18:00", "23 23:00", "dan"),
        ("24 00:00", "24 09:00", "ann"),
    ]


def test_stored_shifts_stand_beside_the_rules_and_keep_their_ids() -> None:
    planned = Shift(
        at("2026-11-23T09:00"), at("2026-11-23T12:00"), "bob", "17", ShiftSource.PLANNER
    )
    found = resolve(
        DutyCalendar("UTC", (nights(),), shifts=(planned,)),
        at("2026-11-23T10:00"),
        at("2026-11-24T09:00"),
    )
    assert [(piece.id, piece.source) for piece in found.pieces] == [
        ("17", ShiftSource.PLANNER),
        ("nights:2026-11-23", ShiftSource.ROTATION),
    ]


def test_an_instant_is_asked_like_a_span() -> None:
    calendar = DutyCalendar(MOSCOW, (nights(),))
    assert [each.person for each in on_duty_at(calendar, at("2026-11-23T18:00", MOSCOW))] == ["ann"]
    assert on_duty_at(calendar, at("2026-11-23T09:00", MOSCOW)) == ()


def test_a_shift_is_found_by_its_name() -> None:
    stored = Shift(at("2026-11-23T09:00"), at("2026-11-23T12:00"), "bob", "17")
    daily = Rotation(Cadence(Every.DAILY, 1, at("2026-11-23T00:00")), ("ann", "bob"))
    turns = DutyRule("t", window("18:00", "09:00"), versions=(RotationVersion(daily),))
    calendar = DutyCalendar("UTC", (nights(), turns), shifts=(stored,))
    begin, end = at("2026-11-23T00:00"), at("2026-11-26T00:00")
    names = {piece.id for piece in resolve(calendar, begin, end).pieces}
    assert len(names) == 1 + 4 + 6  # the turns cut their nights at midnight
    for name in names:
        found = shift_called(calendar, name)
        assert found is not None
        assert found.id == name
    for unknown in ("", "18", "nights", "nights:never", "nights:2026-11-23/4", "x:2026-11-23"):
        assert shift_called(calendar, unknown) is None


def test_overlapping_overrides_of_one_person_are_refused() -> None:
    first = override("2026-11-23T00:00", "2026-11-24T00:00", "bob", "ann")
    touching = override("2026-11-24T00:00", "2026-11-25T00:00", "bob", "ann")
    DutyCalendar("UTC", overrides=(touching, first))
    for second in (
        override("2026-11-23T23:59", "2026-11-24T01:00", "bob"),
        override("2026-11-22T00:00", "2026-11-26T00:00", "cat", "bob"),
        override("2026-11-23T10:00", "2026-11-23T11:00", remove="ann"),
    ):
        with pytest.raises(Refused) as refused:
            DutyCalendar("UTC", overrides=(first, second))
        assert refused.value.code == "duty.override_overlap"


def test_what_ends_before_it_starts_is_refused() -> None:
    late, early = at("2026-11-24T00:00"), at("2026-11-23T00:00")
    for make in (
        lambda: Shift(late, early, "ann"),
        lambda: Shift(late, late, "ann"),
        lambda: DutyOverride(late, early, "ann"),
        lambda: TemporarySchedule(late, early),
    ):
        with pytest.raises(Refused) as refused:
            make()
        assert refused.value.code == "duty.ends_before_start"


ZONES = [
    ("Europe/Berlin", date(2026, 3, 23)),
    ("Europe/Berlin", date(2026, 10, 19)),
    ("America/New_York", date(2026, 10, 26)),
    ("Australia/Lord_Howe", date(2026, 9, 28)),
    ("Pacific/Apia", date(2011, 12, 24)),
    ("Europe/Moscow", date(2014, 10, 20)),
]
PEOPLE = ("ann", "bob", "cat", "dee")


@st.composite
def rules(draw: st.DrawFn, middle: datetime, name: str) -> DutyRule:
    minutes = st.integers(0, 47).map(lambda half: half * 30)
    days = draw(st.frozensets(st.integers(0, 6), min_size=1))
    hours = WeeklyWindow(days, Interval(draw(minutes), draw(minutes)))
    if draw(st.booleans()):
        return DutyRule(name, hours, draw(st.sampled_from(PEOPLE)))
    every = draw(st.sampled_from([Every.HOURLY, Every.DAILY, Every.WEEKLY]))
    length = draw(st.integers(1, {Every.HOURLY: 30, Every.DAILY: 3, Every.WEEKLY: 1}[every]))
    start = middle + timedelta(minutes=30 * draw(st.integers(-48, 48)))
    people = tuple(draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=4, unique=True)))
    rotation = Rotation(Cadence(every, length, start), people, draw(st.sampled_from(Advance)))
    return DutyRule(name, hours, versions=(RotationVersion(rotation),))


@st.composite
def calendars(draw: st.DrawFn) -> tuple[DutyCalendar, date]:
    zone, first_day = draw(st.sampled_from(ZONES))
    start = datetime(first_day.year, first_day.month, first_day.day, tzinfo=UTC)
    middle = start + timedelta(days=WINDOW_DAYS / 2)
    instants = st.integers(0, WINDOW_DAYS * 48).map(
        lambda half: start + timedelta(minutes=30 * half)
    )
    spans = st.tuples(instants, instants).filter(lambda two: two[0] != two[1]).map(sorted)
    overrides, taken = [], dict.fromkeys(PEOPLE, start - timedelta(days=1))
    for begin, end in sorted(draw(st.lists(spans, max_size=4))):
        free = [person for person in PEOPLE if taken[person] <= begin]
        add = draw(st.sampled_from([None, *free]))
        remove = draw(st.sampled_from([None, *free]))
        if add != remove:
            overrides.append(DutyOverride(begin, end, add, remove))
            taken.update(dict.fromkeys(filter(None, (add, remove)), end))
    temporary = []
    if draw(st.booleans()):
        begin, end = draw(spans)
        shifts = [Shift(*draw(spans), draw(st.sampled_from(PEOPLE))) for _ in range(2)]
        temporary.append(TemporarySchedule(begin, end, tuple(shifts)))
    found = [draw(rules(middle, str(place))) for place in range(draw(st.integers(0, 3)))]
    calendar = DutyCalendar(
        zone, tuple(found), overrides=tuple(overrides), temporary=tuple(temporary)
    )
    return calendar, first_day


def inner_span(first_day: date) -> st.SearchStrategy[list[datetime]]:
    """Three instants in order, in the days about which the oracle knows everything."""
    start = datetime(first_day.year, first_day.month, first_day.day, tzinfo=UTC)
    minutes = st.integers(4 * 1440, (WINDOW_DAYS - 4) * 1440)
    return st.lists(minutes, min_size=3, max_size=3, unique=True).map(
        lambda three: [start + timedelta(minutes=minute) for minute in sorted(three)]
    )


@pytest.mark.parametrize(
    "calendars_tried",
    [
        pytest.param(12, id="few"),  # the oracle is slow on purpose
        pytest.param(600, id="many", marks=[pytest.mark.long, pytest.mark.timeout(1200)]),
    ],
)
def test_every_minute_agrees_with_the_oracle(calendars_tried: int) -> None:
    settings(deadline=None, max_examples=calendars_tried)(given(st.data())(agrees))()


def agrees(data: st.DataObject) -> None:
    """Ask about every minute of a random span of a random calendar."""
    calendar, first_day = data.draw(calendars())
    first, _, last = data.draw(inner_span(first_day))
    oracle = DutyOracle(calendar, first_day)
    found = resolve(calendar, first, last)
    on: dict[datetime, set[str]] = {}
    for shift in found.shifts:
        moment = shift.start_at
        while moment < shift.end_at:
            on.setdefault(moment, set()).add(shift.person)
            moment += timedelta(minutes=1)
    minutes = int((last - first) / timedelta(minutes=1))
    for number in range(minutes):
        moment = first + timedelta(minutes=number)
        assert on.get(moment, set()) == oracle.at(moment), moment


@settings(deadline=None)
@given(st.data())
def test_a_span_resolved_in_two_parts_gives_the_whole(data: st.DataObject) -> None:
    calendar, first_day = data.draw(calendars())
    first, middle, last = data.draw(inner_span(first_day))
    whole = resolve(calendar, first, last)
    parts = [resolve(calendar, first, middle), resolve(calendar, middle, last)]
    pieces = tuple(piece for part in parts for piece in part.pieces)
    together = ResolvedDuty(first, last, pieces)
    assert together.shifts == whole.shifts
    assert together.gaps == whole.gaps


@settings(deadline=None)
@given(st.data())
def test_shifts_and_gaps_together_are_the_window(data: st.DataObject) -> None:
    calendar, first_day = data.draw(calendars())
    first, _, last = data.draw(inner_span(first_day))
    found = resolve(calendar, first, last)
    edges = {first, last, *(each.start_at for each in found.shifts)}
    marks = sorted(edges | {each.end_at for each in found.shifts})
    empty = [
        (start, end)
        for start, end in pairwise(marks)
        if not any(each.start_at <= start < each.end_at for each in found.shifts)
    ]
    assert joined(empty) == list(found.gaps)
    assert all(first <= each.start_at < each.end_at <= last for each in found.shifts)
    assert list(found.shifts) == sorted(found.shifts)


@given(st.sampled_from(["UTC", "Asia/Tokyo", "America/St_Johns"]), st.data())
def test_the_zone_of_the_viewer_changes_no_instant(zone: str, data: st.DataObject) -> None:
    calendar, first_day = data.draw(calendars())
    first, _, last = data.draw(inner_span(first_day))
    viewer = ZoneInfo(zone)
    ours = resolve(calendar, first, last)
    theirs = resolve(calendar, first.astimezone(viewer), last.astimezone(viewer))
    assert theirs.shifts == ours.shifts
    assert theirs.gaps == ours.gaps

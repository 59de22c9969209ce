"""Business time against a minute-by-minute oracle, in eight zones and over their clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.worktime import CalendarSpec, Interval, Override, OverrideKind, WorkCalendar
from tests.domain.worktime_oracle import WINDOW_DAYS, Oracle

WINDOWS = [
    ("Europe/Berlin", date(2026, 3, 23)),
    ("Europe/Berlin", date(2026, 10, 19)),
    ("Europe/Moscow", date(2011, 3, 21)),
    ("Europe/Moscow", date(2014, 10, 20)),
    ("Europe/Moscow", date(2026, 11, 16)),
    ("America/New_York", date(2026, 3, 2)),
    ("America/New_York", date(2026, 10, 26)),
    ("Australia/Lord_Howe", date(2026, 3, 30)),
    ("Australia/Lord_Howe", date(2026, 9, 28)),
    ("Pacific/Kiritimati", date(1994, 12, 26)),
    ("Pacific/Apia", date(2011, 12, 24)),
    ("Pacific/Apia", date(2012, 3, 26)),
    ("Asia/Kolkata", date(2026, 11, 16)),
    ("UTC", date(2026, 11, 16)),
]


@st.composite
def days(draw: st.DrawFn) -> tuple[Interval, ...]:
    """The hours of a day: none, one, lunch, a night shift; ends on odd minutes too."""
    marks = sorted(
        draw(st.lists(st.integers(0, 95).map(lambda n: n * 15 + n % 2), max_size=5, unique=True))
    )
    found = [Interval(a, b) for a, b in zip(marks[::2], marks[1::2], strict=False)]
    if len(marks) % 2:
        found.append(Interval(marks[-1], draw(st.integers(0, marks[0]))))
    return tuple(found)


@st.composite
def cases(draw: st.DrawFn) -> tuple[CalendarSpec, date]:
    zone, first_day = draw(st.sampled_from(WINDOWS))
    overrides = st.dictionaries(
        st.integers(0, WINDOW_DAYS).map(lambda n: first_day + timedelta(days=n)),
        st.builds(Override, st.sampled_from(OverrideKind), days(), hard_close=st.booleans()),
        max_size=4,
    )
    weekly = draw(st.tuples(*[days()] * 7))
    always = draw(st.sampled_from([False, False, False, True]))
    return CalendarSpec("any", zone, weekly, draw(overrides), always=always), first_day


def instants(first_day: date) -> st.SearchStrategy[datetime]:
    """Instants in the middle of the window, where the oracle knows everything."""
    start = datetime(first_day.year, first_day.month, first_day.day, tzinfo=UTC)
    return st.integers(2 * 86_400, (WINDOW_DAYS - 1) * 86_400).map(
        lambda seconds: start + timedelta(seconds=seconds)
    )


@settings(deadline=None)  # the oracle is slow on purpose
@given(st.data())
def test_open_hours_measured_and_added_agree_with_the_oracle(data: st.DataObject) -> None:
    spec, first_day = data.draw(cases())
    oracle, calendar = Oracle(spec, first_day), WorkCalendar(spec)
    first, second = sorted((data.draw(instants(first_day)), data.draw(instants(first_day))))
    span = timedelta(seconds=data.draw(st.integers(1, 5 * 86_400)))

    assert calendar.is_open(first) is oracle.is_open(first)
    assert calendar.measure(first, second) == oracle.measure(first, second)
    expected = oracle.add(first, span)
    if expected is not None:
        assert calendar.add(first, span) == expected


@settings(deadline=None)
@given(st.data())
def test_segments_are_the_open_time_merged_and_in_order(data: st.DataObject) -> None:
    spec, first_day = data.draw(cases())
    calendar = WorkCalendar(spec)
    first, second = sorted((data.draw(instants(first_day)), data.draw(instants(first_day))))

    segments = calendar.segments(first, second)

    lengths = [end - start for start, end in segments]
    assert all(length > timedelta(0) for length in lengths)
    assert all(a[1] < b[0] for a, b in pairwise(segments))
    assert sum(lengths, timedelta(0)) == calendar.measure(first, second)
    assert all(first <= start and end <= second for start, end in segments)


@settings(deadline=None)
@given(st.data())
def test_the_order_of_questions_does_not_change_the_answers(data: st.DataObject) -> None:
    """The table grows on demand, forwards and backwards; the hours do not depend on how."""
    spec, first_day = data.draw(cases())
    moments = data.draw(
        st.lists(
            st.integers(-600, 600).map(
                lambda n: (
                    datetime(first_day.year, first_day.month, first_day.day, 12, tzinfo=UTC)
                    + timedelta(days=n)
                )
            ),
            min_size=2,
            max_size=4,
        )
    )
    asked_before = WorkCalendar(spec)
    for moment in moments:
        asked_before.measure(moment, moment + timedelta(days=3))
    span = timedelta(hours=data.draw(st.integers(1, 200)))
    for moment in moments:
        assert asked_before.add(moment, span) == WorkCalendar(spec).add(moment, span)


@settings(deadline=None)
@given(st.data())
def test_adding_what_was_measured_comes_back(data: st.DataObject) -> None:
    spec, first_day = data.draw(cases())
    calendar = WorkCalendar(spec)
    first, second = sorted((data.draw(instants(first_day)), data.draw(instants(first_day))))
    used = calendar.measure(first, second)
    if used:
        reached = calendar.add(first, used)
        assert reached is not None
        assert reached <= second
        assert calendar.measure(first, reached) == used


@settings(deadline=None)
@given(st.data())
def test_measuring_adds_up_over_any_split_and_only_ever_grows(data: st.DataObject) -> None:
    """sla.md K24: consumed is additive over splits and monotone in now."""
    spec, first_day = data.draw(cases())
    calendar = WorkCalendar(spec)
    start, *between, end = sorted(data.draw(st.lists(instants(first_day), min_size=2, max_size=6)))
    marks = [start, *between, end]
    parts = [calendar.measure(a, b) for a, b in pairwise(marks)]
    assert sum(parts, timedelta(0)) == calendar.measure(start, end)
    grown = [calendar.measure(start, mark) for mark in marks]
    assert grown == sorted(grown)
    assert all(used <= mark - start for used, mark in zip(grown, marks, strict=True))

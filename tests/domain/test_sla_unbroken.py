"""Many clocks counted at a time come to what each comes to alone, counted step by step."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from desktop.domain.alert import BREACH
from desktop.domain.sla import Target
from desktop.domain.sla_judge import target_span
from desktop.domain.sla_unbroken import Measure, Spell
from desktop.domain.worktime import (
    NEVER,
    CalendarSpec,
    Interval,
    Override,
    OverrideKind,
    WorkCalendar,
)
from desktop.domain.worktime_local import DAY, MICROS, MINUTE, micros

FIRST = date(2026, 10, 18)  # with the end of summer time within reach
THRESHOLDS = (10, 50, 99)
ZONES = ("UTC", "Europe/Berlin", "Australia/Lord_Howe", "America/New_York")


def hours(chance: Random) -> tuple[Interval, ...]:
    """No hours, a day with or without lunch, or a night."""
    first, noon, last = sorted(chance.sample(range(1_440), 3))
    return chance.choice(
        (
            (),
            (Interval(first, last),),
            (Interval(first, noon), Interval(noon + (last - noon) // 2, last)),
            (Interval(last, first),),
        )
    )


def calendar(chance: Random) -> WorkCalendar:
    days = [FIRST + timedelta(days=chance.randint(0, 30)) for _ in range(3)]
    overrides = {
        day: Override(OverrideKind.HOLIDAY, hours(chance), hard_close=chance.random() < 0.5)
        for day in days
    }
    weekly = tuple(hours(chance) for _ in range(7))
    always = chance.random() < 0.2
    return WorkCalendar(CalendarSpec("any", chance.choice(ZONES), weekly, overrides, always=always))


def target(chance: Random) -> Target:
    days = chance.choice((None, None, 1, 3))
    return Target(
        "any",
        None if days else chance.choice((1, 30, 240, 4_000)),
        days,
        out_of_hours_minutes=chance.choice((0, 45)),
        out_of_hours_wall=chance.random() < 0.5,
    )


def starts(chance: Random) -> list[int]:
    """Instants of three weeks in bunches, in order, some of them twice or on the hour."""
    begin = micros(datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=UTC))
    found: list[int] = []
    for _ in range(40):
        at = begin + chance.randrange(21 * 24) * 60 * MINUTE
        found += [at, at, *(at + chance.randrange(90 * MINUTE) for _ in range(5))]
    return sorted(found)


def on_the_edge(when: list[int], held: Target, hours_of: WorkCalendar) -> list[int]:
    """These starts, with those at and beside an opening, a closing, and a due time at closing."""
    edges = {each for pair in hours_of.open_segments(when[0], when[-1]) for each in pair}
    for start in when:
        due = hours_of.reach(start, target_span(held, hours_of, start))
        if due is not None:
            edges |= {start + closes - due for _, closes in hours_of.open_segments(due, due + DAY)}
    return sorted({*when, *(edge + by for edge in edges for by in (-1, 0, 1))})


def together(held: Target, calendar: WorkCalendar, when: list[int]) -> list[object]:
    """What is said of clocks that run since then, in order."""
    found: list[object] = []
    for spell, those in Measure(held, calendar, THRESHOLDS).spells(when):
        found += [spell and told(spell, start) for start in when[those]]
    return found


def told(spell: Spell, start: int) -> tuple[object, ...]:
    (due,), (late,), (seconds,) = (f([start]) for f in (spell.dues, spell.lates, spell.targets))
    (marks,) = spell.marks([start])
    return seconds, due, late, spell.percents, marks


def alone(held: Target, calendar: WorkCalendar, start: int) -> tuple[object, ...] | None:
    span = target_span(held, calendar, start)
    due, late = calendar.reach(start, span), calendar.reach(start, span, latest=True)
    if due is None or late is None or late - start >= NEVER:
        return None
    reached = {each: calendar.reach(start, span * each // 100) for each in THRESHOLDS}
    known = {each: at for each, at in reached.items() if at is not None} | {BREACH: late}
    return span // MICROS, due, late, tuple(known), tuple(known.values())


@pytest.mark.parametrize("seed", range(25))
def test_clocks_together_come_to_what_each_comes_to_alone(seed: int) -> None:
    chance = Random(seed)
    hours_of, held = calendar(chance), target(chance)
    when = on_the_edge(starts(chance), held, hours_of)

    assert together(held, hours_of, when) == [alone(held, hours_of, start) for start in when]


def test_starts_without_order_are_counted_all_the_same() -> None:
    day = (Interval(9 * 60, 18 * 60),)
    hours_of = WorkCalendar(CalendarSpec("any", "UTC", (day,) * 5 + ((),) * 2))
    held, when = Target("any", 60), list(reversed(starts(Random(1))))

    assert together(held, hours_of, when) == [alone(held, hours_of, start) for start in when]


def test_a_calendar_that_never_opens_is_left_to_the_engine() -> None:
    closed = WorkCalendar(CalendarSpec("any", "UTC", ((),) * 7))

    assert together(Target("any", 60), closed, [0, 1]) == [None, None]

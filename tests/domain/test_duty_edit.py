"""Edits by hand as overrides, against a model that knows of each hour who is on duty."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.duty import Shift
from desktop.domain.duty_calendar import DutyCalendar, DutyOverride
from desktop.domain.duty_edit import DutyEdit, after_edit
from desktop.domain.duty_resolve import on_duty_at, resolve

START = datetime(2026, 11, 23, tzinfo=UTC)
HOURS, PEOPLE = 48, "abc"


def at(hour: int) -> datetime:
    return START + timedelta(hours=hour)


def shift(person: str, first: int, last: int) -> Shift:
    return Shift(at(first), at(last), person, f"{person}{first}")


def on_by_hour(base: tuple[Shift, ...], overrides: tuple[DutyOverride, ...]) -> list[set[str]]:
    calendar = DutyCalendar("UTC", shifts=base, overrides=overrides)
    return [{each.person for each in on_duty_at(calendar, at(hour))} for hour in range(HOURS)]


NIGHT = (shift("a", 18, 33),)


def test_a_duty_moved_twice_is_one_pair_of_overrides() -> None:
    first = DutyEdit("a", (at(18), at(33)), "a", (at(19), at(34)))
    once = after_edit((), NIGHT, first)
    assert once == (
        DutyOverride(at(18), at(19), remove="a"),
        DutyOverride(at(33), at(34), add="a"),
    )
    twice = after_edit(once, NIGHT, DutyEdit("a", (at(19), at(34)), "a", (at(20), at(35))))
    assert twice == (
        DutyOverride(at(18), at(20), remove="a"),
        DutyOverride(at(33), at(35), add="a"),
    )
    back = after_edit(twice, NIGHT, DutyEdit("a", (at(20), at(35)), "a", (at(18), at(33))))
    assert back == ()


def test_a_duty_handed_on_and_back_leaves_nothing() -> None:
    whole = (at(18), at(33))
    to_b = after_edit((), NIGHT, DutyEdit("a", whole, "b", whole))
    assert to_b == (DutyOverride(*whole, add="b", remove="a"),)
    to_c = after_edit(to_b, NIGHT, DutyEdit("b", whole, "c", whole))
    assert to_c == (DutyOverride(*whole, add="c", remove="a"),)
    assert after_edit(to_c, NIGHT, DutyEdit("c", whole, "a", whole)) == ()


def test_taking_a_substitute_away_does_not_bring_back_whom_they_replaced() -> None:
    whole = (at(18), at(33))
    to_b = after_edit((), NIGHT, DutyEdit("a", whole, "b", whole))
    assert after_edit(to_b, NIGHT, DutyEdit("b", whole)) == (DutyOverride(*whole, remove="a"),)


@pytest.mark.parametrize("seed", range(60))
def test_after_any_edits_the_hours_are_as_the_edits_said(seed: int) -> None:
    rng = random.Random(seed)
    base = tuple(
        shift(rng.choice(PEOPLE), first, first + rng.randint(1, 8)) for first in (2, 13, 24, 35)
    )
    overrides: tuple[DutyOverride, ...] = ()
    for _ in range(12):
        expected = on_by_hour(base, overrides)
        first, last = sorted(rng.sample(range(HOURS), 2))
        begin, end = sorted(rng.sample(range(HOURS), 2))
        off = rng.choice((None, *PEOPLE))
        on = rng.choice((*PEOPLE, None) if off else PEOPLE)
        for hour in range(HOURS):
            if off and first <= hour < last:
                expected[hour] -= {off}
            if on and begin <= hour < end:
                expected[hour] |= {on}
        edit = DutyEdit(
            off,
            (at(first), at(last)) if off else None,
            on,
            (at(begin), at(end)) if on else None,
        )
        overrides = after_edit(overrides, base, edit)  # the calendar refuses any overlap
        assert on_by_hour(base, overrides) == expected, edit


def test_parts_resolve_to_what_the_whole_does_after_edits() -> None:
    rng = random.Random(7)
    overrides: tuple[DutyOverride, ...] = ()
    for _ in range(20):
        span = tuple(at(hour) for hour in sorted(rng.sample(range(HOURS), 2)))
        edit = DutyEdit("a", (span[0], span[1]), rng.choice("bc"), (span[0], span[1]))
        overrides = after_edit(overrides, NIGHT, edit)
        calendar = DutyCalendar("UTC", shifts=NIGHT, overrides=overrides)
        whole, middle = resolve(calendar, at(0), at(HOURS)), at(rng.randrange(1, HOURS))
        parts = (resolve(calendar, at(0), middle), resolve(calendar, middle, at(HOURS)))
        joined = tuple(piece for part in parts for piece in part.pieces)
        assert {(person, hour) for person, hour in _hours(joined)} == set(_hours(whole.pieces))


def _hours(pieces: tuple[Shift, ...]) -> list[tuple[str, datetime]]:
    return [
        (piece.person, at(hour))
        for piece in pieces
        for hour in range(HOURS)
        if piece.start_at <= at(hour) < piece.end_at
    ]

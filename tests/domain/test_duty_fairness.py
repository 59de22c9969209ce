"""Fairness: everybody counts, targets are prorated, and the debt carries on (duty.md F3)."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.duty import Absence
from desktop.domain.duty_fairness import Burden, Woken, fairness, next_target
from tests.domain.duty_times import ZONE, at, shift, span

PEOPLE = ("ann", "bob", "cat")
WINDOW = span("02 00:00", "30 00:00")


def test_people_without_any_shift_count_too() -> None:
    rows = fairness(PEOPLE, [shift("23 18:00", "24 06:00", "ann", "1")], [], WINDOW, ZONE)
    assert [row.person for row in rows] == ["ann", "bob", "cat"]
    figures = [row.figures[Burden.MINUTES] for row in rows]
    assert [(each.count, each.target, each.debt) for each in figures] == [
        (720, 240, -480),
        (0, 240, 240),
        (0, 240, 240),
    ]


def test_each_number_knows_the_shifts_behind_it() -> None:
    shifts = [
        shift("23 09:00", "23 18:00", "ann", "day"),
        shift("27 18:00", "28 09:00", "ann", "night"),
        shift("28 18:00", "29 09:00", "ann", "weekend"),
        shift("04 10:00", "04 11:00", "ann", "holiday"),
    ]
    woken = [Woken(at("28 03:00"), "ann", "night"), Woken(at("01 03:00"), "ann", "before")]
    [ann] = fairness(
        ("ann",), shifts, [], WINDOW, ZONE, holidays=frozenset({date(2026, 11, 4)}), woken=woken
    )
    assert {burden: (each.count, each.shift_ids) for burden, each in ann.figures.items()} == {
        Burden.MINUTES: (9 * 60 + 2 * 15 * 60 + 60, ("day", "night", "weekend", "holiday")),
        Burden.NIGHTS: (2, ("night", "weekend")),
        Burden.WEEKEND_DAYS: (2, ("night", "weekend")),
        Burden.HOLIDAYS: (1, ("holiday",)),
        Burden.WOKEN: (1, ("night",)),
    }


def test_a_night_or_weekend_day_in_two_shifts_counts_once() -> None:
    shifts = [shift("28 18:00", "29 02:00"), shift("29 02:00", "29 09:00")]
    [ann] = fairness(("ann",), shifts, [], WINDOW, ZONE)
    assert ann.figures[Burden.NIGHTS].count == 1
    assert ann.figures[Burden.WEEKEND_DAYS].count == 2
    overlapping = [shift("28 18:00", "28 22:00"), shift("28 20:00", "28 23:00")]
    [ann] = fairness(("ann",), overlapping, [], WINDOW, ZONE)
    assert ann.figures[Burden.MINUTES].count == 300


def test_only_the_window_counts() -> None:
    shifts = [
        shift("01 18:00", "02 09:00"),
        shift("29 18:00", "30 09:00"),
        shift("30 09:00", "30 18:00"),
    ]
    [ann] = fairness(("ann",), shifts, [], WINDOW, ZONE)
    assert ann.figures[Burden.MINUTES].count == (9 + 6) * 60


def test_targets_are_prorated_by_availability() -> None:
    half = Absence("ann", at("02 00:00"), at("16 00:00"))
    again = Absence("ann", at("09 00:00"), at("16 00:00"))  # counted once
    shifts = [shift("23 08:00", "23 18:00", "bob", "1")]
    rows = fairness(PEOPLE, shifts, [half, again], WINDOW, ZONE)
    assert [row.availability for row in rows] == [0.5, 1, 1]
    assert [row.figures[Burden.MINUTES].target for row in rows] == [120, 240, 240]


def test_the_debt_is_paid_back_in_the_next_plan() -> None:
    rows = fairness(PEOPLE, [shift("23 18:00", "24 06:00", "ann")], [], WINDOW, ZONE)
    targets = [next_target(3000, row, rows) for row in rows]
    assert targets == [1000 - 480, 1000 + 240, 1000 + 240]
    assert sum(targets) == pytest.approx(3000)
    assert next_target(300, rows[0], rows) == 0


def test_a_window_in_which_all_are_away_asks_for_nothing() -> None:
    away = [Absence(name, *WINDOW) for name in PEOPLE]
    rows = fairness(PEOPLE, [], away, WINDOW, ZONE)
    assert {figure.target for row in rows for figure in row.figures.values()} == {0}

"""Swaps: asked, taken, declined, undone, in part, in a chain, and in an emergency (duty.md D7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.duty import Shift, ShiftSource
from desktop.domain.duty_calendar import DutyCalendar
from desktop.domain.duty_resolve import resolve
from desktop.domain.duty_swap import (
    ShiftPart,
    Swap,
    SwapState,
    apply_swaps,
    decline,
    take,
    take_over_now,
    undo,
)
from desktop.domain.errors import Refused

START = datetime(2026, 11, 23, 18, tzinfo=UTC)
HOUR = timedelta(hours=1)
NIGHT = Shift(START, START + 15 * HOUR, "ann", "17")
ASKED = Swap(1, "17", "ann")
BEFORE = START - HOUR


def held(*swaps: Swap, shift: Shift = NIGHT) -> list[tuple[int, int, str]]:
    """Return who has which hours of the shift, counted from its start."""
    return [
        (
            int((each.start_at - shift.start_at) / HOUR),
            int((each.end_at - shift.start_at) / HOUR),
            each.person,
        )
        for each in apply_swaps([shift], {"17": swaps})
    ]


def test_only_taken_swaps_count() -> None:
    assert held(ASKED, decline(replace(ASKED, number=2))) == [(0, 15, "ann")]
    taken = take(ASKED, "bob", NIGHT, BEFORE)
    assert held(taken) == [(0, 15, "bob")]
    assert held(undo(taken, NIGHT, BEFORE)) == [(0, 15, "ann")]


def test_a_part_follows_a_shift_that_moves() -> None:
    taken = take(replace(ASKED, part=ShiftPart(2 * HOUR, 3 * HOUR)), "bob", NIGHT, BEFORE)
    moved = replace(NIGHT, start_at=START + HOUR, end_at=START + 5 * HOUR)
    assert held(taken) == [(0, 2, "ann"), (2, 5, "bob"), (5, 15, "ann")]
    assert held(taken, shift=moved) == [(0, 2, "ann"), (2, 4, "bob")]


def test_swaps_apply_in_the_order_in_which_they_were_made() -> None:
    first = take(ASKED, "bob", NIGHT, BEFORE)
    second = take(Swap(2, "17", "bob", part=ShiftPart(10 * HOUR, 9 * HOUR)), "cat", NIGHT, BEFORE)
    back = take(Swap(3, "17", "cat"), "ann", NIGHT, BEFORE)
    assert held(second, first) == [(0, 10, "bob"), (10, 15, "cat")]
    assert held(back, second, first) == [(0, 10, "bob"), (10, 15, "ann")]
    # Without the first, bob never had what the second gives on.
    assert held(second) == [(0, 15, "ann")]


def test_taking_over_now_gives_what_is_left() -> None:
    now = START + 4 * HOUR + timedelta(seconds=30)
    swap = take_over_now(1, NIGHT, "bob", now)
    assert held(swap) == [(0, 4, "ann"), (4, 15, "bob")]
    for moment, taker, code in (
        (BEFORE, "bob", "swap.not_running"),
        (NIGHT.end_at, "bob", "swap.not_running"),
        (now, "ann", "swap.own_shift"),
    ):
        with pytest.raises(Refused) as refused:
            take_over_now(1, NIGHT, taker, moment)
        assert refused.value.code == code


@pytest.mark.parametrize(
    ("swap", "taker", "now", "code"),
    [
        (replace(ASKED, state=SwapState.DECLINED), "bob", BEFORE, "swap.not_open"),
        (ASKED, "ann", BEFORE, "swap.own_shift"),
        (replace(ASKED, taker="cat"), "bob", BEFORE, "swap.not_for_you"),
        (ASKED, "bob", NIGHT.end_at, "swap.over"),
        (replace(ASKED, part=ShiftPart(15 * HOUR, HOUR)), "bob", BEFORE, "swap.bad_part"),
    ],
)
def test_what_cannot_be_taken(swap: Swap, taker: str, now: datetime, code: str) -> None:
    with pytest.raises(Refused) as refused:
        take(swap, taker, NIGHT, now)
    assert refused.value.code == code


def test_of_a_running_shift_only_what_is_left_changes_hands() -> None:
    now = START + 4 * HOUR + timedelta(seconds=59)
    assert held(take(ASKED, "bob", NIGHT, now)) == [(0, 4, "ann"), (4, 15, "bob")]
    part = replace(ASKED, part=ShiftPart(2 * HOUR, 4 * HOUR))
    assert held(take(part, "bob", NIGHT, now)) == [(0, 4, "ann"), (4, 6, "bob"), (6, 15, "ann")]
    with pytest.raises(Refused) as refused:
        take(part, "bob", NIGHT, START + 6 * HOUR)
    assert refused.value.code == "swap.over"


def test_a_swap_can_be_undone_until_its_part_begins() -> None:
    taken = take(replace(ASKED, part=ShiftPart(5 * HOUR, HOUR)), "bob", NIGHT, BEFORE)
    assert undo(taken, NIGHT, START + HOUR).state is SwapState.UNDONE
    for swap, code in ((taken, "swap.begun"), (ASKED, "swap.not_taken")):
        with pytest.raises(Refused) as refused:
            undo(swap, NIGHT, START + 5 * HOUR)
        assert refused.value.code == code


def test_a_lead_is_named_when_deciding_for_both() -> None:
    assert take(replace(ASKED, taker="bob"), "bob", NIGHT, BEFORE, by="lea").by == "lea"


def test_the_calendar_shows_the_swap_and_where_it_came_from() -> None:
    taken = take(ASKED, "bob", NIGHT, BEFORE)
    calendar = DutyCalendar("UTC", shifts=(NIGHT,), swaps={"17": (taken,)})
    [piece] = resolve(calendar, START + HOUR, START + 2 * HOUR).pieces
    assert (piece.person, piece.id, piece.source) == ("bob", "17", ShiftSource.SWAP)

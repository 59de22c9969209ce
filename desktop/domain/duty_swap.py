"""Swaps: who takes whose shift, or part of it, in the order they were made (duty.md D7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from desktop.domain.duty import Person, Shift, ShiftSource
from desktop.domain.duty_span import whole_minute
from desktop.domain.errors import Refused


class SwapState(StrEnum):
    """What became of a request."""

    ASKED = "asked"
    TAKEN = "taken"
    DECLINED = "declined"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class ShiftPart:
    """A part of a shift, counted from its start, so that it moves when the shift does."""

    offset: timedelta
    length: timedelta

    def __post_init__(self) -> None:
        if self.offset < timedelta(0) or self.length <= timedelta(0):
            raise Refused("swap.bad_part")


@dataclass(frozen=True, slots=True)
class Swap:
    """A request to take over a shift, or a part; `taker` is None while anybody may take it.

    `number` rises in the order in which swaps were taken. `by` is who made it when that was
    neither of the two: a lead on their behalf.
    """

    number: int
    shift_id: str
    giver: Person
    taker: Person | None = None
    part: ShiftPart | None = None
    state: SwapState = SwapState.ASKED
    by: Person | None = None


def take(swap: Swap, taker: Person, shift: Shift, now: datetime, by: Person | None = None) -> Swap:
    """Return the swap as taken; `by` is a lead who decides for both.

    Of a shift that is running only what is left changes hands: the past stays as it was (D5).

    Raises:
        Refused: `swap.not_open` unless it was asked for, `swap.own_shift`, `swap.not_for_you` when
            somebody else was asked, `swap.bad_part` when the part lies outside of the shift,
            `swap.over` when it has ended.
    """
    _require_open(swap)
    if taker == swap.giver:
        raise Refused("swap.own_shift")
    if swap.taker not in (None, taker):
        raise Refused("swap.not_for_you")
    if swap.part and swap.part.offset >= shift.length:
        raise Refused("swap.bad_part")
    start_at, end_at = reach(swap, shift)
    if end_at <= now:
        raise Refused("swap.over")
    minute = whole_minute(now)
    part = swap.part
    if start_at < minute:
        part = ShiftPart(minute - shift.start_at, end_at - minute)
    return replace(swap, taker=taker, part=part, state=SwapState.TAKEN, by=by)


def decline(swap: Swap) -> Swap:
    """Return the swap as declined.

    Raises:
        Refused: `swap.not_open` unless it was asked for.
    """
    _require_open(swap)
    return replace(swap, state=SwapState.DECLINED)


def undo(swap: Swap, shift: Shift, now: datetime) -> Swap:
    """Return a taken swap as undone.

    Raises:
        Refused: `swap.not_taken`, `swap.begun` once what was swapped has started.
    """
    if swap.state is not SwapState.TAKEN:
        raise Refused("swap.not_taken")
    begins_at = shift.start_at + (swap.part.offset if swap.part else timedelta(0))
    if begins_at <= now:
        raise Refused("swap.begun")
    return replace(swap, state=SwapState.UNDONE)


def take_over_now(number: int, shift: Shift, taker: Person, now: datetime) -> Swap:
    """Return a swap that gives what is left of a running shift to somebody, from this minute on.

    Raises:
        Refused: `swap.not_running` unless the shift is on at `now`, `swap.own_shift`.
    """
    if not shift.start_at <= now < shift.end_at:
        raise Refused("swap.not_running")
    if taker == shift.person:
        raise Refused("swap.own_shift")
    minute = whole_minute(now)
    offset = max(minute - shift.start_at, timedelta(0))
    part = ShiftPart(offset, shift.length - offset)
    return Swap(number, shift.id, shift.person, taker, part, SwapState.TAKEN, by=taker)


def apply_swaps(shifts: Iterable[Shift], swaps: Mapping[str, tuple[Swap, ...]]) -> list[Shift]:
    """Return the shifts as they are after the taken swaps of each, given by shift id.

    A swap applies only where its giver holds the shift by then, so a chain follows the order in
    which it was made. A part that no longer lies in the shift falls away.
    """
    after: list[Shift] = []
    for shift in shifts:
        pieces = [shift]
        for swap in sorted(swaps.get(shift.id, ()), key=lambda each: each.number):
            if swap.state is SwapState.TAKEN and swap.taker is not None:
                start_at, end_at = reach(swap, shift)
                pieces = [
                    part
                    for piece in pieces
                    for part in _handed_over(piece, swap.giver, swap.taker, start_at, end_at)
                ]
        after += pieces
    return after


def _require_open(swap: Swap) -> None:
    if swap.state is not SwapState.ASKED:
        raise Refused("swap.not_open")


def reach(swap: Swap, shift: Shift) -> tuple[datetime, datetime]:
    """Return what of a shift a swap is about."""
    if swap.part is None:
        return shift.start_at, shift.end_at
    start_at = shift.start_at + swap.part.offset
    return start_at, min(start_at + swap.part.length, shift.end_at)


def _handed_over(
    piece: Shift, giver: Person, taker: Person, start_at: datetime, end_at: datetime
) -> Iterable[Shift]:
    """Give a piece cut at both instants, the middle with its new holder."""
    start_at, end_at = max(start_at, piece.start_at), min(end_at, piece.end_at)
    if piece.person != giver or start_at >= end_at:
        yield piece
        return
    if piece.start_at < start_at:
        yield replace(piece, end_at=start_at)
    yield replace(piece, start_at=start_at, end_at=end_at, person=taker, source=ShiftSource.SWAP)
    if end_at < piece.end_at:
        yield replace(piece, start_at=end_at)

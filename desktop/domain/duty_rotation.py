"""Rotations: whose turn it is, where turns meet, and how people join or leave one (D3-D5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from enum import StrEnum
from functools import lru_cache
from threading import Lock
from typing import Final

from desktop.domain.duty import Person
from desktop.domain.duty_turn_count import TurnCount, WallTurns
from desktop.domain.duty_window import Stretch, WeeklyWindow, windows_of
from desktop.domain.errors import Refused
from desktop.domain.worktime_local import (
    DAY,
    EPOCH_ORDINAL,
    MINUTE,
    first_at,
    instant,
    micros,
    reading_at,
    zone_named,
)

_LAST_MONTHLY_DAY: Final = 28
_MONTHS: Final = 12
_YEARS: Final = range(1900, 2200)
"""Turns are counted from a start; one out of these is a slip of the hand."""


class Every(StrEnum):
    """What the length of a turn is counted in."""

    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


class Advance(StrEnum):
    """When the turn passes: after each turn with duty in it, or after each turn (D4)."""

    DUTY = "duty"
    CALENDAR = "calendar"


_STEPS: Final = {Every.HOURLY: 60 * MINUTE, Every.DAILY: DAY, Every.WEEKLY: 7 * DAY}


@dataclass(frozen=True, slots=True)
class Cadence:
    """Turns of `length` hours, days, weeks or months on the wall clock, counted from `start_at`.

    Raises:
        Refused: `duty.bad_length` (fact `length`) below 1, `duty.far_start` out of 1900 to 2199.
    """

    every: Every
    length: int
    start_at: datetime

    def __post_init__(self) -> None:
        if self.length < 1:
            raise Refused("duty.bad_length", length=self.length)
        if self.start_at.year not in _YEARS:
            raise Refused("duty.far_start")


@dataclass(frozen=True, slots=True)
class Rotation:
    """People who take turns in order; the first one has the turn that begins at the start.

    Raises:
        Refused: `duty.no_people` without anybody.
    """

    cadence: Cadence
    people: tuple[Person, ...]
    advance: Advance = Advance.DUTY

    def __post_init__(self) -> None:
        if not self.people:
            raise Refused("duty.no_people")


@dataclass(frozen=True, slots=True)
class RotationVersion:
    """A rotation from an instant on, until the next version's; None reaches back for ever.

    Without a rotation nobody has the rule's hours: it has not begun, or has ended.
    """

    rotation: Rotation | None
    effective_at: datetime | None = None


class TurnTable:
    """The boundaries of a cadence in a zone, mapped and kept; turn 0 begins at its start.

    Raises:
        Refused: `duty.monthly_day` (fact `day`) for a day that some month lacks.
    """

    def __init__(self, cadence: Cadence, zone: str) -> None:
        self._cadence = cadence
        self._zone = zone_named(zone)
        self._origin = reading_at(micros(cadence.start_at), self._zone)
        self._known: dict[int, int] = {}
        start = cadence.start_at.astimezone(self._zone)
        self._month, self._day = start.year * _MONTHS + start.month - 1, start.day
        if cadence.every is Every.MONTHLY and self._day > _LAST_MONTHLY_DAY:
            raise Refused("duty.monthly_day", day=self._day)

    def begin(self, turn: int) -> int:
        """Return the instant at which a turn begins: the first with its wall time (D1)."""
        if turn not in self._known:
            self._known[turn] = first_at(self._reading(turn), self._zone)
        return self._known[turn]

    def at(self, at: int) -> int:
        """Return the turn an instant lies in; of turns that a clock change emptied, none."""
        turn = self._guess(reading_at(at, self._zone))
        while self.begin(turn) > at:
            turn -= 1
        while self.begin(turn + 1) <= at:
            turn += 1
        return turn

    def span(self, turn: int) -> Stretch:
        """Return the instants of a turn."""
        return self.begin(turn), self.begin(turn + 1)

    @property
    def on_wall(self) -> WallTurns | None:
        """The turns, if all are equally long on the wall clock; months are not."""
        if self._cadence.every is Every.MONTHLY:
            return None
        step = self._cadence.length * _STEPS[self._cadence.every]
        return WallTurns(self._origin, step, self.span, self.at)

    def _reading(self, turn: int) -> int:
        length = self._cadence.length
        if self._cadence.every is not Every.MONTHLY:
            return self._origin + turn * length * _STEPS[self._cadence.every]
        year, month = divmod(self._month + turn * length, _MONTHS)
        if not MINYEAR <= year <= MAXYEAR:
            raise OverflowError(year)
        day = datetime(year, month + 1, self._day, tzinfo=UTC).toordinal() - EPOCH_ORDINAL
        return day * DAY + self._origin % DAY

    def _guess(self, reading: int) -> int:
        length = self._cadence.length
        if self._cadence.every is not Every.MONTHLY:
            return (reading - self._origin) // (length * _STEPS[self._cadence.every])
        local = instant(reading)
        return (local.year * _MONTHS + local.month - 1 - self._month) // length


class Turns:
    """Who has which turn of a rotation over a rule's windows.

    Per duty, a turn passes on only if it had part of the windows. How many did is kept; a lock lets
    several threads ask.
    """

    def __init__(self, rotation: Rotation, window: WeeklyWindow, zone: str) -> None:
        self.table = TurnTable(rotation.cadence, zone)
        self._rotation = rotation
        self._lock = Lock()
        self._windows = windows_of(window, zone)
        turns = self.table.on_wall
        self._count = None if turns is None else TurnCount(turns, window, zone)
        self._after = [0]  # passes from the start to the begin of month 0, 1, 2 …
        self._before = [0]  # passes from the begin of month 0, -1, -2 … to the start

    def holder(self, turn: int) -> Person:
        """Return who has a turn."""
        people = self._rotation.people
        return people[self.passes(turn) % len(people)]

    def passes(self, turn: int) -> int:
        """Return how often the turn passes between the start and the begin of a turn."""
        if self._rotation.advance is Advance.CALENDAR:
            return turn
        with self._lock:
            return self._count.before(turn) if self._count else self._months_passed(turn)

    def _months_passed(self, turn: int) -> int:
        while len(self._after) <= turn:
            self._after.append(self._after[-1] + self._had_duty(len(self._after) - 1))
        while len(self._before) <= -turn:
            self._before.append(self._before[-1] + self._had_duty(-len(self._before)))
        return self._after[turn] if turn >= 0 else -self._before[-turn]

    def _had_duty(self, turn: int) -> bool:
        """Tell whether a turn has part of a window."""
        return next(self._windows.touching(*self.table.span(turn)), None) is not None


@lru_cache(maxsize=128)
def turns_of(rotation: Rotation, window: WeeklyWindow, zone: str) -> Turns:
    """Return the turns of a rotation over a window; asked again, with all counted so far."""
    return Turns(rotation, window, zone)


def succeed(
    old: Rotation,
    window: WeeklyWindow,
    zone: str,
    people: tuple[Person, ...],
    effective_at: datetime,
) -> RotationVersion:
    """Return the version that follows, with other people in it, pinned to who is next (D5).

    It begins with the first turn at or after `effective_at`. The turns go on in the old order:
    first whoever of `people` would have been next, then the others of the old order, then those
    who are new. Nobody's turns are reshuffled, and the cadence stays the same.

    Raises:
        Refused: `duty.no_people` when nobody is left.
    """
    turns = turns_of(old, window, zone)
    turn = turns.table.at(micros(effective_at))
    if turns.table.begin(turn) < micros(effective_at):
        turn += 1
    in_order = _turned(old.people, turns.passes(turn))
    staying = tuple(person for person in in_order if person in people)
    coming = tuple(person for person in people if person not in old.people)
    joined = staying + coming
    # The turns are counted from the old start, so the order is wound back by as many passes.
    rotation = replace(old, people=_turned(joined, -turns.passes(turn)))
    return RotationVersion(rotation, instant(turns.table.begin(turn)))


def _turned(people: tuple[Person, ...], passes: int) -> tuple[Person, ...]:
    """Return the same order with whoever comes after so many passes in front."""
    first = passes % len(people) if people else 0
    return people[first:] + people[:first]

"""A slow, obvious duty oracle: says of every minute of a window who is on duty (duty.md D1-D6).

It shares no code with the engine: wall clocks come from `worktime_oracle.Window`, which asks each
UTC minute what its clock shows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from desktop.domain.duty import Person
from desktop.domain.duty_calendar import DutyCalendar, DutyRule
from desktop.domain.duty_rotation import Advance, Every, Rotation
from tests.domain.worktime_oracle import WINDOW_DAYS, Window, window

STEPS = {
    Every.HOURLY: timedelta(hours=1),
    Every.DAILY: timedelta(days=1),
    Every.WEEKLY: timedelta(weeks=1),
}


@dataclass
class DutyOracle:
    """The people on duty in each minute of `WINDOW_DAYS` days around clock changes.

    Rotations must start within the window and not be monthly.
    """

    calendar: DutyCalendar
    first_day: date
    on: list[set[Person]] = field(init=False)

    def __post_init__(self) -> None:
        self.seen: Window = window(self.calendar.zone, self.first_day)
        base: list[set[Person]] = [set() for _ in self.seen.walls]
        for rule in self.calendar.rules:
            self._add_rule(rule, base)
        self.on = [self._decided(minute, people) for minute, people in enumerate(base)]

    def at(self, moment: datetime) -> set[Person]:
        return self.on[self._minute(moment)]

    def _minute(self, moment: datetime) -> int:
        return int((moment - self.seen.start) / timedelta(minutes=1))

    def _add_rule(self, rule: DutyRule, base: list[set[Person]]) -> None:
        on = self._window_minutes(rule)
        rotation = rule.versions[0].rotation if rule.versions else None
        holders = None if rotation is None else self._holders(rotation, on)
        for minute in sorted(on):
            holder = rule.person if holders is None else holders.get(minute)
            if holder is not None:
                base[minute].add(holder)

    def _window_minutes(self, rule: DutyRule) -> set[int]:
        found: set[int] = set()
        for offset in range(-1, WINDOW_DAYS + 1):
            day = self.first_day + timedelta(days=offset)
            if day.weekday() in rule.window.days and self.seen.has(day):
                midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001
                start = midnight + timedelta(minutes=rule.window.hours.start)
                end = midnight + timedelta(minutes=rule.window.hours.end)
                if end <= start:
                    end += timedelta(days=1)
                if start >= self._first_wall():
                    found.update(range(self.seen.first(start), self.seen.last(end)))
        return found

    def _first_wall(self) -> datetime:
        return self.seen.walls[0].replace(fold=0)

    def _holders(self, rotation: Rotation, on: set[int]) -> dict[int, Person]:
        """Walk from the start minute by minute, turn by turn, forwards and backwards."""
        cadence = rotation.cadence
        step = STEPS[cadence.every] * cadence.length
        begin = self.seen.walls[self._minute(cadence.start_at)].replace(fold=0)
        turns: dict[int, range] = {}
        last_wall = max(self.seen.walls).replace(fold=0) - timedelta(days=1, hours=2)
        for sign in (1, -1):
            number = 0 if sign == 1 else -1
            while self._first_wall() <= begin + number * step <= last_wall - step:
                first = self.seen.first(begin + number * step)
                turns[number] = range(first, self.seen.first(begin + (number + 1) * step))
                number += sign
        passes, counted = {0: 0}, rotation.advance is Advance.CALENDAR
        for number in range(max(turns, default=0)):
            passes[number + 1] = passes[number] + (counted or bool(on & set(turns[number])))
        for number in range(-1, min(turns, default=0) - 1, -1):
            passes[number] = passes[number + 1] - (counted or bool(on & set(turns[number])))
        people = rotation.people
        return {
            minute: people[passes[number] % len(people)]
            for number, minutes in turns.items()
            for minute in minutes
        }

    def _decided(self, minute: int, base: set[Person]) -> set[Person]:
        moment = self.seen.start + timedelta(minutes=minute)
        for temporary in self.calendar.temporary:
            if temporary.start_at <= moment < temporary.end_at:
                return {
                    shift.person
                    for shift in temporary.shifts
                    if shift.start_at <= moment < shift.end_at
                }
        active = [each for each in self.calendar.overrides if each.start_at <= moment < each.end_at]
        people = set(base)
        for override in active:
            if override.remove in base:
                people.discard(override.remove)
        for override in active:
            replaces = override.remove is not None
            if override.add is not None and (not replaces or override.remove in base):
                people.add(override.add)
        return people

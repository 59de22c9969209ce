"""Where somebody must be on duty, how much of it is covered, and what is not (duty.md F1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desktop.domain.duty import Person, Shift
from desktop.domain.duty_hours import DutyHours
from desktop.domain.duty_span import Span, joined, minus, shared, total


@dataclass(frozen=True, slots=True)
class CoverageRequirement:
    """Hours in which people must be on duty: how many, and with which skill."""

    name: str
    hours: DutyHours
    headcount: int = 1
    skill: str | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """A requirement as instants, or what was promised to customers outside working hours."""

    name: str
    spans: tuple[Span, ...]
    headcount: int = 1
    skill: str | None = None
    is_promise: bool = False


@dataclass(frozen=True, slots=True)
class Hole:
    """A time in which a need lacks `missing` people; before now it is history, not a warning."""

    start_at: datetime
    end_at: datetime
    need: Need
    missing: int
    is_history: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the time needed is covered, and each hole by need, in order."""

    required: timedelta
    covered: timedelta
    holes: tuple[Hole, ...]

    @property
    def percent(self) -> int:
        """The share covered, floored, so that 100 means all of it; 100 when nothing is needed."""
        return 100 * self.covered // self.required if self.required else 100

    @property
    def warnings(self) -> tuple[Hole, ...]:
        """The holes that can still be filled."""
        return tuple(hole for hole in self.holes if not hole.is_history)

    @property
    def uncovered_promises(self) -> tuple[Hole, ...]:
        """The promised hours with nobody on duty (sla.md C7)."""
        return tuple(hole for hole in self.warnings if hole.need.is_promise)


def need_of(
    requirement: CoverageRequirement, zone: str, holidays: frozenset[date], within: Span
) -> Need:
    """Return what a requirement asks for within a span."""
    return Need(
        requirement.name,
        tuple(requirement.hours.spans(zone, holidays, within)),
        requirement.headcount,
        requirement.skill,
    )


def promise(name: str, promised: Iterable[Span], working: Iterable[Span]) -> Need:
    """Return the promised hours in which nobody is at work anyway."""
    return Need(name, tuple(minus(promised, working)), is_promise=True)


def coverage(
    needs: Iterable[Need],
    shifts: Sequence[Shift],
    skills: Mapping[str, frozenset[Person]],
    now: datetime,
) -> Coverage:
    """Return how far the shifts cover the needs; a person on duty twice counts once.

    `skills` says who has which. A time that several needs share counts once, and as covered only
    if all of them are met.
    """
    needs = list(needs)
    return summed(needs, holes_of(needs, shifts, skills, now))


def holes_of(
    needs: Iterable[Need],
    shifts: Sequence[Shift],
    skills: Mapping[str, frozenset[Person]],
    now: datetime,
) -> list[Hole]:
    """Return where the shifts do not cover the needs."""
    return [hole for need in needs for hole in _holes(need, shifts, skills, now)]


def summed(needs: Iterable[Need], holes: Sequence[Hole]) -> Coverage:
    """Return how far needs are covered whose holes were found, be it among different shifts."""
    required = joined(span for need in needs for span in need.spans)
    missing = joined((hole.start_at, hole.end_at) for hole in holes)
    ordered = sorted(holes, key=lambda hole: (hole.start_at, hole.end_at, hole.need.name))
    return Coverage(total(required), total(required) - total(missing), tuple(ordered))


def _holes(
    need: Need, shifts: Sequence[Shift], skills: Mapping[str, frozenset[Person]], now: datetime
) -> Iterator[Hole]:
    able = None if need.skill is None else skills.get(need.skill, frozenset())
    steps = list(_levels(shift for shift in shifts if able is None or shift.person in able))
    short: dict[int, list[Span]] = {need.headcount: minus(need.spans, [span for span, _ in steps])}
    for span, people in steps:
        if people < need.headcount:
            parts = shared(joined(need.spans), [span])
            short.setdefault(need.headcount - people, []).extend(parts)
    for missing, spans in short.items():
        for start_at, end_at in joined(spans):
            for cut_from, cut_until in _cut_at(now, start_at, end_at):
                yield Hole(cut_from, cut_until, need, missing, cut_until <= now)


def _levels(shifts: Iterable[Shift]) -> Iterator[tuple[Span, int]]:
    """Give each span between two changes with how many people are on duty, where anybody is."""
    of_person: dict[Person, list[Span]] = {}
    for shift in shifts:
        of_person.setdefault(shift.person, []).append((shift.start_at, shift.end_at))
    changes: dict[datetime, int] = {}
    for spans in of_person.values():
        for start_at, end_at in joined(spans):
            changes[start_at] = changes.get(start_at, 0) + 1
            changes[end_at] = changes.get(end_at, 0) - 1
    people, since = 0, None
    for moment in sorted(changes):
        if since is not None and people:
            yield (since, moment), people
        people, since = people + changes[moment], moment


def _cut_at(now: datetime, start_at: datetime, end_at: datetime) -> list[Span]:
    return [(start_at, now), (now, end_at)] if start_at < now < end_at else [(start_at, end_at)]

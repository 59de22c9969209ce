"""What the duty planner is asked and what it answers: slots, people, rules, weights, scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Final

from desktop.domain.duty import AbsenceKind, Person
from desktop.domain.duty_conflict import Conflict
from desktop.domain.errors import Refused

_HOUR: Final = 60


@dataclass(frozen=True, slots=True)
class PlanSlot:
    """One duty that needs one person; two people at once are two slots.

    `starts_on` is the local date that absences and wishes are compared with, `week` a running
    number of local weeks. `minutes` is what the duty counts for, whatever a clock change does.
    `barred` are those who cannot have it whatever else is planned, with the reason.
    """

    number: int
    start_at: datetime
    end_at: datetime
    starts_on: date
    week: int
    minutes: int
    is_night: bool = False
    is_weekend: bool = False
    is_holiday: bool = False
    barred: Mapping[Person, Conflict] = field(
        default_factory=lambda: MappingProxyType({}), compare=False
    )

    def __post_init__(self) -> None:
        if self.end_at <= self.start_at:
            raise Refused("duty.ends_before_start", start=self.start_at, end=self.end_at)


@dataclass(frozen=True, slots=True)
class PlanPerson:
    """A person who can be planned: when not, how much, and what was done before the plan.

    `target_minutes` is the share prorated by availability, less the debt of others (duty.md F3).
    `weekends_before` and `holidays_before` start the counts, so that a debt carries on.
    """

    name: Person
    target_minutes: float
    absent: Mapping[date, AbsenceKind] = field(default_factory=lambda: MappingProxyType({}))
    impossible: frozenset[date] = frozenset()
    unwanted: frozenset[date] = frozenset()
    weekends_before: int = 0
    holidays_before: int = 0
    wanted: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class PlanRules:
    """What a plan never breaks: the rest between two duties, the nights begun in seven days."""

    rest: timedelta = timedelta(hours=11)
    nights_in_7_days: int = 3


@dataclass(frozen=True, slots=True)
class PlanWeights:
    """The price of each thing counted in `PlanCounts`; hours by the hour, the rest by the piece."""

    hours: float = 0
    weekend_spread: float = 0
    holiday_spread: float = 0
    unwanted: float = 0
    every_other_night: float = 0
    consecutive_weekends: float = 0
    changes: float = 0
    wanted: float = 0


RULES_THEN_FAIRNESS_THEN_WISHES: Final = (
    PlanWeights(consecutive_weekends=4, every_other_night=1),
    PlanWeights(hours=2, weekend_spread=10, holiday_spread=15),
    PlanWeights(unwanted=5, wanted=2, changes=1),
)
"""The passes of duty.md P2 after the uncovered minutes."""


@dataclass(frozen=True, slots=True)
class PlanCounts:
    """What a plan is judged by, counted and not yet weighed.

    `hours` is the largest distance of anybody from the target; `every_other_night` counts pairs of
    a person's consecutive nights two days apart; `consecutive_weekends` pairs of neighbouring weeks
    with a weekend duty; `changes` the published duties that someone else would get; `wanted` the
    days for which somebody wants a duty, there is one, and another has it.
    """

    hours: float
    weekend_spread: int
    holiday_spread: int
    unwanted: int
    every_other_night: int
    consecutive_weekends: int
    changes: int
    wanted: int

    def weighed(self, weights: PlanWeights) -> Mapping[str, float]:
        """Return the cost of each part that has a weight; they add up to the cost."""
        return {
            each.name: getattr(self, each.name) * getattr(weights, each.name)
            for each in fields(self)
            if getattr(weights, each.name)
        }


@dataclass(frozen=True, slots=True)
class PlanScore:
    """How good a plan is: less uncovered time first, then the cost of each tier in turn (P2)."""

    uncovered_minutes: int
    counts: PlanCounts
    tiers: tuple[float, ...]

    @property
    def key(self) -> tuple[float, ...]:
        """What two plans are compared by; the smaller is better."""
        return (self.uncovered_minutes, *self.tiers)

    @property
    def cost(self) -> float:
        """The cost of all tiers together, uncovered time left aside."""
        return sum(self.tiers)


@dataclass(frozen=True, slots=True)
class PlanProblem:
    """Everything a plan depends on (duty.md P1).

    `fixed` are published and locked duties that stay, by slot number; rules hold between them and
    what is planned, not among themselves. `published` is what a plan may change at a price.

    Raises:
        Refused: `plan.nobody` without people, `plan.unknown_slot` (fact `slot`) and
            `plan.unknown_person` (fact `person`) for what is fixed or published,
            `plan.repeated_slot` (fact `slot`).
    """

    people: tuple[PlanPerson, ...]
    slots: tuple[PlanSlot, ...]
    rules: PlanRules = PlanRules()
    tiers: tuple[PlanWeights, ...] = RULES_THEN_FAIRNESS_THEN_WISHES
    fixed: Mapping[int, Person] = field(default_factory=lambda: MappingProxyType({}))
    published: Mapping[int, Person] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if not self.people:
            raise Refused("plan.nobody")
        ordered = tuple(sorted(self.slots, key=lambda each: (each.start_at, each.number)))
        object.__setattr__(self, "slots", ordered)
        names = {person.name for person in self.people}
        numbers: set[int] = set()
        for slot in ordered:
            if slot.number in numbers:
                raise Refused("plan.repeated_slot", slot=slot.number)
            numbers.add(slot.number)
        for given in (self.fixed, self.published):
            for number, name in given.items():
                if number not in numbers:
                    raise Refused("plan.unknown_slot", slot=number)
                if name not in names:
                    raise Refused("plan.unknown_person", person=name)


def hours(minutes: float) -> float:
    """Return minutes as hours, the unit in which deviations are weighed."""
    return minutes / _HOUR

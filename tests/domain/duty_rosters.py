"""Small rosters of our own, and a slow, obvious judge of plans that knows nothing of bit masks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, product

from desktop.domain.duty_plan import PlanPerson, PlanProblem, PlanSlot, PlanWeights

MONDAY = date(2026, 11, 23)
WEIGHTS = PlanWeights(2, 10, 15, 5, 2, 8)

Assigned = Mapping[int, str]


def night(day: int, *, holiday: bool = False) -> PlanSlot:
    """19:00 to 09:00 on the day that many days after the Monday; its number is ten a day."""
    return _slot(10 * day, day, 19, 14, is_night=True, holiday=holiday)


def daytime(day: int, *, holiday: bool = False) -> PlanSlot:
    """09:00 to 19:00."""
    return _slot(10 * day - 5, day, 9, 10, is_night=False, holiday=holiday)


def weeks(count: int) -> tuple[PlanSlot, ...]:
    """Every night, and the days of the weekends."""
    days = range(7 * count)
    return tuple(map(night, days)) + tuple(daytime(day) for day in days if day % 7 > 4)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def person(name: str, hours: float = 0, **given: object) -> PlanPerson:
    return PlanPerson(name, 60 * hours, **given)  # type: ignore[arg-type]


def _slot(
    number: int, offset: int, hour: int, length: int, *, is_night: bool, holiday: bool
) -> PlanSlot:
    on = day(offset)
    start_at = datetime(on.year, on.month, on.day, hour, tzinfo=UTC)
    return PlanSlot(
        number,
        start_at,
        start_at + timedelta(hours=length),
        on,
        offset // 7,
        60 * length,
        is_night=is_night,
        is_weekend=on.weekday() > 4 or (on.weekday() == 4 and is_night),
        is_holiday=holiday,
    )


def held_by(problem: PlanProblem, assigned: Assigned, name: str) -> list[PlanSlot]:
    return [slot for slot in problem.slots if assigned.get(slot.number) == name]


def breaks_rules(problem: PlanProblem, assigned: Assigned) -> bool:
    """Tell whether a plan breaks a hard rule, or takes away what is fixed."""
    for who in problem.people:
        held = held_by(problem, assigned, who.name)
        nights = [slot.start_at for slot in held if slot.is_night]
        limit = problem.rules.nights_in_7_days
        away = set(who.absent) | who.impossible
        if (
            any(slot.starts_on in away and slot.number not in problem.fixed for slot in held)
            or any(b.start_at - a.end_at < problem.rules.rest for a, b in pairwise(held))
            or any(b - a < timedelta(days=7) for a, b in zip(nights, nights[limit:], strict=False))
        ):
            return True
    return any(assigned.get(number) != name for number, name in problem.fixed.items())


def key_of(problem: PlanProblem, assigned: Assigned) -> tuple[float, ...]:
    """Return what `PlanScore.key` should be."""
    open_minutes = sum(slot.minutes for slot in problem.slots if slot.number not in assigned)
    return (open_minutes, *(_cost(problem, assigned, tier) for tier in problem.tiers))


def every_plan(problem: PlanProblem) -> Iterator[dict[int, str]]:
    """Give every plan that breaks no rule, holes included."""
    numbers = [slot.number for slot in problem.slots]
    names = [None, *(who.name for who in problem.people)]
    for choice in product(names, repeat=len(numbers)):
        assigned = {
            number: name for number, name in zip(numbers, choice, strict=True) if name is not None
        }
        if not breaks_rules(problem, assigned):
            yield assigned


def _cost(problem: PlanProblem, assigned: Assigned, weights: PlanWeights) -> float:
    held = {who.name: held_by(problem, assigned, who.name) for who in problem.people}
    deviation = max(
        abs(sum(slot.minutes for slot in held[who.name]) - who.target_minutes) / 60
        for who in problem.people
    )
    weekends = [
        who.weekends_before + sum(slot.is_weekend for slot in held[who.name])
        for who in problem.people
    ]
    holidays = [
        who.holidays_before + sum(slot.is_holiday for slot in held[who.name])
        for who in problem.people
    ]
    return (
        weights.hours * deviation
        + weights.weekend_spread * (max(weekends) - min(weekends))
        + weights.holiday_spread * (max(holidays) - min(holidays))
        + weights.unwanted
        * sum(slot.starts_on in who.unwanted for who in problem.people for slot in held[who.name])
        + weights.wanted * sum(_missed(problem, held[who.name], who) for who in problem.people)
        + weights.every_other_night * sum(_other_nights(slots) for slots in held.values())
        + weights.consecutive_weekends * sum(_weekend_pairs(slots) for slots in held.values())
        + weights.changes
        * sum(assigned.get(number) != name for number, name in problem.published.items())
    )


def _missed(problem: PlanProblem, held: Sequence[PlanSlot], who: PlanPerson) -> int:
    needed = {slot.starts_on for slot in problem.slots}
    return len((who.wanted & needed) - {slot.starts_on for slot in held})


def _other_nights(held: Sequence[PlanSlot]) -> int:
    dates = [slot.starts_on for slot in held if slot.is_night]
    return sum((b - a).days == 2 for a, b in pairwise(dates))


def _weekend_pairs(held: Sequence[PlanSlot]) -> int:
    numbers = sorted({slot.week for slot in held if slot.is_weekend})
    return sum(b - a == 1 for a, b in pairwise(numbers))

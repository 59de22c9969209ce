"""A plan's basis as the problem that the planner solves: what stays, what is open, who may."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from desktop.domain.duty import ShiftSource, WishKind
from desktop.domain.duty_conflict import Conflict, ConflictKind
from desktop.domain.duty_coverage import Need, holes_of
from desktop.domain.duty_fairness import Burden, FairnessRow, next_target
from desktop.domain.duty_hours import local_dates, night_dates, weekend_dates, weekend_of
from desktop.domain.duty_plan import (
    RULES_THEN_FAIRNESS_THEN_WISHES,
    PlanPerson,
    PlanProblem,
    PlanRules,
    PlanSlot,
    PlanWeights,
)
from desktop.domain.duty_rules import DutyRules
from desktop.domain.duty_span import ByStart, Span
from desktop.domain.worktime_local import zone_named
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_facts import shift_in
from desktop.services.duty_fairness import fairness_of
from desktop.services.duty_plan_basis import PlanBasis, Wanted
from desktop.services.duty_records import is_stored

_MINUTE: Final = timedelta(minutes=1)
_NO_LIMIT: Final = 1_000
_SKILL: Final = "skill"
_BY_ITSELF: Final = (ShiftSource.PLANNER, ShiftSource.MANUAL, ShiftSource.IMPORT)

# Duties this near to the plan take part in its rules: seven days of nights, and a weekend.
_NEAR: Final = timedelta(days=8)


@dataclass(frozen=True, slots=True)
class PlanTask:
    """A problem, what each of its open slots is for, and what happens to the blocks there are.

    `openings` are by slot number; other slots of the problem stand for what is `kept`.
    """

    problem: PlanProblem
    openings: Mapping[int, Wanted]
    kept: tuple[BoardBlock, ...]
    replaceable: tuple[BoardBlock, ...]


def task_of(
    basis: PlanBasis, *, keep_existing: bool, go_on: Callable[[], None] = lambda: None
) -> PlanTask:
    """Return the problem of a basis.

    What is covered already asks for nobody; what is covered in part asks for the rest. Rotations,
    overrides, swaps, temporary schedules and locked shifts always stay. `go_on` is called all the
    time, to raise once nobody wants the plan any more.

    Raises:
        Refused: `plan.nobody`.
    """
    replaceable = () if keep_existing else tuple(_replaceable(basis))
    may_go = set(replaceable)
    kept = tuple(each for each in basis.facts.blocks if each not in may_go)
    openings = dict(enumerate(_openings(basis, kept, go_on)))
    slots = []
    for number, opening in openings.items():
        go_on()
        slots.append(_slot(basis, number, opening))
    near = [each for each in kept if _is_near(basis, each)]
    fixed = {len(slots) + place: block for place, block in enumerate(near)}
    slots += [_fixed_slot(basis, number, block) for number, block in fixed.items()]
    holders = {number: str(block.person_id) for number, block in fixed.items()}
    problem = PlanProblem(
        tuple(_people(basis, kept, slots, holders)),
        tuple(slots),
        _rules(basis.facts.rules),
        _tiers(basis.facts.rules),
        holders,
        _published(openings, replaceable),
    )
    return PlanTask(problem, openings, kept, replaceable)


def _replaceable(basis: PlanBasis) -> Iterator[BoardBlock]:
    """Give the stored shifts ahead that nobody locked, cut or swapped."""
    pieces = Counter(block.shift_id for block in basis.facts.blocks)
    for block in basis.facts.blocks:
        if (
            is_stored(block.shift_id)
            and pieces[block.shift_id] == 1
            and not block.is_locked
            and block.source in _BY_ITSELF
            and block.person_id in basis.people
            and basis.begins_at <= block.start_at < basis.within[1]
        ):
            yield block


def _openings(
    basis: PlanBasis, kept: Sequence[BoardBlock], go_on: Callable[[], None]
) -> Iterator[Wanted]:
    """Give a time for each person that is still needed, by start."""
    found = []
    near = ByStart(kept, lambda block: (block.start_at, block.end_at))
    for wanted in basis.wanted:
        go_on()
        on = [
            shift_in(each)
            for each in near.meeting(wanted.span)
            if wanted.line_id is None or each.line_id in (None, wanted.line_id)
        ]
        skill, able = (None, {}) if wanted.able is None else (_SKILL, {_SKILL: wanted.able})
        need = Need(wanted.name, (wanted.span,), wanted.headcount, skill)
        for hole in holes_of([need], on, able, basis.begins_at):
            if not hole.is_history:
                opening = replace(wanted, span=(hole.start_at, hole.end_at), headcount=1)
                found += [opening] * hole.missing
    yield from sorted(found, key=lambda each: each.span)


def _slot(basis: PlanBasis, number: int, opening: Wanted) -> PlanSlot:
    barred: dict[str, Conflict] = {}
    for person_id in basis.people:
        if opening.able is not None and str(person_id) not in opening.able:
            barred[str(person_id)] = Conflict(ConflictKind.SKILL)
    for absence in basis.facts.absences:
        if absence.start_at < opening.span[1] and opening.span[0] < absence.end_at:
            barred[absence.person] = Conflict(ConflictKind.ABSENCE, absence=absence.kind)
    return replace(_bare_slot(basis, number, opening.span), barred=barred)


def _fixed_slot(basis: PlanBasis, number: int, block: BoardBlock) -> PlanSlot:
    """Return what stays as a slot; out of the plan it binds, but is no share of anybody's."""
    slot = _bare_slot(basis, number, (block.start_at, block.end_at))
    is_planned = basis.begins_at <= block.start_at < basis.within[1]
    return slot if is_planned else replace(slot, minutes=0)


def _bare_slot(basis: PlanBasis, number: int, span: Span) -> PlanSlot:
    zone, facts = basis.facts.zone, basis.facts
    start, end = (at.astimezone(zone_named(zone)).replace(tzinfo=None) for at in span)
    return PlanSlot(
        number,
        span[0],
        span[1],
        start.date(),
        weekend_of(start.date()).toordinal() // 7,
        (end - start) // _MINUTE,
        is_night=bool(night_dates(span, zone, facts.rules.night)),
        is_weekend=bool(weekend_dates(span, zone)),
        is_holiday=not facts.holidays.isdisjoint(local_dates(span, zone)),
    )


def _is_near(basis: PlanBasis, block: BoardBlock) -> bool:
    return (
        block.person_id in basis.people
        and block.end_at > basis.begins_at - _NEAR
        and block.start_at < basis.within[1] + _NEAR
    )


def _people(
    basis: PlanBasis,
    kept: Sequence[BoardBlock],
    slots: Sequence[PlanSlot],
    fixed: Mapping[int, str],
) -> Iterator[PlanPerson]:
    """Give each person with a share of all that is planned or stays, and the debt so far in it."""
    owed = _owed(basis, kept)
    minutes = sum(slot.minutes for slot in slots)
    outside = [slot for slot in slots if slot.number in fixed and not slot.minutes]
    weekends = _carried(owed, Burden.WEEKEND_DAYS)
    holidays = _carried(owed, Burden.HOLIDAYS)
    # The problem counts what lies near the plan as well, which is no part of it.
    weekends.subtract(fixed[slot.number] for slot in outside if slot.is_weekend)
    holidays.subtract(fixed[slot.number] for slot in outside if slot.is_holiday)
    for row in owed:
        said: dict[WishKind, set[date]] = {kind: set() for kind in WishKind}
        for wish in basis.facts.wishes:
            if wish.person == row.person:
                said[wish.kind].add(wish.day)
        yield PlanPerson(
            row.person,
            next_target(minutes, row, owed),
            impossible=frozenset(said[WishKind.IMPOSSIBLE]),
            unwanted=frozenset(said[WishKind.UNWANTED]),
            wanted=frozenset(said[WishKind.WANTED]),
            weekends_before=weekends[row.person],
            holidays_before=holidays[row.person],
        )


def _owed(basis: PlanBasis, kept: Sequence[BoardBlock]) -> list[FairnessRow]:
    """Return what each carried before the plan, with the availability in the plan's own days."""
    before = (basis.owed_since, basis.begins_at)
    planned = fairness_of(basis.facts, (), basis.within)
    carried = fairness_of(basis.facts, kept, before) if before[0] < before[1] else planned
    return [
        replace(row, availability=ahead.availability)
        for row, ahead in zip(carried, planned, strict=True)
        if int(row.person) in basis.people
    ]


def _carried(rows: Iterable[FairnessRow], burden: Burden) -> Counter[str]:
    """Return how many days more than the one who owes most each carried, against the targets."""
    debts = {row.person: row.figures[burden].debt for row in rows}
    most = max(debts.values(), default=0.0)
    return Counter({person: round(most - debt) for person, debt in debts.items()})


def _published(openings: Mapping[int, Wanted], replaceable: Iterable[BoardBlock]) -> dict[int, str]:
    """Return who is told to have which opening: to give it to another has its price."""
    free: dict[object, list[int]] = {}
    for number, opening in openings.items():
        free.setdefault((opening.line_id, *opening.span), []).append(number)
    found: dict[int, str] = {}
    for block in replaceable:
        numbers = free.get(place_of(block))
        if numbers and not block.is_draft:
            found[numbers.pop(0)] = str(block.person_id)
    return found


def place_of(block: BoardBlock) -> tuple[int | None, datetime, datetime]:
    """Return what a block covers, whoever has it."""
    return block.line_id, block.start_at, block.end_at


def _rules(rules: DutyRules) -> PlanRules:
    return PlanRules(rules.rest, rules.nights_in_7_days or _NO_LIMIT)


def _tiers(rules: DutyRules) -> tuple[PlanWeights, ...]:
    if rules.weekends_in_a_row:
        return RULES_THEN_FAIRNESS_THEN_WISHES
    first, *others = RULES_THEN_FAIRNESS_THEN_WISHES
    return (replace(first, consecutive_weekends=0), *others)

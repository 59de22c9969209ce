"""The planner's own parts: scores, the rotation, annealing, and the reasons for a hole."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.duty import AbsenceKind
from desktop.domain.duty_conflict import Conflict, ConflictKind
from desktop.domain.duty_plan import PlanProblem, PlanRules, PlanSlot, PlanWeights
from desktop.domain.duty_plan_grid import PlanGrid
from desktop.domain.duty_plan_reasons import DutyPlan, cost_of_giving, read_plan
from desktop.domain.duty_plan_search import Annealing, fill_holes, plain_rotation
from desktop.domain.errors import Refused
from tests.domain.duty_rosters import (
    WEIGHTS,
    breaks_rules,
    day,
    daytime,
    key_of,
    night,
    person,
    weeks,
)

FOUR = tuple(person(name, 63) for name in "ABCD")


def rotation(problem: PlanProblem) -> DutyPlan:
    grid = PlanGrid(problem)
    return read_plan(grid, plain_rotation(grid), "rotation")


def test_the_plain_rotation_gives_a_slot_to_whoever_was_on_duty_longest_ago() -> None:
    problem = PlanProblem(FOUR, tuple(map(night, range(6))))
    assert list(rotation(problem).assigned.values()) == ["A", "B", "C", "D", "A", "B"]


def test_the_rotation_and_annealing_break_no_rule_and_keep_what_is_fixed() -> None:
    people = (
        *FOUR[:3],
        replace(FOUR[3], absent=dict.fromkeys(map(day, range(7)), AbsenceKind.SICK)),
    )
    problem = PlanProblem(people, weeks(3), tiers=(WEIGHTS,), fixed={80: "B", 90: "C", 120: "D"})
    grid = PlanGrid(problem)
    start = plain_rotation(grid)
    found = fill_holes(grid, Annealing(grid, start, seed=1).run(4_000, lambda: False))
    for held in (start, found):
        plan = read_plan(grid, held, "own")
        assert not breaks_rules(problem, plan.assigned)
        assert plan.score.key == pytest.approx(key_of(problem, plan.assigned))
    assert grid.score(found).key < grid.score(start).key


def test_annealing_ends_at_once_when_it_is_over() -> None:
    grid = PlanGrid(PlanProblem(FOUR, weeks(2)))
    start = plain_rotation(grid)
    assert Annealing(grid, start, seed=1).run(1_000_000, lambda: True) == start


@given(st.lists(st.sampled_from([None, 0, 1, 2]), min_size=18, max_size=18), st.integers(0, 3))
def test_scores_agree_with_the_obvious_judge(choice: list[int | None], between: int) -> None:
    """Any plan, whether it keeps the rules or not, nights on neighbouring days included."""
    people = tuple(
        person(
            name,
            40,
            unwanted=frozenset({day(place), day(place + 5)}),
            wanted=frozenset({day(place + 3), day(place + 5), day(40)}),
            weekends_before=place,
        )
        for place, name in enumerate("ABC")
    )
    slots = tuple(night(n, holiday=n == between) for n in range(14)) + tuple(
        daytime(n) for n in (5, 6, 12, 13)
    )
    problem = PlanProblem(
        people, slots, tiers=(WEIGHTS, PlanWeights(changes=3, wanted=7)), published={0: "B"}
    )
    grid = PlanGrid(problem)
    held = [
        sum(1 << place for place, chosen in enumerate(choice) if chosen == number)
        for number in range(3)
    ]
    plan = read_plan(grid, held, "any")
    assert plan.score.key == pytest.approx(key_of(problem, plan.assigned))


def test_a_hole_has_a_reason_for_each_person() -> None:
    people = (
        person("A", absent={day(5): AbsenceKind.VACATION}),
        person("B", impossible=frozenset({day(5)})),
        person("C"),
        person("D"),
    )
    rules = PlanRules(timedelta(hours=11), nights_in_7_days=2)
    fixed = {40: "C", 10: "D", 30: "D"}
    problem = PlanProblem(people, (*map(night, (1, 3, 4, 5)),), rules, fixed=fixed)
    [hole] = rotation(problem).holes
    assert hole.slot.number == 50
    assert hole.why == {
        "A": (Conflict(ConflictKind.ABSENCE, absence=AbsenceKind.VACATION),),
        "B": (Conflict(ConflictKind.IMPOSSIBLE),),
        "C": (Conflict(ConflictKind.REST, span=timedelta(hours=10)),),
        "D": (Conflict(ConflictKind.NIGHTS, count=2),),
    }


def test_two_at_once_need_two_people() -> None:
    second = replace(night(0), number=1)
    plan = rotation(PlanProblem((person("A"),), (night(0), second)))
    assert plan.holes[0].why == {"A": (Conflict(ConflictKind.DOUBLE_BOOKING),)}


def test_a_fixed_night_that_breaks_the_rules_itself_is_left_alone() -> None:
    people = (person("A", absent={day(0): AbsenceKind.VACATION}), person("B"))
    problem = PlanProblem(people, (night(0), night(1)), fixed={0: "A", 10: "A"})
    assert rotation(problem).assigned == {0: "A", 10: "A"}


def test_what_a_slot_would_cost_a_person_is_told() -> None:
    slots = (night(5), night(12), daytime(13))
    problem = PlanProblem((person("A", 14), person("B", 14)), slots, tiers=(WEIGHTS,))
    grid = PlanGrid(problem)
    held = [0b001, 0b010]
    assert cost_of_giving(grid, held, 2, 0) == {
        "hours": 10,
        "weekend_spread": 1,
        "consecutive_weekends": 1,
    }
    assert cost_of_giving(grid, [0b001, 0b110], 2, 1) == {}


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: PlanProblem((), ()), "plan.nobody"),
        (lambda: PlanProblem(FOUR, (night(0),), fixed={7: "A"}), "plan.unknown_slot"),
        (lambda: PlanProblem(FOUR, (night(0),), published={0: "Z"}), "plan.unknown_person"),
        (lambda: PlanProblem(FOUR, (night(0), night(0))), "plan.repeated_slot"),
        (lambda: replace(night(0), end_at=night(0).start_at), "duty.ends_before_start"),
    ],
)
def test_what_cannot_be_planned(make: object, code: str) -> None:
    with pytest.raises(Refused) as refused:
        make()  # type: ignore[operator]
    assert refused.value.code == code


def test_slots_are_taken_in_the_order_of_their_start() -> None:
    slots: tuple[PlanSlot, ...] = (night(3), night(0))
    assert [slot.number for slot in PlanProblem(FOUR, slots).slots] == [0, 30]

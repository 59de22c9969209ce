"""Plans by HiGHS: the best there is on small rosters, in time, cancellable, and explained."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import roster
from desktop.cli.roster_file import read_roster
from desktop.domain.duty import AbsenceKind
from desktop.domain.duty_plan import PlanProblem, PlanRules, PlanScore, PlanWeights
from desktop.services.duty_planner import plan_duties
from tests.domain.duty_rosters import (
    WEIGHTS,
    breaks_rules,
    day,
    daytime,
    every_plan,
    key_of,
    night,
    person,
    weeks,
)

FOUR = tuple(person(name, 63) for name in "ABCD")
ENOUGH = 20.0  # seconds; small rosters end long before
RULES_FIRST = (
    PlanWeights(every_other_night=1),
    PlanWeights(hours=1),
    PlanWeights(unwanted=1, wanted=1),
)


@st.composite
def small_problems(draw: st.DrawFn) -> PlanProblem:
    """Up to three people and seven slots, with absences, wishes and what is published already."""
    days = st.frozensets(st.integers(0, 5).map(day), max_size=2)
    people = tuple(
        person(
            name,
            draw(st.sampled_from([14, 24, 30])),
            absent=dict.fromkeys(draw(days), AbsenceKind.VACATION),
            unwanted=draw(days),
            wanted=draw(days),
            weekends_before=draw(st.integers(0, 1)),
        )
        for name in "ABC"[: draw(st.integers(2, 3))]
    )
    slots = (*(night(n, holiday=n == 2) for n in (1, 2, 3, 4)), daytime(5), night(5))
    rules = PlanRules(timedelta(hours=draw(st.sampled_from([0, 11]))), draw(st.integers(1, 3)))
    tiers = draw(st.sampled_from([(WEIGHTS,), RULES_FIRST]))
    names = [who.name for who in people]
    published = {10: draw(st.sampled_from(names)), 45: draw(st.sampled_from(names))}
    weighed = (*tiers[:-1], replace(tiers[-1], changes=1))
    fixed = {20: draw(st.sampled_from(names))} if draw(st.booleans()) else {}
    return PlanProblem(people, slots, rules, weighed, fixed, published)


@settings(deadline=None, max_examples=12)
@given(small_problems())
def test_no_plan_is_better_than_the_one_found(problem: PlanProblem) -> None:
    plan = plan_duties(problem, ENOUGH)
    assert plan.solver == "HiGHS"
    assert not breaks_rules(problem, plan.assigned)
    best = min(key_of(problem, each) for each in every_plan(problem))
    assert plan.score.key == pytest.approx(best, abs=1e-4)
    assert plan.is_proven
    for hole in plan.holes:
        assert all(hole.why.values())


@settings(deadline=None, max_examples=12)
@given(small_problems(), st.integers(0, 1), st.integers(1, 5))
def test_an_absence_never_improves_the_optimum(problem: PlanProblem, who: int, number: int) -> None:
    before = plan_duties(problem, ENOUGH)
    absent = problem.people[who].absent | {day(number): AbsenceKind.SICK}  # type: ignore[operator]
    people = list(problem.people)
    people[who] = replace(people[who], absent=absent)
    after = plan_duties(replace(problem, people=tuple(people)), ENOUGH)
    for ours, theirs in zip(before.score.key, after.score.key, strict=True):
        assert ours <= theirs + 1e-4
        if ours < theirs - 1e-4:
            break  # the first that differs decides


def test_a_week_in_which_everybody_is_away_is_explained() -> None:
    away = dict.fromkeys((day(5), day(6)), AbsenceKind.VACATION)
    people = (*(replace(each, absent=away) for each in FOUR[:3]), person("D", 20))
    plan = plan_duties(PlanProblem(people, weeks(1)), ENOUGH)
    assert [hole.slot.number for hole in plan.holes] == [50, 55]
    for hole in plan.holes:
        assert {name: str(found[0].kind) for name, found in hole.why.items()} == {
            "A": "absence",
            "B": "absence",
            "C": "absence",
            "D": "rest",
        }


def test_replanning_changes_no_more_of_what_is_published_than_it_must() -> None:
    problem = PlanProblem(FOUR, weeks(2))
    before = plan_duties(problem, 1).assigned
    gone = next(number for number, name in before.items() if name == "A")
    sick = {slot.starts_on: AbsenceKind.SICK for slot in problem.slots if slot.number == gone}
    people = (replace(FOUR[0], absent=sick), *FOUR[1:])
    only_changes = (PlanWeights(changes=1),)
    after = plan_duties(PlanProblem(people, weeks(2), tiers=only_changes, published=before), ENOUGH)
    changed = [number for number in before if after.assigned.get(number) != before[number]]
    assert gone in changed
    assert len(changed) == after.score.counts.changes <= 4


def test_better_scores_are_heard_and_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    heard: list[PlanScore] = []
    plan = plan_duties(PlanProblem(FOUR, weeks(3), tiers=(WEIGHTS,)), 2, heard.append)
    keys = [score.key for score in heard]
    assert keys == sorted(keys, reverse=True)
    assert plan.score.key <= keys[-1]
    assert capfd.readouterr().out == ""


def test_a_cancelled_search_gives_the_plan_it_has() -> None:
    people = tuple(
        person(name, 97.5 + 3.7 * place, unwanted=frozenset(map(day, range(place, 42, 9 + place))))
        for place, name in enumerate("ABCD")
    )
    problem = PlanProblem(people, weeks(6), tiers=(WEIGHTS,))
    asked = 0

    def is_cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 70  # the last ones from inside the solver

    plan = plan_duties(problem, 600, is_cancelled=is_cancelled)
    assert not plan.is_proven
    assert not plan.holes
    assert not breaks_rules(problem, plan.assigned)


def test_without_the_solver_our_own_search_gives_a_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    problem = PlanProblem(FOUR, weeks(3), tiers=(WEIGHTS,))
    plan = plan_duties(problem, 0.5)
    assert plan.solver == "annealing"
    assert not plan.holes
    assert not breaks_rules(problem, plan.assigned)


@pytest.mark.long
@pytest.mark.skipif(not roster.DATA.exists(), reason="the rosters are not here")
@pytest.mark.parametrize("path", sorted(roster.DATA.glob("*.json")), ids=lambda path: path.stem)
def test_the_bar_on_the_rosters(path: Path) -> None:
    described = json.loads(path.read_bytes())
    plan = plan_duties(read_roster(path))
    assert plan.solver == "HiGHS"
    assert roster.violations(described, plan) == 0
    reached = roster.cost(described, plan)
    assert reached == pytest.approx(plan.score.cost, abs=1e-3)
    assert reached <= roster.WITHIN_BEST * described["best_known"]
    assert reached <= roster.BELOW_ROTATION * described["rotation_cost"]

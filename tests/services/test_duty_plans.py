"""Plans of a team's duties: from requirements or promises, explained, applied and taken back."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count

import pytest

from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import ManualClock
from desktop.domain.duty import AbsenceKind, Shift, ShiftSource, WishKind
from desktop.domain.duty_conflict import Conflict, ConflictKind
from desktop.domain.duty_coverage import CoverageRequirement
from desktop.domain.duty_fairness import Burden
from desktop.domain.duty_hours import DutyHours
from desktop.domain.duty_notice import NoticeKind
from desktop.domain.duty_plan import PlanScore
from desktop.domain.duty_rules import PRESETS, DutyRules
from desktop.domain.duty_window import EVERY_DAY, WeeklyWindow
from desktop.domain.errors import Refused
from desktop.domain.ticket import Actor
from desktop.domain.worktime_spec import Interval
from desktop.models.roster import DutyShiftRecord
from desktop.services import duty_plan_task
from desktop.services.desk import Desk
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_facts import shift_in
from desktop.services.duty_plan_basis import PlanOptions
from desktop.services.duty_plan_preview import PlanPreview
from tests.services.duty_team import MOSCOW, add_nights, add_team, local

HOUR = timedelta(hours=1)
WEEK = PlanOptions(date(2026, 11, 23), date(2026, 11, 29))
YEAR = PlanOptions(date(2026, 12, 1), date(2027, 12, 1))
ENOUGH = 20.0  # seconds; such weeks are solved long before, also on a busy machine
NIGHTS = CoverageRequirement(
    "Nights", DutyHours(WeeklyWindow(EVERY_DAY, Interval.parse("18:00", "09:00")))
)


@pytest.fixture
def team(desk: Desk, anna: Actor) -> dict[str, int]:
    return add_team(desk, anna)


def require(desk: Desk, by: Actor, requirement: CoverageRequirement = NIGHTS) -> None:
    desk.duty_requirements.save(by, requirement)


def make(desk: Desk, options: PlanOptions = WEEK) -> PlanPreview:
    return desk.duty_plans.make(options, ENOUGH)


def stored(desk: Desk) -> list[BoardBlock]:
    [*rows] = desk.duty_board.days(WEEK.first, 7).rows
    return [block for row in rows for block in row.blocks]


def nights_of(blocks: tuple[BoardBlock, ...]) -> Counter[int]:
    return Counter(block.person_id for block in blocks)


def add_shift(
    desk: Desk, person_id: int, start_at: datetime, end_at: datetime, **more: object
) -> None:
    values = {"source": ShiftSource.PLANNER, "published_at": local("08:00"), **more}
    with desk.database.write() as session:
        session.add(
            DutyShiftRecord(person_id=person_id, start_at=start_at, end_at=end_at, **values)
        )
        desk.database.announce(session, Changes.of(Topic.DUTY))


def test_a_week_of_nights_is_given_out_fairly_and_applied_in_one_step(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    require(desk, anna)
    preview = make(desk)
    assert preview.solver == "HiGHS"
    assert preview.is_proven
    assert [(block.start_at, block.end_at) for block in preview.added] == [
        (local("18:00", day), local("09:00", day + 1)) for day in range(7)
    ]
    assert sorted(nights_of(preview.added).values()) == [1, 2, 2, 2]
    assert (preview.holes, preview.removed, preview.changes) == ((), (), 7)
    assert {row.figures[Burden.NIGHTS].count for row in preview.before} == {0}
    assert sum(row.figures[Burden.NIGHTS].count for row in preview.after) == 7

    changes = desk.duty_plans.apply(anna, preview)

    assert len(stored(desk)) == 7
    assert all(block.is_draft and block.source is ShiftSource.PLANNER for block in stored(desk))
    assert desk.duty.who_is_on(local("20:00")) == ()
    assert changes.undo
    desk.undo.undo(anna, changes.undo)
    assert stored(desk) == []


def test_without_requirements_the_promises_are_cut_into_nights_and_weekend_days(
    desk: Desk, team: dict[str, int]
) -> None:
    preview = make(desk)
    expected = [(local("18:00", day), local("09:00", day + 1)) for day in range(7)]
    expected += [(local("09:00", day), local("18:00", day)) for day in (5, 6)]
    assert [(block.start_at, block.end_at) for block in preview.added] == sorted(expected)


def test_a_week_in_which_everybody_is_away_is_explained_for_each(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    require(desk, anna)
    for person_id in team.values():
        desk.availability.add_absence(anna, person_id, local("00:00"), local("12:00", 7))
    preview = make(desk)
    assert preview.added == ()
    assert len(preview.holes) == 7
    hole = preview.holes[0]
    assert (hole.name, hole.start_at, hole.end_at) == (
        "Nights",
        local("18:00"),
        local("09:00", 1),
    )
    assert [reason.name for reason in hole.reasons] == ["Anna Kern", "Bob", "Cat", "Lea"]
    for reason in hole.reasons:
        assert [each.absence for each in reason.conflicts] == [AbsenceKind.VACATION]
    desk.duty_plans.apply(anna, preview)
    assert stored(desk) == []


def test_an_absence_bars_only_the_duties_it_touches(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    """Away from midnight on: the night that began the evening before is out, another day is not."""
    require(desk, anna)
    only_bob = replace(WEEK, person_ids=(team["bob"],), last=date(2026, 11, 24))
    desk.availability.add_absence(anna, team["bob"], local("00:00", 1), local("06:00", 1))
    preview = make(desk, only_bob)
    assert [block.start_at for block in preview.added] == [local("18:00", 1)]
    assert [hole.start_at for hole in preview.holes] == [local("18:00")]


def test_an_absence_never_improves_the_optimum(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    require(desk, anna)
    before = make(desk).score.key
    for name, day in (("bob", 2), ("cat", 5), ("bob", 4)):
        desk.availability.add_absence(anna, team[name], local("00:00", day), local("23:00", day))
        after = make(desk).score.key
        # Shares follow availability, so that only what is uncovered and broken compares.
        assert before[:2] <= after[:2]
        before = after


def test_two_at_once_are_two_people_and_the_skill_is_honoured(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    desk.duty_requirements.set_skills(anna, team["bob"], ["db"])
    evenings = WeeklyWindow(EVERY_DAY, Interval.parse("18:00", "22:00"))
    require(desk, anna, CoverageRequirement("Two", DutyHours(evenings), headcount=2))
    late = WeeklyWindow(frozenset({0}), Interval.parse("22:00", "23:00"))
    require(desk, anna, CoverageRequirement("Late", DutyHours(late), skill="db"))
    preview = make(desk)
    at_once = Counter(block.start_at for block in preview.added)
    assert at_once[local("18:00")] == 2
    people = {(block.start_at, block.person_id) for block in preview.added}
    assert len(people) == len(preview.added) == 15
    [late_block] = (block for block in preview.added if block.start_at == local("22:00"))
    assert late_block.person_id == team["bob"]
    cell = preview.explain(team["cat"], local("22:30"))
    assert cell and ConflictKind.SKILL in {each.kind for each in cell.conflicts}


def test_what_is_covered_stays_and_only_the_rest_is_given_out(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    require(desk, anna)
    add_nights(desk, anna, team["bob"])
    assert make(desk).added == ()
    require(desk, anna, replace(NIGHTS, name="Second", headcount=2))
    preview = make(desk)
    assert len(preview.added) == 7
    assert team["bob"] not in nights_of(preview.added)
    assert len(preview.kept) == 7


def test_replanning_keeps_what_is_locked_and_replaces_what_is_not(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    require(desk, anna)
    for day in range(7):
        night = (local("18:00", day), local("09:00", day + 1))
        add_shift(desk, team["bob"], *night, is_locked=day == 2)
    assert make(desk).changes == 0
    preview = make(desk, replace(WEEK, keep_existing=False))
    assert preview.holes == ()
    assert (local("18:00", 2), team["bob"]) in {(b.start_at, b.person_id) for b in preview.kept}
    assert len(preview.removed) == len(preview.added) == 5
    undo = desk.duty_plans.apply(anna, preview).undo
    assert Counter(block.is_draft for block in stored(desk)) == {True: 5, False: 2}
    [told] = desk.duty_notices.waiting(team["bob"])
    assert (told.kind, told.shifts) == (NoticeKind.CHANGED, 5)
    assert undo
    desk.undo.undo(anna, undo)
    assert Counter(block.person_id for block in stored(desk)) == {team["bob"]: 7}
    assert desk.duty_notices.waiting(team["bob"]) == ()


def test_the_debt_of_the_last_weeks_is_paid_back(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    require(desk, anna)
    for day in range(6):
        add_shift(desk, team["bob"], local("18:00", day), local("09:00", day + 1))
    clock.advance(timedelta(days=7))
    preview = make(desk, PlanOptions(date(2026, 12, 1), date(2026, 12, 6)))
    assert team["bob"] not in nights_of(preview.added)


def test_wishes_count(desk: Desk, anna: Actor, team: dict[str, int]) -> None:
    require(desk, anna)
    day = local("12:00", 1).astimezone(MOSCOW).date()
    for name in ("anna", "bob"):
        desk.availability.wish(anna, team[name], day, WishKind.IMPOSSIBLE)
    desk.availability.wish(anna, team["cat"], day, WishKind.UNWANTED)
    preview = make(desk)
    [tuesday] = (block for block in preview.added if block.start_at == local("18:00", 1))
    assert tuesday.person_id == team["lea"]


def test_a_day_that_somebody_wants_is_theirs_where_nothing_else_is_worse(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    require(desk, anna)
    wanted = {"bob": 0, "cat": 3, "lea": 5}
    for name, day in wanted.items():
        on = local("12:00", day).astimezone(MOSCOW).date()
        desk.availability.wish(anna, team[name], on, WishKind.WANTED)
    preview = make(desk)
    holders = {block.start_at: block.person_id for block in preview.added}
    for name, day in wanted.items():
        assert holders[local("18:00", day)] == team[name]
    assert "wanted" not in preview.parts or preview.parts["wanted"] == 0


def test_a_cell_explains_itself(desk: Desk, anna: Actor, team: dict[str, int]) -> None:
    require(desk, anna)
    preview = make(desk)
    monday, tuesday = preview.added[:2]
    busy = preview.explain(monday.person_id, tuesday.start_at)
    assert busy and [each.kind for each in busy.conflicts] == [ConflictKind.REST]
    assert busy.conflicts[0].span == 9 * HOUR
    own = preview.explain(monday.person_id, monday.start_at)
    assert own and (own.conflicts, own.costs) == ((), {})
    others = set(team.values()) - {block.person_id for block in preview.added[:2]}
    costs = [preview.explain(each, monday.start_at) for each in others]
    assert all(cell is not None and not cell.conflicts for cell in costs)
    assert any(cell and cell.costs.get("hours", 0) > 0 for cell in costs)
    assert preview.explain(team["bob"], local("12:00")) is None
    assert preview.explain(999, local("20:00")) is None


def test_rules_that_the_plan_cannot_meet_are_listed(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    """Two people can take weekends in turns; one alone has all of them in a row."""
    saturdays = WeeklyWindow(frozenset({5}), Interval.parse("18:00", "22:00"))
    require(desk, anna, CoverageRequirement("Saturdays", DutyHours(saturdays)))
    three_weeks = replace(WEEK, last=date(2026, 12, 13))
    enough = make(desk, replace(three_weeks, person_ids=(team["bob"], team["cat"])))
    assert enough.unmet == ()
    alone = make(desk, replace(three_weeks, person_ids=(team["bob"],)))
    assert [[each.kind for each in unmet.conflicts] for unmet in alone.unmet] == [
        [ConflictKind.WEEKENDS]
    ] * 3
    assert alone.unmet[0].block in alone.added
    assert alone.parts["consecutive_weekends"] == 8


@pytest.mark.parametrize("what", ["absence", "shift", "rules", "requirement", "begun"])
def test_a_plan_is_refused_when_what_it_was_made_from_changed(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock, what: str
) -> None:
    require(desk, anna)
    preview = make(desk)
    if what == "absence":
        desk.availability.add_absence(anna, team["bob"], local("00:00", 1), local("09:00", 1))
    elif what == "shift":
        add_shift(desk, team["bob"], local("18:00", 1), local("09:00", 2))
    elif what == "rules":
        desk.rest_rules.save(anna, replace(DutyRules(), rest=9 * HOUR))
    elif what == "requirement":
        require(desk, anna, replace(NIGHTS, name="Second"))
    else:
        clock.advance(10 * HOUR)
    with pytest.raises(Refused, match=r"plan\.outdated"):
        desk.duty_plans.apply(anna, preview)
    assert len(stored(desk)) == (1 if what == "shift" else 0)


def test_a_plan_holds_while_the_clock_goes_on_and_another_week_is_edited(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    require(desk, anna)
    add_nights(desk, anna, team["bob"])
    require(desk, anna, replace(NIGHTS, name="Second", headcount=2))
    preview = make(desk)
    clock.advance(8 * HOUR)
    desk.duty_plans.apply(anna, preview)
    assert sum(block.is_draft for block in stored(desk)) == 7


def test_the_desk_can_be_edited_while_a_plan_is_made(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    """No transaction is open meanwhile; the plan is then out of date."""
    require(desk, anna)
    edits: list[Changes] = []

    def edit(score: PlanScore) -> None:
        if not edits:
            away = (local("00:00", 3), local("00:00", 4))
            edits.append(desk.availability.add_absence(anna, team["bob"], *away))

    preview = desk.duty_plans.make(WEEK, ENOUGH, edit)
    assert len(edits) == 1
    with pytest.raises(Refused, match=r"plan\.outdated"):
        desk.duty_plans.apply(anna, preview)


def test_a_cancelled_search_gives_the_plan_it_has(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    require(desk, anna)
    scores: list[PlanScore] = []
    preview = desk.duty_plans.make(WEEK, 600, scores.append, is_cancelled=lambda: bool(scores))
    assert (len(preview.added), preview.holes) == (7, ())


def test_a_search_cancelled_while_it_is_prepared_ends_without_a_plan(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    require(desk, anna)
    asked = count()
    with pytest.raises(Refused) as refused:
        desk.duty_plans.make(WEEK, 600, is_cancelled=lambda: next(asked) == 3)
    assert refused.value.code == "plan.stopped"
    assert next(asked) == 4


def test_a_year_beside_a_year_of_duties_is_prepared_by_looking_at_few_of_them(
    desk: Desk, anna: Actor, team: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    require(desk, anna)
    add_nights(desk, anna, *(team[name] for name in ("bob", "cat")))
    looked: list[BoardBlock] = []

    def look(block: BoardBlock) -> Shift:
        looked.append(block)
        return shift_in(block)

    monkeypatch.setattr(duty_plan_task, "shift_in", look)
    desk.duty_plans.make(YEAR, 0.0)
    assert len(looked) < 3 * 366


def test_without_the_solver_the_plan_names_our_own_search(
    desk: Desk, anna: Actor, team: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    require(desk, anna)
    preview = desk.duty_plans.make(WEEK, 0.3)
    assert preview.solver == "annealing"
    assert preview.holes == ()


def test_days_that_are_over_and_nobody_to_plan_are_refused(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    over = PlanOptions(date(2026, 11, 1), date(2026, 11, 2))
    for options, code in (
        (over, "duty.past"),
        (replace(WEEK, last=date(2026, 11, 20)), "duty.ends_before_start"),
        (replace(WEEK, person_ids=(999,)), "plan.nobody"),
        (replace(WEEK, last=WEEK.first + timedelta(days=400)), "plan.too_long"),
    ):
        with pytest.raises(Refused) as refused:
            make(desk, options)
        assert refused.value.code == code


@pytest.mark.parametrize("law", PRESETS, ids=lambda rules: rules.law)
def test_the_unmet_rules_are_those_that_an_edit_by_hand_would_ask_about(
    desk: Desk, anna: Actor, team: dict[str, int], law: DutyRules
) -> None:
    desk.rest_rules.save(anna, law)
    require(desk, anna)
    preview = make(desk)
    desk.duty_plans.apply(anna, preview)
    checker = desk.duty_shifts.checker(preview.start_at, preview.end_at)
    told = {(each.block.person_id, each.block.start_at): each.conflicts for each in preview.unmet}
    broken_by_work = 0
    for block in stored(desk):
        found = checker.conflicts(
            block.person_id, block.start_at, block.end_at, block.shift_id, block
        )
        assert told.get((block.person_id, block.start_at), ()) == found
        broken_by_work += Conflict(ConflictKind.REST, span=0 * HOUR) in found
    assert (broken_by_work > 0) is law.work_counts

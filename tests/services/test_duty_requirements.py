"""Requirements of coverage: kept in order, undone, counted by heads, skills and holidays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.changes import Changes
from desktop.domain.duty_coverage import CoverageRequirement
from desktop.domain.duty_hours import DutyHours, OnHolidays
from desktop.domain.duty_window import EVERY_DAY, WeeklyWindow
from desktop.domain.errors import NotFound, Refused
from desktop.domain.ticket import Actor
from desktop.domain.worktime import Interval, Override, OverrideKind
from desktop.services.desk import Desk
from desktop.services.duty_overrides import NewOverride
from desktop.services.duty_rows import UncoveredRow
from tests.services.duty_team import MOSCOW, add_line, add_nights, add_team, local

HOUR = timedelta(hours=1)
EVENINGS = CoverageRequirement(
    "Evenings", DutyHours(WeeklyWindow(EVERY_DAY, Interval.parse("18:00", "22:00")))
)


@pytest.fixture
def team(desk: Desk, anna: Actor) -> dict[str, int]:
    return add_team(desk, anna)


def save(
    desk: Desk, by: Actor, requirement: CoverageRequirement, line_id: int | None = None
) -> int:
    return desk.duty_requirements.save(by, requirement, line_id=line_id).created or 0


def lacking(desk: Desk, name: str = "Evenings", days: int = 1) -> list[UncoveredRow]:
    report = desk.duty_coverage.between(local("09:00"), local("09:00", days))
    return [row for row in report.uncovered if row.name == name]


def names(desk: Desk) -> list[str]:
    return [row.requirement.name for row in desk.duty_requirements.all()]


def test_a_requirement_comes_back_as_it_was_saved_and_edits_are_undone(
    desk: Desk, anna: Actor
) -> None:
    hours = DutyHours(
        WeeklyWindow(frozenset({4, 5}), Interval.parse("22:00", "06:00")), OnHolidays.ONLY
    )
    given = CoverageRequirement("  Holiday   nights ", hours, 2, " Database  ADMIN ")
    number = save(desk, anna, given)
    [row] = desk.duty_requirements.all()
    assert row.requirement == replace(given, name="Holiday nights", skill="database admin")

    changed = replace(EVENINGS, headcount=3)
    edit = desk.duty_requirements.save(anna, changed, requirement_id=number)
    assert desk.duty_requirements.all()[0].requirement == changed
    assert edit.undo and edit.created is None
    desk.undo.undo(anna, edit.undo)
    assert desk.duty_requirements.all() == (row,)


def test_requirements_are_moved_and_deleted_and_put_back(desk: Desk, anna: Actor) -> None:
    first, _, third = (save(desk, anna, replace(EVENINGS, name=name)) for name in "ABC")
    moved = desk.duty_requirements.move(anna, third, 0)
    assert names(desk) == ["C", "A", "B"]
    gone = desk.duty_requirements.delete(anna, first)
    assert names(desk) == ["C", "B"]
    assert moved.undo and gone.undo
    desk.undo.undo(anna, gone.undo)
    desk.undo.undo(anna, moved.undo)
    assert names(desk) == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("requirement", "code"),
    [
        (replace(EVENINGS, name="  "), "requirement.no_name"),
        (replace(EVENINGS, name="evenings"), "requirement.name_taken"),
        (replace(EVENINGS, name="B", headcount=0), "requirement.headcount"),
        (replace(EVENINGS, name="B", headcount=21), "requirement.headcount"),
        (
            CoverageRequirement(
                "B", DutyHours(WeeklyWindow(frozenset(), Interval.parse("18:00", "22:00")))
            ),
            "duty.no_days",
        ),
    ],
)
def test_nonsense_is_refused(
    desk: Desk, anna: Actor, requirement: CoverageRequirement, code: str
) -> None:
    save(desk, anna, EVENINGS)
    with pytest.raises(Refused) as refused:
        save(desk, anna, requirement)
    assert refused.value.code == code
    assert names(desk) == ["Evenings"]


def test_what_is_not_there_is_not_found(desk: Desk, anna: Actor) -> None:
    calls: tuple[Callable[[], Changes], ...] = (
        lambda: desk.duty_requirements.save(anna, EVENINGS, requirement_id=9),
        lambda: desk.duty_requirements.save(anna, EVENINGS, line_id=9),
        lambda: desk.duty_requirements.delete(anna, 9),
        lambda: desk.duty_requirements.move(anna, 9, 0),
        lambda: desk.duty_requirements.set_skills(anna, 999, ["network"]),
    )
    for call in calls:
        with pytest.raises(NotFound):
            call()


def test_skills_of_the_active_people_by_name(desk: Desk, anna: Actor, team: dict[str, int]) -> None:
    changes = desk.duty_requirements.set_skills(
        anna, team["bob"], ["Network ", "network", "DB", ""]
    )
    desk.duty_requirements.set_skills(anna, team["cat"], ["db"])
    assert [(row.name, row.skills) for row in desk.duty_requirements.skills()] == [
        ("Anna Kern", ()),
        ("Bob", ("db", "network")),
        ("Cat", ("db",)),
        ("Lea", ()),
    ]
    assert not desk.duty_requirements.set_skills(anna, team["cat"], ["DB"])
    assert changes.undo
    desk.undo.undo(anna, changes.undo)
    assert desk.duty_requirements.skills()[1].skills == ()


def test_two_at_once_are_counted_by_heads(desk: Desk, anna: Actor, team: dict[str, int]) -> None:
    save(desk, anna, replace(EVENINGS, headcount=2))
    [none] = lacking(desk)
    assert (none.start_at, none.end_at, none.missing) == (local("18:00"), local("22:00"), 2)
    assert not none.is_promise
    add_nights(desk, anna, team["bob"])
    [one] = lacking(desk)
    assert one.missing == 1
    second = NewOverride(local("18:00"), local("20:00"), add_id=team["cat"])
    desk.duty_overrides.add(anna, second)
    [left] = lacking(desk)
    assert (left.start_at, left.end_at) == (local("20:00"), local("22:00"))


def test_only_those_with_the_skill_count(desk: Desk, anna: Actor, team: dict[str, int]) -> None:
    save(desk, anna, replace(EVENINGS, skill="db"))
    add_nights(desk, anna, team["bob"])
    [row] = lacking(desk)
    assert (row.skill, row.missing) == ("db", 1)
    desk.duty_requirements.set_skills(anna, team["bob"], ["DB"])
    assert lacking(desk) == []


def test_a_line_wants_people_of_its_own(desk: Desk, anna: Actor, team: dict[str, int]) -> None:
    network, hardware = add_line(desk, "Network"), add_line(desk, "Hardware")
    save(desk, anna, EVENINGS, line_id=network)
    add_nights(desk, anna, team["bob"], line_id=hardware)
    assert len(lacking(desk)) == 1
    add_nights(desk, anna, team["cat"], line_id=network)
    assert lacking(desk) == []


def test_holidays_are_those_of_the_working_calendar(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    hours = replace(EVENINGS.hours, on_holidays=OnHolidays.ONLY)
    save(desk, anna, replace(EVENINGS, hours=hours))
    assert lacking(desk, days=3) == []
    spec = desk.calendars.one("business").spec
    tuesday = local("12:00", 1).astimezone(MOSCOW).date()
    overrides = {
        tuesday: Override(OverrideKind.HOLIDAY),
        tuesday + timedelta(days=1): Override(OverrideKind.SHORT_DAY),
    }
    desk.calendars.edit(anna, "business", replace(spec, overrides=overrides))
    [row] = lacking(desk, days=3)
    assert row.start_at == local("18:00", 1)


def test_the_hole_that_is_near_is_told_by_its_requirement(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    add_nights(desk, anna, team["bob"])
    save(desk, anna, replace(EVENINGS, headcount=2))
    gap = desk.duty_coverage.gap_soon()
    assert gap is not None
    assert (gap.name, gap.is_promise, gap.missing) == ("Evenings", False, 1)


def test_hours_that_a_promise_and_a_requirement_share_count_once(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    save(desk, anna, EVENINGS)
    report = desk.duty_coverage.between(local("09:00"), local("09:00", 1))
    assert (report.required, report.covered) == (15 * HOUR, 0 * HOUR)

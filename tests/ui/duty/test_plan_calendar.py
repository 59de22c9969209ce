"""A plan on the calendar: what comes, goes and stays, week by week, and each cell with its why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from desktop.domain.duty_coverage import CoverageRequirement
from desktop.domain.duty_hours import DutyHours
from desktop.domain.duty_window import WeeklyWindow
from desktop.domain.ticket import Actor
from desktop.domain.worktime_spec import Interval
from desktop.services.duty_plan_basis import PlanOptions
from desktop.services.duty_shifts import NewShift
from desktop.ui.duty.plan_board import PlanBoard, read_plan_board
from desktop.ui.duty.plan_calendar import PlanCalendar
from desktop.ui.duty.team import read_team
from tests.services.duty_team import MOSCOW, local
from tests.ui.duty.boards import spot
from tests.ui.shell_rig import ShellRig

SATURDAY, NEXT_SUNDAY = date(2026, 11, 28), date(2026, 12, 6)
AT = local("11:00", 5)
COVERAGE = -1


@pytest.fixture
def shown(rig: ShellRig, team: dict[str, int], me: Actor) -> PlanBoard:
    """Two weekends want somebody by day; Bob is away, and Cat has a draft that she cannot keep."""
    window = WeeklyWindow(frozenset({5, 6}), Interval.parse("10:00", "14:00"))
    rig.desk.duty_requirements.save(me, CoverageRequirement("Weekend", DutyHours(window), 1, None))
    draft = NewShift(team["cat"], AT - timedelta(hours=1), AT + timedelta(hours=3), is_draft=True)
    rig.desk.duty_shifts.assign(me, draft)
    for name in ("bob", "cat"):
        rig.desk.availability.add_absence(me, team[name], local("00:00", 5), local("00:00", 6))
    options = PlanOptions(SATURDAY, NEXT_SUNDAY, keep_existing=False)
    preview = rig.desk.duty_plans.make(options, 0.2)
    return read_plan_board(rig.desk, preview)


@pytest.fixture
def calendar(rig: ShellRig, shown: PlanBoard) -> PlanCalendar:
    calendar = PlanCalendar(read_team(rig.desk))
    rig.qtbot.addWidget(calendar)
    calendar.resize(820, 320)
    calendar.show_plan(shown, rig.shell.place.clock.now())
    calendar.show()
    return calendar


def click(calendar: PlanCalendar, line: int) -> None:
    at = spot(calendar.timeline, AT, line)
    QTest.mouseClick(calendar.timeline, Qt.MouseButton.LeftButton, pos=at)


def line_of(shown: PlanBoard, person_id: int) -> int:
    return [row.person_id for row in shown.board.rows].index(person_id)


def test_what_goes_stays_to_be_seen_beside_what_comes(
    shown: PlanBoard, team: dict[str, int]
) -> None:
    [gone] = shown.marks.removed
    assert gone.person_id == team["cat"]
    cat = shown.board.rows[line_of(shown, team["cat"])]
    assert gone in cat.blocks
    assert (gone.start_at, gone.end_at) not in cat.on_duty
    lea = shown.board.rows[line_of(shown, team["lea"])]
    assert any(block in shown.marks.added for block in lea.blocks)


def test_coverage_is_as_though_the_plan_were_published(shown: PlanBoard) -> None:
    assert len(shown.preview.added) == 4
    assert not any(start_at <= AT < end_at for start_at, end_at in shown.board.uncovered)


def test_each_week_holds_only_what_touches_it(shown: PlanBoard) -> None:
    assert shown.weeks == 2
    for number in range(shown.weeks):
        week = shown.week(number)
        assert len(week.days) == 8
        assert week.days[0].astimezone(MOSCOW).weekday() == 0
        for row in week.rows:
            assert all(b.start_at < week.days[-1] and week.days[0] < b.end_at for b in row.blocks)
    assert shown.week_of(AT) == 0
    assert shown.week_of(AT + timedelta(days=7)) == 1
    assert shown.week_of(AT + timedelta(days=70)) == 1


def test_a_cell_says_why_a_person_has_it_or_cannot(
    calendar: PlanCalendar, shown: PlanBoard, team: dict[str, int]
) -> None:
    click(calendar, line_of(shown, team["bob"]))
    assert calendar.told.startswith("Bob, Sat 28 Nov 11:00 – 12:00: ")
    assert "cannot: on vacation" in calendar.told
    click(calendar, line_of(shown, team["cat"]))
    assert "the plan takes this duty away" in calendar.told
    taker = next(b.person_id for b in shown.preview.added if b.start_at <= AT < b.end_at)
    click(calendar, line_of(shown, taker))
    assert "the plan adds this duty" in calendar.told
    assert calendar.timeline.accessibleName() == calendar.told


def test_arrows_look_around_but_no_key_changes_anything(calendar: PlanCalendar) -> None:
    click(calendar, 0)
    before = calendar.told
    QTest.keyClick(calendar.timeline, Qt.Key.Key_Down)
    assert calendar.told != before
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_Return):
        QTest.keyClick(calendar.timeline, key)
    QTest.keyClick(calendar.timeline, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    start, end = spot(calendar.timeline, AT, 2), spot(calendar.timeline, AT, 0)
    unmoved = calendar.timeline.grab().toImage()
    QTest.mousePress(calendar.timeline, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(calendar.timeline, end)
    assert calendar.timeline.grab().toImage() == unmoved
    QTest.mouseRelease(calendar.timeline, Qt.MouseButton.LeftButton, pos=end)
    for signal in ("proposed", "delete_wanted"):
        assert not hasattr(calendar.timeline, signal)


def test_weeks_are_turned_by_button_and_by_key(calendar: PlanCalendar) -> None:
    earlier, later = (
        button
        for button in calendar.findChildren(QToolButton)
        if button.accessibleName() in ("Earlier week", "Later week")
    )
    assert not earlier.isEnabled()
    QTest.mouseClick(later, Qt.MouseButton.LeftButton)
    assert earlier.isEnabled()
    assert not later.isEnabled()
    QTest.keyClick(calendar.timeline, Qt.Key.Key_PageUp)
    assert later.isEnabled()


def test_a_hole_says_on_the_coverage_why_nobody_can(
    rig: ShellRig, me: Actor, team: dict[str, int], calendar: PlanCalendar
) -> None:
    for name in ("anna", "lea"):
        span = (local("00:00", 5), local("00:00", 6))
        rig.desk.availability.add_absence(me, team[name], *span)
    preview = rig.desk.duty_plans.make(PlanOptions(SATURDAY, SATURDAY, keep_existing=False), 0.2)
    calendar.show_plan(read_plan_board(rig.desk, preview), rig.shell.place.clock.now())
    click(calendar, COVERAGE)
    assert "Gap: nobody on duty" in calendar.told
    assert "Bob: on vacation · Cat: on vacation" in calendar.told

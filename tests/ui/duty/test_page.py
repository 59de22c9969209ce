"""The page of the duty calendar on a real desk: gestures, commands, undo, empty state."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton

from desktop.domain.changes import Changes, Topic
from desktop.domain.duty_fairness import Burden
from desktop.domain.ticket import Actor
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_overrides import NewOverride
from desktop.services.duty_shifts import NewShift
from desktop.ui.commands_on_duty import ON_A_DUTY
from desktop.ui.duty.assign_sheet import AssignSheet
from desktop.ui.duty.fairness_panel import BURDENS
from desktop.ui.duty.page import DutyPage
from desktop.ui.duty.reason_popover import ReasonPopover
from desktop.ui.settings.duty import DutySection
from desktop.ui.settings.page import SettingsPage
from tests.services.duty_team import add_nights, local
from tests.ui.clipping import faults
from tests.ui.duty.boards import spot
from tests.ui.shell_rig import ShellRig

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SATURDAY_NOON = (local("12:00", 5), local("14:00", 5))
"""Two hours more than the 45 of a working week: no rule is broken, work counted or not."""


@pytest.fixture
def bob(rig: ShellRig) -> int:
    return rig.desk.people.add("Bob").created or 0


@pytest.fixture
def page(rig: ShellRig, me: Actor, bob: int) -> DutyPage:
    """The week from Monday 23 November; Anna has all nights but a gap on Tuesday."""
    rig.desk.settings.set(me.person_id, "team.zone", "Europe/Moscow")
    add_nights(rig.desk, me, me.person_id or 0)
    gap = NewOverride(local("22:00", 1), local("23:00", 1), remove_id=me.person_id)
    rig.runner.command(rig.window, lambda: rig.desk.duty_overrides.add(me, gap))
    return enter(rig)


def enter(rig: ShellRig) -> DutyPage:
    rig.settle()
    rig.window.commands["go.duty"].trigger()
    page = rig.window.stack.currentWidget()
    assert isinstance(page, DutyPage)
    rig.settle()
    return page


def drag(page: DutyPage, start: QPoint, end: QPoint) -> None:
    timeline = page.view.timeline
    QTest.mousePress(timeline, LEFT, NONE, start)
    kind, button = QEvent.Type.MouseMove, Qt.MouseButton.NoButton
    for at in (start + QPoint(5, 0), end):
        point = QPointF(at)
        moved = QMouseEvent(kind, point, timeline.mapToGlobal(point), button, LEFT, NONE)
        QApplication.sendEvent(timeline, moved)
    QTest.mouseRelease(timeline, LEFT, NONE, end)


def blocks(page: DutyPage, person_id: int) -> list[BoardBlock]:
    reading = page.reading
    assert reading is not None
    return [
        block for row in reading.board.rows if row.person_id == person_id for block in row.blocks
    ]


def line(page: DutyPage, person_id: int) -> int:
    geometry = page.view.timeline.geometry_now()
    assert geometry is not None
    found = geometry.line_of(person_id)
    assert found is not None
    return found


def cell(page: DutyPage, row: int, column: int) -> str:
    item = page.view.fairness.table.item(row, column)
    return "" if item is None else item.text()


def shift_of_bob(rig: ShellRig, page: DutyPage, me: Actor, bob: int) -> None:
    rig.runner.command(
        rig.window, lambda: rig.desk.duty_shifts.assign(me, NewShift(bob, *SATURDAY_NOON))
    )
    rig.wait(lambda: len(blocks(page, bob)) == 1)


def test_a_drop_on_empty_hours_puts_somebody_on_duty_and_one_undo_takes_it_back(
    rig: ShellRig, page: DutyPage, bob: int
) -> None:
    timeline, row = page.view.timeline, line(page, bob)
    drag(page, *(spot(timeline, at, row) for at in SATURDAY_NOON))
    rig.wait(lambda: len(blocks(page, bob)) == 1)
    [block] = blocks(page, bob)
    assert (block.start_at, block.end_at) == SATURDAY_NOON

    rig.window.commands["edit.undo"].trigger()
    rig.wait(lambda: blocks(page, bob) == [])


def test_a_double_booking_is_refused_with_a_sentence(
    rig: ShellRig, page: DutyPage, me: Actor, bob: int
) -> None:
    shift_of_bob(rig, page, me, bob)
    timeline, row = page.view.timeline, line(page, bob)
    drag(page, spot(timeline, local("17:00", 5), row), spot(timeline, local("13:00", 5), row))
    rig.wait(page.errors.isVisible)
    assert "Bob" in page.errors.text
    assert [(each.start_at, each.end_at) for each in blocks(page, bob)] == [SATURDAY_NOON]


def absent_bob(rig: ShellRig, page: DutyPage, me: Actor, bob: int) -> None:
    """Send Bob on vacation for the whole Saturday."""
    away = (local("00:00", 5), local("00:00", 6))
    rig.runner.command(rig.window, lambda: rig.desk.availability.add_absence(me, bob, *away))
    rig.wait(lambda: "Vacation" in page.view.timeline.accessibleDescription())


def drop_on_bob(page: DutyPage, bob: int) -> ReasonPopover:
    """Drag over hours of the Saturday; return what asks about it."""
    timeline, row = page.view.timeline, line(page, bob)
    drag(page, *(spot(timeline, at, row) for at in SATURDAY_NOON))
    return page.popover


def test_what_breaks_a_rule_is_kept_with_a_reason_beside_the_block(
    rig: ShellRig, page: DutyPage, me: Actor, bob: int
) -> None:
    absent_bob(rig, page, me, bob)
    popover = drop_on_bob(page, bob)
    assert popover.isVisible()
    assert "Bob" in popover.warning and "on vacation" in popover.warning
    assert page.rect().contains(popover.geometry())
    ghost = page.view.timeline.ghost_rect
    assert ghost is not None
    top = page.view.timeline.mapTo(page, ghost.topLeft()).y()
    assert popover.y() >= top + ghost.height() or popover.geometry().bottom() <= top

    field = popover.findChild(QLineEdit)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert popover.isVisible() and blocks(page, bob) == []
    QTest.keyClicks(field, "nobody else")
    QTest.keyClick(field, Qt.Key.Key_Return)
    rig.wait(lambda: len(blocks(page, bob)) == 1)
    assert not popover.isVisible()

    rig.window.commands["edit.undo"].trigger()
    rig.wait(lambda: blocks(page, bob) == [])


def test_escape_in_the_popover_takes_the_drop_back_and_returns_to_the_days(
    rig: ShellRig, page: DutyPage, me: Actor, bob: int
) -> None:
    absent_bob(rig, page, me, bob)
    popover = drop_on_bob(page, bob)
    QTest.keyClick(popover.findChild(QLineEdit), Qt.Key.Key_Escape)
    assert not popover.isVisible()
    assert page.view.timeline.ghost_rect is None
    assert page.view.timeline.hasFocus()
    rig.settle()
    assert blocks(page, bob) == []


def test_a_click_elsewhere_is_no_answer_and_what_others_change_no_end_of_it(
    rig: ShellRig, page: DutyPage, me: Actor, bob: int
) -> None:
    absent_bob(rig, page, me, bob)
    popover = drop_on_bob(page, bob)
    others = local("10:00", 6), local("12:00", 6)
    rig.desk.duty_shifts.assign(me, NewShift(me.person_id or 0, *others, reason="so be it"))
    rig.runner.changed.emit(Changes.of(Topic.DUTY))
    rig.settle()
    assert popover.isVisible() and page.view.timeline.ghost_rect is not None
    page.view.timeline.setFocus()
    assert not popover.isVisible()
    assert page.view.timeline.ghost_rect is None


def test_from_the_popover_the_form_is_one_click_away(
    rig: ShellRig, page: DutyPage, me: Actor, bob: int
) -> None:
    absent_bob(rig, page, me, bob)
    popover = drop_on_bob(page, bob)
    field = popover.findChild(QLineEdit)
    for _ in range(3):  # Keep is out of reach without a reason
        QTest.keyClick(popover.focusWidget(), Qt.Key.Key_Tab)
    assert popover.focusWidget() is field
    QTest.keyClick(field, Qt.Key.Key_Backtab)
    QTest.keyClick(popover.focusWidget(), Qt.Key.Key_Return)
    rig.wait(lambda: bool(page.findChildren(AssignSheet)))
    sheet = rig.find(AssignSheet)
    rig.wait(lambda: "on vacation" in sheet.warning)
    assert not popover.isVisible() and blocks(page, bob) == []
    sheet.reject()


def test_keys_resize_reassign_and_delete_what_is_chosen(
    rig: ShellRig, page: DutyPage, me: Actor, bob: int
) -> None:
    shift_of_bob(rig, page, me, bob)
    timeline = page.view.timeline
    timeline.setFocus()
    QTest.mouseClick(timeline, LEFT, NONE, spot(timeline, local("13:00", 5), line(page, bob)))
    QTest.keyClick(timeline, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    later = SATURDAY_NOON[1] + timedelta(hours=1)
    rig.wait(lambda: [each.end_at for each in blocks(page, bob)] == [later])
    chosen = timeline.selected
    assert chosen is not None and chosen.end_at == later
    QTest.keyClick(timeline, Qt.Key.Key_Delete)
    rig.wait(lambda: blocks(page, bob) == [])
    assert timeline.selected is None
    for _ in range(2):
        rig.window.commands["edit.undo"].trigger()
        rig.settle()
    rig.wait(
        lambda: [(each.start_at, each.end_at) for each in blocks(page, bob)] == [SATURDAY_NOON]
    )


def test_commands_on_a_duty_wait_until_one_is_chosen(
    rig: ShellRig, page: DutyPage, me: Actor, bob: int
) -> None:
    commands = rig.window.commands
    assert not any(commands[each].isEnabled() for each in ON_A_DUTY)
    shift_of_bob(rig, page, me, bob)
    page.view.timeline.choose(blocks(page, bob)[0])
    assert all(commands[each].isEnabled() for each in ON_A_DUTY)
    commands["duty.lock"].trigger()
    rig.wait(lambda: blocks(page, bob)[0].is_locked)
    assert commands["duty.lock"].isChecked()
    assert not commands["duty.swap"].isEnabled()
    assert "locked" in commands["duty.swap"].toolTip()
    commands["duty.lock"].trigger()
    rig.wait(lambda: not blocks(page, bob)[0].is_locked)
    assert not commands["duty.lock"].isChecked()
    assert commands["duty.swap"].isEnabled()


def test_what_an_override_gave_is_not_offered_to_be_swapped(
    rig: ShellRig, page: DutyPage, me: Actor, bob: int
) -> None:
    given = NewOverride(*SATURDAY_NOON, add_id=bob)
    rig.runner.command(rig.window, lambda: rig.desk.duty_overrides.add(me, given))
    rig.wait(lambda: bool(blocks(page, bob)))
    swap = rig.window.commands["duty.swap"]
    page.view.timeline.choose(blocks(page, bob)[0])
    assert not swap.isEnabled()
    assert "Reassign" in swap.toolTip()
    page.view.timeline.choose(blocks(page, me.person_id or 0)[0])
    assert swap.isEnabled()


def test_a_turn_of_a_rotation_is_not_offered_to_be_split_or_locked(
    rig: ShellRig, page: DutyPage, me: Actor, bob: int
) -> None:
    commands = rig.window.commands
    shift_of_bob(rig, page, me, bob)
    page.view.timeline.choose(blocks(page, me.person_id or 0)[0])
    for command_id in ("duty.split", "duty.lock"):
        assert not commands[command_id].isEnabled()
        assert "A turn of a rotation" in commands[command_id].toolTip()
        [button] = [
            each
            for each in page.view.choice.findChildren(QPushButton)
            if each.text() == commands[command_id].text()
        ]
        assert button.toolTip() == commands[command_id].toolTip()
    assert commands["duty.delete"].isEnabled()
    page.view.timeline.choose(blocks(page, bob)[0])
    assert commands["duty.split"].toolTip() == "Split"
    assert commands["duty.lock"].toolTip() == "Lock duty"


def test_the_panel_tells_hand_over_rest_and_hours(rig: ShellRig, page: DutyPage, me: Actor) -> None:
    night = next(
        each for each in blocks(page, me.person_id or 0) if each.start_at == local("18:00", 2)
    )
    page.view.timeline.choose(night)
    told = "\n".join(label.text() for label in page.view.choice.findChildren(QLabel))
    assert "Anna Kern, Wed 25 Nov 18:00 – Thu 26 Nov 09:00" in told
    assert "from the team at work to the team at work" in told
    assert "9 h ▲ (should be 11 h)" in told, "since the night before"
    assert "▲ (limit 48 h)" in told


def test_the_banner_leads_to_the_gap_and_the_form_begins_with_it(
    rig: ShellRig, page: DutyPage
) -> None:
    rig.window.commands["go.inbox"].trigger()
    rig.wait(lambda: "Gap: nobody is on duty" in rig.window.banner.text)
    [button] = [
        each for each in rig.window.banner.findChildren(QPushButton) if each.text() == "Assign…"
    ]
    button.click()
    rig.wait(lambda: bool(page.findChildren(AssignSheet)))
    assert page.isVisible()
    sheet = rig.find(AssignSheet)
    sheet.reject()


def test_days_weeks_and_months_are_remembered(rig: ShellRig, page: DutyPage) -> None:
    titles = []
    for command in ("duty.later", "duty.day", "duty.earlier", "duty.month", "duty.today"):
        rig.window.commands[command].trigger()
        rig.settle()
        titles.append(page.head.title)
    assert titles == [
        "30 Nov – 6 Dec 2026",
        "Mon 30 Nov 2026",
        "Sun 29 Nov 2026",
        "November 2026",
        "November 2026",
    ]
    assert page.view.month.isVisible()
    assert rig.window.commands["duty.month"].isChecked()
    assert rig.shell.place.state.text("duty/extent") == "month"


def test_a_click_on_a_day_of_the_month_opens_its_week(rig: ShellRig, page: DutyPage) -> None:
    rig.window.commands["duty.month"].trigger()
    rig.settle()
    month = page.view.month
    QTest.mouseClick(month, LEFT, NONE, QPoint(month.width() - 20, month.height() - 20))
    rig.settle()
    assert page.head.title == "30 Nov – 6 Dec 2026"
    assert page.view.timeline.isVisible()


def test_a_number_of_the_fairness_table_lists_the_duties_behind_it(
    rig: ShellRig, page: DutyPage, me: Actor, bob: int
) -> None:
    shift_of_bob(rig, page, me, bob)
    table = page.view.fairness.table
    assert [cell(page, each, 0) for each in range(table.rowCount())] == ["Anna Kern", "Bob"]
    rig.wait(lambda: cell(page, 1, 2) == "1")
    table.cellClicked.emit(1, 2)
    rig.wait(lambda: any(menu.isVisible() for menu in page.findChildren(QMenu)))
    [menu] = [menu for menu in page.findChildren(QMenu) if menu.isVisible()]
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert texts == ["Sat 28 Nov 12:00 – 14:00"]
    menu.close()


def test_before_anything_is_planned_the_page_says_what_it_is_for(rig: ShellRig) -> None:
    page = enter(rig)
    assert page.empty.isVisible()
    [button] = [
        each for each in page.empty.findChildren(QPushButton) if each.text() == "Set up a rotation…"
    ]
    button.click()
    settings = rig.window.stack.currentWidget()
    assert isinstance(settings, SettingsPage)
    assert rig.find(DutySection)


@pytest.mark.parametrize(
    ("code", "title", "first"),
    [
        ("en", "23 Nov – 29 Nov 2026", "Anna Kern, Mon"),
        ("ru", "23 нояб. – 29 нояб. 2026", "Anna Kern, пн"),
    ],
)
def test_both_languages_fit_and_follow(
    rig: ShellRig, page: DutyPage, code: str, title: str, first: str
) -> None:
    rig.shell.place.preferences.set("appearance.language", code)
    rig.settle()
    assert page.head.title == title
    assert page.view.timeline.accessibleName().startswith(first)
    for extent in ("day", "week", "month"):
        rig.window.commands[f"duty.{extent}"].trigger()
        rig.settle()
        assert faults(page) == []


def test_burdens_have_a_column_each() -> None:
    assert set(BURDENS) == set(Burden)

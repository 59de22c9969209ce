"""Alerts in the window: told once, listed until answered, answered from notice or panel."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.clock import ManualClock
from desktop.services.desk import Desk
from desktop.system.notice import NoticeAction
from desktop.system.sound import Sound
from desktop.ui.alert_panel import AlertLine, AlertPanel
from desktop.ui.theme.theme import Theme
from tests.ui.shell_rig import ShellRig

ALMOST = timedelta(minutes=14)
"""More than 90 % of the 15 minutes a critical ticket has."""


@pytest.fixture
def rig(
    qtbot: QtBot,
    sqlite_desk: Desk,
    clock: ManualClock,
    tmp_path: Path,
    theme: Theme,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[ShellRig]:
    monkeypatch.setattr("desktop.ui.widgets.waiting_panel.DEAF_MS", 0)
    rig = ShellRig(qtbot, sqlite_desk, clock, tmp_path, theme)
    rig.open("Anna Kern")
    yield rig
    rig.close()


def button(rig: ShellRig, text: str) -> QPushButton:
    panel = rig.find(AlertPanel)
    found = [each for each in panel.findChildren(QPushButton) if each.text() == text]
    return next(each for each in found if each.isVisible())


def warn(rig: ShellRig) -> int:
    number = rig.ticket("Nobody can sign in")
    rig.watch(ALMOST)
    rig.wait(lambda: bool(rig.shell.alerts.unanswered))
    return number


def test_warning_says_what_how_long_and_who(rig: ShellRig) -> None:
    number = warn(rig)

    [notice] = rig.ladder.shown
    assert notice.title == "First reply due in 1 min"
    assert f"#{number} Nobody can sign in" in notice.body
    assert "Critical" in notice.body
    actions = [each.action for each in notice.buttons]
    assert actions[:2] == [NoticeAction.ACKNOWLEDGE, NoticeAction.OPEN]
    assert rig.voice.played == [Sound.NOTICE]
    assert rig.find(AlertPanel).isVisible()


def test_second_round_tells_nothing_twice(rig: ShellRig) -> None:
    warn(rig)

    rig.watch(timedelta(seconds=15))

    assert len(rig.ladder.shown) == 1


def test_acknowledging_in_the_panel_takes_the_ticket_and_the_notice_away(rig: ShellRig) -> None:
    number = warn(rig)

    QTest.mouseClick(button(rig, "Acknowledge"), Qt.MouseButton.LeftButton)
    rig.wait(lambda: not rig.shell.alerts.unanswered)

    assert rig.desk.tickets.row(number).assignee_id == rig.shell.place.me.person_id
    assert rig.ladder.withdrawn == [rig.ladder.shown[0].key]
    assert rig.voice.stops == 1
    assert not rig.window.findChild(AlertPanel).isVisible()


def test_acknowledging_can_be_undone(rig: ShellRig) -> None:
    warn(rig)
    QTest.mouseClick(button(rig, "Acknowledge"), Qt.MouseButton.LeftButton)
    rig.wait(lambda: not rig.shell.alerts.unanswered)

    rig.window.commands["edit.undo"].trigger()

    rig.wait(lambda: bool(rig.shell.alerts.unanswered))


def test_button_of_the_notice_does_the_same_from_another_thread(rig: ShellRig) -> None:
    number = warn(rig)
    key = rig.ladder.shown[0].key

    rig.runner.network(
        rig.window, lambda: rig.shell.alerts.on_action(key, NoticeAction.ACKNOWLEDGE)
    )

    rig.wait(lambda: not rig.shell.alerts.unanswered)
    assert rig.desk.tickets.row(number).assignee_id is not None


def test_ticket_is_opened_from_the_notice(rig: ShellRig) -> None:
    number = warn(rig)
    opened: list[int] = []
    rig.window.enter("inbox").open_ticket = opened.append  # type: ignore[attr-defined]

    rig.shell.alerts.on_action(rig.ladder.shown[0].key, NoticeAction.OPEN)

    rig.wait(lambda: opened == [number])


def test_switched_off_notices_leave_the_panel(rig: ShellRig) -> None:
    rig.shell.place.preferences.set("alerts.notices", False)
    rig.shell.place.preferences.set("alerts.sound", False)
    rig.wait(lambda: not rig.shell.place.preferences.is_on("alerts.sound"))

    warn(rig)

    assert rig.ladder.shown == []
    assert rig.voice.played == []
    assert rig.find(AlertPanel).isVisible()


def test_new_buttons_are_deaf_to_a_click_meant_for_something_else(
    rig: ShellRig,
) -> None:
    panel = rig.window.findChild(AlertPanel)
    panel.set_deaf_for(60_000)

    warn(rig)
    QTest.mouseClick(button(rig, "Acknowledge"), Qt.MouseButton.LeftButton)
    rig.settle()

    assert len(rig.shell.alerts.unanswered) == 1


def test_panel_lists_three_and_counts_the_rest(rig: ShellRig) -> None:
    for number in range(5):
        rig.ticket(f"Problem {number}")
    rig.watch(ALMOST)
    rig.wait(lambda: len(rig.shell.alerts.unanswered) == 5)

    panel = rig.find(AlertPanel)
    assert len([line for line in panel.findChildren(AlertLine) if line.isVisible()]) == 3
    QTest.mouseClick(button(rig, "Acknowledge all"), Qt.MouseButton.LeftButton)
    rig.wait(lambda: not rig.shell.alerts.unanswered)
    [notice] = rig.ladder.shown
    assert notice.title.startswith("5 ticket")


def test_countdown_in_the_panel_moves_with_the_clock(rig: ShellRig) -> None:
    warn(rig)
    panel = rig.find(AlertPanel)
    assert panel.next_due_at is not None

    rig.clock.advance(timedelta(minutes=2))
    panel.tick(rig.clock.now())

    [line] = panel.findChildren(AlertLine)
    assert "Overdue: first reply" in {label.text() for label in line.findChildren(QLabel)}

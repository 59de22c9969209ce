"""The tray: what its menu says, which shape it shows, and its rung of the notice ladder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.errors import Unavailable
from desktop.system.notice import Notice, NoticeAction, NoticeState
from desktop.ui.app_icon import TrayState
from desktop.ui.tray import Tray, TrayNotifier
from desktop.ui.tray_feed import TrayFeed
from tests.ui.shell_rig import ShellRig

NOTICE = Notice("alert:7", "First reply due in 9 min", "#1047 Cannot sign in")


@pytest.fixture
def tray(qtbot: QtBot) -> Iterator[Tray]:
    window = QWidget()
    qtbot.addWidget(window)
    yield Tray(window)


def lines(tray: Tray) -> list[str]:
    menu = tray.parent().findChild(QMenu)
    return [each.text() for each in menu.actions() if each.isVisible() and each.text()]


def test_without_a_tray_its_rung_gives_way(tray: Tray) -> None:
    rung = TrayNotifier(tray, lambda *_: None)

    with pytest.raises(Unavailable) as refusal:
        rung.show(NOTICE)

    assert refusal.value.code == "notice.no_tray"


def test_message_is_handed_over_and_a_click_on_it_opens_the_ticket(
    qtbot: QtBot, tray: Tray, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(Tray, "is_available", property(lambda _: True))
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", staticmethod(lambda: True))
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda _self, title, *_rest: shown.append(title)
    )
    answers: list[tuple[str, NoticeAction]] = []
    rung = TrayNotifier(tray, lambda key, action: answers.append((key, action)))

    assert rung.show(NOTICE) is NoticeState.HANDED_OVER
    qtbot.waitUntil(lambda: shown == [NOTICE.title])
    tray.message_clicked.emit()

    assert answers == [("alert:7", NoticeAction.OPEN)]


def test_menu_leaves_out_what_there_is_nothing_to_say_about(tray: Tray) -> None:
    assert lines(tray)[0] == "Open Duty Desk"

    tray.tell("Next due 03:14  #1047 R&D server", 1047, "3 tickets need action", "")

    assert lines(tray)[:3] == [
        "Next due 03:14  #1047 R&&D server",
        "3 tickets need action",
        "Open Duty Desk",
    ]


def test_shape_follows_what_waits_and_what_burns(rig: ShellRig) -> None:
    [feed] = [each for each in rig.shell.tray.children() if isinstance(each, TrayFeed)]
    assert feed.state() is TrayState.PLAIN

    rig.ticket()
    rig.wait(lambda: feed.state() is TrayState.NEEDS_ME)
    rig.watch(timedelta(minutes=14))

    rig.wait(lambda: feed.state() is TrayState.ALMOST_DUE)


def test_search_from_the_tray_brings_the_window_first(rig: ShellRig) -> None:
    rig.window.hide()

    rig.shell.tray.command_wanted.emit("go.palette")

    assert rig.window.isVisible()

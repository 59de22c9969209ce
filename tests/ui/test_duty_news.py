"""News about duties in the window: told once, answered from the list, the notice or the tray."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.clock import ManualClock
from desktop.domain.duty_notice import NoticeKind
from desktop.domain.ticket import Actor, Role, Source
from desktop.jobs.follow_duties import FollowDuties
from desktop.jobs.tell_duties import TellDuties
from desktop.services.desk import Desk
from desktop.services.duty_notices import tell
from desktop.services.duty_overrides import NewOverride
from desktop.system.notice import NoticeAction
from desktop.ui.duty.export_dialog import DutyExportDialog
from desktop.ui.duty_news_panel import DutyNewsPanel, NewsLine
from desktop.ui.theme.theme import Theme
from tests.services.duty_team import add_nights, local
from tests.ui.shell_rig import ShellRig


class NewsRig(ShellRig):
    """Anna at her desk; Bob and the lead elsewhere."""

    def begin(self) -> None:
        self.desk.settings.set(None, "team.zone", "Europe/Moscow")
        self.open("Anna Kern")
        self.shell.news.use(self.ladder)
        self.anna = Actor(self.shell.place.me.person_id, Source.WINDOW)
        self.bob = Actor(self.desk.people.add("Bob").created, Source.WINDOW)
        self.lea = Actor(self.desk.people.add("Lea", role=Role.LEAD).created, Source.WINDOW)

    def follow(self) -> None:
        """Let both jobs do a round, as on this workstation."""
        follow = FollowDuties(self.desk.duty_reminding, self.desk.shift_changes, self.desk.leases)
        me = self.shell.place.me
        telling = TellDuties(self.desk.duty_notices, self.shell.news, lambda: me.person_id)

        def work() -> None:
            follow.run()
            telling.run()

        self.runner.network(self.window, work)
        self.settle()
        self.shell.news.read()
        self.settle()

    def assign(self, by: Actor, person: Actor, hours: tuple[str, str]) -> None:
        start_at, end_at = (local(hour) for hour in hours)
        self.desk.duty_overrides.add(by, NewOverride(start_at, end_at, add_id=person.person_id))

    def texts(self) -> list[str]:
        """What stands in the list, line by line."""
        [panel] = self.window.findChildren(DutyNewsPanel)
        if not panel.isVisible():
            return []
        lines = [line for line in panel.findChildren(NewsLine) if line.isVisible()]
        return [line._text.text() for line in sorted(lines, key=lambda line: line.y())]

    def press(self, text: str) -> None:
        panel = self.find(DutyNewsPanel)
        found = [each for each in panel.findChildren(QPushButton) if each.text() == text]
        QTest.mouseClick(
            next(each for each in found if each.isVisible()), Qt.MouseButton.LeftButton
        )
        self.settle()


@pytest.fixture
def rig(
    qtbot: QtBot,
    sqlite_desk: Desk,
    clock: ManualClock,
    tmp_path: Path,
    theme: Theme,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[NewsRig]:
    monkeypatch.setattr("desktop.ui.widgets.waiting_panel.DEAF_MS", 0)
    rig = NewsRig(qtbot, sqlite_desk, clock, tmp_path, theme)
    rig.begin()
    yield rig
    rig.close()


def shift_begins(rig: NewsRig) -> None:
    """Bob's duty ends at 12:00, Anna's begins."""
    rig.assign(rig.bob, rig.bob, ("10:00", "12:00"))
    rig.assign(rig.anna, rig.anna, ("12:00", "15:00"))
    rig.clock.jump_to(local("12:00"))
    rig.follow()


def test_a_shift_is_accepted_in_the_list(rig: NewsRig) -> None:
    shift_begins(rig)
    assert rig.texts() == ["Bob hands over the shift to you, till 15:00."]
    [notice] = rig.ladder.shown
    assert notice.title == "Your shift begins"
    assert [each.action for each in notice.buttons] == [NoticeAction.ACCEPT, NoticeAction.OPEN]
    rig.follow()
    assert len(rig.ladder.shown) == 1
    rig.press("Accept shift")
    rig.wait(lambda: rig.texts() == [])
    assert rig.desk.shift_changes.waiting_for(rig.anna.person_id or 0) is None
    assert rig.ladder.withdrawn == [notice.key]


def test_a_shift_is_accepted_by_notice_command_and_tray(rig: NewsRig) -> None:
    command = rig.window.commands["duty.accept_shift"]
    assert not command.isEnabled()
    shift_begins(rig)
    assert command.isEnabled()
    menu = next(m for m in rig.window.findChildren(QMenu) if m.parent() is rig.window)
    assert "Accept shift" in [each.text() for each in menu.actions() if each.isVisible()]
    rig.shell.news.on_action(rig.ladder.shown[0].key, NoticeAction.ACCEPT)
    rig.wait(lambda: rig.shell.news.shift is None)
    assert not command.isEnabled()
    rig.window.commands["edit.undo"].trigger()
    rig.wait(lambda: rig.shell.news.shift is not None)
    command.trigger()
    rig.wait(lambda: rig.shell.news.shift is None)


def test_silence_takes_the_place_of_the_offer(rig: NewsRig) -> None:
    shift_begins(rig)
    rig.clock.advance(timedelta(minutes=15))
    rig.follow()
    assert rig.texts() == ["You have not accepted your shift, which began at 12:00."]
    rig.press("Accept shift")
    rig.wait(lambda: rig.texts() == [])


def test_a_duty_is_taken_from_the_list(rig: NewsRig) -> None:
    add_nights(rig.desk, rig.lea, rig.bob.person_id or 0)
    [shift] = rig.desk.duty.who_is_on(local("20:00", 4))
    rig.desk.swaps.ask(
        rig.bob, shift.shift_id, rig.bob.person_id or 0, rig.anna.person_id, message="Concert"
    )
    rig.follow()
    [text] = rig.texts()
    assert text == ("Bob asks you to take Fri 27 Nov 18:00 – Sat 28 Nov 09:00. “Concert”")
    assert rig.ladder.shown[0].title == "Can you take a duty?"
    rig.press("Take")
    rig.wait(lambda: rig.texts() == [])
    [now_on] = rig.desk.duty.who_is_on(local("20:00", 4))
    assert now_on.person_id == rig.anna.person_id


@pytest.mark.parametrize("is_for_all", [True, False])
def test_a_request_to_all_stays_open_when_one_says_no(rig: NewsRig, is_for_all: bool) -> None:
    add_nights(rig.desk, rig.lea, rig.bob.person_id or 0)
    [shift] = rig.desk.duty.who_is_on(local("20:00", 4))
    taker = None if is_for_all else rig.anna.person_id
    rig.desk.swaps.ask(rig.bob, shift.shift_id, rig.bob.person_id or 0, taker)
    rig.follow()
    rig.press("Decline")
    rig.wait(lambda: rig.texts() == [])
    kinds = [each.kind for each in rig.desk.duty_notices.waiting(rig.bob.person_id or 0)]
    assert (NoticeKind.SWAP_DECLINED in kinds) is not is_for_all


def publish(rig: NewsRig, *, nights: int = 5, weekends: int = 1, key: str = "published:1") -> None:
    with rig.desk.database.write() as session:
        now = rig.desk.database.now(session)
        facts = {
            "start": local("00:00", 8).isoformat(),
            "end": local("00:00", 39).isoformat(),
            "nights": nights,
            "weekends": weekends,
            "shifts": nights + weekends,
        }
        tell(session, rig.anna.person_id or 0, NoticeKind.PUBLISHED, key, facts, now)


def test_published_duties_are_counted_and_exported_for_a_calendar(rig: NewsRig) -> None:
    publish(rig)
    rig.follow()
    assert rig.texts() == ["Your duties, December: 5 nights, 1 weekend"]
    rig.press("Add to calendar (.ics)…")
    rig.find(DutyExportDialog).reject()
    rig.press("OK")
    rig.wait(lambda: rig.texts() == [])


def test_many_are_one_notice_three_lines_and_a_number(rig: NewsRig) -> None:
    for number in range(5):
        publish(rig, nights=number + 1, key=f"published:{number}")
    rig.follow()
    assert [notice.title for notice in rig.ladder.shown] == ["5 notices about duties"]
    assert len(rig.texts()) == 3
    rig.press("All read")
    rig.wait(lambda: rig.texts() == [])


def test_new_buttons_ignore_a_click_meant_for_something_else(
    rig: NewsRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    [panel] = rig.window.findChildren(DutyNewsPanel)
    panel._deaf.setInterval(60_000)
    publish(rig)
    rig.follow()
    rig.press("OK")
    assert len(rig.texts()) == 1


def test_a_reminder_says_how_long_it_is(rig: NewsRig) -> None:
    rig.follow()
    rig.assign(rig.anna, rig.anna, ("12:00", "15:00"))
    rig.clock.jump_to(local("11:45"))
    rig.follow()
    assert rig.texts() == ["Your duty starts in 15 minutes, till 15:00."]
    rig.clock.jump_to(local("12:00"))
    rig.follow()
    assert rig.texts() == ["Your shift has begun, till 15:00."]


def test_quitting_on_duty_warns_and_names_who_else_is_there(rig: NewsRig) -> None:
    quits: list[bool] = []
    leaving = rig.shell.leaving
    leaving.quit_wanted.connect(lambda: quits.append(True))
    leaving.ask()
    assert quits == [True]

    rig.assign(rig.bob, rig.bob, ("12:00", "16:00"))
    rig.assign(rig.anna, rig.anna, ("09:00", "15:00"))
    rig.shell.news.read()
    leaving._reader.read_again()
    rig.wait(lambda: bool(leaving._reader.tidings.duty and leaving._reader.tidings.duty.on))
    leaving.ask()
    box = rig.find(QMessageBox)
    assert box.text() == "You are on duty till 15:00."
    assert box.informativeText().endswith("Nobody else is on duty; next is Bob, from 12:00.")
    button = next(each for each in box.buttons() if each.text() == "Quit")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert quits == [True, True]


def test_duties_that_a_plan_gave_away_are_told(rig: NewsRig) -> None:
    with rig.desk.database.write() as session:
        now = rig.desk.database.now(session)
        facts = {
            "start": local("18:00", 8).isoformat(),
            "end": local("09:00", 10).isoformat(),
            "shifts": 2,
            "lost": [7, 8],
        }
        tell(session, rig.anna.person_id or 0, NoticeKind.CHANGED, "replanned:1", facts, now)
    rig.follow()
    assert rig.texts() == ["2 of your duties, 1 Dec – 3 Dec, were given to others."]

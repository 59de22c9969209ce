"""A damaged desk is put back from the last backup that is whole, after a question, and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop.config import AppConfig
from desktop.domain.clock import ManualClock
from desktop.domain.errors import Unavailable
from desktop.domain.ticket import Actor, Source
from desktop.services.backups import Backups
from desktop.services.desk import open_desk
from desktop.services.rows import TicketQuery
from desktop.services.tickets import ManualTicket
from desktop.system.paths import Profile, open_profile
from desktop.ui.opening_page import DAMAGED, OpeningPage
from desktop.ui.rescue import Rescue
from desktop.ui.runner import Runner

pytestmark = pytest.mark.usefixtures("speak")


class Rig:
    """A profile whose data file is damaged, with two backups, and the page that says so."""

    def __init__(self, qtbot: QtBot, profile: Profile) -> None:
        self._qtbot = qtbot
        self.profile = profile
        self.runner = Runner()
        self.page = OpeningPage()
        qtbot.addWidget(self.page)
        self.page.resize(900, 600)
        self.page.show()
        self.rescue = Rescue(profile, AppConfig(), self.runner, self.page)

    def press(self, text: str) -> None:
        self.wait(lambda: self.offers(text))
        next(b for b in self._buttons() if b.text() == text).click()

    def offers(self, text: str) -> bool:
        return any(button.text() == text for button in self._buttons())

    def wait(self, until: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(until, timeout=20_000)

    def question(self) -> QMessageBox:
        self.wait(lambda: bool(self.page.findChildren(QMessageBox)))
        [box] = self.page.findChildren(QMessageBox)
        return box

    def _buttons(self) -> list[QPushButton]:
        return [b for b in self.page.findChildren(QPushButton) if b.isVisible()]


def tickets(path: Path) -> int:
    desk = open_desk(f"sqlite:///{path}")
    try:
        return len(desk.tickets.page(TicketQuery()).rows)
    finally:
        desk.close()


@pytest.fixture
def profile(sqlite_url: str, clock: ManualClock, tmp_path: Path) -> Profile:
    """Two tickets are in the older backup, three in the newer one, four in the file."""
    profile = open_profile(tmp_path / "profile")
    Path(sqlite_url.removeprefix("sqlite:///")).rename(profile.database)
    desk = open_desk(f"sqlite:///{profile.database}", clock=clock)
    by = Actor(desk.people.add("Anna Kern").created, Source.WINDOW)
    desk.tickets.create(by, ManualTicket("1", "text"))
    for number in (2, 3, 4):
        desk.tickets.create(by, ManualTicket(str(number), "text"))
        if number < 4:
            Backups(desk.database).create(profile.backups)
        clock.advance(timedelta(hours=1))
    desk.close()
    return profile


@pytest.fixture
def rig(qtbot: QtBot, profile: Profile) -> Iterator[Rig]:
    rig = Rig(qtbot, profile)
    yield rig
    rig.runner.close()


def damage(path: Path) -> bytes:
    content = path.read_bytes()
    spoilt = content[:100] + b"\xff" * 4_000 + content[4_100:]
    path.write_bytes(spoilt)
    return spoilt


def test_damaged_desk_comes_back_from_the_backup_and_the_file_is_kept(
    qtbot: QtBot, rig: Rig
) -> None:
    spoilt = damage(rig.profile.database)
    rig.rescue.tell(Unavailable(DAMAGED))
    rig.press("Restore the backup…")
    box = rig.question()
    assert "holds 3 tickets" in box.informativeText()
    assert box.defaultButton().text() == "Cancel"
    with qtbot.waitSignal(rig.rescue.restored, timeout=20_000) as restored:
        next(b for b in box.buttons() if b.text() == "Restore").click()

    kept = rig.profile.database.with_name("desk.sqlite3.before-restore")
    assert restored.args == [f"3 tickets restored. The data before are kept in {kept}."]
    assert kept.read_bytes() == spoilt
    assert tickets(rig.profile.database) == 3


def test_what_came_later_is_counted_where_it_can_be_read(rig: Rig) -> None:
    rig.rescue.tell(Unavailable(DAMAGED))
    rig.press("Restore the backup…")
    assert "1 newer ticket is set aside, not deleted." in rig.question().informativeText()


def test_cancel_changes_nothing_and_says_again_what_is_wrong(rig: Rig) -> None:
    spoilt = damage(rig.profile.database)
    rig.rescue.tell(Unavailable(DAMAGED))
    rig.press("Restore the backup…")
    box = rig.question()
    box.escapeButton().click()
    rig.wait(lambda: rig.offers("Restore the backup…"))
    assert rig.profile.database.read_bytes() == spoilt
    assert not list(rig.profile.folder.glob("*.before-restore*"))


def test_backup_that_is_spoilt_too_is_passed_over(rig: Rig) -> None:
    newest = max(rig.profile.backups.iterdir())
    newest.write_bytes(newest.read_bytes()[:9_000])
    rig.rescue.tell(Unavailable(DAMAGED))
    rig.press("Restore the backup…")
    assert "holds 2 tickets" in rig.question().informativeText()


def test_when_no_backup_is_whole_that_is_said(rig: Rig) -> None:
    for backup in rig.profile.backups.iterdir():
        backup.write_bytes(backup.read_bytes()[:9_000])
    rig.rescue.tell(Unavailable(DAMAGED))
    rig.press("Restore the backup…")
    rig.wait(lambda: rig.offers("Open them"))

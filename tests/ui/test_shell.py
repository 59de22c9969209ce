"""The window around the pages: first run, undo, errors, banner, palette, panes, tickets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.domain.clock import ManualClock
from desktop.domain.errors import Refused
from desktop.services.desk import Desk
from desktop.ui.first_run import FirstRunPage, Way
from desktop.ui.rail import RailButton
from desktop.ui.settings.mailbox_form import MailboxForm
from desktop.ui.status_bar import Part
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import Scheme
from desktop.ui.widgets.command_palette import CommandPalette
from tests.ui.shell_rig import ShellRig


@pytest.fixture
def rig(
    qtbot: QtBot, sqlite_desk: Desk, clock: ManualClock, tmp_path: Path, theme: Theme
) -> Iterator[ShellRig]:
    rig = ShellRig(qtbot, sqlite_desk, clock, tmp_path, theme)
    yield rig
    rig.close()


def way(rig: ShellRig, text: str) -> Way:
    [found] = [way for way in rig.window.findChildren(Way) if way.text() == text]
    return found


def test_demo_data_is_one_click_away_and_says_what_it_is(rig: ShellRig) -> None:
    rig.open()
    assert isinstance(rig.window.stack.currentWidget(), FirstRunPage)

    QTest.mouseClick(way(rig, "Look around with demo data"), Qt.MouseButton.LeftButton)
    rig.wait(lambda: rig.window.room == "inbox")

    assert rig.shell.place.me.person is not None
    rig.wait(lambda: "Demo data" in rig.window.banner.text)
    assert rig.window.banner.isVisible()
    [inbox] = [b for b in rig.window.rail.findChildren(RailButton) if b.room.key == "inbox"]
    assert "need" in inbox.accessibleName()


def test_newcomer_gives_a_name_and_lands_at_the_mailbox_form(rig: ShellRig) -> None:
    rig.open()
    page = rig.find(FirstRunPage)

    QTest.mouseClick(way(rig, "Connect a mailbox"), Qt.MouseButton.LeftButton)
    rig.wait(lambda: "name" in QApplication.focusWidget().accessibleName().lower())
    QTest.keyClicks(QApplication.focusWidget(), "Anna Kern")
    assert page.name == "Anna Kern"
    QTest.mouseClick(way(rig, "Connect a mailbox"), Qt.MouseButton.LeftButton)
    rig.wait(lambda: rig.window.room == "settings")

    assert rig.find(MailboxForm).isVisible()
    assert [person.name for person in rig.desk.people.all()] == ["Anna Kern"]


def test_servers_are_found_from_the_address(rig: ShellRig) -> None:
    rig.open("Anna Kern")
    page = rig.window.enter("settings")
    page.add_mailbox()  # type: ignore[attr-defined]  # the settings page
    form = rig.find(MailboxForm)

    address = next(f for f in form.findChildren(QLineEdit) if "address" in f.accessibleName())
    QTest.keyClicks(address, "help@nord.example")
    QTest.keyClick(address, Qt.Key.Key_Tab)

    assert form.values.imap_host == "imap.nord.example"
    assert form.values.smtp_host == "smtp.nord.example"


def test_setting_applies_at_once_and_comes_back_by_undo(rig: ShellRig, theme: Theme) -> None:
    rig.open("Anna Kern")

    rig.shell.place.preferences.set("appearance.theme", "dark")
    rig.wait(lambda: theme.tokens.scheme is Scheme.DARK)
    assert rig.window.toast.isVisible()
    rig.window.commands["edit.undo"].trigger()
    rig.wait(lambda: theme.tokens.scheme is Scheme.LIGHT)

    assert rig.window.status.text(Part.UNDO) == "Nothing to undo"


def test_refusal_is_a_sentence_under_the_page(rig: ShellRig) -> None:
    rig.open("Anna Kern")

    rig.runner.failed.emit(Refused("ticket.never_new"))

    assert rig.window.error_bar.text == "A ticket cannot become new again."
    assert rig.window.error_bar.isVisible()


def test_refusal_takes_the_offer_away_and_goes_with_the_next_command(rig: ShellRig) -> None:
    rig.open("Anna Kern")
    rig.shell.place.preferences.set("appearance.theme", "dark")
    rig.wait(rig.window.toast.isVisible)

    rig.runner.failed.emit(Refused("undo.changed"))
    assert not rig.window.toast.isVisible()
    rig.shell.place.preferences.set("appearance.theme", "light")
    rig.wait(rig.window.toast.isVisible)

    assert not rig.window.error_bar.isVisible()


def test_status_bar_names_the_next_deadline_and_leads_to_it(rig: ShellRig) -> None:
    rig.open("Anna Kern")
    number = rig.ticket()
    rig.wait(lambda: f"#{number}" in rig.window.status.text(Part.NEXT_DUE))

    opened: list[int] = []
    rig.window.enter("inbox").open_ticket = opened.append  # type: ignore[attr-defined]
    rig.window.status.pressed.emit(Part.NEXT_DUE.value)

    assert opened == [number]


def test_palette_opens_from_the_header_and_finds_commands_in_the_wrong_layout(
    rig: ShellRig,
) -> None:
    rig.open("Anna Kern")

    QTest.mouseClick(rig.window.header.field, Qt.MouseButton.LeftButton)

    palette = rig.find(CommandPalette)
    field = palette.findChild(QLineEdit)
    field.setText("ыуееш")  # QTest types ASCII only
    rig.wait(lambda: palette.isVisible())
    QTest.keyClick(field, Qt.Key.Key_Return)
    rig.settle()
    assert rig.window.room == "settings"


def test_every_pane_is_reached_by_f6(rig: ShellRig) -> None:
    rig.open("Anna Kern")
    rig.window.enter("settings")
    rig.window.activateWindow()
    seen = set()

    for _ in range(8):
        rig.window.commands["go.next_pane"].trigger()
        seen.add(QApplication.focusWidget())

    assert len(seen) >= 4


def test_shell_carries_out_its_commands_of_the_table(rig: ShellRig) -> None:
    rig.open("Anna Kern")
    rig.window.enter("inbox")

    for_app = {"file.quit", "file.check_mail"}  # bound by app.py
    assert set(rig.window.commands.unbound()) <= for_app

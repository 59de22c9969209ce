"""The close button: asks once, then does what was chosen; never hides without a tray."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop.ui.closing import SETTING, Closing
from desktop.ui.tray import Tray
from tests.ui.shell_rig import ShellRig


@pytest.fixture
def closing(rig: ShellRig) -> Closing:
    closing = Closing(rig.window, rig.shell.tray, rig.shell.place.preferences)
    rig.window.close_wanted.connect(closing.ask)
    return closing


def press(rig: ShellRig, text: str) -> None:
    box = rig.find(QMessageBox)
    [found] = [each for each in box.findChildren(QPushButton) if each.text() == text]
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def test_first_close_asks_and_the_answer_is_kept(rig: ShellRig, closing: Closing) -> None:
    rig.window.close()
    press(rig, "Keep running")
    rig.wait(lambda: rig.shell.place.preferences.is_on(SETTING))

    assert rig.window.isMinimized()
    rig.window.bring_to_front()
    rig.window.close()
    assert rig.window.findChildren(QMessageBox) == [] or rig.window.isMinimized()


def test_without_a_tray_the_window_minimises_and_never_hides(
    rig: ShellRig, closing: Closing
) -> None:
    assert not rig.shell.tray.is_available

    closing.go_to_background()

    assert rig.window.isMinimized()
    assert rig.window.isVisible()


def test_with_a_tray_the_window_hides(
    rig: ShellRig, closing: Closing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tray, "is_available", property(lambda _: True))
    monkeypatch.setattr(Tray, "show", lambda _: None)

    closing.go_to_background()

    assert not rig.window.isVisible()
    rig.shell.tray.window_wanted.emit()
    assert rig.window.isVisible()


def test_quit_is_kept_too(qtbot: QtBot, rig: ShellRig, closing: Closing) -> None:
    with qtbot.waitSignal(closing.quit_wanted):
        rig.window.close()
        press(rig, "Quit")
    rig.wait(lambda: rig.shell.place.preferences[SETTING] is False)

    with qtbot.waitSignal(closing.quit_wanted):
        rig.window.close()

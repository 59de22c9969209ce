"""The guard: every uncaught exception is logged and shown once, without secrets."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import qWarning
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.system.logs import Redactor
from desktop.ui import guard as guard_module
from desktop.ui.guard import Guard, error_code, report_text
from desktop.ui.guard_dialog import GuardDialog


@pytest.fixture
def guard(qtbot: QtBot) -> Iterator[Guard]:
    guard = Guard()
    yield guard
    for dialog in dialogs():
        dialog.accept()


def dialogs() -> list[GuardDialog]:
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, GuardDialog) and widget.isVisible()
    ]


def bug(text: str = "no such column") -> ZeroDivisionError:
    try:
        raise ZeroDivisionError(text)
    except ZeroDivisionError as error:
        return error


def report(guard: Guard, error: BaseException) -> None:
    guard.report(type(error), error, error.__traceback__)


def test_bug_is_logged_and_shown_with_its_traceback(
    qtbot: QtBot, guard: Guard, caplog: pytest.LogCaptureFixture
) -> None:
    report(guard, bug())

    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    assert "no such column" in dialogs()[0].text
    assert "in bug" in dialogs()[0].text
    assert [record.levelname for record in caplog.records] == ["CRITICAL"]


def test_bugs_that_follow_are_counted_in_the_same_dialog(qtbot: QtBot, guard: Guard) -> None:
    for _ in range(50):
        report(guard, bug())
    report(guard, bug("a different one"))

    qtbot.waitUntil(lambda: bool(dialogs()) and "a different one" in dialogs()[0].text)
    [dialog] = dialogs()
    assert dialog.text.count("no such column") == 1


def test_closed_dialog_makes_room_for_the_next_bug(qtbot: QtBot, guard: Guard) -> None:
    report(guard, bug())
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    dialogs()[0].accept()

    report(guard, bug("the next"))

    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    assert "no such column" not in dialogs()[0].text


def test_exception_of_a_plain_thread_reaches_the_dialog(qtbot: QtBot, guard: Guard) -> None:
    guard.install()
    try:
        thread = threading.Thread(target=lambda: 1 // 0)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: len(dialogs()) == 1)
    finally:
        guard.uninstall()


def test_text_to_copy_holds_no_address_and_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    redactor = Redactor()
    redactor.hide("hunter2!")
    monkeypatch.setattr(guard_module, "redactor", redactor)
    error = bug("login anna.k@nord.example hunter2! postgresql://vera:pw@db/desk")

    text = report_text(type(error), error, error.__traceback__)

    for word in ("anna.k", "nord.example", "hunter2", "vera", "pw@"):
        assert word not in text


def test_same_bug_has_the_same_short_code() -> None:
    codes = {error_code(type(error), error.__traceback__) for error in (bug("a"), bug("b"))}

    assert len(codes) == 1
    assert codes.pop().startswith("E-")


def test_interrupt_from_the_terminal_is_no_bug(
    qtbot: QtBot, guard: Guard, caplog: pytest.LogCaptureFixture
) -> None:
    report(guard, KeyboardInterrupt())

    assert caplog.records == []
    assert dialogs() == []


def test_messages_of_qt_go_to_the_log(guard: Guard, caplog: pytest.LogCaptureFixture) -> None:
    guard.install()
    try:
        qWarning("something is odd")
    finally:
        guard.uninstall()

    assert [(r.name, r.levelno) for r in caplog.records] == [("qt", logging.WARNING)]

"""Fixtures of the window tests: a theme and a language that are put back afterwards."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale, QObject
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.clock import ManualClock
from desktop.services.desk import Desk
from desktop.system.resources import resource
from desktop.ui.language import Language, Tongue
from desktop.ui.theme.theme import SchemeChoice, Theme
from tests.ui.shell_rig import ShellRig

ENOUGH_GARBAGE = 50_000


@pytest.fixture(autouse=True)
def collected_between_tests() -> Iterator[None]:
    """Let no collection start inside a test: it may be painting a window only a cycle holds."""
    gc.disable()
    yield
    if gc.get_count()[0] > ENOUGH_GARBAGE:
        gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def deleted_between_tests(collected_between_tests: None) -> Iterator[None]:
    """Let no window outlive its test: each change of the theme would go through its widgets too."""
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The program's style and palette, light at first."""
    font, palette = qapp.font(), QPalette(qapp.palette())
    theme = Theme(qapp, SchemeChoice.LIGHT)
    yield theme
    theme.deleteLater()
    qapp.setFont(font)
    qapp.setPalette(palette)


@pytest.fixture
def rig(
    qtbot: QtBot, sqlite_desk: Desk, clock: ManualClock, tmp_path: Path, theme: Theme
) -> Iterator[ShellRig]:
    """The program as Anna has opened it."""
    rig = ShellRig(qtbot, sqlite_desk, clock, tmp_path, theme)
    rig.open("Anna Kern")
    yield rig
    rig.close()


@pytest.fixture
def speak(qapp: QApplication) -> Iterator[Callable[[str], None]]:
    """Switch the language of the running program by its code: `speak("ru")`."""
    parent, before = QObject(), QLocale()
    language = Language(resource("translations"), parent)

    def switch(code: str) -> None:
        language.speak(Tongue(code))
        qapp.processEvents()

    switch("en")
    yield switch
    switch("en")
    for translator in language.findChildren(QObject):
        translator.deleteLater()
    QLocale.setDefault(before)

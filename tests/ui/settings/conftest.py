"""The settings page in a window that somebody has opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.clock import ManualClock
from desktop.services.desk import Desk
from desktop.ui.settings.page import SettingsPage
from desktop.ui.theme.theme import Theme
from tests.ui.shell_rig import ShellRig


@pytest.fixture
def rig(
    qtbot: QtBot, sqlite_desk: Desk, clock: ManualClock, tmp_path: Path, theme: Theme
) -> Iterator[ShellRig]:
    rig = ShellRig(qtbot, sqlite_desk, clock, tmp_path, theme)
    rig.open("Anna Kern")
    yield rig
    rig.close()


@pytest.fixture
def page(rig: ShellRig) -> SettingsPage:
    page = rig.window.enter("settings")
    assert isinstance(page, SettingsPage)
    rig.settle()
    return page

"""The settings page in a window that somebody has opened."""

from __future__ import annotations

import pytest

from desktop.ui.settings.page import SettingsPage
from tests.ui.shell_rig import ShellRig


@pytest.fixture
def page(rig: ShellRig) -> SettingsPage:
    page = rig.window.enter("settings")
    assert isinstance(page, SettingsPage)
    rig.settle()
    return page

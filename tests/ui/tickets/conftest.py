"""Fixtures of the Inbox tests: a rig on SQLite, with no pause a person would need."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.clock import ManualClock
from desktop.services.desk import Desk
from desktop.ui import refresh
from desktop.ui.theme.theme import Theme
from desktop.ui.tickets import inbox_page
from tests.ui.tickets.inbox_rig import InboxRig


@pytest.fixture
def inbox(
    qtbot: QtBot,
    sqlite_desk: Desk,
    clock: ManualClock,
    tmp_path: Path,
    theme: Theme,
    speak: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[InboxRig]:
    monkeypatch.setattr(inbox_page, "REST_MS", 0)
    monkeypatch.setattr(refresh, "PAUSE_MS", 0)
    rig = InboxRig(qtbot, sqlite_desk, clock, tmp_path)
    yield rig
    rig.close()

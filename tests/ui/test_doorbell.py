"""A second start rings; the first window answers, also after a crash left its socket behind."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from desktop.system.instance import Instance, Start
from desktop.ui import doorbell
from desktop.ui.doorbell import Doorbell


@pytest.fixture
def bell(qtbot: QtBot, tmp_path: Path) -> Iterator[Doorbell]:
    bell = Doorbell(tmp_path)
    yield bell
    bell.close()


RING = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from desktop.ui.doorbell import Doorbell

application = QCoreApplication([])
sys.exit(0 if Doorbell(Path(sys.argv[1])).ring() else 1)
"""


def ring_from_elsewhere(qtbot: QtBot, profile: Path) -> bool:
    """Ring from another process, as a second start does."""
    second = subprocess.Popen([sys.executable, "-c", RING, str(profile)])
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=10_000)
    return second.returncode == 0


def test_first_window_hears_the_second_start(qtbot: QtBot, bell: Doorbell, tmp_path: Path) -> None:
    rings: list[int] = []
    bell.listen(lambda: rings.append(1))

    assert ring_from_elsewhere(qtbot, tmp_path)
    assert ring_from_elsewhere(qtbot, tmp_path)

    assert len(rings) == 2


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a ring at a closed door end at once."""
    monkeypatch.setattr(doorbell, "OPENING_MS", 0)


@pytest.mark.usefixtures("hasty")
def test_nobody_at_home_is_noticed(qtbot: QtBot, tmp_path: Path) -> None:
    assert not Doorbell(tmp_path).ring()


@pytest.mark.usefixtures("hasty")
def test_another_profile_is_another_door(qtbot: QtBot, bell: Doorbell, tmp_path: Path) -> None:
    bell.listen(lambda: None)

    assert not Doorbell(tmp_path / "other").ring()


def test_socket_left_by_a_crash_is_taken_over(qtbot: QtBot, bell: Doorbell, tmp_path: Path) -> None:
    crashed = Doorbell(tmp_path)
    crashed.listen(lambda: None)
    rings: list[int] = []

    bell.listen(lambda: rings.append(1))

    assert ring_from_elsewhere(qtbot, tmp_path)
    assert rings == [1]
    crashed.close()


def test_second_start_waits_for_a_window_that_is_still_being_built(
    qtbot: QtBot, bell: Doorbell, tmp_path: Path
) -> None:
    rings: list[int] = []
    QTimer.singleShot(300, bell, lambda: bell.listen(lambda: rings.append(1)))

    assert ring_from_elsewhere(qtbot, tmp_path)
    assert rings == [1]


def test_instance_hands_over_to_the_first(qtbot: QtBot, bell: Doorbell, tmp_path: Path) -> None:
    first = Instance(tmp_path / "instance.lock")

    assert first.enter(bell) is Start.FIRST
    first.leave()

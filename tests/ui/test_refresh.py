"""Coalesced refreshes: at once, then at most one each 100 ms, none while hidden."""

from __future__ import annotations

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.ui.refresh import Refresh


def test_first_wish_is_granted_at_once_and_a_burst_becomes_one_more(qtbot: QtBot) -> None:
    readings: list[int] = []
    owner = QObject()
    refresh = Refresh(lambda: readings.append(1), owner)

    for _ in range(500):
        refresh.ask()

    assert len(readings) == 1
    qtbot.waitUntil(lambda: len(readings) == 2)
    assert not refresh.is_stale


def test_hidden_page_reads_once_when_it_is_shown(qtbot: QtBot) -> None:
    readings: list[int] = []
    owner = QObject()
    refresh = Refresh(lambda: readings.append(1), owner, held=True)

    for _ in range(5):
        refresh.ask()
    assert readings == []
    assert refresh.is_stale
    refresh.release()

    assert len(readings) == 1

"""Garbage with Qt objects in it is collected on the GUI thread only, when the lanes are empty."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.ui.collector import YOUNG_ENOUGH, Collector
from desktop.ui.runner import Runner


class Ring:
    """Refers to itself, so that only the collector can free it; remembers where it died."""

    died_on: list[str]

    def __init__(self, died_on: list[str]) -> None:
        self.itself = self
        self.died_on = died_on

    def __del__(self) -> None:
        self.died_on.append(threading.current_thread().name)


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:
    runner = Runner()
    yield runner
    runner.close()


@pytest.fixture
def collector(runner: Runner) -> Iterator[Collector]:
    was_on = gc.isenabled()
    collector = Collector(runner, runner)
    yield collector
    collector.stop()
    if not was_on:
        gc.disable()


def test_garbage_of_a_worker_dies_on_the_gui_thread(
    qtbot: QtBot, runner: Runner, collector: Collector
) -> None:
    died_on: list[str] = []
    kept: list[object] = []

    def work() -> list[list[int]]:
        Ring(died_on)
        return [[number] for number in range(3 * YOUNG_ENOUGH)]

    for _ in range(3):  # what is there at the first round belongs to the start and is kept
        with qtbot.waitSignal(runner.settled):
            runner.query(runner, work, kept.append)
    assert died_on
    assert set(died_on) == {threading.current_thread().name}


def test_little_garbage_waits(qtbot: QtBot, runner: Runner, collector: Collector) -> None:
    gc.collect()
    ring = Ring([])
    gone = weakref.ref(ring)
    del ring
    with qtbot.waitSignal(runner.settled):
        runner.query(runner, int, lambda _: None)
    assert gone() is not None
    gc.collect()
    assert gone() is None


def test_collection_is_given_back(runner: Runner) -> None:
    collector = Collector(runner, runner)
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()

"""The runner: results on the GUI thread, none lost, none for the dead, bugs never swallowed."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from desktop.domain.changes import NOTHING, Changes, Topic
from desktop.domain.errors import DeskError, Refused
from desktop.ui.runner import Runner


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:
    runner = Runner()
    yield runner
    runner.close()


def settle(qtbot: QtBot, runner: Runner, act: Callable[[], None]) -> None:
    with qtbot.waitSignal(runner.settled, timeout=10_000):
        act()


def test_result_arrives_on_the_gui_thread_of_work_done_elsewhere(
    qtbot: QtBot, runner: Runner
) -> None:
    owner = QObject()
    seen: list[tuple[threading.Thread, threading.Thread]] = []

    settle(
        qtbot,
        runner,
        lambda: runner.query(
            owner,
            threading.current_thread,
            lambda worker: seen.append((worker, threading.current_thread())),
        ),
    )

    [(worker, receiver)] = seen
    assert worker is not threading.main_thread()
    assert receiver is threading.main_thread()


def test_all_of_five_thousand_results_arrive(qtbot: QtBot, runner: Runner) -> None:
    owner = QObject()
    seen: list[int] = []

    def ask() -> None:
        for number in range(5_000):
            lane = runner.query if number % 2 else runner.network
            lane(owner, lambda number=number: number, seen.append)

    settle(qtbot, runner, ask)

    assert sorted(seen) == list(range(5_000))


def test_commands_keep_the_order_of_clicks(qtbot: QtBot, runner: Runner) -> None:
    owner = QObject()
    done: list[int] = []

    def work(number: int) -> Changes:
        done.append(number)
        return NOTHING

    def click() -> None:
        for number in range(200):
            runner.command(owner, lambda number=number: work(number))

    settle(qtbot, runner, click)

    assert done == list(range(200))


def test_committed_command_is_announced_before_its_own_callback(
    qtbot: QtBot, runner: Runner
) -> None:
    owner = QObject()
    changes = Changes.of(Topic.TICKETS, tickets=[7])
    heard: list[str] = []
    runner.changed.connect(lambda _: heard.append("changed"))

    settle(
        qtbot,
        runner,
        lambda: runner.command(owner, lambda: changes, lambda _: heard.append("done")),
    )

    assert heard == ["changed", "done"]


def test_command_that_touched_nothing_is_not_announced(qtbot: QtBot, runner: Runner) -> None:
    heard: list[object] = []
    runner.changed.connect(heard.append)

    settle(qtbot, runner, lambda: runner.command(QObject(), lambda: NOTHING))

    assert heard == []


def refuse() -> Changes:
    raise Refused("ticket.closed", number=12)


def test_refusal_goes_to_the_owner_who_asked_to_hear_it(qtbot: QtBot, runner: Runner) -> None:
    mine: list[DeskError] = []
    everybody: list[DeskError] = []
    runner.failed.connect(everybody.append)
    owner = QObject()

    settle(qtbot, runner, lambda: runner.command(owner, refuse, on_error=mine.append))

    assert [error.code for error in mine] == ["ticket.closed"]
    assert everybody == []


def test_refusal_nobody_handles_is_shown_to_everybody(qtbot: QtBot, runner: Runner) -> None:
    everybody: list[DeskError] = []
    runner.failed.connect(everybody.append)

    settle(qtbot, runner, lambda: runner.command(QObject(), refuse))

    assert [error.code for error in everybody] == ["ticket.closed"]


def test_bug_on_a_worker_is_raised_on_the_gui_thread(qtbot: QtBot, runner: Runner) -> None:
    def bug() -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        settle(qtbot, runner, lambda: runner.query(QObject(), bug, print))

    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]


def test_nothing_is_delivered_to_a_deleted_owner(qtbot: QtBot, runner: Runner) -> None:
    owner, gate = QObject(), threading.Event()
    seen: list[object] = []

    def act() -> None:
        runner.query(owner, gate.wait, seen.append)
        runner.tell(owner, seen.append, "half way")
        delete(owner)
        gate.set()

    settle(qtbot, runner, act)

    assert seen == []


def test_command_of_a_deleted_owner_is_still_carried_out(qtbot: QtBot, runner: Runner) -> None:
    owner, done = QObject(), threading.Event()

    def work() -> Changes:
        done.set()
        return Changes.of(Topic.TICKETS)

    heard: list[object] = []
    runner.changed.connect(heard.append)

    def act() -> None:
        runner.command(owner, work)
        delete(owner)

    settle(qtbot, runner, act)

    assert done.is_set()
    assert len(heard) == 1


def test_only_the_newest_query_of_a_name_answers(qtbot: QtBot, runner: Runner) -> None:
    owner, other, gate = QObject(), QObject(), threading.Event()
    seen: list[str] = []

    def slow(text: str) -> Callable[[], str]:
        def work() -> str:
            gate.wait()
            return text

        return work

    def type_quickly() -> None:
        for text in ("v", "vp", "vpn", "vpn "):
            runner.query(owner, slow(text), seen.append, latest="search")
        runner.query(owner, slow("counts"), seen.append, latest="counts")
        runner.query(other, slow("other list"), seen.append, latest="search")
        gate.set()

    settle(qtbot, runner, type_quickly)

    assert sorted(seen) == ["counts", "other list", "vpn "]


def test_progress_is_told_before_the_end(qtbot: QtBot, runner: Runner) -> None:
    owner = QObject()
    seen: list[object] = []

    def work() -> str:
        for done in range(3):
            runner.tell(owner, seen.append, done)
        return "end"

    settle(qtbot, runner, lambda: runner.network(owner, work, seen.append))

    assert seen == [0, 1, 2, "end"]


def test_close_finishes_commands_and_ignores_what_comes_later(qtbot: QtBot) -> None:
    runner, owner = Runner(), QObject()
    done: list[int] = []

    def work(number: int) -> Changes:
        done.append(number)
        return NOTHING

    for number in range(20):
        runner.command(owner, lambda number=number: work(number))
    runner.close()
    runner.command(owner, lambda: work(99))

    assert done == list(range(20))
    assert runner.is_idle


def test_lane_that_ends_after_close_is_ignored(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ui.runner.STOP_SECONDS", 0.01)
    runner, owner = Runner(), QObject()
    gate, ended = threading.Event(), threading.Event()
    seen: list[object] = []

    def stuck() -> None:
        gate.wait()
        ended.set()

    for _ in range(5):
        runner.network(owner, stuck, seen.append)

    runner.close()
    gate.set()
    ended.wait()
    QApplication.processEvents()

    assert seen == []


def test_widgets_held_by_work_never_die_on_a_worker(qtbot: QtBot, runner: Runner) -> None:
    died_on: list[threading.Thread] = []

    class Page(QLabel):
        def __del__(self) -> None:
            died_on.append(threading.current_thread())

    def act() -> None:
        for _ in range(200):
            page = Page()
            runner.query(page, page.isEnabled, lambda _, page=page: page.setText("read"))

    settle(qtbot, runner, act)

    assert len(died_on) == 200
    assert set(died_on) == {threading.main_thread()}


class _Emitter(QObject):
    fired = Signal(bool)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True are immortal since 3.12")
def test_pyside_keeps_its_references_to_none_and_true(qtbot: QtBot) -> None:
    """PySide6 6.12.0 on 3.11 loses one at every void call and emit, then aborts."""
    emitter, label = _Emitter(), QLabel()
    qtbot.addWidget(label)
    emitter.fired.connect(label.setEnabled)
    before = sys.getrefcount(None), sys.getrefcount(True)

    for _ in range(10_000):
        label.setText("void")
        emitter.fired.emit(True)

    after = sys.getrefcount(None), sys.getrefcount(True)
    assert after[0] > before[0] - 200
    assert after[1] > before[1] - 200

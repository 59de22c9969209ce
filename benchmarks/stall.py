"""How long the window stands still while mails come in: a heartbeat beside a running import.

Offscreen, in one process, as the program does it: parsing in a child, storing on a lane of the
Runner, a timer of 1 ms in the event loop. What a beat comes late is a stall. The peer is the same
heartbeat with nothing running: what the machine does to it by itself.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from benchmarks.table import Row, Table

MAILS = 10_000
BEAT_MS = 1
IDLE_BEATS = 3_000
P99_GOAL_MS, WORST_GOAL_MS = 10, 25


def measure() -> Table:
    """Return milliseconds by which a beat came late."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    qt = QApplication.instance() or QApplication(["bench"])
    idle = _stalls(qt, None)
    with TemporaryDirectory() as folder:
        busy = _stalls(qt, _import(Path(folder)))
    p99, idle_p99 = (quantiles(each, n=100)[-1] for each in (busy, idle))
    return Table(
        f"Stall of the window while {MAILS:,} mails come in",
        "ms",
        [
            Row("at p99 | the 10 ms of the goal", p99, P99_GOAL_MS, 1, peer=idle_p99),
            Row("the worst | the 25 ms of the goal", max(busy), WORST_GOAL_MS, 1, peer=max(idle)),
        ],
    )


def _import(folder: Path) -> Callable[[], object]:
    """Return the import of a new mbox into a new desk."""
    from desktop.services.desk import open_desk

    box = folder / "new.mbox"
    with box.open("wb") as out:
        for number in range(MAILS):
            head = (
                "From - Mon Mar 02 08:47:00 2026\n"
                f"From: Person {number} <p{number}@x.example>\nTo: support@desk.example\n"
                f"Date: Mon, 02 Mar 2026 08:47:00 +0300\nMessage-ID: <{number}@x.example>\n"
                f"Subject: Printer {number}\nContent-Type: text/plain; charset=utf-8\n\n"
            )
            out.write((head + f"Принтер {number} не печатает.\n" * 20 + "\n").encode())
    desk = open_desk(f"sqlite:///{folder / 'desk.sqlite3'}", zone="Europe/Moscow")

    def run() -> None:
        desk.imports.run([box])
        desk.close()

    return run


def _stalls(qt: Any, work: Callable[[], object] | None) -> list[float]:
    """Return how late each beat was while `work` ran, or for `IDLE_BEATS` beats."""
    from PySide6.QtCore import QObject, Qt, QTimer

    from desktop.ui.collector import Collector
    from desktop.ui.runner import Runner

    owner = QObject()
    runner = Runner()
    collector = Collector(runner)
    late: list[float] = []
    last = perf_counter()

    def beat() -> None:
        nonlocal last
        now = perf_counter()
        late.append(max(0.0, 1e3 * (now - last) - BEAT_MS))
        last = now
        if work is None and len(late) == IDLE_BEATS:
            qt.quit()

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)
    timer.start(BEAT_MS)
    if work is not None:
        runner.network(owner, work, lambda _: qt.quit())
    qt.exec()
    timer.stop()
    runner.close()
    collector.stop()
    return late


if __name__ == "__main__":
    print(measure())

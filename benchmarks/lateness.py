"""How late the program notices that a warning is due, by the database's own clock.

The job, the schedule and the heartbeat as in the window, offscreen: the timer sleeps until the
stored instant, wakes, and a lane fires what was reached.
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select, update

from benchmarks.table import Row, Table
from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import SystemClock
from desktop.domain.ticket import Actor, Channel, Source
from desktop.jobs.schedule import Schedule
from desktop.jobs.watch_sla import WatchSla
from desktop.models.alert import Alert
from desktop.models.base import to_microseconds
from desktop.models.sla import ClockRecord
from desktop.services.desk import Desk, open_desk
from desktop.services.rows_alert import Announcement
from desktop.services.tickets import ManualTicket

ROUNDS = 30
AHEAD = timedelta(milliseconds=300)
GOAL_MS = 100


def measure() -> Table:
    """Return milliseconds from the instant of a warning to its alert."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    qt = QApplication.instance() or QApplication(["bench"])
    with TemporaryDirectory() as folder:
        desk = open_desk(f"sqlite:///{Path(folder) / 'desk.sqlite3'}", zone="UTC")
        late = _late(qt, desk)
        desk.close()
    goal = f"the {GOAL_MS} ms of the goal"
    return Table(
        f"Lateness of {ROUNDS} warnings",
        "ms",
        [Row(f"the latest | {goal}", max(late), GOAL_MS, 1), Row("the median", median(late))],
    )


def _late(qt: Any, desk: Desk) -> list[float]:
    from PySide6.QtCore import QTimer

    from desktop.ui.heartbeat import Heartbeat
    from desktop.ui.runner import Runner

    person = desk.people.add("Anna Kern").created
    by = Actor(person, Source.WINDOW)
    desk.tickets.create(by, ManualTicket("Printer", "smokes", channel=Channel.PHONE))
    clock = SystemClock()
    schedule = Schedule(clock, [WatchSla(desk.alerts, desk.leases, _Nobody(), lambda: person)])
    runner = Runner()
    heartbeat = Heartbeat(runner, schedule, clock)
    fired = 0

    def arm() -> None:
        _arm(desk, fired + 2)
        heartbeat.soon(WatchSla.name)

    def on_changed(changes: Changes) -> None:
        nonlocal fired
        if Topic.ALERTS not in changes.topics:
            return
        fired += 1
        if fired == ROUNDS:
            qt.quit()
        else:
            QTimer.singleShot(0, arm)

    runner.changed.connect(on_changed)
    heartbeat.start()
    QTimer.singleShot(0, arm)
    qt.exec()
    heartbeat.stop()
    runner.close()
    with desk.database.read() as session:
        rows = session.execute(select(Alert.fire_at, Alert.created_at)).all()
    return [(noticed - at) / timedelta(milliseconds=1) for at, noticed in rows]


def _arm(desk: Desk, version: int) -> None:
    """Let one clock have one warning, in a moment."""
    with desk.database.write() as session:
        at = desk.database.now(session) + AHEAD
        chosen = select(ClockRecord.id).order_by(ClockRecord.id).limit(1).scalar_subquery()
        session.execute(
            update(ClockRecord)
            .where(ClockRecord.id == chosen)
            .values(due_version=version, warnings=[[50, to_microseconds(at)]], next_warn_at=at)
            .execution_options(synchronize_session=False)
        )


class _Nobody:
    """Is told of nothing: only how soon it was noticed is measured."""

    def announce(self, announcement: Announcement) -> str:
        return "none"


if __name__ == "__main__":
    print(measure())

"""A tick of the countdowns: what the list does every second while a deadline is near.

Offscreen, cards as the list opens, painted within the tick. The limit is 0.5 ms whatever the
number of tickets that are listed; a tick a second of it is 0.05 % of a core. The figure is the
mean of a minute, for once in it most cards change. Times are the processor's.
"""

from __future__ import annotations

import os
from datetime import timedelta
from time import process_time
from typing import Any

from benchmarks.seed import NOW
from benchmarks.table import Row, Table, interleaved

FEW, MANY = 50, 10_000
TICKS = 60
GOAL_MS = 0.5
GROWTH_GOAL = 1.1


def measure() -> Table:
    """Return milliseconds of a tick with its paint, in a short and in a long list."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    qt = QApplication.instance() or QApplication(["bench"])
    lists = {count: _Listed(qt, count) for count in (FEW, MANY)}
    runs: dict[str, Any] = {f"tick {count}": each.ticks for count, each in lists.items()}
    runs |= {f"whole {count}": each.repaint for count, each in lists.items()}
    seconds = interleaved(runs, rounds=5, clock=process_time)
    for each in lists.values():
        each.close()
    ms = {name: 1e3 * each / TICKS for name, each in seconds.items()}
    tick, few = ms[f"tick {MANY}"], ms[f"tick {FEW}"]
    return Table(
        f"Countdown tick with {MANY:,} tickets listed",
        "ms",
        [
            Row("tick and paint | the 0.5 ms of the goal", tick, GOAL_MS, 1),
            Row(f"same | with {FEW} tickets", tick, few, GROWTH_GOAL),
            Row("same, beside a paint of the whole list", tick, peer=ms[f"whole {MANY}"]),
        ],
    )


class _Shelf:
    """Has all of the tickets on one page."""

    def __init__(self, rows: tuple[Any, ...]) -> None:
        self._rows = rows

    def page(self, query: object, after: object, limit: int) -> Any:
        from desktop.services.rows import Page

        return Page(self._rows, None)

    def found(self, query: object) -> Any:
        from desktop.services.rows import Found

        return Found(len(self._rows))

    def numbers(self, query: object) -> tuple[int, ...]:
        return ()


class _Listed:
    """A list of so many tickets in a window of its own."""

    def __init__(self, qt: Any, count: int) -> None:
        from zoneinfo import ZoneInfo

        from PySide6.QtWidgets import QMainWindow

        from desktop.services.rows import View
        from desktop.ui.actions import Actions
        from desktop.ui.lists.columns import Here
        from desktop.ui.runner import Runner
        from desktop.ui.tickets.ticket_list import TicketList

        rows = tuple(_row(number) for number in range(1, count + 1))
        self._qt, self._now = qt, NOW
        self._window = QMainWindow()
        self._runner = Runner()
        actions = Actions(self._window)
        self._list = TicketList(
            lambda: _Shelf(rows),
            self._runner,
            actions,
            Here(NOW, ZoneInfo("Europe/Moscow")),
        )
        self._window.setCentralWidget(self._list)
        self._window.resize(1366, 768)
        self._window.show()
        self._list.show_view(View.ALL_OPEN, None, NOW)
        while self._list.table.rowCount() < count:
            qt.processEvents()
        qt.processEvents()

    def ticks(self) -> None:
        for _ in range(TICKS):
            self._now += timedelta(seconds=1)
            self._list.view.tick(self._now)
            self._qt.processEvents()

    def repaint(self) -> None:
        for _ in range(TICKS):
            self._list.view.viewport().repaint()

    def close(self) -> None:
        self._window.close()
        self._runner.close()


def _row(number: int) -> Any:
    from desktop.domain.ticket import Channel, Priority, Status
    from desktop.services.rows import TicketRow

    return TicketRow(
        id=number,
        subject=f"Printer {number} smokes",
        status=Status.OPEN,
        mark=None,
        priority=Priority.NORMAL,
        channel=Channel.MAIL,
        requester_name=f"Person {number}",
        requester_email=f"person{number}@org.example",
        organisation="Nord Clinic",
        assignee_id=1,
        assignee_initials="AK",
        created_at=NOW - timedelta(hours=1),
        updated_at=NOW - timedelta(minutes=number % 60),
        next_due_at=NOW + timedelta(minutes=7 * number),
        next_late_at=NOW + timedelta(minutes=7 * number),
        next_due_kind="first_response",
        target=timedelta(hours=8),
        sla_result="running",
        is_unread=number % 2 == 0,
        message_count=2,
        reopen_count=0,
        has_draft=False,
    )


if __name__ == "__main__":
    print(measure())

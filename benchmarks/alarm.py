"""The next deadline among all open clocks: what every beat of the program asks.

The statement runs as in the service, in a transaction that is already open. Times are the
processor's.
"""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

from pysqlite3 import dbapi2

from benchmarks.seed import NOW, seeded
from benchmarks.table import Row, Table, interleaved
from desktop.domain.clock import ManualClock
from desktop.services.desk import open_desk

CALLS = 300
GOAL_US = 5.0
NEXT = "SELECT next_warn_at FROM clock ORDER BY next_warn_at LIMIT 1"
SCAN = "SELECT min(due_at) FROM clock WHERE result = 'running' AND stopped_at IS NULL"


def measure() -> Table:
    """Return microseconds of a call."""
    path = seeded()
    desk = open_desk(f"sqlite:///{path}", clock=ManualClock(NOW))
    raw = dbapi2.connect(str(path), isolation_level=None)
    raw.execute("BEGIN")
    clocks = raw.execute("SELECT count(*) FROM clock WHERE result = 'running'").fetchone()[0]
    seconds = interleaved(
        {
            "statement": _repeated(lambda: raw.execute(NEXT).fetchone()),
            "scan": lambda: raw.execute(SCAN).fetchone(),
            "service": _repeated(lambda: desk.alerts.next_in(1, fires=True)),
        },
        clock=process_time,
    )
    raw.close()
    desk.close()
    statement, service = (1e6 * seconds[name] / CALLS for name in ("statement", "service"))
    return Table(
        f"Next deadline among {clocks:,} running clocks",
        "µs",
        [
            Row("indexed statement | the 5 µs of the goal", statement, GOAL_US, 1),
            Row("same, beside a scan", statement, peer=1e6 * seconds["scan"]),
            Row("service call: a transaction, clocks and waiting alerts", service),
        ],
    )


def _repeated(run: Callable[[], object]) -> Callable[[], None]:
    def loop() -> None:
        for _ in range(CALLS):
            run()

    return loop


if __name__ == "__main__":
    print(measure())

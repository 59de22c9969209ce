"""The ticket list: a page of 200 rows near and far, and the counts of the views.

The limit is the same statement on a bare pysqlite3 connection; the peers are SQLAlchemy Core with
that statement and, for depth, OFFSET instead of a key. Times are the processor's.
"""

from __future__ import annotations

from time import process_time
from typing import Any

from pysqlite3 import dbapi2
from sqlalchemy import event

from benchmarks.seed import FIRST_NUMBER, NOW, seeded, size_wanted
from benchmarks.table import Row, Table, interleaved
from desktop.domain.clock import ManualClock
from desktop.services.desk import Desk, open_desk
from desktop.services.rows import TicketQuery, View

PAGE = 200
REPEATS = 20
COUNTS_GOAL_MS = 3.0
ROUNDUP_COUNT_MS, ROUNDUP_PAGE_MS, RT_PAGE_MS = 6.8, 10.0, 86.0


def measure() -> Table:
    """Return milliseconds of each question."""
    path, tickets = seeded(), size_wanted()
    desk = open_desk(f"sqlite:///{path}", clock=ManualClock(NOW))
    raw = dbapi2.connect(str(path))
    raw.execute("PRAGMA mmap_size=0")
    bench = _Bench(desk, raw)
    first, everything = TicketQuery(view=View.ACTION), TicketQuery(view=View.EVERYTHING)
    me = TicketQuery(me=1)
    far = int(tickets * 0.9) // PAGE
    key = bench.key_of_page(tickets, far)
    page_sql, page_values = bench.statement(lambda: desk.tickets.page(first, None, PAGE))
    count_sql, count_values = bench.statement(lambda: desk.tickets.counts(me))
    try:
        seconds = interleaved(
            {
                "raw": lambda: bench.ask(page_sql, page_values),
                "core": lambda: bench.ask_core(page_sql, page_values),
                "page": lambda: desk.tickets.page(first, None, PAGE),
                "near": lambda: desk.tickets.page(everything, None, PAGE),
                "far": lambda: desk.tickets.page(everything, key, PAGE),
                "offset": lambda: bench.offset_page(far),
                "raw counts": lambda: bench.ask(count_sql, count_values),
                "counts": lambda: desk.tickets.counts(me),
            },
            rounds=REPEATS,
            clock=process_time,
        )
    finally:
        raw.close()
        desk.close()
    ms = {name: 1e3 * each for name, each in seconds.items()}
    return Table(
        f"Ticket list of {tickets:,} tickets",
        "ms",
        [
            Row("statement of the first page, SQLAlchemy Core | raw", ms["core"], ms["raw"], 1.3),
            Row("first page with its frozen rows | raw", ms["page"], ms["raw"], 1.8),
            Row("same, beside Roundup at 50,000", ms["page"], peer=ROUNDUP_PAGE_MS, is_quoted=True),
            Row("same, beside RT 5 (50 rows)", ms["page"], peer=RT_PAGE_MS, is_quoted=True),
            Row(f"page {far:,} | page 1 (peer: OFFSET)", ms["far"], ms["near"], 1.1, ms["offset"]),
            Row(
                "counts of eight views | raw",
                ms["counts"],
                ms["raw counts"],
                peer=ROUNDUP_COUNT_MS,
                is_quoted=True,
            ),
            Row("same | the 3 ms of the goal", ms["counts"], COUNTS_GOAL_MS, 1),
        ],
    )


class _Bench:
    """The same questions below the services."""

    def __init__(self, desk: Desk, raw: Any) -> None:
        self._desk = desk
        self._raw = raw

    def statement(self, run: Any) -> tuple[str, Any]:
        """Return the first statement that `run` sends about tickets, and its values."""
        sent: list[tuple[str, Any]] = []

        def note(_c: Any, _u: Any, statement: str, values: Any, *_: Any) -> None:
            if "FROM ticket" in statement:
                sent.append((statement, values))

        engine = self._desk.database.engine
        event.listen(engine, "before_cursor_execute", note)
        run()
        event.remove(engine, "before_cursor_execute", note)
        return sent[0]

    def ask(self, statement: str, values: Any) -> list[Any]:
        found: list[Any] = self._raw.execute(statement, values).fetchall()
        return found

    def ask_core(self, statement: str, values: Any) -> object:
        with self._desk.database.engine.connect() as connection:
            return connection.exec_driver_sql(statement, values).all()

    def key_of_page(self, tickets: int, page: int) -> tuple[int, ...]:
        """Return the key after which the page begins, newest first."""
        number = FIRST_NUMBER + tickets - 1 - page * PAGE
        row = self.ask("SELECT created_at, id FROM ticket WHERE id = ?", [number])[0]
        return tuple(row)

    def offset_page(self, page: int) -> list[Any]:
        return self.ask(
            "SELECT * FROM ticket WHERE mark IS NULL ORDER BY created_at DESC, id DESC"
            " LIMIT ? OFFSET ?",
            [PAGE, page * PAGE],
        )


if __name__ == "__main__":
    print(measure())

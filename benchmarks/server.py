"""A shared desk on PostgreSQL of this machine: a page of the list, and a change seen by another.

The server is a throw-away cluster on a Unix socket; the limit is psycopg with the same statements.
Times are of the wall clock, for the server's part counts too.
"""

from __future__ import annotations

import gc
from statistics import quantiles
from threading import Semaphore
from time import perf_counter
from typing import Any

import psycopg
from sqlalchemy import event

from benchmarks.seed import NOW
from benchmarks.table import Row, Table, interleaved
from desktop.domain.clock import ManualClock
from desktop.domain.ticket import Actor, Source
from desktop.jobs.listen import Listen
from desktop.services.desk import Desk, open_desk
from desktop.services.rows import TicketQuery, View
from desktop.services.tickets import ManualTicket
from desktop.system.socket_watch import SocketWatch
from tests.servers.postgres import find_postgres, start_postgres, stop_postgres

TICKETS = 20_000
PAGE = 200
PAGE_GOAL, STATEMENTS_GOAL = 1.5, 2
ROUNDS = 41
TOLD_GOAL_MS, TOLD_ROUNDS = 50, 200

_MORE = """
INSERT INTO ticket (id, subject, status, priority, priority_rank, channel, created_at, updated_at,
    next_due_at, next_due_target_seconds, sla_result, is_open, needs_action, delivery_failed,
    is_unread, message_count, attachment_count, reopen_count, deferred_count, returned_count,
    version)
SELECT ticket.id + n, subject, status, priority, priority_rank, channel, created_at, updated_at,
    next_due_at + n * CAST(1000000 AS bigint), next_due_target_seconds, sla_result, is_open,
    needs_action, delivery_failed, is_unread, message_count, attachment_count, reopen_count,
    deferred_count, returned_count, 1
FROM ticket, generate_series(1, %s) AS n"""


def measure() -> Table:
    """Return milliseconds; the statements of a screen in a row of their own."""
    binaries = find_postgres()
    if binaries is None:
        raise SystemExit("There is no PostgreSQL server on this machine.")
    server = start_postgres(binaries)
    try:
        return _measured(server.url(server.create_database()))
    finally:
        stop_postgres(server, binaries)


def _measured(url: str) -> Table:
    here, there = (open_desk(url, clock=ManualClock(NOW)) for _ in range(2))
    first = here.tickets.create(Actor(None, Source.WINDOW), ManualTicket("Printer", "smokes"))
    assert first.created is not None
    raw = psycopg.connect(url.replace("+psycopg", ""), autocommit=True)
    raw.execute(_MORE, [TICKETS])
    raw.execute("ANALYZE")
    query = TicketQuery(view=View.ACTION)
    sent = _statements(here, lambda: here.tickets.page(query, None, PAGE))
    statement, values = sent[-1]
    other = psycopg.connect(url.replace("+psycopg", ""), autocommit=True)
    gc.disable()  # as the program does on the lanes that work (ui/collector.py)
    seconds = interleaved(
        {
            "page": lambda: here.tickets.page(query, None, PAGE),
            "raw page": lambda: raw.execute(statement, values).fetchall(),
            "seen": lambda: _seen(here, there, first.created or 0),
            "raw seen": lambda: _seen_raw(raw, other, first.created or 0),
        },
        rounds=ROUNDS,
    )
    told, heard = _told_at_p95(here, there, first.created)
    gc.enable()
    for connection in (raw, other, here, there):
        connection.close()
    ms = {name: 1e3 * each for name, each in seconds.items()}
    return Table(
        f"PostgreSQL on this machine, {TICKETS:,} tickets",
        "ms",
        [
            Row("first page with its frozen rows | psycopg", ms["page"], ms["raw page"], PAGE_GOAL),
            Row("statements of that screen | 2 of the goal", len(sent), STATEMENTS_GOAL, 1),
            Row("a change read by another | psycopg", ms["seen"], ms["raw seen"]),
            Row("same, told by LISTEN, at p95 | the 50 ms of the goal", told, TOLD_GOAL_MS, 1),
            Row("same, from its commit on", heard),
        ],
    )


def _statements(desk: Desk, run: Any) -> list[tuple[str, Any]]:
    """Return what `run` sends, the opening and closing of its transaction aside."""
    sent: list[tuple[str, Any]] = []

    def note(_c: Any, _u: Any, statement: str, values: Any, *_: Any) -> None:
        if not statement.startswith("BEGIN"):
            sent.append((statement, values))

    run()
    event.listen(desk.database.engine, "before_cursor_execute", note)
    run()
    event.remove(desk.database.engine, "before_cursor_execute", note)
    return sent


def _seen(here: Desk, there: Desk, ticket_id: int) -> None:
    """Change a ticket on one workstation until the other has its new row."""
    before = there.database.topic_versions()
    here.tickets.add_note(Actor(None, Source.WINDOW), ticket_id, "seen")
    assert there.database.topic_versions() != before
    there.tickets.row(ticket_id)


def _told_at_p95(here: Desk, there: Desk, ticket_id: int) -> tuple[float, float]:
    """Return how long a change takes to the row on the other workstation: milliseconds from its
    command and from its commit.

    All of the way but the window's event loop: commit, notice, counters, the row read anew.
    """
    calls = Semaphore(0)
    watch = SocketWatch()
    line = Listen(there.database.listen, watch, calls.release)
    line.run()
    calls.acquire()
    whole, heard = [], []
    for _ in range(TOLD_ROUNDS):
        begun = perf_counter()
        here.tickets.add_note(Actor(None, Source.WINDOW), ticket_id, "seen")
        committed = perf_counter()
        calls.acquire()
        there.database.topic_versions()
        there.tickets.row(ticket_id)
        whole.append(1e3 * (perf_counter() - begun))
        heard.append(1e3 * (perf_counter() - committed))
    line.close()
    watch.close()
    return quantiles(whole, n=20)[-1], quantiles(heard, n=20)[-1]


def _seen_raw(here: Any, there: Any, ticket_id: int) -> None:
    here.execute("UPDATE ticket SET version = version + 1 WHERE id = %s", [ticket_id])
    here.execute("SELECT pg_notify('dutydesk', '')")
    there.execute("SELECT * FROM ticket WHERE id = %s", [ticket_id]).fetchall()


if __name__ == "__main__":
    print(measure())

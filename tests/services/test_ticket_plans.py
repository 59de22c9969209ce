"""Every list of tickets is read along an index, whatever its view, order and depth."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event

from desktop.services.desk import Desk
from desktop.services.rows import Sort, TicketQuery, View

SORTED_BY_INDEX = {
    (view, Sort.NEXT_DUE) for view in View if view not in (View.DEFERRED, View.SPAM)
} | {(view, sort) for view in (View.ALL_OPEN, View.EVERYTHING) for sort in Sort}
"""Where the index gives the order too; elsewhere the few rows of a view are sorted."""


def plan_of(desk: Desk, run: Callable[[], object]) -> list[str]:
    """Return SQLite's plan for the one statement about tickets that `run` sends."""
    sent: list[tuple[str, Any]] = []

    def note(_c: Any, _u: Any, statement: str, values: Any, *_: Any) -> None:
        if re.search(r"FROM ticket\b", statement):
            sent.append((statement, values))

    engine = desk.database.engine
    event.listen(engine, "before_cursor_execute", note)
    run()
    event.remove(engine, "before_cursor_execute", note)
    [(statement, values)] = sent
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        return [row[3] for row in rows]


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("after", [False, True], ids=["first", "next"])
def test_a_page_is_read_along_an_index(
    sqlite_desk: Desk, view: View, sort: Sort, after: bool
) -> None:
    query = TicketQuery(view=view, sort=sort, me=1)
    length = 3 if sort is Sort.PRIORITY and view is not View.SOLVED_TODAY else 2
    key = tuple(range(length)) if after else None

    plan = plan_of(sqlite_desk, lambda: sqlite_desk.tickets.page(query, key))

    [of_tickets] = [line for line in plan if line.startswith(("SCAN ticket", "SEARCH ticket"))]
    assert " INDEX " in of_tickets, plan
    if (view, sort) in SORTED_BY_INDEX:
        assert not any("ORDER BY" in line for line in plan), plan


def test_views_are_counted_along_indexes(sqlite_desk: Desk) -> None:
    plan = plan_of(sqlite_desk, lambda: sqlite_desk.tickets.counts(TicketQuery(me=1)))
    of_tickets = [line for line in plan if "ticket" in line]
    assert len(of_tickets) >= 8
    assert all(" INDEX " in line for line in of_tickets), plan

"""What is stored of the clocks is what the engine says of the events, whatever people did."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from desktop.domain.clock import ManualClock
from desktop.models.sla import ClockRecord
from desktop.models.ticket import Ticket
from desktop.services.desk import Desk
from tests.services.random_histories import Life

SUMMARY = (
    Ticket.next_due_at,
    Ticket.next_late_at,
    Ticket.next_due_kind,
    Ticket.next_due_target_seconds,
)


def stored(desk: Desk) -> list[dict[str, Any]]:
    """Every clock, and what the lists show of it, but what comes by time alone.

    A running clock becomes late by itself; its row says so with the next event.
    """
    with desk.database.read() as session:
        table = ClockRecord.__table__
        statement = select(table).order_by(table.c.ticket_id, table.c.kind, table.c.round)
        clocks = [dict(row) for row in session.execute(statement).mappings()]
        summaries = session.execute(select(Ticket.id, *SUMMARY).order_by(Ticket.id)).mappings()
        found = [dict(row) for row in summaries]
    for clock in clocks:
        if clock["stopped_at"] is None:
            del clock["breached_at"]
    return [*clocks, *found]


def live_and_compare(desk: Desk, clock: ManualClock, seed: int, tickets: int) -> None:
    life = Life(desk, clock, Random(seed))
    for _ in range(tickets):
        life.ticket()
    before = stored(desk)

    desk.clocks.rebuild()

    for old, new in zip(before, stored(desk), strict=True):
        assert new == old, f"seed {seed}"


def test_rebuild_equals_stored_on_both_databases(desk: Desk, clock: ManualClock) -> None:
    live_and_compare(desk, clock, 7, 10)


@pytest.mark.parametrize("seed", range(4))
def test_rebuild_equals_stored_after_random_histories(
    sqlite_desk: Desk, clock: ManualClock, seed: int
) -> None:
    live_and_compare(sqlite_desk, clock, seed, 50)


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", range(1_000, 1_100))
def test_rebuild_equals_stored_after_ten_thousand_random_histories(
    sqlite_desk: Desk, clock: ManualClock, seed: int
) -> None:
    live_and_compare(sqlite_desk, clock, seed, 100)

"""Comparing stored clocks with what the engine says now: a sample, and nothing is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.sla_evaluate import evaluate
from desktop.models.database import Database
from desktop.models.sla import ClockRecord
from desktop.models.ticket import Ticket
from desktop.services import clock_rows
from desktop.services.clocks import read_histories
from desktop.services.policies import Policies

SAMPLE = 200


def differing(database: Database, policies: Policies) -> tuple[int, int]:
    """Return how many tickets were looked at and in how many a clock differs.

    Half the sample are the newest tickets, half are spread over all of them.
    """
    with database.read() as session:
        now = database.now(session)
        books = policies.books(session)
        numbers = _sample(session)
        histories = read_histories(session, numbers)
        known = clock_rows.stored(session, numbers)
        wrong = 0
        for number in numbers:
            found = evaluate(histories[number], books.policies, books.calendars, now)
            rows = [clock_rows.row_of(number, state) for state in found.clocks]
            wrong += _differ(rows, known.get(number, {}), now)
    return len(numbers), wrong


def _sample(session: Session) -> Sequence[int]:
    half = SAMPLE // 2
    numbers = list(session.scalars(select(Ticket.id).order_by(Ticket.id)))
    return sorted({*numbers[-half:], *numbers[:: max(1, len(numbers) // half)]})


def _differ(
    rows: list[dict[str, Any]],
    known: Mapping[clock_rows.Key, ClockRecord],
    now: datetime,
) -> bool:
    if len(rows) != len(known):
        return True
    for row in rows:
        record = known.get((row["kind"], row["round"]))
        if record is None:
            return True
        # A running clock becomes late by itself; its row is written with the next event.
        by_time = {"breached_at"} if row["stopped_at"] is None else set()
        if any(getattr(record, name) != row[name] for name in row.keys() - by_time):
            return True
    return False

"""Everything a database holds, to compare before and after: history and versions aside."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from desktop.models.schema import METADATA
from desktop.services.desk import Desk

HISTORY = {
    "event",
    "counter",
    "topic_version",
    "lease",
    "heartbeat",
    "duty_log",
    "duty_log_end",
}
VERSIONS = {"version", "due_version"}


def dump(desk: Desk, without: Iterable[str] = ()) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of every table but `without`, in the order of their keys."""
    left_out = HISTORY | set(without)
    tables: dict[str, list[tuple[Any, ...]]] = {}
    with desk.database.read() as session:
        for table in METADATA.sorted_tables:
            if table.name in left_out:
                continue
            columns = [column for column in table.columns if column.name not in VERSIONS]
            statement = select(*columns).order_by(*table.primary_key.columns)
            tables[table.name] = [tuple(row) for row in session.execute(statement)]
    return tables

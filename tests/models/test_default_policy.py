"""A desk of the first release, whose tickets followed “the default”, keeps its dates."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import JSON, Column, Connection, LargeBinary, String, Table, select
from sqlalchemy.engine import Engine

from desktop.models import driver
from desktop.models.stored_tables import empty_tables, stored_tables
from desktop.models.upgrade import create_empty, prepare

DEFAULT, OTHER = 2, 1


@pytest.fixture
def engine(empty_database_url: str) -> Any:
    engine = driver.make_engine(empty_database_url)
    create_empty(engine, 1)
    yield engine
    engine.dispose()


def test_what_followed_the_default_names_it_and_new_policies_get_new_ids(engine: Engine) -> None:
    events = [
        ("created", {"policy": None, "priority": "high", "subject": "ё"}),
        ("created", {"priority": "low"}),
        ("created", {"policy": OTHER}),
        ("policy_changed", {"policy": None}),
    ]
    with _writing(engine) as connection:
        tables = {table.name: table for table in stored_tables(connection)}
        empty_tables(connection, list(tables.values()))
        for number in (OTHER, DEFAULT):
            policy = {"id": number, "name": f"Policy {number}", "is_default": number == DEFAULT}
            connection.execute(tables["policy"].insert().values(policy))
        for number, policy_id in ((1, None), (2, OTHER)):
            _add(connection, tables["ticket"], id=number, policy_id=policy_id)
        for number, (kind, data) in enumerate(events, 1):
            text = json.dumps(data, ensure_ascii=False)
            _add(connection, tables["event"], id=number, ticket_id=1, kind=kind, data=text)

    prepare(engine)

    with _writing(engine) as connection:
        tables = {table.name: table for table in stored_tables(connection)}
        event, ticket, policy = tables["event"], tables["ticket"], tables["policy"]
        stored = connection.scalars(select(event.c.data).order_by(event.c.id)).all()
        assert [json.loads(text) for text in stored] == [
            {"policy": DEFAULT, "priority": "high", "subject": "ё"},
            {"policy": DEFAULT, "priority": "low"},
            {"policy": OTHER},
            {"policy": None},
        ]
        followed = select(ticket.c.policy_id).order_by(ticket.c.id)
        assert connection.scalars(followed).all() == [DEFAULT, OTHER]
        made = connection.execute(
            policy.insert().values(name="Gold", is_default=False).returning(policy.c.id)
        )
        assert made.scalar_one() == max(DEFAULT, OTHER) + 1


def _writing(engine: Engine) -> Any:
    return engine.execution_options(**{driver.WRITE: True}).begin()


def _add(connection: Connection, table: Table, **values: object) -> None:
    """Insert a row with these values; of the other columns only those that must have one."""
    needed = {
        column.name: _some(column)
        for column in table.columns
        if not column.nullable and column.server_default is None
    }
    connection.execute(table.insert().values(needed | values))


def _some(column: Column[Any]) -> object:
    if isinstance(column.type, JSON):
        return {}
    if isinstance(column.type, LargeBinary):
        return b"x"
    if isinstance(column.type, String):
        return "x"
    return False if column.type.python_type is bool else 1

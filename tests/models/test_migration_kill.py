"""A migration that dies anywhere leaves the old schema or the new one (reliability.md A9)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from sqlalchemy import Connection, event, inspect
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from desktop.models import driver, upgrade
from desktop.models.database import SCHEMA

if TYPE_CHECKING:
    from tests.servers.postgres import PostgresServer

ROOT = Path(__file__).resolve().parents[2]
LEAST_STATEMENTS = 5


def killed_everywhere(folder: Path, *options: str) -> list[str]:
    command = [sys.executable, "-W", "ignore", "-m", "tests.models.migration_victim"]
    done = subprocess.run(
        [*command, str(folder), *options], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found: list[str] = json.loads(done.stdout)
    return found


@pytest.mark.skipif(os.name == "nt", reason="a child is forked for each death")
def test_a_file_is_old_or_new_after_each_death(tmp_path: Path) -> None:
    *states, end = killed_everywhere(tmp_path)
    assert len(states) > LEAST_STATEMENTS
    assert set(states) <= {"old", "new"}
    assert end == "survived"


@pytest.mark.skipif(os.name == "nt", reason="a child is forked for each death")
def test_without_the_explicit_begin_this_test_would_notice(tmp_path: Path) -> None:
    *states, _ = killed_everywhere(tmp_path, "--without-begin")
    assert any(state.startswith("between") for state in states)


@pytest.mark.postgres
def test_a_server_is_old_after_each_lost_connection(postgres_server: PostgresServer) -> None:
    total = statements_of_a_whole_migration(postgres_server)
    assert total > LEAST_STATEMENTS
    name = postgres_server.create_database()
    with old_engine(postgres_server, name) as engine:
        before = columns(engine)
        for statement in range(1, total + 1):
            die_after(engine, statement, postgres_server)
            with pytest.raises(DBAPIError):
                upgrade.prepare(engine)
            engine.dispose()
            assert columns(engine) == before, f"after statement {statement}"
        upgrade.prepare(engine)
        assert columns(engine) != before


def statements_of_a_whole_migration(server: PostgresServer) -> int:
    seen = 0
    with old_engine(server, server.create_database()) as engine:

        @event.listens_for(engine, "after_cursor_execute")
        def _count(connection: Any, *_: Any) -> None:
            nonlocal seen
            seen += is_migrating(connection)

        upgrade.prepare(engine)
    return seen


@contextmanager
def old_engine(server: PostgresServer, name: str) -> Iterator[Engine]:
    """Give an engine on a database of the schema before the newest."""
    engine = driver.make_engine(server.url(name))
    if SCHEMA > 1:
        upgrade.create_empty(engine, SCHEMA - 1)
    yield engine
    engine.dispose()


def die_after(engine: Engine, statement: int, server: PostgresServer) -> None:
    """Let the server end the connection once, after a statement of it."""
    seen = 0

    def count(connection: Any, *_: Any) -> None:
        nonlocal seen
        seen += is_migrating(connection)
        if seen == statement:
            event.remove(engine, "after_cursor_execute", count)
            pid = connection.connection.driver_connection.info.backend_pid
            with psycopg.connect(
                host=str(server.folder), user="postgres", autocommit=True
            ) as other:
                other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])

    event.listen(engine, "after_cursor_execute", count)


def is_migrating(connection: Connection) -> bool:
    """Tell the migration's statements from the look at the version before it."""
    return bool(connection.get_execution_options().get(driver.WRITE))


def columns(engine: Engine) -> dict[str, list[str]]:
    with engine.connect() as connection:
        inspector = inspect(connection)
        names = inspector.get_table_names()
        return {name: [c["name"] for c in inspector.get_columns(name)] for name in sorted(names)}

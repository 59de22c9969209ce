"""Migrations lead exactly to the records' tables, and back, on both databases."""

from __future__ import annotations

import subprocess
import sys
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import JSON, Column, Connection, LargeBinary, String, func, inspect, select
from sqlalchemy.engine import Engine

from desktop.models import (
    driver,
    ticket_indexes,  # noqa: F401 -- a part of the metadata
)
from desktop.models.database import SCHEMA
from desktop.models.migrating import alembic_config
from desktop.models.schema import METADATA
from desktop.models.search_tables import is_search_table
from desktop.models.stored_tables import empty_tables, stored_tables
from desktop.models.upgrade import create_empty, prepare


def test_schema_number_is_that_of_the_newest_migration() -> None:
    head = ScriptDirectory.from_config(alembic_config()).get_current_head()
    assert head is not None
    assert int(head[:4]) == SCHEMA


def test_migrations_make_exactly_the_tables_of_the_records(empty_database_url: str) -> None:
    engine = driver.make_engine(empty_database_url)
    prepare(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": _is_record, "compare_type": True}
        )
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_every_migration_can_be_taken_back_and_run_again(empty_database_url: str) -> None:
    engine = driver.make_engine(empty_database_url)
    prepare(engine)
    before = _tables(engine)
    with _writing(engine) as connection:
        _downgrade(connection)
    assert _tables(engine) <= {"alembic_version"}
    if engine.dialect.name == "sqlite":
        with _writing(engine) as connection:
            connection.exec_driver_sql("PRAGMA user_version=0")
    prepare(engine)
    assert _tables(engine) == before
    engine.dispose()


def test_a_prepared_database_is_left_alone(empty_database_url: str) -> None:
    engine = driver.make_engine(empty_database_url)
    prepare(engine)
    with _writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO meta (key, value) VALUES ('mine', 'kept')")
    prepare(engine)
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT value FROM meta WHERE key = 'mine'").scalar()
    assert found == "kept"
    engine.dispose()


def _is_record(name: str | None, kind: str, _parents: object) -> bool:
    return not (kind == "table" and name is not None and is_search_table(name))


def _writing(engine: Engine) -> AbstractContextManager[Connection]:
    return engine.execution_options(**{driver.WRITE: True}).begin()


def _downgrade(connection: Connection, revision: str = "base") -> None:
    config = alembic_config()
    config.attributes["connection"] = connection
    command.downgrade(config, revision)


def _tables(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return set(inspect(connection).get_table_names())


def test_a_first_start_that_was_refused_can_be_made_again(tmp_path: Path) -> None:
    """Opening a file makes it an SQLite file; without a table it is still nobody's."""
    path = tmp_path / "desk.sqlite3"
    engine = driver.make_engine(f"sqlite:///{path}")
    engine.connect().close()
    engine.dispose()
    assert path.stat().st_size > 0

    prepare(engine)

    assert "ticket" in _tables(engine)
    engine.dispose()


REVISIONS = range(1, SCHEMA + 1)


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_migration_goes_down_and_up_again_with_data(
    revision: int, empty_database_url: str
) -> None:
    engine = driver.make_engine(empty_database_url)
    create_empty(engine, revision)
    with _writing(engine) as connection:
        _fill(connection)
    rows = _rows(engine)

    with _writing(engine) as connection:
        _downgrade(connection, f"{revision - 1:04}" if revision > 1 else "base")
    kept = _rows(engine)
    create_empty(engine, revision)

    assert all(rows[name] == count for name, count in kept.items())
    assert _rows(engine).keys() == rows.keys()
    assert {name for name, count in rows.items() if not count} == set()
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    engine.dispose()


def _fill(connection: Connection) -> None:
    """Put one row into every table, whatever the schema."""
    tables = stored_tables(connection)
    empty_tables(connection, tables)
    for table in tables:
        connection.execute(table.insert().values({c.name: _value(c) for c in table.columns}))


def _value(column: Column[Any]) -> object:
    kind = column.type
    if isinstance(kind, JSON):
        return {}
    if isinstance(kind, LargeBinary):
        return b"x"
    return "x" if isinstance(kind, String) else 1


def _rows(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in stored_tables(connection)
        }


def test_a_start_on_a_present_database_does_not_import_alembic(
    database_url: str,
) -> None:
    """In a process of its own: what the suite has imported does not count."""
    program = (
        "import sys\n"
        "from desktop.models import driver, upgrade\n"
        "upgrade.prepare(driver.make_engine(sys.argv[1]))\n"
        "sys.exit('alembic' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, database_url], check=False)
    assert done.returncode == 0


OLD_INDEX = {
    "sqlite": "INSERT INTO message_fts (rowid, words, stems)"
    " VALUES (1, 'принтеры дымят', 'принтер')",
    "postgresql": "INSERT INTO message_search (message_id, words)"
    " VALUES (1, array_to_tsvector('{принтеры,дымят,~принтер,~дымят}'))",
}
FOUND = {
    "sqlite": "SELECT rowid FROM message_fts WHERE message_fts MATCH '\"{}\"'",
    "postgresql": "SELECT message_id FROM message_search WHERE words @@ '{}'::tsquery",
}


def test_the_words_of_a_message_outlast_a_migration_and_its_way_back(
    empty_database_url: str,
) -> None:
    engine = driver.make_engine(empty_database_url)
    create_empty(engine, 1)
    name = engine.dialect.name
    with _writing(engine) as connection:
        _fill(connection)
        connection.exec_driver_sql(OLD_INDEX[name])
    for _ in range(2):
        create_empty(engine, 2)
        assert all(_finds(engine, FOUND[name].format(w)) for w in ("принтеры", "дымят", "принтер"))
        assert not _finds(engine, FOUND[name].format("дым"))
        with _writing(engine) as connection:
            _downgrade(connection, "0001")
        assert _finds(engine, FOUND[name].format("дымят"))
    engine.dispose()


def _finds(engine: Engine, statement: str) -> bool:
    with engine.connect() as connection:
        return connection.exec_driver_sql(statement).all() == [(1,)]

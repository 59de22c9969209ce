"""Migrations lead exactly to the records' tables, and back, on both databases."""

from __future__ import annotations

from contextlib import AbstractContextManager

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlalchemy.engine import Engine

from desktop.models import driver
from desktop.models.database import SCHEMA
from desktop.models.schema import METADATA
from desktop.models.search_tables import is_search_table
from desktop.models.upgrade import alembic_config, prepare


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


def _downgrade(connection: Connection) -> None:
    config = alembic_config()
    config.attributes["connection"] = connection
    command.downgrade(config, "base")


def _tables(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return set(inspect(connection).get_table_names())

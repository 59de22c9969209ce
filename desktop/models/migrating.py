"""Running the migrations, all that are missing in one transaction; only here is Alembic imported.

A start on a database that is up to date does not pay for that import.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import Engine

from desktop.domain.errors import DatabaseTooNew, NotOurDatabase
from desktop.models import driver
from desktop.models.database import SCHEMA
from desktop.models.sqlite_file import APPLICATION_ID

MIN_READER = 1
MIN_WRITER = 1
_LOCK = 0x44657361


def migrate(engine: Engine, schema: int) -> None:
    """Run the missing revisions in one transaction, foreign keys off on SQLite meanwhile.

    On PostgreSQL a second start waits here until the first has migrated.

    Raises:
        NotOurDatabase, DatabaseTooNew: nothing was changed.
    """
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.connect().execution_options(**{driver.WRITE: True}) as connection:
        if is_sqlite:  # batch operations would delete child rows; only outside a transaction
            raw = connection.connection.driver_connection
            raw.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        try:
            with connection.begin():
                if not is_sqlite:
                    connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
                _refuse_strange(connection)
                config = alembic_config()
                config.attributes["connection"] = connection
                command.upgrade(config, f"{schema:04}")
                _stamp(connection, schema, is_sqlite=is_sqlite)
        finally:
            if is_sqlite:
                raw.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]


def _refuse_strange(connection: Connection) -> None:
    tables = set(inspect(connection).get_table_names())
    if tables and "alembic_version" not in tables:
        raise NotOurDatabase(path=str(connection.engine.url.database))
    if "meta" in tables:
        found = connection.execute(text("SELECT value FROM meta WHERE key = 'min_reader'")).scalar()
        if found is not None and int(found) > SCHEMA:
            raise DatabaseTooNew(made_by=int(found), ours=SCHEMA)
    scripts = ScriptDirectory.from_config(alembic_config())
    known = {revision.revision for revision in scripts.walk_revisions()}
    present = MigrationContext.configure(connection).get_current_heads()
    if not set(present) <= known:
        raise DatabaseTooNew(made_by=", ".join(present), ours=SCHEMA)


def _stamp(connection: Connection, schema: int, *, is_sqlite: bool) -> None:
    facts = {"schema": schema, "min_reader": MIN_READER, "min_writer": MIN_WRITER}
    for key, value in facts.items():
        connection.execute(
            text(
                "INSERT INTO meta (key, value) VALUES (:key, :value)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value"
            ),
            {"key": key, "value": str(value)},
        )
    if is_sqlite:
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"migration left broken references: {broken[:5]}")
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={schema}")


def alembic_config() -> Config:
    """Return Alembic's settings without an ini file: the folder of the revisions."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config

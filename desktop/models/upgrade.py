"""Opening a database: checks, a verified backup, and all migrations in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from filelock import FileLock
from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import Engine

from desktop.domain.errors import DatabaseTooNew, NotOurDatabase
from desktop.models import driver
from desktop.models.backup import copy_verified
from desktop.models.database import SCHEMA
from desktop.models.sqlite_file import APPLICATION_ID, check_file

MIN_READER = 1
MIN_WRITER = 1
_MIGRATION_LOCK = 0x44657361


def create_empty(engine: Engine, schema: int) -> None:
    """Make the tables of an earlier or the present schema in a new SQLite file.

    Only for a restore, which fills them; `prepare` then brings them to this program's schema.
    """
    _migrate(engine, schema=schema)


def prepare(engine: Engine, *, backups: Path | None = None) -> None:
    """Bring the database behind `engine` to this program's schema; a new one is created.

    With `backups`, an SQLite file that needs migrating is first copied there and verified.

    Raises:
        NotOurDatabase, DatabaseTooNew: nothing was changed.
        Unavailable: the copy or the migration was refused by the environment.
    """
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine, backups)
    else:
        _migrate(
            engine,
            lock=lambda c: c.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")),
        )


def _prepare_sqlite(engine: Engine, backups: Path | None) -> None:
    name = engine.url.database
    if name in (None, "", ":memory:"):
        _migrate(engine)
        return
    path = Path(str(name))
    check_file(path, schema=SCHEMA)
    with FileLock(str(path) + ".lock"):
        with engine.connect() as connection:
            version = _user_version(connection)
        if version > SCHEMA:
            raise DatabaseTooNew(made_by=version, ours=SCHEMA)
        if version == SCHEMA:
            return
        if version and backups is not None:
            copy_verified(path, backups / f"pre-migration-{version}.sqlite3")
        _migrate(engine)


def _user_version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _migrate(
    engine: Engine,
    lock: Callable[[Connection], object] | None = None,
    schema: int = SCHEMA,
) -> None:
    """Run the missing revisions in one transaction, foreign keys off on SQLite meanwhile."""
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.connect().execution_options(**{driver.WRITE: True}) as connection:
        if is_sqlite:  # batch operations would delete child rows; only outside a transaction
            raw = connection.connection.driver_connection
            raw.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        try:
            with connection.begin():
                if lock is not None:
                    lock(connection)
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

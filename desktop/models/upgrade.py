"""Opening a database: checks, a verified backup, and all migrations in one transaction."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import Engine

from desktop.domain.errors import DatabaseTooNew
from desktop.models.database import SCHEMA
from desktop.models.sqlite_file import check_file


def create_empty(engine: Engine, schema: int) -> None:
    """Make the tables of an earlier or the present schema in a new database.

    Only for a restore, which fills them; `prepare` then brings them to this program's schema.
    """
    _migrate(engine, schema)


def prepare(engine: Engine, *, backups: Path | None = None) -> None:
    """Bring the database behind `engine` to this program's schema; a new one is created.

    With `backups`, an SQLite file that needs migrating is first copied there and verified.

    Raises:
        NotOurDatabase, DatabaseTooNew: nothing was changed.
        Unavailable: the copy or the migration was refused by the environment.
    """
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine, backups)
    elif _server_schema(engine) != SCHEMA:
        _migrate(engine, SCHEMA)


def is_up_to_date(engine: Engine) -> bool:
    """Say whether `prepare` would have nothing to do; nothing is made or changed to find out.

    Raises:
        NotOurDatabase, DatabaseTooNew: as `prepare`.
    """
    if engine.dialect.name != "sqlite":
        return _server_schema(engine) == SCHEMA
    path = Path(str(engine.url.database))
    check_file(path, schema=SCHEMA)
    return path.exists() and _is_ours(engine)


def _prepare_sqlite(engine: Engine, backups: Path | None) -> None:
    name = engine.url.database
    if name in (None, "", ":memory:"):
        _migrate(engine, SCHEMA)
        return
    path = Path(str(name))
    check_file(path, schema=SCHEMA)
    if _is_ours(engine):  # as mostly: then nothing that migrates is imported
        return
    from filelock import FileLock

    from desktop.models.backup import copy_verified

    with FileLock(str(path) + ".lock"):
        if _is_ours(engine):
            return
        version = _user_version(engine)
        if version and backups is not None:
            copy_verified(path, backups / f"pre-migration-{version}.sqlite3")
        _migrate(engine, SCHEMA)


def _is_ours(engine: Engine) -> bool:
    """Say whether a file has this program's schema.

    Raises:
        DatabaseTooNew: a newer program has migrated it.
    """
    version = _user_version(engine)
    if version > SCHEMA:
        raise DatabaseTooNew(made_by=version, ours=SCHEMA)
    return version == SCHEMA


def _user_version(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _server_schema(engine: Engine) -> int | None:
    """Return the schema that a server's database says it has; None where it says nothing."""
    with engine.connect() as connection:
        if connection.scalar(text("SELECT to_regclass('meta')")) is None:
            return None
        found = connection.scalar(text("SELECT value FROM meta WHERE key = 'schema'"))
    return int(found) if isinstance(found, str) and found.isdecimal() else None


def _migrate(engine: Engine, schema: int) -> None:
    from desktop.models.migrating import migrate  # a third of the time the imports here take

    migrate(engine, schema)

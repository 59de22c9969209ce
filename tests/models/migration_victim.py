"""Dies in the middle of a migration, once after each of its statements (T-MIG-KILL).

Run as `python -m tests.models.migration_victim FOLDER [--without-begin]`; prints one JSON list with
the state of the file after each death: "old", "new" or what lies between.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event, inspect
from sqlalchemy.engine import Engine

from desktop.models import driver, upgrade
from desktop.models.database import SCHEMA


def main(folder: Path, *, with_begin: bool) -> list[str]:
    """Migrate copies of one old file, each with a later death, until one migration survives."""
    old = folder / "old.sqlite3"
    engine = driver.make_engine(f"sqlite:///{old}")
    if SCHEMA > 1:
        upgrade.create_empty(engine, SCHEMA - 1)
    else:
        engine.connect().close()
    before = shape(engine)
    engine.dispose()
    found: list[str] = []
    while not found or found[-1] != "survived":
        path = folder / f"{len(found)}.sqlite3"
        path.write_bytes(old.read_bytes())
        found.append(die_at(len(found) + 1, path, before, with_begin=with_begin))
    return found


def die_at(statement: int, path: Path, before: object, *, with_begin: bool) -> str:
    """Migrate in a child that kills itself after a statement; return what it left."""
    pid = os.fork()
    if pid == 0:
        engine = make_engine(path, with_begin=with_begin)
        kill_after(engine, statement)
        upgrade.prepare(engine)
        os._exit(0)
    status = os.waitpid(pid, 0)[1]
    if status == 0:
        return "survived"
    if status != signal.SIGKILL:
        raise RuntimeError(f"the migration failed by itself: {status}")
    engine = driver.make_engine(f"sqlite:///{path}")
    after = shape(engine)
    engine.dispose()
    if after == before:
        return "old"
    return "new" if after[0] == SCHEMA else f"between: {len(after[1])} tables"


def kill_after(engine: Engine, statement: int) -> None:
    """Count what the migration executes, and die."""
    seen = 0

    @event.listens_for(engine, "after_cursor_execute")
    def _count(*_: Any) -> None:
        nonlocal seen
        seen += 1
        if seen == statement:
            os.kill(os.getpid(), signal.SIGKILL)


def make_engine(path: Path, *, with_begin: bool) -> Engine:
    """Return our engine, or one like it that leaves out the explicit BEGIN."""
    url = f"sqlite:///{path}"
    if with_begin:
        return driver.make_engine(url)
    engine = create_engine(url, module=driver.sqlite_module())

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None

    return engine


def shape(engine: Engine) -> tuple[int, dict[str, list[str]]]:
    """Return the version of a file and the columns of its tables."""
    with engine.connect() as connection:
        version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        inspector = inspect(connection)
        names = sorted(inspector.get_table_names())
        return version, {n: [c["name"] for c in inspector.get_columns(n)] for n in names}


if __name__ == "__main__":
    states = main(Path(sys.argv[1]), with_begin="--without-begin" not in sys.argv)
    sys.stdout.write(json.dumps(states))

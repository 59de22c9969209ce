"""Engines: the pragmas, the explicit BEGIN and the TLS demands of reliability.md 2.0."""

from __future__ import annotations

import ipaddress
import json
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import StaticPool

from desktop.domain.errors import Unavailable

SAFE_SQLITE = (3, 51, 3)
"""Older versions have the WAL-reset corruption bug (reliability.md D1)."""

PRAGMAS = (
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "cache_size=-4000",  # KB: the counts of 1,000,000 tickets read 3 MB of indexes each time
    "journal_size_limit=67108864",
    "wal_autocheckpoint=4000",  # 16 MB: a batch of an import must not wait for a checkpoint each
)

_EMPTY: dict[type, str] = {dict: "{}", list: "[]"}

AHEAD_SECONDS = 2
"""So long waits who only reads ahead: whoever asked tries again after it, with more patience."""

WRITE = "dutydesk_write"
"""Execution option of a connection whose transaction takes the write lock first."""

SNAPSHOT = "dutydesk_snapshot"
"""Execution option of a connection whose transaction sees one state of the records."""


def sqlite_module() -> Any:
    """Return the DB-API module to use: pysqlite3, or the interpreter's where no wheel exists."""
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        import sqlite3 as dbapi2  # noqa: TID251 - platforms without a wheel, then without WAL
    # Without one for it, each empty column costs a search for an adapter: as much as ten others.
    dbapi2.register_adapter(type(None), _as_is)
    return dbapi2


def _as_is(value: None) -> None:
    return value


def _as_json(value: object) -> str:
    """Return a value as JSON; most that is stored so is empty."""
    empty = None if value else _EMPTY.get(type(value))
    return empty or json.dumps(value)


def make_engine(url: str, *, only_reads: bool = False) -> Engine:
    """Return an engine whose transactions begin only where this program says so.

    One that `only_reads` neither makes a file nor changes one.

    Raises:
        Unavailable: `database.bad_url`.
    """
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            return _sqlite(parsed, only_reads)
        if parsed.get_backend_name() == "postgresql":
            return _postgresql(parsed, only_reads)
    except ArgumentError as problem:
        raise Unavailable("database.bad_url") from problem
    raise Unavailable("database.bad_url")


def _sqlite(url: URL, only_reads: bool) -> Engine:
    module = sqlite_module()
    in_memory = url.database in (None, "", ":memory:")
    extra: dict[str, Any] = {"poolclass": StaticPool} if in_memory else {}
    timeout = AHEAD_SECONDS if only_reads else 20
    connect_args: dict[str, Any] = {"timeout": timeout, "check_same_thread": False}
    if only_reads:
        file = f"{Path(str(url.database)).absolute().as_uri()}?mode=ro"
        extra["creator"] = partial(module.connect, file, uri=True, **connect_args)
    engine = create_engine(
        url, module=module, connect_args=connect_args, json_serializer=_as_json, **extra
    )
    journal = "WAL" if module.sqlite_version_info >= SAFE_SQLITE else "DELETE"
    pragmas = PRAGMAS if only_reads else (*PRAGMAS, f"journal_mode={journal}")

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver must never begin or commit by itself
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        mode = "BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITE) else "BEGIN"
        connection.exec_driver_sql(mode)

    return engine


def _postgresql(url: URL, only_reads: bool) -> Engine:
    options = (
        "-c lock_timeout=5s -c statement_timeout=30s -c idle_in_transaction_session_timeout=60s"
        " -c timezone=UTC"
    )
    if only_reads:
        options += " -c default_transaction_read_only=on"
    connect_args: dict[str, Any] = {
        "application_name": "dutydesk",
        "autocommit": True,  # the driver must never begin by itself
        "options": options,
        "connect_timeout": AHEAD_SECONDS if only_reads else 10,
    }
    if "sslmode" not in url.query and not is_local_host(url.host):
        connect_args["sslmode"] = "verify-full"  # libpq's default connects in clear (D13)
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    engine = create_engine(url, connect_args=connect_args)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        """Begin, which also shows whether a connection that waited in the pool is still alive.

        Where it is not, all that waited are given up and the next one is new: a server that was
        restarted is no error, and a question before each transaction is one round trip less.
        """
        is_snapshot = connection.get_execution_options().get(SNAPSHOT)
        mode = "BEGIN ISOLATION LEVEL REPEATABLE READ" if is_snapshot else "BEGIN"
        try:
            connection.exec_driver_sql(mode)
        except DBAPIError as problem:
            if not problem.connection_invalidated:
                raise
            connection.exec_driver_sql(mode)

    return engine


def is_local_host(host: str | None) -> bool:
    """Say whether traffic to `host` stays on this computer: a socket folder or loopback."""
    if host is None or host.startswith("/") or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

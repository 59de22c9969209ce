"""A verified copy of an SQLite file: it counts only after it was opened and checked."""

from __future__ import annotations

import contextlib
import errno
import os
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.domain.errors import Unavailable
from desktop.models.driver import sqlite_module
from desktop.models.salvage import quoted
from desktop.models.search_tables import is_search_table

_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table'"
_TEXT_COLUMNS = """
    SELECT name FROM pragma_table_info(?)
    WHERE type LIKE '%CHAR%' OR type LIKE '%TEXT%' OR type LIKE '%CLOB%' OR type = 'JSON'
"""
_FULL = {errno.ENOSPC, errno.EDQUOT}


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """What a copy holds; `changes` is the state of its topic counters."""

    tickets: int
    changes: int


def copy_verified(source: Path, target: Path) -> Path:
    """Copy the live database `source` to `target` and return it (reliability.md 2.8).

    One step of the backup API (a reader's snapshot, writers are not blocked) into a temporary
    file; integrity and references checked; then flushed and renamed.

    Raises:
        Unavailable: `backup.failed` (with the reason), `disk.full`; no file is left behind.
            `file.unwritable` when `target` is a device or a pipe, which stays.
    """
    temporary = target.with_name(target.name + ".tmp")
    with _translated():
        if target.exists() and not target.is_file() and not target.is_dir():
            reason = "it is a device or a pipe, not a file"
            raise Unavailable("file.unwritable", path=target, reason=reason)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            temporary.unlink(missing_ok=True)
            temporary.touch(mode=0o600)
            with _opened(source) as origin:
                _require_sound(origin, "PRAGMA quick_check")
                copy = sqlite_module().connect(str(temporary))
                try:
                    origin.backup(copy)
                    copy.execute("PRAGMA journal_mode=DELETE")
                    _require_whole(copy)
                finally:
                    copy.close()
            _flush(temporary)
            temporary.replace(target)
            _flush(target.parent)
        finally:
            temporary.unlink(missing_ok=True)
    return target


def verify_copy(path: Path) -> CopyFacts:
    """Open a copy, check all of it and return what it holds; not a byte of it changes.

    Raises:
        Unavailable: `backup.failed` with the reason.
    """
    with _translated(), _opened(path) as connection:
        _require_whole(connection)
        return _facts(connection)


def facts_of_copy(path: Path) -> CopyFacts:
    """Return what a copy holds, without the check of all of it.

    Raises:
        Unavailable: `backup.failed` when it cannot even be read.
    """
    with _translated(), _opened(path) as connection:
        return _facts(connection)


def last_ticket(path: Path) -> tuple[int, int | None]:
    """Return the last number given to a ticket of a copy, and when one changed last.

    0 and None without tickets; the instant is in microseconds.

    Raises:
        Unavailable: `backup.failed` when it cannot be read.
    """
    with _translated(), _opened(path) as connection:
        number, changed = connection.execute(
            "SELECT max(id), max(updated_at) FROM ticket"
        ).fetchone()
        return number or 0, changed


def _facts(connection: Any) -> CopyFacts:
    tickets, changes = connection.execute(
        "SELECT (SELECT count(*) FROM ticket), (SELECT sum(version) FROM topic_version)"
    ).fetchone()
    return CopyFacts(tickets, changes)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """Open a database that is only read."""
    uri = f"{path.absolute().as_uri()}?mode=ro"
    connection = sqlite_module().connect(uri, uri=True, timeout=20)
    try:
        yield connection
    finally:
        connection.close()


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except sqlite_module().Error as problem:
        code = "disk.full" if "full" in str(problem) else "backup.failed"
        raise Unavailable(code, reason=str(problem)) from problem
    except OSError as problem:
        code = "disk.full" if problem.errno in _FULL else "backup.failed"
        raise Unavailable(code, reason=problem.strerror or str(problem)) from problem


def _require_whole(connection: Any) -> None:
    _require_sound(connection, "PRAGMA integrity_check")
    if connection.execute("PRAGMA foreign_key_check").fetchall():
        raise Unavailable("backup.failed", reason="broken references")
    _read_texts(connection)


def _read_texts(connection: Any) -> None:
    """Read every text as the program would: SQLite itself does not mind what its bytes mean.

    Raises:
        sqlite3.Error: one is no UTF-8.
    """
    for table in (name for (name,) in connection.execute(_TABLES) if not is_search_table(name)):
        columns = [name for (name,) in connection.execute(_TEXT_COLUMNS, (table,))]
        if columns:
            names = ", ".join(map(quoted, columns))
            sql = f"SELECT {names} FROM {quoted(table)}"  # noqa: S608 - the names are quoted
            deque(connection.execute(sql), maxlen=0)


def _require_sound(connection: Any, pragma: str) -> None:
    found = [row[0] for row in connection.execute(pragma).fetchall()]
    if found != ["ok"]:
        raise Unavailable("backup.failed", reason=str(found[0]))


def _flush(path: Path) -> None:
    """Force a file, or on POSIX a folder's entries, to the disk."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

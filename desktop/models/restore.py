"""Filling a database from an archive, and proving afterwards that it holds the same."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Table

from desktop.domain.errors import Refused
from desktop.models.archive import ArchiveReader, Manifest, digests
from desktop.models.stored_tables import (
    columns_of,
    continue_sequences,
    empty_tables,
    insert_rows,
    point_rows,
    points_inside,
    stored_tables,
)

Progress = Callable[[int, int], None]


def fill(connection: Connection, reader: ArchiveReader, progress: Progress | None = None) -> None:
    """Put the archive's rows in the place of all rows of the database, in one transaction.

    The schema must be the archive's. `progress` is told (done, all) rows after each table.

    Raises:
        Refused: `archive.damaged`; the caller rolls back.
    """
    tables = stored_tables(connection)
    _refuse_other_tables(tables, reader.manifest)
    empty_tables(connection, tables)
    entries = {entry.name: entry for entry in reader.manifest.tables}
    total, done = sum(entry.rows for entry in entries.values()), 0
    try:
        for table in tables:
            entry = entries[table.name]
            insert_rows(connection, table, reader.rows(entry))
            if points_inside(table):
                point_rows(connection, table, reader.rows(entry))
            done += entry.rows
            if progress is not None:
                progress(done, total)
    except ValueError as problem:
        raise Refused("archive.damaged", reason=str(problem)) from problem
    continue_sequences(connection, tables)
    if sorted(digests(connection), key=str) != sorted(entries.values(), key=str):
        raise Refused("archive.damaged", reason="the rows differ after they were stored")


def take_over(connection: Connection) -> None:
    """Keep all others from writing until this transaction ends; they can go on reading.

    SQLite's write lock does that by itself. A restore may take longer than the server's limits
    for what windows ask.
    """
    if connection.dialect.name == "sqlite":
        return
    names = ", ".join(f'"{table.name}"' for table in stored_tables(connection))
    connection.exec_driver_sql(f"LOCK TABLE {names} IN EXCLUSIVE MODE")
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")


def _refuse_other_tables(tables: list[Table], manifest: Manifest) -> None:
    ours = {table.name: tuple(column.name for column in columns_of(table)) for table in tables}
    theirs = {entry.name: entry.columns for entry in manifest.tables}
    if ours != theirs:
        strange = sorted(set(ours.items()) ^ set(theirs.items()))
        raise Refused("archive.damaged", reason=f"other tables: {strange[0][0]}")

"""The tables of a database as it describes them itself, and their rows as plain JSON values.

Nothing here knows the records: an archive of an older schema is read with the tables of that
schema, whatever this program's records look like by now.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    LargeBinary,
    MetaData,
    String,
    Table,
    bindparam,
    func,
    inspect,
    select,
    update,
)

from desktop.models.search_tables import is_search_table

ROWS_AT_ONCE = 500
BIG_ROWS_AT_ONCE = 8
"""Of tables with bytes, whose rows may have 25 MB each."""

Value = Any
"""What JSON can hold: bytes are base64, instants the microseconds that the database stores."""


def stored_tables(connection: Connection) -> list[Table]:
    """Return every table of records, referenced ones first; the full-text index is left out."""
    names = [
        name
        for name in inspect(connection).get_table_names()
        if name != "alembic_version" and not is_search_table(name)
    ]
    metadata = MetaData()
    metadata.reflect(connection, only=names)
    return metadata.sorted_tables


def columns_of(table: Table) -> list[Column[Any]]:
    """Return the columns by name: their stored order may differ after migrations."""
    return sorted(table.columns, key=lambda column: column.name)


def read_rows(connection: Connection, table: Table) -> Iterator[list[Value]]:
    """Yield the rows in the order of their key, alike on both databases, a few at a time.

    A row has the values of `columns_of`.
    """
    columns = columns_of(table)
    statement = select(*columns).order_by(*_key_order(connection, table))
    encode = [_encoder(column.type) for column in columns]
    options = {"yield_per": _at_once(table)}
    for row in connection.execute(statement, execution_options=options):
        yield [code(value) for code, value in zip(encode, row, strict=True)]


def insert_rows(connection: Connection, table: Table, rows: Iterable[Sequence[Value]]) -> None:
    """Store rows as `read_rows` gave them, but for references to rows of the same table.

    Those may point to a row that comes later; `point_rows` sets them once all are there.

    Raises:
        ValueError: a value does not fit its column.
    """
    inner = _inner_references(table)
    names = [column.name for column in columns_of(table)]
    decode = [_nothing if n in inner else _decoder(table.columns[n].type) for n in names]
    statement = table.insert()
    for some in _batches(rows, _at_once(table)):
        connection.execute(
            statement,
            [{n: code(v) for n, code, v in zip(names, decode, row, strict=True)} for row in some],
        )


def points_inside(table: Table) -> bool:
    """Say whether rows of this table refer to others of it."""
    return bool(_inner_references(table))


def point_rows(connection: Connection, table: Table, rows: Iterable[Sequence[Value]]) -> None:
    """Set the references to rows of the same table that `insert_rows` left empty."""
    inner = sorted(_inner_references(table))
    names = [column.name for column in columns_of(table)]
    (key,) = table.primary_key.columns
    statement = update(table).where(key == bindparam("key_"))
    pointing = (
        {"key_": values[key.name], **{n: values[n] for n in inner}}
        for values in (dict(zip(names, row, strict=True)) for row in rows)
        if any(values[n] is not None for n in inner)
    )
    for some in _batches(pointing, ROWS_AT_ONCE):
        connection.execute(statement, some)


def empty_tables(connection: Connection, tables: Sequence[Table]) -> None:
    """Delete every row, in the order that references allow."""
    for table in reversed(tables):
        for name in _inner_references(table):
            connection.execute(update(table).values({name: None}))
        connection.execute(table.delete())


def continue_sequences(connection: Connection, tables: Sequence[Table]) -> None:
    """Let PostgreSQL give out new keys after the stored ones; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables:
        key = list(table.primary_key.columns)
        if len(key) != 1:
            continue
        sequence = connection.scalar(select(func.pg_get_serial_sequence(table.name, key[0].name)))
        if sequence is not None:
            highest = select(func.coalesce(func.max(key[0]), 0) + 1).scalar_subquery()
            connection.execute(select(func.setval(sequence, highest, False)))


def _key_order(connection: Connection, table: Table) -> list[ColumnElement[Any]]:
    """Return the key's columns; text by its code points, as SQLite compares it."""
    by_code_point = connection.dialect.name == "postgresql"
    return [
        column.collate("C") if by_code_point and isinstance(column.type, String) else column
        for column in table.primary_key.columns
    ]


def _at_once(table: Table) -> int:
    is_big = any(isinstance(column.type, LargeBinary) for column in table.columns)
    return BIG_ROWS_AT_ONCE if is_big else ROWS_AT_ONCE


def _inner_references(table: Table) -> set[str]:
    return {
        column.name
        for column in table.columns
        if any(key.column.table is table for key in column.foreign_keys)
    }


def _batches(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    source = iter(rows)
    while some := list(islice(source, size)):
        yield some


def _encoder(kind: object) -> Callable[[Any], Value]:
    return _to_base64 if isinstance(kind, LargeBinary) else _as_it_is


def _decoder(kind: object) -> Callable[[Value], Any]:
    return _from_base64 if isinstance(kind, LargeBinary) else _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _nothing(_value: Any) -> None:
    return None


def _to_base64(value: bytes | None) -> str | None:
    return None if value is None else base64.b64encode(value).decode("ascii")


def _from_base64(value: Value) -> bytes | None:
    if value is None:
        return None
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, TypeError) as problem:
        raise ValueError("no base64") from problem

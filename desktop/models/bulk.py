"""Many rows at a time, in and out, by the driver alone.

SQLAlchemy's own bulk insert looks up every value of every row by name, and puts a row of its own
around each that it reads; either costs as much as the database itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from itertools import chain
from typing import Any

from sqlalchemy import Connection, CursorResult, Table
from sqlalchemy.engine import Dialect

_TOGETHER = 100
"""Rows a statement on SQLite: with more, the statement itself takes long to read."""

Converter = Callable[[Any], Any] | None
"""From the value of a record to what the driver takes, None where they are the same."""


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows of the same columns. What they do not name, only the database can fill in:
    a default of the record does not apply.
    """
    if not rows:
        return
    names = tuple(rows[0])
    columns = (
        [row[name] for row in rows] if convert is None else [convert(row[name]) for row in rows]
        for name, convert in zip(names, _converters(table, connection.dialect, names), strict=True)
    )
    insert_plain(connection, table, names, list(zip(*columns, strict=True)))


def insert_plain(
    connection: Connection, table: Table, names: tuple[str, ...], rows: list[tuple[Any, ...]]
) -> None:
    """Insert rows with these columns, whose values are as the driver takes them."""
    if rows:
        connection.exec_driver_sql(_insertion(table, connection.dialect, names), rows)


def update_plain(
    connection: Connection,
    table: Table,
    names: Sequence[str],
    rows: list[tuple[Any, ...]],
    *,
    only_others: bool = False,
) -> None:
    """Set these columns of rows by their id, which comes last in each of `rows`.

    The values are as the driver takes them: instants in microseconds, JSON as text. With
    `only_others` a row that has them already is not written again.
    """
    if not rows:
        return
    dialect = connection.dialect
    quote = dialect.identifier_preparer.quote
    target, is_postgresql = quote(table.name), dialect.name == "postgresql"
    new = {quote(name): f"new.column{place}" for place, name in enumerate((*names, "id"), 1)}
    where = f"{target}.id = {new.pop('id')}"
    if only_others:
        stored = ", ".join(f"{target}.{name}" for name in new)
        where += f" AND ({stored}) {'IS DISTINCT FROM' if is_postgresql else 'IS NOT'} "
        where += f"({', '.join(new.values())})"
    update = f"UPDATE {target} SET {', '.join(map(' = '.join, new.items()))} FROM"  # noqa: S608 - ours
    if is_postgresql:  # a statement a row takes twice as long
        kinds = (table.columns[name].type.compile(dialect) for name in (*names, "id"))
        arrays = ", ".join(f"%s::{kind}[]" for kind in kinds)
        columns = ", ".join(f"column{place}" for place, _ in enumerate((*names, "id"), 1))
        connection.exec_driver_sql(
            f"{update} unnest({arrays}) AS new ({columns}) WHERE {where}",
            tuple(map(list, zip(*rows, strict=True))),
        )
        return
    values = f"({', '.join('?' * (len(names) + 1))})"
    for start in range(0, len(rows), _TOGETHER):  # a statement a row takes half as long again
        some = rows[start : start + _TOGETHER]
        connection.exec_driver_sql(
            f"{update} (VALUES {', '.join([values] * len(some))}) AS new WHERE {where}",
            tuple(chain.from_iterable(some)),
        )


def plain_rows(result: CursorResult[Any]) -> Sequence[tuple[Any, ...]]:
    """Return the rows as the driver has them: on SQLite what is true is 1."""
    with closing(result):
        return result.cursor.fetchall() if result.cursor else ()


@lru_cache(maxsize=64)
def _converters(table: Table, dialect: Dialect, names: tuple[str, ...]) -> tuple[Converter, ...]:
    types = (table.columns[name].type.dialect_impl(dialect) for name in names)
    return tuple(kind.bind_processor(dialect) for kind in types)


@lru_cache(maxsize=64)
def _insertion(table: Table, dialect: Dialect, names: tuple[str, ...]) -> str:
    quote = dialect.identifier_preparer.quote
    mark = _mark(dialect)
    columns = ", ".join(quote(name) for name in names)
    marks = ", ".join(mark for _ in names)
    return f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({marks})"  # noqa: S608 - ours


def _mark(dialect: Dialect) -> str:
    return "?" if dialect.paramstyle == "qmark" else "%s"

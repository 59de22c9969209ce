"""Reading what can be read of a damaged SQLite file; the file itself is never changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.domain.errors import Unavailable
from desktop.models.driver import sqlite_module
from desktop.models.search_tables import is_search_table

LAST_ROW = 2**63 - 1

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class DamagedTable:
    """A table as the file describes it."""

    name: str
    columns: tuple[str, ...]


class DamagedFile:
    """Gives the tables of a file and the rows of each that SQLite can still reach."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._error = sqlite_module().DatabaseError
        self.gaps = 0
        """How often a part of a table could not be read."""

    def tables(self) -> list[DamagedTable]:
        """Return the tables, without the index of the search, which holds nothing of its own.

        Raises:
            Unavailable: `database.damaged`: not even the list of tables can be read.
        """
        try:
            names = self._connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
            ).fetchall()
            return [
                DamagedTable(name, self._columns(name))
                for (name,) in names
                if not name.startswith("sqlite_") and not is_search_table(name)
            ]
        except self._error as problem:
            raise Unavailable("database.damaged") from problem

    def rows(self, table: DamagedTable) -> Iterator[Row]:
        """Give the rows in their order; what cannot be read is stepped over."""
        names = ", ".join(map(quoted, table.columns))
        # A row at a time: one that breaks must not take its neighbours with it.
        sql = (
            f"SELECT rowid, {names} FROM {quoted(table.name)}"  # noqa: S608 - names are quoted
            " WHERE rowid > ? ORDER BY rowid LIMIT 1"
        )
        last = -LAST_ROW
        while last < LAST_ROW:
            try:
                row = self._connection.execute(sql, (last,)).fetchone()
            except self._error:
                self.gaps += 1
                last = self._behind_the_gap(sql, last)
                continue
            if row is None:
                return
            last = row[0]
            yield row[1:]

    def _columns(self, name: str) -> tuple[str, ...]:
        found = self._connection.execute(f"PRAGMA table_info({quoted(name)})").fetchall()
        return tuple(row[1] for row in found)

    def _behind_the_gap(self, sql: str, last: int) -> int:
        """Return the smallest number from which on a row can be read again: double, then halve."""
        last, step = max(last, 0), 1
        while not self._can_read(sql, last + step):
            if last + 2 * step >= LAST_ROW:
                return LAST_ROW
            step *= 2
        broken, whole = last + step // 2, last + step
        while whole - broken > 1:
            middle = (broken + whole) // 2
            if self._can_read(sql, middle):
                whole = middle
            else:
                broken = middle
        return whole

    def _can_read(self, sql: str, last: int) -> bool:
        try:
            self._connection.execute(sql, (last,)).fetchone()
        except self._error:
            return False
        return True


def rows_after(path: Path, table: str, number: int) -> int | None:
    """Return how many rows of a table have a higher number; None where that cannot be read."""
    module = sqlite_module()
    sql = f"SELECT count(*) FROM {quoted(table)} WHERE id > ?"  # noqa: S608 - the name is quoted
    try:
        connection = module.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=20)
        try:
            return int(connection.execute(sql, (number,)).fetchone()[0])
        finally:
            connection.close()
    except module.Error:
        return None


def quoted(name: str) -> str:
    """Return a name as SQL writes it, whatever a damaged file says it is."""
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


@contextmanager
def opened_damaged(path: Path) -> Iterator[DamagedFile]:
    """Open a damaged file for reading only.

    Raises:
        Unavailable: `database.damaged`: nothing of it can be read.
    """
    uri = f"{path.absolute().as_uri()}?mode=ro"
    module = sqlite_module()
    try:
        connection = module.connect(uri, uri=True, timeout=20)
    except module.Error as problem:
        raise Unavailable("database.damaged") from problem
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    try:
        yield DamagedFile(connection)
    finally:
        connection.close()

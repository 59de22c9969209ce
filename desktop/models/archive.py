"""The portable archive: a zip of one JSON Lines file a table and a manifest, for either database.

`tables/NAME.jsonl` has one array a row, in the order of the manifest's
columns. Written and read as a stream: memory does not grow with the size.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from sqlalchemy import Connection, Table

from desktop.domain.errors import DatabaseTooNew, DeskError, Refused
from desktop.models.stored_tables import Value, columns_of, read_rows, stored_tables

FORMAT = "dutydesk-archive"
FORMAT_VERSION = 1
MANIFEST = "manifest.json"
MEMBER = re.compile(r"tables/([a-z][a-z0-9_]{0,62})\.jsonl")

MANIFEST_BYTES = 1_000_000
LINE_BYTES = 256 * 1024 * 1024
MEMBERS = 500
DENSITY = 100
"""Bytes out for a byte in. What expands more is refused as a zip bomb (reliability.md I3)."""
HARMLESS_BYTES = 64 * 1024 * 1024
"""Below this size density is no danger."""

_READING = (
    BadZipFile,
    LargeZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    RecursionError,
    KeyError,
    TypeError,
    ValueError,
)
"""What the standard library raises over a zip or a line that is none."""


@dataclass(frozen=True, slots=True)
class ArchivedTable:
    """What the manifest says of a table: enough to tell whether it came through unharmed."""

    name: str
    columns: tuple[str, ...]
    rows: int
    sha256: str
    """Of the uncompressed lines: equal tables have equal digests, on whichever database."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds. `made_at` is ISO 8601, `changes` the state of the topic counters."""

    schema: int
    program: str
    database: str
    made_at: str
    changes: int
    tables: tuple[ArchivedTable, ...]

    def rows(self, table: str) -> int:
        """Return how many rows of a table there are; 0 where the schema had no such table."""
        return sum(entry.rows for entry in self.tables if entry.name == table)


def digests(connection: Connection) -> tuple[ArchivedTable, ...]:
    """Return what a manifest would say of each table of a live database."""
    return tuple(_digest(table, _lines(connection, table)) for table in stored_tables(connection))


def write_archive(
    connection: Connection, path: Path, *, schema: int, program: str, made_at: str, changes: int
) -> Manifest:
    """Write everything that `connection`'s transaction sees to a new file and return what it is.

    Raises:
        OSError: the file cannot be written.
    """
    made = _write(connection, path, ZIP_DEFLATED, (schema, program, made_at, changes))
    if _is_too_dense(path):  # rows that are all alike: our own reader would refuse it as a bomb
        made = _write(connection, path, ZIP_STORED, (schema, program, made_at, changes))
    return made


def _write(
    connection: Connection, path: Path, method: int, facts: tuple[int, str, str, int]
) -> Manifest:
    with ZipFile(path, "w", method, compresslevel=6) as archive:
        entries = []
        for table in stored_tables(connection):
            info = ZipInfo(f"tables/{table.name}.jsonl")
            info.compress_type = method
            with archive.open(info, "w", force_zip64=True) as member:
                lines = _lines(connection, table)
                entries.append(_digest(table, _copied(lines, io.BufferedWriter(member, 1 << 20))))
        schema, program, made_at, changes = facts
        manifest = Manifest(
            schema, program, connection.dialect.name, made_at, changes, tuple(entries)
        )
        head = {"format": FORMAT, "format_version": FORMAT_VERSION}
        archive.writestr(MANIFEST, json.dumps(head | asdict(manifest), indent=1))
    return manifest


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    for row in read_rows(connection, table):
        yield dump(row).encode() + b"\n"


def _copied(lines: Iterator[bytes], target: io.BufferedWriter) -> Iterator[bytes]:
    with target:
        for line in lines:
            target.write(line)
            yield line


def _digest(table: Table, lines: Iterator[bytes]) -> ArchivedTable:
    digest, rows = hashlib.sha256(), 0
    for line in lines:
        digest.update(line)
        rows += 1
    columns = tuple(column.name for column in columns_of(table))
    return ArchivedTable(table.name, columns, rows, digest.hexdigest())


def _is_too_dense(path: Path) -> bool:
    with ZipFile(path) as archive:
        size = sum(info.file_size for info in archive.infolist())
    return size > HARMLESS_BYTES and size > DENSITY * path.stat().st_size


class ArchiveReader:
    """An archive opened for reading; nothing in it is believed before it is checked."""

    def __init__(self, path: Path) -> None:
        """Open the archive and read its manifest.

        Raises:
            Refused: `archive.not_ours` for any other file, `archive.damaged` for a broken one,
                `archive.too_dense` for one that would fill the disk.
            DatabaseTooNew: its format is of a later version.
        """
        self._path = path
        try:
            self._zip = ZipFile(path)
        except _READING as problem:
            raise Refused("archive.not_ours", path=path) from problem
        try:
            self._check_members()
            self.manifest = self._read_manifest()
        except _READING as problem:
            self._zip.close()
            raise Refused("archive.damaged", path=path, reason=str(problem)) from problem
        except DeskError:
            self._zip.close()
            raise

    def __enter__(self) -> ArchiveReader:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        self._zip.close()

    @property
    def size_bytes(self) -> int:
        """Return what the tables take uncompressed."""
        return sum(info.file_size for info in self._zip.infolist())

    def rows(self, table: ArchivedTable) -> Iterator[list[Value]]:
        """Yield a table's rows; the last is followed by the check of number and digest.

        Raises:
            Refused: `archive.damaged`.
        """
        digest, count = hashlib.sha256(), 0
        try:
            with self._zip.open(f"tables/{table.name}.jsonl") as member:
                lines = io.BufferedReader(member, 1 << 20)  # type: ignore[type-var]
                while line := lines.readline(LINE_BYTES):
                    digest.update(line)
                    count += 1
                    yield _row(line, len(table.columns))
        except _READING as problem:
            raise self._damaged(f"{table.name}, line {count}") from problem
        if count != table.rows or digest.hexdigest() != table.sha256:
            raise self._damaged(table.name)

    def verify(self) -> Manifest:
        """Read everything, check it and return the manifest.

        Raises:
            Refused: `archive.damaged`.
        """
        for table in self.manifest.tables:
            for _ in self.rows(table):
                pass
        return self.manifest

    def _check_members(self) -> None:
        names = [info.filename for info in self._zip.infolist()]
        if MANIFEST not in names:
            raise Refused("archive.not_ours", path=self._path)
        strange = [n for n in names if n != MANIFEST and not MEMBER.fullmatch(n)]
        if strange or len(set(names)) != len(names) or len(names) > MEMBERS:
            raise Refused("archive.not_ours", path=self._path)
        size, packed = self.size_bytes, self._path.stat().st_size
        if size > HARMLESS_BYTES and size > DENSITY * packed:
            raise Refused("archive.too_dense", path=self._path, size_bytes=size)

    def _read_manifest(self) -> Manifest:
        with self._zip.open(MANIFEST) as member:
            text = member.read(MANIFEST_BYTES)
        told: dict[str, Any] = json.loads(text)
        if told.get("format") != FORMAT:
            raise Refused("archive.not_ours", path=self._path)
        if int(told["format_version"]) > FORMAT_VERSION:
            raise DatabaseTooNew(made_by=told["program"], ours=told.get("schema"))
        tables = tuple(
            ArchivedTable(str(t["name"]), tuple(t["columns"]), int(t["rows"]), str(t["sha256"]))
            for t in told["tables"]
        )
        expected = {MANIFEST, *(f"tables/{table.name}.jsonl" for table in tables)}
        if expected != set(self._zip.namelist()):
            raise ValueError("the manifest names other tables")
        return Manifest(
            int(told["schema"]),
            str(told["program"]),
            str(told["database"]),
            str(told["made_at"]),
            int(told["changes"]),
            tables,
        )

    def _damaged(self, reason: str) -> Refused:
        return Refused("archive.damaged", path=self._path, reason=reason)


def _row(line: bytes, width: int) -> list[Value]:
    row = json.loads(line)
    if not isinstance(row, list) or len(row) != width or not line.endswith(b"\n"):
        raise ValueError("no row of this table")
    return row

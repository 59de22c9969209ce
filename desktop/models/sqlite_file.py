"""What an SQLite file says about itself before it is opened: is it ours, is it too new."""

from __future__ import annotations

from pathlib import Path

from desktop.domain.errors import DatabaseTooNew, NotOurDatabase, Unavailable

APPLICATION_ID = 0x44657361
"""Fixed number in the header of every Duty Desk file ("Desa")."""

_FRACTIONS = bytes((64, 32, 32))
"""Always at this place of a header that SQLite wrote."""
_NO_SCHEMA = bytes(4)
"""The schema cookie of a file in which no table was ever made."""

MAGIC = b"SQLite format 3\x00"


def check_file(path: Path, *, schema: int) -> None:
    """Check, without changing a byte, that `path` is absent, empty or a database of ours.

    The header is read as bytes: opening a foreign file with a journal mode would change it.

    Raises:
        NotOurDatabase: some other file.
        DatabaseTooNew: its `user_version` is above `schema`.
        Unavailable: `file.no_rights` when it cannot be read.
    """
    try:
        header = path.read_bytes()[:100] if path.stat().st_size < 200 else _head(path)
    except FileNotFoundError:
        return
    except OSError as problem:
        raise Unavailable("file.no_rights", path=str(path)) from problem
    if not header:
        return
    if not header.startswith(MAGIC) or len(header) < 100:
        raise NotOurDatabase(path=str(path))
    application_id = int.from_bytes(header[68:72], "big")
    user_version = int.from_bytes(header[60:64], "big")
    has_wal = path.with_name(path.name + "-wal").exists()
    # A first start that was interrupted left a file without a table, or one still in the journal.
    is_tableless = header[21:24] == _FRACTIONS and header[40:44] == _NO_SCHEMA
    is_begun = application_id == 0 and (has_wal or is_tableless)
    if application_id != APPLICATION_ID and not is_begun:
        raise NotOurDatabase(path=str(path))
    if user_version > schema:
        raise DatabaseTooNew(made_by=user_version, ours=schema)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(100)

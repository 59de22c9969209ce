"""Exporting what can be read of a damaged data file: mails as they came, and every table.

The mails can be imported into a new desk; the tables are for people and their tools.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.errors import Refused
from desktop.domain.mail_text import safe_file_name
from desktop.models.salvage import DamagedFile, DamagedTable, Row, opened_damaged
from desktop.system.atomic import file_trouble

MAIL, TABLES = "mail", "tables"
_RAW_MAIL, _BODY = "raw_mail", "body"


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was written: mails, and rows of tables; `gaps`: parts that could not be read."""

    folder: Path
    mails: int
    rows: int
    gaps: int


def salvage(source: Path, folder: Path) -> Salvaged:
    """Write what can be read of `source` into an empty `folder`; the source is not changed.

    Raises:
        Refused: `salvage.not_empty` (fact: path).
        Unavailable: `database.damaged` when nothing can be read, `disk.full`, `file.unwritable`.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise Refused("salvage.not_empty", path=folder)
        (folder / MAIL).mkdir()
        (folder / TABLES).mkdir()
        with opened_damaged(source) as damaged:
            counts = [_write(damaged, table, folder) for table in damaged.tables()]
            mails, rows = (sum(each) for each in zip(*counts, strict=True)) if counts else (0, 0)
            return Salvaged(folder, mails, rows, damaged.gaps)
    except OSError as error:
        raise file_trouble(error, folder) from error


def _write(damaged: DamagedFile, table: DamagedTable, folder: Path) -> tuple[int, int]:
    """Write one table as a line of JSON a row; bodies of mails are files of their own."""
    mails = rows = 0
    name = safe_file_name(f"{table.name}.jsonl", 1)  # a damaged file may call a table anything
    with (folder / TABLES / name).open("w", encoding="utf-8") as lines:
        for row in damaged.rows(table):
            body = _mail_in(table, row)
            if body is not None:
                mails += 1
                (folder / MAIL / f"{mails:06}.eml").write_bytes(body)
            lines.write(json.dumps(dict(_fields(table, row)), ensure_ascii=False) + "\n")
            rows += 1
    return mails, rows


def _mail_in(table: DamagedTable, row: Row) -> bytes | None:
    if table.name != _RAW_MAIL or _BODY not in table.columns:
        return None
    body = row[table.columns.index(_BODY)]
    return body if isinstance(body, bytes) and body else None


def _fields(table: DamagedTable, row: Row) -> Iterator[tuple[str, object]]:
    for name, value in zip(table.columns, row, strict=True):
        if (table.name, name) == (_RAW_MAIL, _BODY):
            continue  # beside it, as a file
        if isinstance(value, bytes):
            value = {"base64": base64.b64encode(value).decode("ascii")}
        yield name, value

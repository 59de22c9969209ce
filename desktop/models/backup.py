"""A verified copy of an SQLite file: it counts only after it was opened and checked."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from desktop.domain.errors import Unavailable
from desktop.models.driver import sqlite_module


def copy_verified(source: Path, target: Path) -> Path:
    """Copy the live database `source` to `target` and return it (reliability.md 2.8).

    One step of the backup API (a reader's snapshot, writers are not blocked) into a temporary
    file; integrity, references and row counts checked; then flushed and renamed.

    Raises:
        Unavailable: `backup.failed` (with the reason), `disk.full`; no file is left behind.
    """
    module = sqlite_module()
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(target.name + ".tmp")
    try:
        origin = module.connect(f"file:{source}?mode=ro", uri=True, timeout=20)
        try:
            _require_sound(origin, "PRAGMA quick_check")
            copy = module.connect(str(temporary))
            try:
                origin.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
                _require_sound(copy, "PRAGMA integrity_check")
                if copy.execute("PRAGMA foreign_key_check").fetchall():
                    raise Unavailable("backup.failed", reason="broken references")
            finally:
                copy.close()
        finally:
            origin.close()
        _flush(temporary)
        temporary.replace(target)
        _flush(target.parent)
    except module.Error as problem:
        code = "disk.full" if "full" in str(problem) else "backup.failed"
        raise Unavailable(code, reason=str(problem)) from problem
    finally:
        temporary.unlink(missing_ok=True)
    return target


def _require_sound(connection: Any, pragma: str) -> None:
    found = [row[0] for row in connection.execute(pragma).fetchall()]
    if found != ["ok"]:
        raise Unavailable("backup.failed", reason=str(found[0]))


def _flush(path: Path) -> None:
    """Force a file, or on POSIX a folder's entries, to the disk."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""Files for a mail: safe names, types by name, and a limit for all together."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.errors import Refused, Unavailable
from desktop.services import attaching
from desktop.services.attaching import read_files


def test_files_are_read_with_their_types(tmp_path: Path) -> None:
    (tmp_path / "журнал.txt").write_bytes(b"log")
    (tmp_path / "dump.unknown-kind").write_bytes(b"\0")

    files = read_files([tmp_path / "журнал.txt", tmp_path / "dump.unknown-kind"])

    assert [(file.name, file.media_type, file.content) for file in files] == [
        ("журнал.txt", "text/plain", b"log"),
        ("dump.unknown-kind", "application/octet-stream", b"\0"),
    ]


def test_limit_is_for_all_files_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attaching, "LIMIT_BYTES", 5)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"123")

    assert len(read_files([tmp_path / "a.txt"])) == 1
    with pytest.raises(Refused, match=r"attachment\.too_large"):
        read_files([tmp_path / "a.txt", tmp_path / "b.txt"])


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"file\.unreadable"):
        read_files([tmp_path / "gone.txt"])

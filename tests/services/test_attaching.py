"""Files for a mail: safe names, types by name, and a limit for all together."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.domain.errors import Refused, Unavailable
from desktop.domain.mail import Address
from desktop.mail.outgoing import OutgoingFile, OutgoingMail, write_mail
from desktop.services import attaching
from desktop.services.attaching import Room, check_size, read_files


def test_files_are_read_with_their_types(tmp_path: Path) -> None:
    (tmp_path / "журнал.txt").write_bytes(b"log")
    (tmp_path / "dump.unknown-kind").write_bytes(b"\0")

    files = read_files([tmp_path / "журнал.txt", tmp_path / "dump.unknown-kind"])

    assert [(file.name, file.media_type, file.content) for file in files] == [
        ("журнал.txt", "text/plain", b"log"),
        ("dump.unknown-kind", "application/octet-stream", b"\0"),
    ]


def test_limit_is_for_all_files_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attaching, "USUAL_BYTES", attaching.WORDS_BYTES + 8)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"123")

    assert len(read_files([tmp_path / "a.txt"])) == 1
    with pytest.raises(Refused, match=r"attachment\.too_large"):
        read_files([tmp_path / "a.txt", tmp_path / "b.txt"])


def test_limit_is_what_the_server_said(tmp_path: Path) -> None:
    (tmp_path / "dump").write_bytes(b"x" * (8 * attaching.MEGABYTE))

    assert read_files([tmp_path / "dump"], most_bytes=25 * attaching.MEGABYTE)
    with pytest.raises(Refused) as refused:
        read_files([tmp_path / "dump"], most_bytes=10_240_000)
    assert str(refused.value) == "attachment.server_limit (name=dump, limit_mb=6)"


@pytest.mark.parametrize("most", [10_240_000, 25 * attaching.MEGABYTE, 35_882_577])
def test_a_mail_with_as_many_files_as_there_is_room_for_is_taken(most: int) -> None:
    files = (
        OutgoingFile("dump.bin", "application/octet-stream", bytes(Room.of(most).files_bytes)),
    )
    check_size(files, most)
    mime = write_mail(
        OutgoingMail(
            sender=Address("Anna", "anna@desk.example"),
            to=(Address("Ivan", "ivan@customer.example"),),
            subject="Dump",
            text="Сообщение. " * 3_000,
            message_id="<1@desk.example>",
            date=datetime(2026, 11, 25, tzinfo=UTC),
            instance="x",
            files=files,
        )
    )

    assert most * 0.9 < len(mime) <= most


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"file\.unreadable"):
        read_files([tmp_path / "gone.txt"])

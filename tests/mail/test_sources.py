"""Mail in files: the kind told by content, and errors that name the path."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.domain.errors import DeskError, Refused, Unavailable
from desktop.domain.mail import receipt_of_file
from desktop.mail import sources
from desktop.mail.parse import parse_mail
from desktop.mail.sources import FileMail, file_mails, mails_in
from tests.mail.mails import mail

SEPARATOR = b"From anna@firm.example  Mon Mar  2 08:47:00 2026\n"
IMPORTED = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


def written(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def raws(path: Path) -> list[bytes]:
    return [found.raw for found in file_mails(path)]


def test_several_separators_make_an_mbox(tmp_path: Path) -> None:
    one, two = mail("first\n"), mail("second\n")
    path = written(tmp_path / "box", SEPARATOR + one + b"\n" + SEPARATOR + two + b"\n")
    assert raws(path) == [one, two]
    assert {found.separator_at for found in file_mails(path)} == {
        datetime(2026, 3, 2, 8, 47, tzinfo=UTC)
    }


@pytest.mark.parametrize(
    "line",
    [
        b"From - Mon Mar 02 08:47:00 2026\n",
        b"From x@y Mon Mar  2 08:47 2026\r\n",
        b"From MAILER-DAEMON Mon Mar  2 08:47:00 EET 2026\n",
        b"From x@y Mon Mar  2 08:47:00 2026 remote from z\n",
    ],
)
def test_forms_of_separator(tmp_path: Path, line: bytes) -> None:
    path = written(tmp_path / "box", line + mail("a\n") + b"\n" + line + mail("b\n"))
    assert len(raws(path)) == 2


@pytest.mark.parametrize("start", [b"", SEPARATOR, b"\n\n" + SEPARATOR])
def test_one_separator_or_none_is_a_single_message(tmp_path: Path, start: bytes) -> None:
    raw = mail("x\n>From here on\n")
    assert raws(written(tmp_path / "one.txt", start + raw)) == [raw]


def test_a_separator_in_the_body_alone_does_not_split(tmp_path: Path) -> None:
    raw = mail(b"look:\n\n" + SEPARATOR + b"x\n")
    assert raws(written(tmp_path / "one.eml", raw)) == [raw]


def test_a_line_that_only_begins_like_one_does_not_split(tmp_path: Path) -> None:
    one = mail("a\n\nFrom here to Monday 2026\n")
    box = SEPARATOR + one + b"\n" + SEPARATOR + mail("b\n") + b"\n"
    assert raws(written(tmp_path / "box", box))[0] == one


def test_quoted_from_lines_lose_one_mark(tmp_path: Path) -> None:
    box = SEPARATOR + mail(">From me\n>>From you\n> From x\n") + b"\n" + SEPARATOR + mail("b\n")
    assert raws(written(tmp_path / "box", box))[0] == mail("From me\n>From you\n> From x\n")


def test_the_same_mail_from_a_file_and_an_mbox_has_one_digest(tmp_path: Path) -> None:
    one = mail("a\n")
    box = written(tmp_path / "box", SEPARATOR + one + b"\n" + SEPARATOR + mail("b\n") + b"\n")
    alone = written(tmp_path / "one.eml", one)
    assert next(file_mails(box)).sha256 == next(file_mails(alone)).sha256


def test_a_folder_is_walked_and_of_a_maildir_only_mail_is_read(tmp_path: Path) -> None:
    for name in ("cur/1:2,S", "new/2", "tmp/3", "dovecot.index.log", ".Sent/cur/4"):
        written(tmp_path / "md" / name, mail(f"{name}\n"))
    for name in ("new", "tmp"):
        (tmp_path / "md" / ".Sent" / name).mkdir()
    written(tmp_path / "a.eml", mail("a\n"))
    written(tmp_path / "Inbox.msf", b"// <!-- <mdb:mork")
    written(tmp_path / ".DS_Store", b"\0\0")
    bodies = {
        found.raw.rpartition(b"\n\n")[2] if isinstance(found, FileMail) else found
        for found in mails_in([tmp_path])
    }
    assert bodies == {b"a\n", b"cur/1:2,S\n", b"new/2\n", b".Sent/cur/4\n"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"index,question\n1,x\n",
        b"just words\n",
        b"\n \n",
        b'{"people":["A","B"]}',
        b'["a":1]',
        b"<a:b>",
    ],
)
def test_what_is_no_mailbox_is_named_and_the_rest_goes_on(tmp_path: Path, data: bytes) -> None:
    bad = written(tmp_path / "bad", data)
    good = written(tmp_path / "good.eml", mail())
    refused, found = mails_in([bad, good])
    assert isinstance(refused, tuple) and refused[0] == bad
    assert refused[1].code == "import.not_a_mailbox"
    assert isinstance(found, FileMail)


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    ((path, error),) = mails_in([tmp_path / "nope"])  # type: ignore[misc]
    assert (path, error.code) == (tmp_path / "nope", "import.not_found")
    with pytest.raises(Refused, match="not_found"):
        list(file_mails(tmp_path / "nope"))


@pytest.mark.parametrize(
    ("error", "code"),
    [(PermissionError(13, "denied"), "import.no_rights"), (OSError(5, "I/O"), "import.unreadable")],
)
def test_a_folder_that_cannot_be_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, code: str
) -> None:
    def refuse(_: object) -> object:
        raise error

    monkeypatch.setattr(sources.os, "scandir", refuse)
    ((path, problem),) = mails_in([tmp_path])  # type: ignore[misc]
    assert path == tmp_path
    assert isinstance(problem, Unavailable)
    assert problem.code == code


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_file_without_rights(tmp_path: Path) -> None:
    path = written(tmp_path / "x.eml", mail())
    path.chmod(0)
    with pytest.raises(DeskError, match="no_rights"):
        list(file_mails(path))


def test_an_oversize_mail_keeps_its_beginning_and_its_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "RAW_LIMIT", 100_000)
    monkeypatch.setattr(sources, "_SMALL_FILE_BYTES", 4096)
    raw = mail("x" * 76 + "\n" + "y\n" * 200_000)
    whole = next(file_mails(written(tmp_path / "big.eml", raw)))
    assert whole.is_oversize
    assert whole.size == len(raw)
    assert len(whole.raw) < 70_000
    assert raw.startswith(whole.raw)
    again = next(file_mails(written(tmp_path / "big2.eml", raw[:-2] + b"z\n")))
    assert again.sha256 != whole.sha256


@pytest.mark.parametrize(
    ("headers", "separator", "expected", "is_approximate"),
    [
        (
            {"Received": "from a by b; Tue, 03 Mar 2026 10:00:00 +0300"},
            None,
            datetime(2026, 3, 3, 7, 0, tzinfo=UTC),
            False,
        ),
        ({}, None, datetime(2026, 3, 2, 5, 47, tzinfo=UTC), True),
        (
            {"Date": "never"},
            datetime(2026, 3, 1, tzinfo=UTC),
            datetime(2026, 3, 1, tzinfo=UTC),
            False,
        ),
        ({"Date": "never"}, None, IMPORTED, True),
        ({"Date": "Mon, 02 Mar 2099 08:47:00 +0300"}, None, IMPORTED, True),
    ],
)
def test_receipt_instant(
    headers: dict[str, str], separator: datetime | None, expected: datetime, is_approximate: bool
) -> None:
    found = receipt_of_file(
        parse_mail(mail(**headers)), separator_at=separator, imported_at=IMPORTED
    )
    assert (found.at, found.is_approximate) == (expected, is_approximate)

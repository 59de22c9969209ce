"""`mail parse`: a line of JSON a mail, in order, with the names of contracts.md."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop.__main__ import main
from tests.mail.mails import mail, multipart

NAMES = {
    *("from", "to", "cc", "subject", "date", "message_id", "in_reply_to", "references", "text"),
    *("text_stripped", "html", "attachments", "automatic"),
}


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def codes(answers: list[dict[str, Any]]) -> list[str | None]:
    return [answer.get("error", {}).get("code") for answer in answers]


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_each_file_is_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = written(
        tmp_path / "1.eml",
        multipart(
            ("Content-Type: text/plain; charset=utf-8", "Спасибо\n\n> Попробуйте так"),
            ("Content-Type: image/png; name=p.png\nContent-ID: <p@x>", b"png"),
            Auto_Submitted="auto-replied",
        ),
    )
    two = written(tmp_path / "2.eml", mail("two"))
    assert main(["mail", "parse", str(one), str(two), "--json"]) == 0
    first, second = lines(capsys)
    assert set(first) >= NAMES
    assert first["from"] == {"name": "Anna Kern", "address": "anna@firm.example"}
    assert first["date"] == "2026-03-02T05:47:00+00:00"
    assert first["text_stripped"] == "Спасибо"
    assert first["automatic"] == {"class": "auto_reply", "reason": "auto-submitted"}
    (file,) = first["attachments"]
    assert (file["name"], file["type"], file["size"], file["cid"]) == (
        "p.png",
        "image/png",
        3,
        "p@x",
    )
    assert second["text"] == "two"


def test_what_cannot_be_read_is_named_and_the_rest_is_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = written(tmp_path / "x.png", b"\x89PNG\0")
    good = written(tmp_path / "1.eml", mail("fine"))
    assert main(["mail", "parse", str(bad), str(tmp_path / "no"), str(good)]) == 1
    answers = lines(capsys)
    assert codes(answers) == ["import.not_a_mailbox", "import.not_found", None]
    assert answers[0].keys() == {"error"}
    assert str(bad) in answers[0]["error"]["message"]
    assert answers[2]["text"] == "fine"


HEAD = b"From: a@b.example\nSubject: x\n\nbody\n"
SEPARATOR = b"From a@b Mon Mar  2 10:00:00 2026\n"
FILES: dict[str, tuple[bytes, str | None]] = {
    "plain": (HEAD, None),
    "CR LF": (HEAD.replace(b"\n", b"\r\n"), None),
    "CR": (HEAD.replace(b"\n", b"\r"), None),
    "byte order mark": (b"\xef\xbb\xbf" + HEAD, None),
    "empty lines first": (b"\r\n\n" + HEAD, None),
    "from an mbox": (SEPARATOR + HEAD, None),
    "from an escaped mbox": (b">" + SEPARATOR + HEAD, None),
    "an mbox of two": (SEPARATOR + HEAD + b"\n" + SEPARATOR + HEAD, None),
    "a line of something else first": (b"exported by x\n" + HEAD, None),
    "headers alone": (b"From: a@b.example\nSubject: x", None),
    "NUL in the body": (HEAD + b"\0\0", None),
    "nothing": (b"", "import.not_a_mailbox"),
    "only text": (b"Hello\nworld\n", "import.not_a_mailbox"),
    "a picture": (b"\x89PNG\r\n\0\0From: x\n", "import.not_a_mailbox"),
    "UTF-16": (HEAD.decode().encode("utf-16"), "import.not_a_mailbox"),
}


@pytest.mark.parametrize("name", FILES)
def test_what_a_file_may_look_like(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, code = FILES[name]
    path = written(tmp_path / "1.eml", data)
    assert main(["mail", "parse", str(path), "--json"]) == (0 if code is None else 1)
    (answer,) = lines(capsys)
    assert codes([answer]) == [code]
    if code is None:
        assert set(answer) == NAMES | {"reply_to", "notes"}
        assert (answer["subject"], answer["from"]["address"]) == ("x", "a@b.example")


def test_a_folder_is_named_as_no_mail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mail", "parse", str(tmp_path)]) == 1
    assert codes(lines(capsys)) == ["import.unreadable"]


def test_every_field_has_its_shape(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = mail(
        "Reply\n\nOn Mon, 2 Mar 2026 at 10:00, D <d@x.example> wrote:\n> Question\n",
        Cc="Tom <tom@firm.example>",
        In_Reply_To="<q@desk.example>",
        References="<p@desk.example> <q@desk.example>",
    )
    assert main(["mail", "parse", str(written(tmp_path / "1.eml", raw))]) == 0
    (answer,) = lines(capsys)
    assert answer["to"] == [{"name": "", "address": "support@desk.example"}]
    assert answer["cc"] == [{"name": "Tom", "address": "tom@firm.example"}]
    assert answer["message_id"] == "<one@firm.example>"
    assert answer["in_reply_to"] == "<q@desk.example>"
    assert answer["references"] == ["<p@desk.example>", "<q@desk.example>"]
    assert answer["text_stripped"] == "Reply"
    assert answer["html"] is None
    assert answer["attachments"] == []
    assert answer["automatic"] == {"class": "human", "reason": ""}


def test_a_forwarded_mail_keeps_what_it_carries(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    body = "See\n\nFrom: B <b@bank.example>\nSent: today\nSubject: x\n\nRefused\n"
    path = written(tmp_path / "1.eml", mail(body, Subject="FW: Refused"))
    assert main(["mail", "parse", str(path)]) == 0
    assert lines(capsys)[0]["text_stripped"].endswith("Refused")


def test_a_batch_gives_every_id_back_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(written(tmp_path / "1.eml", mail("fine")))
    asked = [{"id": {"a": [1]}, "path": path}, {"id": None}, {"id": "x", "path": path}]
    text = "\n\n".join(map(json.dumps, asked)) + "\nnot json\n" + "[" * 100_000
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert main(["mail", "parse", "--batch", "-"]) == 1
    answers = lines(capsys)
    assert [a["id"] for a in answers] == [{"a": [1]}, None, "x", None, None]
    bad = ["batch.bad_json"] * 2
    assert codes(answers) == [None, "batch.bad_field", None, *bad]


@pytest.mark.parametrize("path", ["a\0b", "\ud800", "", 7, None])
def test_a_path_that_cannot_be_is_told_and_the_run_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], path: object
) -> None:
    good = {"id": 2, "path": str(written(tmp_path / "1.eml", mail("fine")))}
    lines_asked = json.dumps({"id": 1, "path": path}) + "\n" + json.dumps(good)
    batch = written(tmp_path / "b", lines_asked.encode())
    assert main(["mail", "parse", "--batch", str(batch)]) == 1
    answers = lines(capsys)
    assert [a["id"] for a in answers] == [1, 2]
    assert codes(answers) == ["batch.bad_field", None]


def test_what_is_printed_is_ascii(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "1.eml", mail("Спасибо".encode()))
    assert main(["mail", "parse", str(path)]) == 0
    printed = capsys.readouterr().out
    assert printed.isascii()
    assert json.loads(printed)["text"]


def test_a_batch_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "1.eml", mail("fine"))
    batch = written(tmp_path / "b", json.dumps({"id": 1, "path": str(path)}).encode())
    assert main(["mail", "parse", "--batch", str(batch)]) == 0
    assert lines(capsys)[0]["id"] == 1
    assert main(["mail", "parse", "--batch", str(tmp_path / "none")]) == 2


def test_files_and_batch_together_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mail", "parse"]) == 2
    assert main(["mail", "parse", "x", "--batch", "-"]) == 2
    assert "either" in capsys.readouterr().err

"""`dutydesk import`: exit codes, counts, and a named path for everything that was not read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.__main__ import main
from tests.mail.mails import mail


@pytest.fixture
def home(tmp_path: Path) -> str:
    return str(tmp_path / "home")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "in"
    path.mkdir()
    for number in range(3):
        raw = mail(str(number), Message_ID=f"<{number}@x>", From=f"p{number}@x.example")
        (path / f"{number}.eml").write_bytes(raw)
    return path


def test_a_second_import_adds_nothing(
    home: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = {"found": 3, "imported": 3, "already_there": 0, "quarantined": 0, "failed": []}
    assert main(["--home", home, "import", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == expected
    assert main(["--home", home, "import", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == expected | {"imported": 0, "already_there": 3}


def test_a_path_that_cannot_be_read_gives_1_and_the_others_are_imported(
    home: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = folder / "notes.txt"
    bad.write_text("just words\n")
    assert main(["--home", home, "import", str(folder / "gone"), str(folder)]) == 1
    shown = capsys.readouterr()
    assert "Imported 3 of 3 messages." in shown.out
    assert str(bad) in shown.err
    assert str(folder / "gone") in shown.err
    assert "Traceback" not in shown.err

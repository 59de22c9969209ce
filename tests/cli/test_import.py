"""`dutydesk import`: exit codes, counts, and a named path for everything that was not read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.domain.errors import Unavailable
from desktop.services import imports
from desktop.services.desk import open_desk
from desktop.services.import_writer import BatchWriter
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
    assert "2 paths could not be read." in shown.out
    for path in (bad, folder / "gone"):
        assert shown.err.count(str(path)) == 1
    assert "Traceback" not in shown.err


def test_an_import_cut_short_tells_what_stays(
    home: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Unavailable("disk.full")

    place, placed = BatchWriter._placed, iter((1, 2))
    monkeypatch.setattr(imports, "LEAST_MAILS", 1)
    monkeypatch.setattr(
        BatchWriter, "_placed", lambda *args: (place if next(placed, None) else full)(*args)
    )
    assert main(["--home", home, "import", str(folder)]) == 3
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "2 messages were imported and stay. The next import adds the rest."
    assert "The disk is full." in told[1]
    monkeypatch.undo()
    assert main(["--home", home, "import", str(folder)]) == 0
    assert "2 were there already." in capsys.readouterr().out


def test_one_path_is_told_as_one(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--home", home, "import", "gone"]) == 1
    assert "1 path could not be read." in capsys.readouterr().out


def test_a_command_is_given_by_somebody_the_desk_knows(
    home: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--home", home, "--as", "Nobody", "import", str(folder)]) == 2
    assert "Nobody" in capsys.readouterr().err
    desk = open_desk(f"sqlite:///{home}/desk.sqlite3")
    desk.people.add("Vera Orlova")
    desk.close()
    assert main(["--home", home, "--as", "vera orlova", "import", str(folder)]) == 0
    assert "Imported 3 of 3 messages." in capsys.readouterr().out


def test_a_name_too_long_for_the_system_is_a_path_that_could_not_be_read(
    home: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--home", home, "import", "a" * 300]) == 1
    assert "could not be read: " in capsys.readouterr().err

"""backup, restore, doctor, demo as given at a terminal, and the bad inputs they must survive."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from desktop.__main__ import main
from desktop.models.database import SCHEMA
from desktop.models.driver import sqlite_module
from desktop.services.desk import open_desk
from desktop.system.instance import Instance

if TYPE_CHECKING:
    from tests.servers.postgres import PostgresServer


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, new_sqlite_file: Path) -> Path:
    """A profile with a new desk of its own, far from the person's."""
    for name in ("DUTYDESK_HOME", "DUTYDESK_DATABASE_URL", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "desk.sqlite3").write_bytes(new_sqlite_file.read_bytes())
    return folder


@pytest.fixture
def demo(home: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The same, filled."""
    assert main(["--home", str(home), "demo", "--tickets", "5", "--no-window"]) == 0
    assert str(home) in capsys.readouterr().out
    return home


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def doctor(home: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    code = main(["--home", str(home), "doctor", "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_a_demo_desk_is_sound_and_in_the_language_asked_for(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["demo", "--tickets", "3", "--seed", "7", "--language", "ru", "--no-window"]
    assert main(["--home", str(home), *arguments]) == 0

    code, found = doctor(home, capsys)

    assert code == 0
    assert found["counts"]["tickets"] > 3
    assert (home / "config.toml").read_text() == 'language = "ru"\n'
    states = {check["name"]: check["state"] for check in found["checks"]}
    assert states["database"] == states["clocks"] == "ok"
    assert main(["--home", str(home), *arguments]) == 2
    assert "already has tickets" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["demo", "--tickets", "x"], "'x' is not a number"),
        (["export", "tickets", "--out", ""], "--out: the name is empty"),
        (["backup", "--out", ""], "--out: the name is empty"),
        (["--home", "", "doctor"], "--home: the name is empty"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, list) else "",
)
def test_an_argument_that_means_nothing_is_refused(
    home: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--home", str(home), *arguments])
    assert ended.value.code == 2
    assert words in capsys.readouterr().err


def test_backup_and_restore_there_and_back(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = demo / "all.deskbackup"
    assert main(["--home", str(demo), "backup", "--out", str(out), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["path"], made["kind"], made["verified"]) == (str(out), "archive", True)
    before = doctor(demo, capsys)[1]["counts"]
    sql(demo / "desk.sqlite3", "DELETE FROM draft", "UPDATE ticket SET subject = 'x'")

    assert main(["--home", str(demo), "restore", str(out), "--yes"]) == 0

    assert "before-restore" in capsys.readouterr().out
    assert doctor(demo, capsys)[1]["counts"] == before
    desk = open_desk(f"sqlite:///{demo / 'desk.sqlite3'}")
    with desk.database.read() as session:
        subjects = session.connection().exec_driver_sql("SELECT subject FROM ticket").scalars()
        assert "x" not in set(subjects)
    desk.close()


@pytest.mark.postgres
def test_a_demo_moves_to_a_server_and_back(
    demo: Path,
    postgres_server: PostgresServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = doctor(demo, capsys)[1]["counts"]
    there, back = demo / "there.deskbackup", demo / "back.deskbackup"
    main(["--home", str(demo), "backup", "--out", str(there)])
    url = postgres_server.url(postgres_server.create_database())
    monkeypatch.setenv("DUTYDESK_DATABASE_URL", url)
    assert main(["--home", str(demo), "restore", str(there), "--yes"]) == 0
    code, found = doctor(demo, capsys)
    assert (code, found["counts"]) == (0, before)
    assert "PostgreSQL" in found["checks"][0]["text"]
    main(["--home", str(demo), "backup", "--out", str(back)])
    monkeypatch.delenv("DUTYDESK_DATABASE_URL")

    assert main(["--home", str(demo), "restore", str(back), "--yes"]) == 0

    assert doctor(demo, capsys)[1]["counts"] == before


def test_restore_asks_and_takes_silence_for_no(
    demo: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["--home", str(demo), "backup"])
    [made] = (demo / "backups").glob("desk-*.sqlite3")
    before = digest(demo / "desk.sqlite3")
    assert main(["--home", str(demo), "restore", str(made)]) == 2
    assert "--yes" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _question: "n")
    assert main(["--home", str(demo), "restore", str(made)]) == 0
    assert digest(demo / "desk.sqlite3") == before


def test_a_sealed_backup_there_and_back(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    right, wrong = demo / "right.txt", demo / "wrong.txt"
    right.write_text("верный пароль\nthe rest is no part of it\n", encoding="utf-8")
    wrong.write_text("another password\n", encoding="utf-8")
    home = ["--home", str(demo)]
    assert main([*home, "backup", "--password-file", str(right), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["sealed"], Path(made["path"]).parent) == (True, demo / "backups")
    before = doctor(demo, capsys)[1]["counts"]
    sql(demo / "desk.sqlite3", "DELETE FROM draft")
    spoilt = digest(demo / "desk.sqlite3")

    restoring = [*home, "restore", made["path"], "--yes"]
    for given, words in (
        ([], "is sealed with a password"),
        (["--password-file", str(wrong)], "not the password"),
        (["--password-file", str(demo / "no such file")], "no such file"),
    ):
        assert main([*restoring, *given]) == 2
        assert words in capsys.readouterr().err
    assert digest(demo / "desk.sqlite3") == spoilt
    assert main([*restoring, "--password-file", str(right)]) == 0
    assert doctor(demo, capsys)[1]["counts"] == before


def test_a_backup_that_lies_elsewhere_is_made_and_told(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (demo / "backups.json").write_text(json.dumps({"folder": str(demo / "stick")}))
    assert main(["--home", str(demo), "backup"]) == 1
    told = capsys.readouterr()
    assert str(demo / "backups") in told.out
    assert "cannot be reached: is its drive connected?" in told.err
    code, found = doctor(demo, capsys)
    [line] = [check for check in found["checks"] if check["name"] == "backup"]
    assert (code, line["state"]) == (0, "warning")
    assert "cannot be reached" in line["text"]


def test_restore_is_refused_while_the_window_is_open(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--home", str(demo), "backup", "--out", str(demo / "x.deskbackup")])
    window = Instance(demo / "instance.lock")
    assert window.take()
    before = digest(demo / "desk.sqlite3")
    assert main(["--home", str(demo), "restore", str(demo / "x.deskbackup"), "--yes"]) == 3
    assert "Quit it" in capsys.readouterr().err
    assert digest(demo / "desk.sqlite3") == before
    window.leave()


def sql(path: Path, *statements: str) -> None:
    """Change a closed database from outside, and leave no journal."""
    connection = sqlite_module().connect(str(path))
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


COMMANDS = (["backup"], ["export", "tickets"], ["demo", "--no-window"])


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("ahead", [1, 100])
def test_a_database_from_a_newer_version_is_not_touched(
    home: Path, command: list[str], ahead: int, capsys: pytest.CaptureFixture[str]
) -> None:
    path = home / "desk.sqlite3"
    sql(path, f"PRAGMA user_version = {SCHEMA + ahead}", "PRAGMA journal_mode = DELETE")
    before = digest(path)

    assert main(["--home", str(home), *command]) == 3

    assert "Update the program" in capsys.readouterr().err
    assert digest(path) == before
    code, found = doctor(home, capsys)
    assert (code, found["counts"]) == (1, None)
    assert found["checks"][0]["state"] == "failed"
    assert digest(path) == before


JUNK = (b"hello\n", b"\x00" * 4096, b"PK\x03\x04" * 100, b"SQLite format 3\x00" + b"\x07" * 4080)


@pytest.mark.parametrize("content", JUNK, ids=range(len(JUNK)))
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_file_that_is_no_database_of_ours_is_not_touched(
    home: Path, command: list[str], content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path = home / "desk.sqlite3"
    path.write_bytes(content)

    assert main(["--home", str(home), *command]) in (2, 3)

    assert "not a Duty Desk database" in capsys.readouterr().err
    assert path.read_bytes() == content


def test_a_folder_without_rights_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.delenv("DUTYDESK_HOME", raising=False)
    assert main(["--home", str(tmp_path / "file" / "home"), "backup"]) == 3
    assert "desk" in capsys.readouterr().err


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB, of which a test may take what is left."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    if os.name == "nt" or subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_refuses_each_command_and_loses_nothing(
    demo: Path, full_disk: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    home = full_disk / "home"
    home.mkdir()
    mail = tmp_path / "mails.mbox"
    mail.write_bytes(
        b"".join(
            b"From a@b Mon Nov 23 09:00:00 2026\nFrom: a%d@nord.example\nMessage-ID: <%d@x>\n"
            b"Subject: s%d\n\n%s\n\n" % (n, n, n, os.urandom(4_000).hex().encode())
            for n in range(300)
        )
    )
    (home / "desk.sqlite3").write_bytes((demo / "desk.sqlite3").read_bytes())
    before = doctor(home, capsys)[1]["counts"]
    with (full_disk / "ballast").open("wb", buffering=0) as ballast:
        while True:
            try:
                ballast.write(bytes(20_000))
            except OSError:
                break

    out = str(full_disk / "out.csv")
    for command in (["import", str(mail)], ["backup"], ["export", "tickets", "--out", out]):
        capsys.readouterr()
        assert main(["--home", str(home), *command]) == 3, command
        assert "full" in capsys.readouterr().err, command
    assert not Path(out).exists()
    assert list((home / "backups").iterdir()) == []

    (full_disk / "ballast").unlink()
    code, found = doctor(home, capsys)
    assert {check["name"]: check["state"] for check in found["checks"]}["database"] == "ok"
    assert found["counts"]["tickets"] == before["tickets"]
    assert code in (0, 1)  # 3 MB is little room


def test_recover_writes_what_can_be_read_into_an_empty_folder(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "rescued"
    assert main(["--home", str(demo), "recover", str(folder)]) == 0
    assert "rows of tables" in capsys.readouterr().out
    assert len((folder / "tables" / "ticket.jsonl").read_text().splitlines()) >= 5

    assert main(["--home", str(demo), "recover", str(folder)]) == 2
    assert "is not empty" in capsys.readouterr().err

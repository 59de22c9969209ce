"""The reader of the first page changes nothing, and gives up where that would not do."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from desktop.domain.errors import DatabaseTooNew, NotOurDatabase, Unavailable
from desktop.domain.ticket import Actor, Source
from desktop.models import driver
from desktop.models.driver import sqlite_module
from desktop.services.desk import Desk, open_desk
from desktop.services.first_reader import serve
from desktop.services.first_reading import FirstQuestion
from desktop.services.rows import TicketQuery
from desktop.services.tickets import ManualTicket
from desktop.system.paths import Profile

ASKED = FirstQuestion(None, TicketQuery()).to_json().encode() + b"\n"


def is_read(folder: Path, asked: bytes = ASKED) -> bool:
    return serve(Profile(folder), BytesIO(asked), BytesIO())


def set_version(file: Path, version: int) -> None:
    connection = sqlite_module().connect(file)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()


def test_reading_changes_no_byte(sqlite_desk: Desk, tmp_path: Path) -> None:
    sqlite_desk.close()
    file = tmp_path / "desk.sqlite3"
    before = file.read_bytes()

    assert is_read(tmp_path)

    assert file.read_bytes() == before
    assert (tmp_path / "desk.sqlite3-wal").stat().st_size == 0


def test_what_a_killed_program_left_in_the_journal_is_read_and_stays_there(
    sqlite_desk: Desk, tmp_path: Path
) -> None:
    by = Actor(sqlite_desk.people.add("Anna Kern").created, Source.WINDOW)
    sqlite_desk.tickets.create(by, ManualTicket("Printer", "It smokes"))
    killed = tmp_path / "killed"
    killed.mkdir()
    for name in ("desk.sqlite3", "desk.sqlite3-wal"):
        (killed / name).write_bytes((tmp_path / name).read_bytes())
    answers = BytesIO()

    assert serve(Profile(killed), BytesIO(ASKED), answers)

    assert b"Printer" in answers.getvalue()
    for name in ("desk.sqlite3", "desk.sqlite3-wal"):
        assert (killed / name).read_bytes() == (tmp_path / name).read_bytes()


def test_no_database_is_made(tmp_path: Path) -> None:
    assert not is_read(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_older_database_is_left_to_the_window(sqlite_desk: Desk, tmp_path: Path) -> None:
    sqlite_desk.close()
    set_version(tmp_path / "desk.sqlite3", 2)

    assert not is_read(tmp_path)


def test_newer_database_is_refused(sqlite_desk: Desk, tmp_path: Path) -> None:
    sqlite_desk.close()
    set_version(tmp_path / "desk.sqlite3", 999)

    with pytest.raises(DatabaseTooNew):
        is_read(tmp_path)


def test_foreign_file_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "desk.sqlite3"
    file.write_text("a shopping list, not a database" * 100)
    before = file.read_bytes()

    with pytest.raises(NotOurDatabase):
        is_read(tmp_path)

    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]


def test_reader_ends_with_the_window_that_did_not_ask(sqlite_desk: Desk, tmp_path: Path) -> None:
    assert not is_read(tmp_path, b"")


def test_reader_reads_beside_a_window_that_writes(sqlite_desk: Desk, tmp_path: Path) -> None:
    with sqlite_desk.database.write():
        assert is_read(tmp_path)


def test_reader_gives_up_a_locked_file_soon(
    sqlite_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "AHEAD_SECONDS", 0)  # the window waits for its own time after it
    sqlite_desk.close()
    connection = driver.sqlite_module().connect(tmp_path / "desk.sqlite3", isolation_level=None)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("BEGIN EXCLUSIVE")

    with pytest.raises(Unavailable, match=r"database\.busy"):
        is_read(tmp_path)
    connection.close()


def test_file_without_a_write_ahead_log_keeps_its_journal(
    sqlite_desk: Desk, tmp_path: Path
) -> None:
    sqlite_desk.close()
    file = tmp_path / "desk.sqlite3"
    connection = sqlite_module().connect(file)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    before = file.read_bytes()

    assert is_read(tmp_path)

    assert file.read_bytes() == before
    open_desk(f"sqlite:///{file}").close()

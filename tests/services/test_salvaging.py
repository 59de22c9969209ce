"""Of a damaged data file everything that can be read comes out, and the file stays as it is."""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path

import pytest

from desktop.domain.errors import DeskError, Refused
from desktop.models.driver import sqlite_module
from desktop.services.desk import Desk, open_desk
from desktop.services.salvaging import salvage
from tests.mail.mails import mail

MAILS = 120


@pytest.fixture
def filled(sqlite_desk: Desk, tmp_path: Path) -> Path:
    """A closed data file with mails of some pages each."""
    letters = tmp_path / "letters"
    letters.mkdir()
    for number in range(MAILS):
        raw = mail(f"Letter {number}\n" + "word " * 1_500, Message_ID=f"<{number}@x.example>")
        (letters / f"{number}.eml").write_bytes(raw)
    sqlite_desk.imports.run([letters])
    path = sqlite_desk.database.path
    assert path is not None
    sqlite_desk.close()
    return path


def letters_in(folder: Path) -> set[bytes]:
    return {path.read_bytes() for path in (folder / "mail").iterdir()}


def rows_in(folder: Path, table: str) -> list[dict[str, object]]:
    lines = (folder / "tables" / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_whole_file_comes_out_whole_and_can_be_imported_again(filled: Path, tmp_path: Path) -> None:
    before = hashlib.sha256(filled.read_bytes()).digest()

    done = salvage(filled, tmp_path / "out")

    assert (done.mails, done.gaps) == (MAILS, 0)
    assert letters_in(tmp_path / "out") == letters_in_source(tmp_path)
    assert len(rows_in(tmp_path / "out", "ticket")) == MAILS
    assert hashlib.sha256(filled.read_bytes()).digest() == before
    desk = open_desk(f"sqlite:///{tmp_path / 'new.sqlite3'}")
    assert desk.imports.run([tmp_path / "out" / "mail"]).imported == MAILS
    desk.close()


@pytest.mark.parametrize("seed", range(4))
def test_damaged_pages_cost_only_what_is_on_them(filled: Path, tmp_path: Path, seed: int) -> None:
    data, chance = bytearray(filled.read_bytes()), random.Random(seed)
    pages = len(data) // 4096
    hit = sorted(chance.sample(range(pages * 2 // 3, pages), 5))
    for page in hit:
        data[page * 4096 : page * 4096 + 4096] = chance.randbytes(4096)
    filled.write_bytes(bytes(data))

    done = salvage(filled, tmp_path / "out")

    assert done.mails >= MAILS - 5 * 8, hit
    whole = letters_in_source(tmp_path)
    assert sum(letter in whole for letter in letters_in(tmp_path / "out")) >= MAILS - 5 * 8


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    broken = tmp_path / "desk.sqlite3"
    broken.write_bytes(b"SQLite format 3\0" + b"\xa5" * 8_192)
    with pytest.raises(DeskError, match=r"database\.damaged"):
        salvage(broken, tmp_path / "out")


def test_nothing_is_written_among_other_files(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("mine")
    with pytest.raises(Refused, match=r"salvage\.not_empty"):
        salvage(filled, tmp_path / "out")
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["thesis.txt"]


def test_gap_in_the_middle_of_a_table_is_stepped_over(tmp_path: Path) -> None:
    path = tmp_path / "gap.sqlite3"
    connection = sqlite_module().connect(str(path))
    connection.execute("CREATE TABLE thing (id INTEGER PRIMARY KEY, words TEXT)")
    rows = [(number * 10, "word " * 50) for number in range(1, 2_001)]
    connection.executemany("INSERT INTO thing VALUES (?, ?)", rows)
    connection.commit()
    connection.close()
    data = bytearray(path.read_bytes())
    middle = len(data) // 4096 // 2 * 4096
    data[middle : middle + 4096] = b"\xa5" * 4096
    path.write_bytes(bytes(data))

    done = salvage(path, tmp_path / "out")

    found = [row["id"] for row in rows_in(tmp_path / "out", "thing")]
    assert done.gaps == 1
    assert len(found) >= 2_000 - 20
    assert (found[0], found[-1]) == (10, 20_000)
    assert found == sorted(set(found))


def letters_in_source(tmp_path: Path) -> set[bytes]:
    return {path.read_bytes() for path in (tmp_path / "letters").iterdir()}

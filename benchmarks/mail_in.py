"""Mail in: mailbox files to searchable tickets, beside parsing the same mails and nothing else.

The mails are the real ones of `../shared/data`; without them, two thousand made up ones.
"""

import hashlib
import shutil
import tarfile
import tempfile
from collections.abc import Iterable
from email.parser import BytesHeaderParser, BytesParser
from pathlib import Path

from pysqlite3 import dbapi2

from benchmarks.table import Row, Table, interleaved
from desktop.mail.sources import FileMail, mails_in
from desktop.services.desk import Desk, open_desk
from desktop.services.imports import ImportReport

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
MADE_UP = 2000
BATCH = 100
ROUNDS = 3
ROUNDUP, RT = 20, 14  # mails a second, from performance.md


def measure() -> Table:
    """Import into a new desk, parse, and insert the raw bytes, in turn."""
    folder = Path(tempfile.mkdtemp(prefix="dutydesk-bench-"))
    try:
        paths = _corpus(folder)
        raws = [found.raw for found in mails_in(paths) if isinstance(found, FileMail)]
        bench = _Bench(folder, paths)
        seconds = interleaved(
            {
                "import": bench.first_run,
                "again": bench.second_run,
                "parse": lambda: _parse(raws),
                "headers": lambda: _parse_headers(raws),
                "insert": lambda: _insert(folder / "raw.sqlite3", raws),
            },
            rounds=ROUNDS,
        )
        bench.close()
    finally:
        shutil.rmtree(folder)
    ours, limit = seconds["import"], seconds["parse"]
    return Table(
        f"Mail in: {len(raws):,} mails, {len(raws) / ours:,.0f} a second",
        "s",
        [
            Row("files to searchable tickets | parse alone", ours, limit, goal=2.5),
            Row("same, beside Roundup's gateway", ours, peer=len(raws) / ROUNDUP, is_quoted=True),
            Row("same, beside RT 5", ours, peer=len(raws) / RT, is_quoted=True),
            Row("same | insert of the raw bytes alone", ours, seconds["insert"]),
            Row("second run | header parse alone", seconds["again"], seconds["headers"], goal=2),
        ],
    )


class _Bench:
    """A desk that is new for each first run, and kept for the second."""

    def __init__(self, folder: Path, paths: list[Path]) -> None:
        self._folder = folder
        self._paths = paths
        self._desk: Desk | None = None
        self._number = 0

    def first_run(self) -> ImportReport:
        self.close()
        self._number += 1
        url = f"sqlite:///{self._folder / f'{self._number}.sqlite3'}"
        self._desk = open_desk(url, zone="Europe/Moscow")
        return self._desk.imports.run(self._paths)

    def second_run(self) -> ImportReport:
        if self._desk is None:
            raise RuntimeError("the first run comes first")
        return self._desk.imports.run(self._paths)

    def close(self) -> None:
        if self._desk is not None:
            self._desk.close()


def _corpus(folder: Path) -> list[Path]:
    if not DATA.is_dir():
        return [_made_up(folder / "made-up.mbox")]
    with tarfile.open(DATA / "mail_en_2002.tar.xz") as archive:
        archive.extractall(folder / "mail")
    return [DATA / "support_ru.mbox", folder / "mail"]


def _made_up(path: Path) -> Path:
    with path.open("wb") as box:
        for number in range(MADE_UP):
            head = (
                "From - Mon Mar 02 08:47:00 2026\n"
                f"From: Person {number} <p{number}@x.example>\nTo: support@desk.example\n"
                f"Date: Mon, 02 Mar 2026 08:47:00 +0300\nMessage-ID: <{number}@x.example>\n"
                "Subject: Printer\nContent-Type: text/plain; charset=utf-8\n\n"
            )
            box.write((head + f"Принтер {number} не печатает.\n" * 20 + "\n").encode())
    return path


def _parse(raws: Iterable[bytes]) -> None:
    parser = BytesParser()
    for raw in raws:
        parser.parsebytes(raw)


def _parse_headers(raws: Iterable[bytes]) -> None:
    parser = BytesHeaderParser()
    for raw in raws:
        parser.parsebytes(raw)


def _insert(path: Path, raws: list[bytes]) -> None:
    path.unlink(missing_ok=True)
    connection = dbapi2.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE raw (id INTEGER PRIMARY KEY, sha256 TEXT UNIQUE, body BLOB)")
    for start in range(0, len(raws), BATCH):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "INSERT OR IGNORE INTO raw (sha256, body) VALUES (?, ?)",
            [(hashlib.sha256(raw).hexdigest(), raw) for raw in raws[start : start + BATCH]],
        )
        connection.execute("COMMIT")
    connection.close()


if __name__ == "__main__":
    print(measure())

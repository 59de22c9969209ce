"""Mail in: mailbox files to searchable tickets, beside a script that does the least of it.

Why the limit is that script and no longer the parse alone: docs/decisions/0007. The mails are the
real ones of `../shared/data`; without them, two thousand made up ones.
"""

import os
import shutil
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from email.parser import BytesHeaderParser, BytesParser
from pathlib import Path
from statistics import median

from sqlalchemy import text

from benchmarks.mail_in_raw import import_raw
from benchmarks.table import Row, Table, interleaved
from desktop.mail.sources import FileMail, mails_in
from desktop.services.desk import Desk, open_desk
from desktop.services.imports import ImportReport

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
MADE_UP = 2000
ROUNDS = 5
ROUNDUP, RT = 20, 14  # mails a second, from performance.md


def measure() -> Table:
    """Import into a new desk, by script, and parse, in turn; by the clock and in CPU time."""
    folder = Path(tempfile.mkdtemp(prefix="dutydesk-bench-"))
    try:
        paths = _corpus(folder)
        raws = [found.raw for found in mails_in(paths) if isinstance(found, FileMail)]
        bench = _Bench(folder, paths)
        spent = _CpuTime()
        seconds = interleaved(
            {
                "import": spent.by("import", bench.first_run),
                "again": bench.second_run,
                "script": spent.by("script", lambda: bench.script(raws)),
                "parse": lambda: _parse(raws),
                "headers": lambda: _parse_headers(raws),
            },
            rounds=ROUNDS,
        )
        bench.close()
    finally:
        shutil.rmtree(folder)
    ours, limit = seconds["import"], seconds["script"]
    cpu = {name: median(found) for name, found in spent.seconds.items()}
    return Table(
        f"Mail in: {len(raws):,} mails, {len(raws) / ours:,.0f} a second",
        "s",
        [
            Row("files to searchable tickets | the script", ours, limit, goal=1.5, fault=2),
            Row("same | compat32 parse alone", ours, seconds["parse"]),
            Row("the script | compat32 parse alone", limit, seconds["parse"]),
            Row("CPU time of both processes | the script", cpu["import"], cpu["script"]),
            Row("same, beside Roundup's gateway", ours, peer=len(raws) / ROUNDUP, is_quoted=True),
            Row("same, beside RT 5", ours, peer=len(raws) / RT, is_quoted=True),
            Row("second run | header parse alone", seconds["again"], seconds["headers"], goal=2),
        ],
    )


class _CpuTime:
    """What runs cost in processor time, child processes that have ended included."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = defaultdict(list)

    def by(self, name: str, run: Callable[[], object]) -> Callable[[], None]:
        """Return `run` with its processor time noted under `name`."""

        def noted() -> None:
            before = sum(os.times()[:4])
            run()
            self.seconds[name].append(sum(os.times()[:4]) - before)

        return noted


class _Bench:
    """A desk that is new for each first run, and kept for the second."""

    def __init__(self, folder: Path, paths: list[Path]) -> None:
        self._folder = folder
        self._paths = paths
        urls = (f"sqlite:///{folder / f'{number}.sqlite3'}" for number in range(ROUNDS))
        self._new = [open_desk(url, zone="Europe/Moscow") for url in urls]
        self._used: list[Desk] = []
        with self._new[0].database.read() as session:
            statement = "SELECT sql FROM sqlite_master WHERE name = 'message_fts'"
            self._index = str(session.execute(text(statement)).scalar_one())

    def first_run(self) -> ImportReport:
        self._used.append(self._new.pop())
        return self._used[-1].imports.run(self._paths)

    def second_run(self) -> ImportReport:
        return self._used[-1].imports.run(self._paths)

    def script(self, raws: list[bytes]) -> None:
        import_raw(self._folder / "script.sqlite3", raws, self._index)

    def close(self) -> None:
        for desk in self._used:
            desk.close()


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


if __name__ == "__main__":
    print(measure())

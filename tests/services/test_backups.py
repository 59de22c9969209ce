"""Backups: verified before they count, thinned by age, and never made of a damaged database."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from desktop.domain.clock import ManualClock
from desktop.domain.errors import Refused, Unavailable
from desktop.domain.ticket import Actor, Source
from desktop.models.backup import copy_verified
from desktop.services.backups import (
    BackupKind,
    BackupRow,
    Backups,
    backups_in,
    opened,
    surplus,
    verified,
)
from desktop.services.desk import Desk
from desktop.services.tickets import ManualTicket

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


@pytest.fixture
def backups(desk: Desk) -> Backups:
    return Backups(desk.database)


def make_ticket(desk: Desk) -> None:
    desk.tickets.create(Actor(None, Source.WINDOW), ManualTicket("Printer", "smokes"))


def test_a_backup_is_listed_with_what_it_holds(
    desk: Desk, backups: Backups, tmp_path: Path
) -> None:
    make_ticket(desk)

    made = backups.create(tmp_path / "new" / "folder")

    kind = BackupKind.COPY if desk.database.is_sqlite else BackupKind.ARCHIVE
    [listed] = backups_in(tmp_path / "new" / "folder")
    assert (made.kind, made.tickets, made.made_at) == (kind, 1, NOW)
    assert opened(listed) == made == verified(made.path)
    assert made.path.stat().st_mode & 0o077 == 0


def test_a_backup_is_due_when_something_changed_since(
    desk: Desk, backups: Backups, tmp_path: Path, clock: ManualClock
) -> None:
    assert backups.is_due(tmp_path)
    backups.create(tmp_path)
    clock.advance(timedelta(hours=13))
    assert not backups.is_due(tmp_path)
    make_ticket(desk)
    assert backups.is_due(tmp_path)


def test_a_pause_is_waited_for(
    desk: Desk, backups: Backups, tmp_path: Path, clock: ManualClock
) -> None:
    backups.create(tmp_path)
    make_ticket(desk)
    clock.advance(timedelta(minutes=59))
    assert not backups.is_due(tmp_path, timedelta(hours=1))
    clock.advance(timedelta(minutes=1))
    assert backups.is_due(tmp_path, timedelta(hours=1))


def test_an_unreadable_newest_backup_does_not_count(backups: Backups, tmp_path: Path) -> None:
    backups.create(tmp_path).path.write_bytes(b"")
    assert backups.is_due(tmp_path)


def test_a_copy_of_a_server_is_refused(desk: Desk, backups: Backups, tmp_path: Path) -> None:
    if desk.database.is_sqlite:
        assert backups.save(tmp_path / "x.sqlite3").kind is BackupKind.COPY
        return
    with pytest.raises(Refused, match=r"backup\.needs_archive"):
        backups.save(tmp_path / "x.sqlite3")


def test_a_damaged_database_is_not_copied_over_good_backups(
    sqlite_desk: Desk, tmp_path: Path
) -> None:
    backups = Backups(sqlite_desk.database)
    good = backups.create(tmp_path).path.read_bytes()
    path = sqlite_desk.database.path
    assert path is not None
    sqlite_desk.close()
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 9] = os.urandom(4096 * 6)
    path.write_bytes(content)

    with pytest.raises(Unavailable):
        copy_verified(path, tmp_path / "desk-20261123T060000Z.sqlite3")

    [kept] = [p for p in tmp_path.iterdir() if p.name.startswith("desk-")]
    assert kept.read_bytes() == good


def test_a_folder_nobody_may_write_to_is_told(backups: Backups, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Unavailable) as refusal:
        backups.create(tmp_path / "file" / "below")
    assert refusal.value.code == "file.unwritable"


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KB."""
    folder = tmp_path / "full"
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_told_and_nothing_is_left_behind(desk: Desk, full_disk: Path) -> None:
    make_ticket(desk)
    (full_disk / "other").write_bytes(os.urandom(60_000))
    backups = Backups(desk.database)
    for make in (backups.create, lambda folder: backups.save(folder / "x.deskbackup")):
        with pytest.raises(Unavailable) as refusal:
            make(full_disk)
        assert refusal.value.code == "disk.full"
    assert [path.name for path in full_disk.iterdir()] == ["other"]


def test_a_backup_is_not_whole_if_the_program_cannot_read_its_text(
    sqlite_desk: Desk, tmp_path: Path
) -> None:
    make_ticket(sqlite_desk)
    backups = Backups(sqlite_desk.database)
    good = backups.create(tmp_path)
    spoilt = tmp_path / "spoilt.sqlite3"
    spoilt.write_bytes(good.path.read_bytes().replace(b"Printer", b"Print\xff\xfe"))
    assert spoilt.read_bytes() != good.path.read_bytes()

    with pytest.raises(Unavailable, match=r"backup\.failed"):
        verified(spoilt)
    with sqlite_desk.database.write() as session:
        session.execute(text("UPDATE ticket SET subject = CAST(x'ff' AS TEXT)"))
    for make in (backups.create, lambda folder: backups.save(folder / "x.deskbackup")):
        with pytest.raises(Unavailable, match=r"backup\.failed|database\.damaged"):
            make(tmp_path / "new")
    assert not [path for path in (tmp_path / "new").iterdir() if path.is_file()]


@pytest.mark.parametrize(("keep", "stay"), [(3, 3), (0, 5)])
def test_as_many_backups_stay_as_somebody_wants(
    backups: Backups, tmp_path: Path, clock: ManualClock, keep: int, stay: int
) -> None:
    made = []
    for _ in range(5):
        made.append(backups.create(tmp_path).path)
        clock.advance(timedelta(hours=1))
    backups.thin(tmp_path, keep)
    assert [row.path for row in backups_in(tmp_path)] == made[::-1][:stay]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in the file system")
@pytest.mark.parametrize("suffix", [".sqlite3", ".deskbackup"])
def test_a_backup_does_not_replace_a_pipe(sqlite_desk: Desk, tmp_path: Path, suffix: str) -> None:
    pipe = tmp_path / f"pipe{suffix}"
    os.mkfifo(pipe)

    with pytest.raises(Unavailable) as refusal:
        Backups(sqlite_desk.database).save(pipe)

    assert refusal.value.code == "file.unwritable"
    assert pipe.is_fifo()


def test_a_killed_backup_leaves_no_file_under_a_final_name(
    sqlite_desk: Desk, tmp_path: Path
) -> None:
    make_ticket(sqlite_desk)
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from desktop.models import backup\n"
        "backup._require_whole = lambda _: os.kill(os.getpid(), signal.SIGKILL)\n"
        "backup.copy_verified(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    target = tmp_path / "backups" / "desk-20261123T060000Z.sqlite3"

    killed = subprocess.run(
        [sys.executable, "-c", code, str(sqlite_desk.database.path), str(target)], check=False
    )

    assert killed.returncode == -signal.SIGKILL
    assert backups_in(target.parent) == ()
    os.utime(next(target.parent.iterdir()), (0, 0))
    Backups(sqlite_desk.database).create(target.parent)
    Backups(sqlite_desk.database).thin(target.parent)
    assert [p.suffix for p in target.parent.iterdir()] == [".sqlite3"]


def row(age: timedelta) -> BackupRow:
    return BackupRow(Path(f"{age}"), BackupKind.COPY, NOW - age, 1)


def test_thinning_keeps_two_days_then_days_then_months() -> None:
    half_hours = [row(timedelta(minutes=30 * n)) for n in range(2 * 24 * 500)]
    gone = set(surplus(half_hours, NOW))
    kept = [backup for backup in half_hours if backup.path not in gone]
    ages = [(NOW - backup.made_at) / timedelta(days=1) for backup in kept]
    assert sum(age <= 2 for age in ages) == 97
    assert sum(2 < age <= 30 for age in ages) == 28
    assert sum(age > 30 for age in ages) == 11
    assert max(ages) < 373


@given(st.lists(st.integers(0, 60 * 24 * 800), min_size=1, unique=True))
def test_the_newest_backup_and_those_of_two_days_are_never_let_go(minutes: list[int]) -> None:
    rows = [row(timedelta(minutes=m)) for m in sorted(minutes)]
    gone = set(surplus(rows, NOW))
    assert rows[0].path not in gone
    assert not gone & {each.path for each in rows if each.made_at >= NOW - timedelta(hours=48)}
    left = [each for each in rows if each.path not in gone]
    assert list(surplus(left, NOW)) == []


def test_copies_before_the_last_three_migrations_stay(sqlite_desk: Desk, tmp_path: Path) -> None:
    for version in (1, 2, 9, 10):
        (tmp_path / f"pre-migration-{version}.sqlite3").write_bytes(b"")
    (tmp_path / "pre-migration-notes.sqlite3").write_bytes(b"")
    (tmp_path / "desk-mine.sqlite3").write_bytes(b"")
    [gone] = Backups(sqlite_desk.database).thin(tmp_path)
    assert gone.name == "pre-migration-1.sqlite3"

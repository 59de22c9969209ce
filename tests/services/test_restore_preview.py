"""Before a backup is restored, it says what is in it and what of today it lacks."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.errors import DeskError, Refused
from desktop.domain.ticket import Actor, Role, Source
from desktop.services.backups import Backups, backups_in
from desktop.services.desk import Desk
from desktop.services.restore_preview import first_whole, preview, preview_for
from desktop.services.sealed_backups import BackupFile, Seal
from desktop.services.tickets import ManualTicket


def make(desk: Desk, by: Actor, count: int) -> None:
    for number in range(count):
        desk.tickets.create(by, ManualTicket(f"Ticket {number}", "text"))


@pytest.fixture(params=["copy.sqlite3", "archive.deskbackup"])
def backup(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / request.param


def test_preview_counts_what_came_since(
    sqlite_desk: Desk, clock: ManualClock, backup: Path
) -> None:
    by = Actor(sqlite_desk.people.add("Anna Kern").created, Source.WINDOW)
    make(sqlite_desk, by, 2)
    changed_at = clock.now()
    Backups(sqlite_desk.database).save(backup)
    make(sqlite_desk, by, 3)

    found = preview(BackupFile(backup), sqlite_desk.database, backup.parent)

    assert (found.backup.tickets, found.changed_at, found.newer) == (2, changed_at, 3)
    path = sqlite_desk.database.path
    assert path is not None
    assert preview(BackupFile(backup), path, backup.parent) == found


def test_of_an_empty_desk_nothing_is_newer(sqlite_desk: Desk, backup: Path) -> None:
    Backups(sqlite_desk.database).save(backup)
    found = preview(BackupFile(backup), sqlite_desk.database, backup.parent)
    assert (found.backup.tickets, found.changed_at, found.newer) == (0, None, 0)


def test_what_cannot_be_read_any_more_is_not_counted(
    sqlite_desk: Desk, backup: Path, tmp_path: Path
) -> None:
    Backups(sqlite_desk.database).save(backup)
    damaged = tmp_path / "damaged.sqlite3"
    damaged.write_bytes(backup.read_bytes()[:1000] + b"x" * 5000)
    assert preview(BackupFile(backup), damaged, tmp_path).newer is None


def test_a_spoilt_backup_is_passed_over_for_the_one_before(
    sqlite_desk: Desk, clock: ManualClock, tmp_path: Path
) -> None:
    backups = Backups(sqlite_desk.database)
    older = backups.create(tmp_path / "kept")
    clock.advance(timedelta(minutes=10))
    newer = backups.create(tmp_path / "kept")
    newer.path.write_bytes(newer.path.read_bytes()[:5000])
    path = sqlite_desk.database.path
    assert path is not None

    found = first_whole(backups_in(tmp_path / "kept"), path, tmp_path)

    assert found is not None and found.backup.path == older.path
    with pytest.raises(DeskError):
        preview(BackupFile(newer.path), path, tmp_path)
    older.path.unlink()
    assert first_whole(backups_in(tmp_path / "kept"), path, tmp_path) is None


def test_a_teams_database_is_replaced_by_a_lead_only(desk: Desk, tmp_path: Path) -> None:
    anna = Actor(desk.people.add("Anna").created, Source.WINDOW)
    backup = BackupFile(Backups(desk.database).create(tmp_path).path)
    assert preview_for(anna, backup, desk.database, tmp_path).newer == 0  # there is no lead

    vera = Actor(desk.people.add("Vera", role=Role.LEAD).created, Source.WINDOW)
    assert preview_for(vera, backup, desk.database, tmp_path).newer == 0
    if desk.database.is_sqlite:
        assert preview_for(anna, backup, desk.database, tmp_path).newer == 0
        return
    with pytest.raises(Refused, match=r"restore\.lead_only"):
        preview_for(anna, backup, desk.database, tmp_path)


def test_a_sealed_backup_is_asked_for_its_password_before_an_older_one_is_taken(
    sqlite_desk: Desk, clock: ManualClock, tmp_path: Path
) -> None:
    backups = Backups(sqlite_desk.database)
    backups.create(tmp_path / "kept")
    clock.advance(timedelta(minutes=10))
    newer = backups.create(tmp_path / "kept", Seal("correct horse", tmp_path))
    path = sqlite_desk.database.path
    assert path is not None
    for password, code in ((None, "backup.sealed"), ("wrong horse", "backup.wrong_password")):
        with pytest.raises(Refused) as refusal:
            first_whole(backups_in(tmp_path / "kept"), path, tmp_path, password)
        assert refusal.value.code == code

    found = first_whole(backups_in(tmp_path / "kept"), path, tmp_path, "correct horse")

    assert found is not None
    assert found.file == BackupFile(newer.path, "correct horse")
    assert (found.backup.path, found.newer) == (newer.path, 0)
    assert "correct horse" not in repr(found)

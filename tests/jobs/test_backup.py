"""The backup job: once after a change, never over a failure, old ones let go."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.changes import NOTHING
from desktop.domain.clock import ManualClock
from desktop.domain.errors import Unavailable
from desktop.domain.ticket import Actor, Source
from desktop.jobs.backup import BackUp
from desktop.jobs.schedule import Schedule
from desktop.services.backup_keeping import BackupKeeping
from desktop.services.backups import backups_in
from desktop.services.desk import Desk
from desktop.services.tickets import ManualTicket
from desktop.system.paths import Profile


def change(desk: Desk) -> None:
    desk.tickets.create(Actor(None, Source.WINDOW), ManualTicket("Printer", "smokes"))


def test_a_backup_after_each_half_hour_with_changes(
    sqlite_desk: Desk, tmp_path: Path, clock: ManualClock
) -> None:
    schedule = Schedule(clock, [BackUp(BackupKeeping(sqlite_desk, Profile(tmp_path)))])
    made = []
    for changes in (True, False, False, True, False):
        if changes:
            change(sqlite_desk)
        assert schedule.run_due() == NOTHING
        made.append(len(backups_in(tmp_path / "backups")))
        clock.advance(timedelta(minutes=29))
        schedule.run_due()
        clock.advance(timedelta(minutes=1))
    assert made == [1, 1, 1, 2, 2]


def test_old_backups_go_only_after_a_new_one_was_verified(
    sqlite_desk: Desk, tmp_path: Path, clock: ManualClock
) -> None:
    job = BackUp(BackupKeeping(sqlite_desk, Profile(tmp_path)))
    for _ in range(3):
        change(sqlite_desk)
        job.run()
        clock.advance(timedelta(hours=1))
    clock.advance(timedelta(days=3))
    change(sqlite_desk)
    (tmp_path / "backups" / f"desk-{clock.now():%Y%m%dT%H%M%SZ}.sqlite3").mkdir()
    with pytest.raises(Unavailable):
        job.run()
    assert sum(backup.path.is_file() for backup in backups_in(tmp_path / "backups")) == 3
    clock.advance(timedelta(seconds=1))
    job.run()
    assert sum(backup.path.is_file() for backup in backups_in(tmp_path / "backups")) == 2

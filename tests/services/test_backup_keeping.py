"""Where backups go, how often and how many: the chosen folder, and the profile while it is away."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.errors import Refused, Unavailable
from desktop.domain.sentences import SENTENCES
from desktop.domain.ticket import Actor, Source
from desktop.services.backup_keeping import BackupKeeping
from desktop.services.backup_place import MARK, BackupPlace
from desktop.services.backups import backups_in, opened
from desktop.services.desk import Desk, open_desk
from desktop.services.restoring import restore
from desktop.services.rows import TicketQuery
from desktop.services.tickets import ManualTicket
from desktop.system.paths import Profile, open_profile


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return open_profile(tmp_path / "home")


@pytest.fixture
def keeping(desk: Desk, profile: Profile) -> BackupKeeping:
    return BackupKeeping(desk, profile)


@pytest.fixture
def stick(tmp_path: Path, keeping: BackupKeeping) -> Path:
    """A folder on another drive, chosen for backups."""
    folder = tmp_path / "stick" / "Резервные копии"
    folder.mkdir(parents=True)
    keeping.choose(folder)
    return folder


def change(desk: Desk) -> None:
    desk.tickets.create(Actor(None, Source.WINDOW), ManualTicket("Printer", "smokes"))


def made_in(folder: Path) -> int:
    return len(backups_in(folder))


def refusal_of(keeping: BackupKeeping) -> str:
    with pytest.raises(Unavailable) as refusal:
        keeping.make_due()
    assert SENTENCES[refusal.value.code].format_map(refusal.value.facts)
    return refusal.value.code


def test_backups_go_where_somebody_wants_them(
    keeping: BackupKeeping, stick: Path, profile: Profile
) -> None:
    kept = keeping.make()
    assert (kept.trouble, kept.row.path.parent) == (None, stick)
    assert made_in(profile.backups) == 0
    assert BackupKeeping(keeping._desk, profile).folder == stick  # the next start knows it


def test_while_the_folder_is_away_the_profile_takes_them(
    desk: Desk, keeping: BackupKeeping, stick: Path, profile: Profile, clock: ManualClock
) -> None:
    keeping.make_due()
    stick.parent.rename(stick.parent.with_name("pulled out"))
    change(desk)
    clock.advance(timedelta(hours=13))

    assert refusal_of(keeping) == "backup.place_away"
    assert made_in(profile.backups) == 1
    clock.advance(timedelta(hours=13))
    assert refusal_of(keeping) == "backup.place_away"  # still so, and nothing has changed
    assert made_in(profile.backups) == 1
    assert keeping.newest()[0] == backups_in(profile.backups)[0]

    stick.parent.with_name("pulled out").rename(stick.parent)
    keeping.make_due()
    assert (made_in(stick), made_in(profile.backups)) == (2, 1)
    assert len(keeping.all()) == 3
    assert keeping.newest() == (backups_in(stick)[0], None)


def test_an_empty_folder_where_the_drive_was_is_not_written_to(
    keeping: BackupKeeping, stick: Path
) -> None:
    shutil.rmtree(stick)
    stick.mkdir()  # as the place of a drive that is not mounted looks
    assert refusal_of(keeping) == "backup.place_away"
    assert list(stick.iterdir()) == []


def test_a_folder_that_takes_no_file_is_told_and_nothing_is_lost(
    desk: Desk, keeping: BackupKeeping, stick: Path, profile: Profile, clock: ManualClock
) -> None:
    name = f"desk-{clock.now():%Y%m%dT%H%M%SZ}"
    for suffix in (".sqlite3", ".deskbackup"):
        (stick / f"{name}{suffix}").mkdir()

    kept = keeping.make()

    assert kept.row.path.parent == profile.backups
    assert kept.trouble is not None
    assert kept.trouble.code == "backup.place_refused"
    assert refusal_of(keeping) == "backup.place_refused"
    assert made_in(profile.backups) == 1


def test_the_folder_of_another_desk_is_refused(
    keeping: BackupKeeping, stick: Path, tmp_path: Path, clock: ManualClock
) -> None:
    other = open_desk(f"sqlite:///{tmp_path / 'other.sqlite3'}", clock=clock)
    elsewhere = BackupKeeping(other, open_profile(tmp_path / "other home"))
    with pytest.raises(Refused, match=r"backup\.place_taken"):
        elsewhere.choose(stick)
    assert elsewhere.is_usual
    other.close()


def test_a_folder_that_another_desk_took_meanwhile_is_left_alone(
    keeping: BackupKeeping, stick: Path, profile: Profile
) -> None:
    (stick / MARK).write_text("another\n", encoding="utf-8")
    assert refusal_of(keeping) == "backup.place_taken"
    assert (made_in(stick), made_in(profile.backups)) == (0, 1)


def test_a_folder_without_rights_is_not_chosen(keeping: BackupKeeping, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"file\.unwritable"):
        keeping.choose(tmp_path / "is not there")
    assert keeping.is_usual


def test_the_folder_of_the_profile_is_the_usual_one(
    keeping: BackupKeeping, stick: Path, profile: Profile
) -> None:
    keeping.choose(profile.backups)
    assert (keeping.is_usual, keeping.folder) == (True, profile.backups)
    keeping.choose(stick)
    keeping.choose_usual()
    assert (keeping.is_usual, keeping.folder) == (True, profile.backups)


@pytest.mark.parametrize("told", ["", "[1]", "\x00", '"', '{"folder": 1}'])
def test_a_spoilt_note_of_the_folder_means_the_usual_one(profile: Profile, told: str) -> None:
    profile.backup_choices.write_text(told, encoding="utf-8")
    assert BackupPlace(profile).folder == profile.backups


def test_a_pause_the_team_chose_is_kept_but_for_the_end(
    desk: Desk, keeping: BackupKeeping, profile: Profile, clock: ManualClock
) -> None:
    desk.settings.set(None, "backup.every_minutes", 360)
    keeping.make_due()
    change(desk)
    clock.advance(timedelta(hours=5, minutes=59))
    keeping.make_due()
    assert made_in(profile.backups) == 1
    clock.advance(timedelta(minutes=1))
    keeping.make_due()
    assert made_in(profile.backups) == 2
    change(desk)
    clock.advance(timedelta(minutes=1))
    keeping.make_due(at_end=True)
    assert made_in(profile.backups) == (3 if desk.database.is_sqlite else 2)


def test_unless_one_was_chosen_a_server_is_archived_twice_a_day(
    desk: Desk, keeping: BackupKeeping, profile: Profile, clock: ManualClock
) -> None:
    keeping.make_due()
    for hours, made in ((11, 1), (1, 2)):
        change(desk)
        clock.advance(timedelta(hours=hours))
        keeping.make_due()
        if not desk.database.is_sqlite:
            assert made_in(profile.backups) == made
    assert keeping.usual_pause == timedelta(hours=0.5 if desk.database.is_sqlite else 12)


def test_as_many_stay_as_the_team_chose(
    desk: Desk, keeping: BackupKeeping, stick: Path, clock: ManualClock
) -> None:
    desk.settings.set(None, "backup.keep", 7)
    first = keeping.make().row.path
    for minute in range(1, 9):
        earlier = clock.now() - timedelta(minutes=minute)
        first.with_name(f"desk-{earlier:%Y%m%dT%H%M%SZ}{first.suffix}").write_bytes(b"")
    clock.advance(timedelta(minutes=1))
    newest = keeping.make().row.path
    assert [row.path for row in backups_in(stick)][:2] == [newest, first]
    assert made_in(stick) == 7
    assert (stick / MARK).exists()


@pytest.mark.skipif(os.name == "nt", reason="rights are another matter there")
def test_a_backup_on_the_stick_is_for_its_owner_only(keeping: BackupKeeping, stick: Path) -> None:
    assert keeping.make().row.path.stat().st_mode & 0o077 == 0


PASSWORD = "correct horse"


def test_with_a_password_nothing_readable_leaves_the_profile(
    desk: Desk, keeping: BackupKeeping, stick: Path, profile: Profile
) -> None:
    change(desk)
    keeping.seal_with(PASSWORD)
    row = keeping.make().row

    assert (row.is_sealed, row.tickets, row.path.parent) == (True, 1, stick)
    assert b"Printer" not in row.path.read_bytes()
    assert row.path.stat().st_mode & 0o077 == 0 or os.name == "nt"
    assert list(profile.tmp.iterdir()) == []
    assert opened(backups_in(stick)[0]) == row
    keeping.make_due()
    assert made_in(stick) == 1  # what a sealed one says of itself is enough to see that it will do


def test_a_password_this_computer_forgot_is_asked_for_and_nothing_is_lost(
    desk: Desk, keeping: BackupKeeping, stick: Path, profile: Profile
) -> None:
    keeping.seal_with(PASSWORD)
    desk.secrets.delete("backups")
    assert refusal_of(keeping) == "backup.place_no_password"
    assert (made_in(stick), made_in(profile.backups)) == (0, 1)
    keeping.seal_with(PASSWORD)
    keeping.make_due()
    assert made_in(stick) == 1


def test_what_a_killed_program_left_open_is_deleted(
    keeping: BackupKeeping, profile: Profile
) -> None:
    left, at_work = profile.tmp / ".sealing-left", profile.tmp / ".sealing-now"
    for folder in (left, at_work):
        folder.mkdir()
        (folder / "plain.sqlite3").write_bytes(b"Printer")
    day_before = left.stat().st_mtime - 25 * 60 * 60
    os.utime(left, (day_before, day_before))
    keeping.seal_with(PASSWORD)
    keeping.make()
    assert list(profile.tmp.iterdir()) == [at_work]


def test_a_short_password_is_refused(keeping: BackupKeeping) -> None:
    with pytest.raises(Refused, match=r"backup\.short_password"):
        keeping.seal_with("1234567")
    assert not keeping.is_sealed


def test_a_sealed_backup_is_restored_with_its_password_only(
    desk: Desk, keeping: BackupKeeping, profile: Profile, tmp_path: Path, clock: ManualClock
) -> None:
    change(desk)
    keeping.seal_with(PASSWORD)
    sealed = keeping.make().row.path
    url = f"sqlite:///{tmp_path / 'restored.sqlite3'}"
    places = {"safety": profile.backups, "scratch": profile.tmp, "clock": clock}
    for password, code in ((None, "backup.sealed"), ("wrong horse", "backup.wrong_password")):
        with pytest.raises(Refused) as refusal:
            restore(sealed, url, password=password, **places)  # type: ignore[arg-type]
        assert refusal.value.code == code
    whole = sealed.read_bytes()
    sealed.write_bytes(whole[:-1])
    with pytest.raises(Refused, match=r"archive\.damaged"):
        restore(sealed, url, password=PASSWORD, **places)  # type: ignore[arg-type]
    assert not (tmp_path / "restored.sqlite3").exists()

    sealed.write_bytes(whole)
    done = restore(sealed, url, password=PASSWORD, **places)  # type: ignore[arg-type]

    assert (done.backup.path, done.backup.tickets) == (sealed, 1)
    restored = open_desk(url, clock=clock)
    assert restored.tickets.page(TicketQuery()).rows[0].subject == "Printer"
    restored.close()
    assert list(profile.tmp.iterdir()) == []

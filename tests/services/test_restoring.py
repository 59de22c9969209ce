"""A backup of either database restores on either, row for row, and never at the price of data."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from desktop.domain.changes import Topic
from desktop.domain.clock import ManualClock
from desktop.domain.errors import DatabaseTooNew, DeskError, Refused, Unavailable
from desktop.domain.ticket import Actor, Source
from desktop.mail.outgoing import OutgoingFile
from desktop.models.archive import ArchivedTable, digests
from desktop.models.outbox import Outbox, OutboxState
from desktop.models.ticket import Ticket
from desktop.services.backups import Backups, verified
from desktop.services.desk import Desk, open_desk
from desktop.services.mailbox_values import MailboxValues
from desktop.services.replies import Reply
from desktop.services.restoring import Restored, look_into, restore
from desktop.services.rows import TicketQuery
from desktop.services.tickets import ManualTicket

if TYPE_CHECKING:
    from tests.servers.postgres import PostgresServer

Change = Callable[[dict[str, bytes]], object]

VALUES = MailboxValues(
    name="Support",
    address="support@desk.example",
    username="support",
    imap_host="imap.desk.example",
    smtp_host="smtp.desk.example",
)


SUBJECTS = ("Принтер дымит", "Café ☕ \U0001f5a8", "x\u2028y")


@pytest.fixture
def filled(desk: Desk) -> Desk:
    return fill(desk)


def fill(desk: Desk) -> Desk:
    """Make tickets, mail on its way, bytes, and a ticket merged into a later one."""
    by = Actor(desk.people.add("Anna Kern").created, Source.WINDOW)
    desk.mailboxes.add(by, VALUES, "secret")
    numbers = [_ticket(desk, by, subject) for subject in SUBJECTS]
    desk.tickets.set_tags(by, numbers[0], ["vip"])
    with desk.database.write() as session:
        session.execute(
            update(Ticket).where(Ticket.id == numbers[0]).values(merged_into_id=numbers[2])
        )
    return desk


def _ticket(desk: Desk, by: Actor, subject: str) -> int:
    ticket = ManualTicket(subject=subject, text=f"«{subject}»", requester_email="it@nord.example")
    number = desk.tickets.create(by, ticket).created
    assert number is not None
    file = OutgoingFile("log \U0001f4c4.bin", "application/octet-stream", bytes(range(256)))
    to = (("", "it@nord.example"),)
    desk.replies.send(by, number, Reply(text="Смотрим", to=to, files=(file,), anyway=True))
    return number


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def target_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'target.sqlite3'}"
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server.url(server.create_database())


def tables(desk: Desk) -> dict[str, ArchivedTable]:
    with desk.database.snapshot() as connection:
        return {table.name: table for table in digests(connection)}


def put_back(source: Path, url: str, folder: Path, clock: ManualClock) -> Restored:
    return restore(source, url, safety=folder, scratch=folder, clock=clock)


def test_an_archive_restores_row_for_row_on_either_database(
    filled: Desk, target_url: str, tmp_path: Path, clock: ManualClock
) -> None:
    with filled.database.write() as session:  # nothing waits: then nothing is put in doubt
        session.execute(update(Outbox).values(state=OutboxState.SENT))
    before = tables(filled)
    made = Backups(filled.database).save(tmp_path / "all.deskbackup")

    found = put_back(made.path, target_url, tmp_path, clock)

    restored = open_desk(target_url, clock=clock)
    after = tables(restored)
    changed = {name for name in before if after[name] != before[name]}
    assert changed == {"topic_version"}
    assert found.saved_as is None
    assert found.backup.tickets == before["ticket"].rows == 3
    hits = restored.tickets.page(TicketQuery(text="дымит"), None, 10)
    assert [row.subject for row in hits.rows] == ["Принтер дымит"]
    newest = _ticket(restored, Actor(1, Source.WINDOW), "next")
    assert newest == hits.rows[0].id + 3
    restored.close()


@pytest.mark.postgres
def test_a_copy_of_a_file_moves_to_a_server(
    sqlite_desk: Desk, postgres_server: PostgresServer, tmp_path: Path, clock: ManualClock
) -> None:
    by = Actor(sqlite_desk.people.add("Anna Kern").created, Source.WINDOW)
    sqlite_desk.tickets.create(by, ManualTicket("Printer", "smokes"))
    made = Backups(sqlite_desk.database).create(tmp_path / "backups")
    url = postgres_server.url(postgres_server.create_database())

    put_back(made.path, url, tmp_path, clock)

    server = open_desk(url, clock=clock)
    assert [row.subject for row in server.tickets.page(TicketQuery()).rows] == ["Printer"]
    server.close()


def test_the_present_data_is_kept_beside(
    filled: Desk, database_url: str, tmp_path: Path, clock: ManualClock
) -> None:
    made = Backups(filled.database).save(tmp_path / "all.deskbackup")
    _ticket(filled, Actor(1, Source.WINDOW), "made after the backup")
    filled.close()

    found = put_back(made.path, database_url, tmp_path, clock)
    again = put_back(made.path, database_url, tmp_path, clock)

    desk = open_desk(database_url, clock=clock)
    assert len(desk.tickets.page(TicketQuery()).rows) == len(SUBJECTS)
    desk.close()
    assert found.saved_as is not None
    assert again.saved_as is not None
    assert verified(found.saved_as).tickets == len(SUBJECTS) + 1
    assert verified(again.saved_as).tickets == len(SUBJECTS)


def test_mail_that_waited_is_put_in_doubt_not_sent_again(
    filled: Desk, target_url: str, tmp_path: Path, clock: ManualClock
) -> None:
    made = Backups(filled.database).save(tmp_path / "all.deskbackup")

    found = put_back(made.path, target_url, tmp_path, clock)

    desk = open_desk(target_url, clock=clock)
    clock.advance(timedelta(days=1))
    assert desk.dispatch.claim() is None
    assert found.in_doubt == len(SUBJECTS) == len(desk.outbox.problems())
    assert desk.database.topic_versions()[Topic.OUTBOX] > 0
    desk.close()


def test_a_restore_that_fails_midway_changes_nothing(
    filled: Desk, database_url: str, tmp_path: Path, clock: ManualClock
) -> None:
    made = Backups(filled.database).save(tmp_path / "all.deskbackup")
    before = tables(filled)

    def stop(_done: int, _total: int) -> None:
        raise Unavailable("disk.full")

    filled.close()
    with pytest.raises(Unavailable):
        restore(
            made.path, database_url, safety=tmp_path, scratch=tmp_path, clock=clock, progress=stop
        )

    desk = open_desk(database_url, clock=clock)
    assert tables(desk) == before
    desk.close()
    assert not list(tmp_path.glob(".restore-*"))


@pytest.fixture
def archive(sqlite_desk: Desk, tmp_path: Path) -> Path:
    return Backups(fill(sqlite_desk).database).save(tmp_path / "all.deskbackup").path


def rewritten(source: Path, change: Change) -> Path:
    """Write the archive again after `change` has had its way with the members."""
    target = source.with_name("changed.deskbackup")
    with zipfile.ZipFile(source) as old:
        members = {name: old.read(name) for name in old.namelist()}
    change(members)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in members.items():
            new.writestr(name, content)
    return target


def _manifest(**told: object) -> Change:
    def change(members: dict[str, bytes]) -> None:
        members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | told).encode()

    return change


def _member(name: str, content: bytes) -> Change:
    return lambda members: members.update({name: content})


def _row_changed(members: dict[str, bytes]) -> None:
    members["tables/ticket.jsonl"] = members["tables/ticket.jsonl"].replace(b"Caf", b"Cof")


def _row_gone(members: dict[str, bytes]) -> None:
    members["tables/message.jsonl"] = members["tables/message.jsonl"].split(b"\n", 1)[1]


REFUSED: dict[str, tuple[Change, str]] = {
    "climbing out": (_member("../../etc/cron.d/x", b"* * * * * root x"), "archive.not_ours"),
    "absolute": (_member("/etc/passwd", b"x"), "archive.not_ours"),
    "backslash": (_member("tables\\..\\x.jsonl", b"x"), "archive.not_ours"),
    "a program": (_member("tables/run.sh", b"x"), "archive.not_ours"),
    "another table": (_member("tables/extra.jsonl", b"[1]\n"), "archive.damaged"),
    "no manifest": (lambda members: members.pop("manifest.json"), "archive.not_ours"),
    "no json": (_member("manifest.json", b"{"), "archive.damaged"),
    "deep json": (_member("manifest.json", b"[" * 100_000), "archive.damaged"),
    "another program's": (_manifest(format="backup"), "archive.not_ours"),
    "no tables": (_manifest(tables=[]), "archive.damaged"),
    "tables of another kind": (_manifest(tables=5), "archive.damaged"),
    "a row changed": (_row_changed, "archive.damaged"),
    "a row gone": (_row_gone, "archive.damaged"),
    "no row": (_member("tables/ticket.jsonl", b"{}\n"), "archive.damaged"),
    "a bomb": (_member("tables/ticket.jsonl", bytes(80_000_000)), "archive.too_dense"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_changed_archive_is_refused(archive: Path, name: str) -> None:
    change, code = REFUSED[name]
    with pytest.raises(Refused) as refusal:
        look_into(rewritten(archive, change))
    assert refusal.value.code == code


@pytest.mark.parametrize("told", [{"schema": 99}, {"format_version": 2}])
def test_an_archive_of_a_later_version_is_refused(
    archive: Path, told: dict[str, int], tmp_path: Path, clock: ManualClock
) -> None:
    later = rewritten(archive, _manifest(**told))
    with pytest.raises(DatabaseTooNew):
        put_back(later, f"sqlite:///{tmp_path / 'none.sqlite3'}", tmp_path, clock)
    assert not (tmp_path / "none.sqlite3").exists()


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04", b"SQLite format 3\x00" * 9])
def test_any_other_file_is_refused_and_not_changed(content: bytes, tmp_path: Path) -> None:
    other = tmp_path / "other.bin"
    other.write_bytes(content)
    with pytest.raises(DeskError):
        look_into(other)
    assert other.read_bytes() == content


def test_every_cut_of_an_archive_is_noticed(archive: Path, tmp_path: Path) -> None:
    whole = archive.read_bytes()
    cut = tmp_path / "cut.deskbackup"
    for length in range(0, len(whole), max(1, len(whole) // 40)):
        cut.write_bytes(whole[:length])
        with pytest.raises(Refused):
            look_into(cut)


def test_every_flipped_byte_of_an_archive_is_noticed_or_harmless(
    archive: Path, tmp_path: Path
) -> None:
    """Headers have bytes without meaning; then the content must still be the same."""
    whole = archive.read_bytes()
    manifest = look_into(archive)
    flipped = tmp_path / "flipped.deskbackup"
    for place in range(0, len(whole), max(1, len(whole) // 150)):
        flipped.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            found = look_into(flipped)
        except DeskError:
            continue
        assert (found.tickets, found.changes) == (manifest.tickets, manifest.changes)

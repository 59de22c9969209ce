"""Rows 29 to 40: what people type, disks, files, servers, and a clock that lies."""

from __future__ import annotations

import ssl
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from desktop.domain.changes import NOTHING
from desktop.domain.durations import Duration
from desktop.domain.errors import DatabaseTooNew, DeskError, NotOurDatabase, Refused, Unavailable
from desktop.domain.worktime_local import first_instant, instant
from desktop.domain.worktime_text import read_week
from desktop.jobs.check_clock import CheckClock
from desktop.mail.tls import Security, Server, network_errors
from desktop.models import driver
from desktop.models.database import SCHEMA
from desktop.models.upgrade import prepare
from desktop.services.clock_difference import clock_difference
from desktop.services.desk import open_desk
from desktop.services.export_format import harmless
from desktop.services.mailbox_values import MailboxState
from desktop.services.rows import TicketQuery
from desktop.system.clock_check import CheckedClock
from desktop.system.network_drive import check_local
from desktop.system.secrets import Keeping, KeyringSecrets
from desktop.ui.texts import sentence
from tests.forty.bench import Bench
from tests.mail.mails import mail

BERLIN = ZoneInfo("Europe/Berlin")


def odd_searches(bench: Bench) -> None:
    bench.receive(mail("I can't print from C++ at user@example.com, foo-bar"))
    for typed in ("can't", "C++", '"', "#1234", "user@x", "a AND", "", "foo-bar", "NOT (", "*"):
        bench.desk.tickets.page(TicketQuery(text=typed))
    assert bench.desk.tickets.page(TicketQuery(text="can't")).rows


def pasted_search(bench: Bench) -> None:
    bench.receive(mail("needle"))
    pasted = " ".join(["needle"] + ["hay"] * 20_000)
    assert len(pasted) > 80_000
    bench.desk.tickets.page(TicketQuery(text=pasted))
    assert bench.desk.tickets.found(TicketQuery(text=pasted)).is_shortened
    assert not bench.desk.tickets.found(TicketQuery(text="needle " * 32)).is_shortened


def full_disk(bench: Bench) -> None:
    with bench.desk.database.read() as session:
        pages = session.connection().execute(text("PRAGMA page_count")).scalar_one()
        session.connection().execute(text(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(Unavailable) as told:
        bench.place.receive(mail("x" * 4_000_000))
    assert told.value.code == "disk.full"
    assert sentence(told.value).startswith("The disk is full. Nothing was lost")
    with bench.desk.database.read() as session:
        session.connection().execute(text("PRAGMA max_page_count = 1000000000"))
    assert bench.receive(mail("after")).messages[0].text.strip() == "after"


def shared_folder(bench: Bench) -> None:
    def remote(_: Path) -> str:
        return "cifs"

    for path in (bench.folder / "Dropbox" / "desk.sqlite3", bench.folder / "OneDrive" / "desk"):
        with pytest.raises(Refused, match=r"database\.network_drive"):
            check_local(path)
    with pytest.raises(Refused) as told:
        check_local(bench.folder / "desk.sqlite3", remote)
    assert "use PostgreSQL for sharing" in sentence(told.value)


def newer_database(bench: Bench) -> None:
    path = bench.desk.database.path
    assert path is not None
    with bench.desk.database.write() as session:
        session.execute(text(f"PRAGMA user_version = {SCHEMA + 1}"))
    bench.desk.close()
    before = path.read_bytes()
    with pytest.raises(DatabaseTooNew) as told:
        prepare(driver.make_engine(f"sqlite:///{path}"))
    assert path.read_bytes() == before
    assert "Nothing was changed" in sentence(told.value)


def no_database(bench: Bench) -> None:
    path = bench.folder / "photo.jpg"
    path.write_bytes(b"\xff\xd8\xff" + bytes(range(256)) * 16)
    before = path.read_bytes()
    with pytest.raises(NotOurDatabase) as told:
        prepare(driver.make_engine(f"sqlite:///{path}"))
    assert path.read_bytes() == before
    assert "It was not changed" in sentence(told.value)


def damaged_database(bench: Bench) -> None:
    path = bench.desk.database.path
    assert path is not None
    bench.desk.close()
    data = bytearray(path.read_bytes())
    for page in range(1, len(data) // 4096):
        data[page * 4096 : page * 4096 + 64] = b"\xa5" * 64
    path.write_bytes(bytes(data))
    with pytest.raises(DeskError) as told:
        open_desk(f"sqlite:///{path}")
    assert told.value.code == "database.damaged"
    assert "Restore the last verified backup" in sentence(told.value)


def wrong_password(bench: Bench) -> None:
    mailboxes, number = bench.desk.mailboxes, bench.place.mailbox_id
    mailboxes.check_now(bench.anna, number)
    refused = Unavailable("mail.auth_rejected", host="imap.x", username="u", said="no")
    for _ in range(3):
        assert mailboxes.visit(number) is not None
        mailboxes.failed(number, refused)
        bench.clock.advance(timedelta(minutes=5))
    assert mailboxes.get(number).state is MailboxState.PAUSED
    assert mailboxes.visit(number) is None


def insecure_server(_: Bench) -> None:
    server = Server("mail.x", 993, Security.TLS, "u", "s3cret")
    problem = ssl.SSLCertVerificationError(1, "certificate has expired")
    problem.verify_code = 10
    with pytest.raises(Unavailable) as told, network_errors(server):
        raise problem
    said = sentence(told.value)
    assert "certificate has expired" in said
    assert "password was not sent" in said


def no_keyring(_: Bench) -> None:
    secrets = KeyringSecrets("desk", find=lambda: None)
    secrets.set("mailbox/1", "s3cret")
    assert secrets.keeping is Keeping.MEMORY_NO_KEYRING
    assert secrets.get("mailbox/1") == "s3cret"


def bad_cells_and_times(_: Bench) -> None:
    assert harmless('=HYPERLINK("http://e/"&A1)') == '\'=HYPERLINK("http://e/"&A1)'
    night = instant(first_instant(date(2026, 3, 29), 150, BERLIN))
    assert night == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert night.astimezone(BERLIN).hour == 3
    for typed in ("-4h", "-1"):
        with pytest.raises(Refused, match=r"duration\."):
            Duration.parse(typed)
    with pytest.raises(Refused) as told:
        read_week("Mo 9-25:00")
    assert told.value.code == "calendar.bad_time"
    assert "00:00" in sentence(told.value)
    assert "24:00" in sentence(told.value)


def clock_that_jumps(bench: Bench) -> None:
    """Nine years and back: the banner says so, nothing becomes late by it, nothing is told."""
    number = bench.receive(mail("Please help")).ticket.id
    path, clock = bench.desk.database.path, bench.clock
    checked = CheckedClock(clock, clock.monotonic)
    desk = open_desk(f"sqlite:///{path}", clock=checked)
    job = CheckClock(
        checked, partial(clock_difference, desk.database, checked), desk.clock_trust.doubt
    )
    person = bench.anna.person_id or 0
    held = desk.leases.take("watch_sla")
    assert held is not None

    before = clock.now()
    clock.jump_to(before + timedelta(days=9 * 365))
    clock.advance(timedelta(seconds=15))
    desk.alerts.fire_due(held, person)

    assert desk.alerts.claim(person) == ()
    clocks = desk.clocks.evaluation(number).clocks
    assert [each.breached_at for each in clocks] == [None] * len(clocks)
    with pytest.raises(Unavailable) as told:
        job.run()
    assert sentence(told.value).startswith("Computer clock changed by 3285 d.")

    clock.jump_to(before + timedelta(seconds=30))
    assert job.run() == NOTHING
    desk.close()

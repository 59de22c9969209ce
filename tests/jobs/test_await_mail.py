"""A line to a mail server: it calls when mail comes, and costs nothing where it cannot."""

from __future__ import annotations

import queue
import socket
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.errors import Unavailable
from desktop.domain.ticket import Actor, Source
from desktop.jobs.await_mail import RENEW_AFTER_SECONDS, AwaitMail
from desktop.jobs.poll_mail import PollMail
from desktop.mail.tls import Server
from desktop.services.desk import Desk
from desktop.services.intake import Intake
from desktop.services.leases import Leases
from desktop.services.mailbox_values import MailboxValues
from desktop.services.mailboxes import Mailboxes
from desktop.services.rows import TicketQuery, View
from desktop.system.secrets import KeyringSecrets
from desktop.system.socket_watch import SocketWatch
from tests.servers import MailAccount

ANYONE = Actor(None, Source.JOB)
PATIENCE = 5.0
AWAY = Unavailable("mail.unreachable", host="imap.desk.example", port=993)
VALUES = MailboxValues(
    "Support", "support@desk.example", "", "imap.desk.example", "smtp.desk.example"
)


class FakeLine:
    """A line whose other end the test holds."""

    def __init__(self) -> None:
        self._here, self.there = socket.socketpair()
        self.renewals = 0
        self.is_closed = False
        self.is_dead = False

    def fileno(self) -> int:
        return self._here.fileno()

    def hear(self) -> bool:
        said = self._here.recv(100)
        if not said:
            raise AWAY
        return said == b"mail"

    def renew(self) -> bool:
        if self.is_dead:
            raise AWAY
        self.renewals += 1
        return False

    def close(self) -> None:
        self.is_closed = True
        self._here.close()
        self.there.close()


class Rig:
    """A mailbox that is polled well, with a server that may know how to call."""

    def __init__(self, desk: Desk, watch: SocketWatch) -> None:
        self.desk = desk
        self.mailboxes = Mailboxes(desk.database, KeyringSecrets("tests", find=lambda: None))
        self.mailbox_id = self.mailboxes.add(ANYONE, VALUES, "s3cret").created or 0
        self.watch = watch
        self.lines: list[FakeLine] = []
        self.asked: list[str] = []
        self.knows_idle = True
        self.calls: queue.Queue[None] = queue.Queue()
        self.monotonic = 0.0

    def job(self, owner: str = "this start") -> AwaitMail:
        return AwaitMail(
            self.mailbox_id,
            self.mailboxes,
            Leases(self.desk.database, owner),
            self.watch,
            lambda: self.calls.put(None),
            opener=self._open,
            monotonic=lambda: self.monotonic,
        )

    def _open(self, server: Server, folder: str) -> FakeLine | None:
        self.asked.append(folder)
        if not self.knows_idle:
            return None
        self.lines.append(FakeLine())
        return self.lines[-1]


@pytest.fixture
def watch() -> Iterator[SocketWatch]:
    watch = SocketWatch()
    yield watch
    watch.close()


@pytest.fixture
def rig(sqlite_desk: Desk, watch: SocketWatch) -> Iterator[Rig]:
    rig = Rig(sqlite_desk, watch)
    rig.mailboxes.succeeded(rig.mailbox_id)
    yield rig
    watch.close()
    for line in rig.lines:
        line.close()


def listening(rig: Rig) -> AwaitMail:
    """Return the job with an open line, whose first call is answered."""
    job = rig.job()
    job.run()
    rig.calls.get(timeout=PATIENCE)
    assert job.take_call()
    return job


def test_new_mail_is_called_out_once(rig: Rig) -> None:
    job = listening(rig)
    rig.lines[0].there.send(b"mail")
    rig.calls.get(timeout=PATIENCE)
    assert job.is_called
    assert job.take_call()
    assert not job.take_call()


def test_another_word_of_the_server_is_no_call(rig: Rig) -> None:
    job = listening(rig)
    rig.lines[0].there.send(b"still here")
    with pytest.raises(queue.Empty):
        rig.calls.get(timeout=0.05)
    assert not job.is_called


def test_no_line_before_polling_has_worked_nor_while_it_fails(rig: Rig, anna: Actor) -> None:
    fresh = rig.mailboxes.add(anna, replace(VALUES, folder="Urgent"), "x").created or 0
    rig.mailbox_id = fresh
    job = rig.job()
    job.run()
    assert not rig.asked
    rig.mailboxes.succeeded(fresh)
    job.run()
    assert rig.asked == ["Urgent"]
    rig.mailboxes.failed(fresh, AWAY)
    job.run()
    assert rig.lines[0].is_closed


def test_there_is_never_a_second_line(rig: Rig) -> None:
    listening(rig)
    other = rig.job(owner="another start")
    other.run()
    assert len(rig.lines) == 1


def test_a_server_without_idle_is_not_asked_again(rig: Rig, anna: Actor) -> None:
    rig.knows_idle = False
    job = rig.job()
    for _ in range(3):
        job.run()
    assert rig.asked == ["INBOX"]
    assert not job.is_called
    values = replace(VALUES, folder="Urgent")
    rig.mailboxes.edit(anna, rig.mailbox_id, values, version=1)
    rig.mailboxes.succeeded(rig.mailbox_id)
    job.run()
    assert rig.asked == ["INBOX", "Urgent"]


def test_a_line_is_renewed_before_the_server_hangs_up(rig: Rig) -> None:
    job = listening(rig)
    job.run()
    assert rig.lines[0].renewals == 0
    rig.monotonic = RENEW_AFTER_SECONDS
    assert RENEW_AFTER_SECONDS + AwaitMail.every.total_seconds() < 29 * 60
    job.run()
    assert rig.lines[0].renewals == 1
    rig.lines[0].there.send(b"mail")
    rig.calls.get(timeout=PATIENCE)


def test_a_line_that_died_makes_a_round_of_polling_and_another_line(rig: Rig) -> None:
    job = listening(rig)
    rig.lines[0].there.close()
    rig.calls.get(timeout=PATIENCE)
    assert rig.lines[0].is_closed
    job.run()
    assert len(rig.lines) == 2
    rig.lines[1].is_dead = True
    rig.monotonic = RENEW_AFTER_SECONDS
    job.run()
    job.run()
    assert [line.is_closed for line in rig.lines] == [True, True, False]


def test_closing_hangs_up_for_good(rig: Rig) -> None:
    job = listening(rig)
    job.close()
    assert rig.lines[0].is_closed
    other = rig.job()
    other.close()
    other.run()
    assert rig.lines[1].is_closed


@pytest.mark.dovecot
def test_a_mail_is_a_ticket_within_two_seconds_of_its_delivery(
    sqlite_desk: Desk,
    clock: ManualClock,
    watch: SocketWatch,
    dovecot: MailAccount,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.ca_file))
    mailboxes = Mailboxes(sqlite_desk.database, KeyringSecrets("tests", find=lambda: None))
    values = replace(
        VALUES, username=dovecot.user, imap_host=dovecot.host, imap_port=dovecot.imaps_port
    )
    mailbox_id = mailboxes.add(ANYONE, values, dovecot.password).created or 0
    intake = Intake(sqlite_desk.database, sqlite_desk.clocks, sqlite_desk.policies)
    calls: queue.Queue[None] = queue.Queue()
    wait = AwaitMail(mailbox_id, mailboxes, sqlite_desk.leases, watch, lambda: calls.put(None))
    poll = PollMail(mailbox_id, mailboxes, intake, sqlite_desk.leases, calls=wait)
    poll.run()
    wait.run()
    calls.get(timeout=PATIENCE)
    poll.run()
    for number in range(3):
        dovecot.deliver(b"Subject: question %d\r\n\r\nHelp\r\n" % number, clock.now())
        started = time.monotonic()
        while len(sqlite_desk.tickets.page(TicketQuery(View.EVERYTHING)).rows) <= number:
            calls.get(timeout=PATIENCE)
            poll.run()
        assert time.monotonic() - started < 2.0
    wait.close()

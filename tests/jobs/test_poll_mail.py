"""A round of polling: new mail becomes tickets, and trouble is the mailbox's to tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.errors import Unavailable
from desktop.domain.ticket import Actor, Source
from desktop.jobs.poll_mail import PollMail
from desktop.mail.imap import FetchedMail
from desktop.mail.tls import Server
from desktop.models.ticket import Ticket
from desktop.services.desk import Desk
from desktop.services.intake import Intake
from desktop.services.leases import Leases
from desktop.services.mailbox_values import MailboxState, MailboxValues
from desktop.services.mailboxes import CHECK_EVERY, Mailboxes
from desktop.services.rows import TicketQuery, View
from desktop.system.secrets import KeyringSecrets
from tests.servers import MailAccount

ANYONE = Actor(None, Source.JOB)
EVERYTHING = TicketQuery(View.EVERYTHING)
AWAY = Unavailable("mail.unreachable", host="imap.desk.example", port=993)
REJECTED = Unavailable("mail.auth_rejected", host="imap.desk.example", username="u", said="no")


def raw_mail(number: int) -> bytes:
    return (
        f"From: customer{number}@customer.example\r\nSubject: Question {number}\r\n"
        f"Message-ID: <{number}@customer.example>\r\n\r\nDoes not work.\r\n"
    ).encode()


@dataclass
class FakeFolder:
    """A folder on a server: mails by UID, and what goes wrong on the way."""

    mails: dict[int, bytes] = field(default_factory=dict)
    uidvalidity: int = 7
    error: Unavailable | None = None
    breaks_after: int | None = None
    connections: int = 0
    fetched: list[int] = field(default_factory=list)
    clock: ManualClock | None = None
    others: dict[str, FakeFolder] = field(default_factory=dict)
    withheld: set[int] = field(default_factory=set)

    @contextmanager
    def open(self, server: Server, folder: str) -> Iterator[FakeFolder]:
        self.connections += 1
        if self.error is not None:
            raise self.error
        yield self

    def another(self, folder: str) -> FakeFolder:
        if folder not in self.others:
            raise Unavailable("mail.folder_missing", host="h", folder=folder, said="no")
        return self.others[folder]

    def since(self, day: date) -> list[int]:
        return sorted(self.mails)

    def batches(self, after: int) -> Iterator[Sequence[FetchedMail]]:
        return self.batches_of(sorted(uid for uid in self.mails if uid > after))

    def batches_of(self, uids: Sequence[int]) -> Iterator[Sequence[FetchedMail]]:
        for uid in uids:
            if uid == self.breaks_after:
                raise AWAY
            if uid in self.withheld:
                continue
            self.fetched.append(uid)
            raw = self.mails[uid]
            received_at = self.clock.now() if self.clock else None
            yield [FetchedMail(uid, self.uidvalidity, received_at, len(raw), raw, oversize=False)]


VALUES = MailboxValues(
    "Support", "support@desk.example", "", "imap.desk.example", "smtp.desk.example"
)


class Rig:
    """A desk with one mailbox on a fake folder."""

    def __init__(self, desk: Desk, clock: ManualClock) -> None:
        self.desk = desk
        self.folder = FakeFolder(clock=clock)
        self.mailboxes = Mailboxes(desk.database, KeyringSecrets("tests", find=lambda: None))
        self.intake = Intake(desk.database, desk.clocks, desk.policies)
        self.mailbox_id = self.mailboxes.add(ANYONE, VALUES, "s3cret").created or 0

    def watch(self, *folders: str) -> None:
        """Read these further folders too."""
        version = self.mailboxes.get(self.mailbox_id).version
        values = replace(VALUES, more_folders=folders)
        self.mailboxes.edit(ANYONE, self.mailbox_id, values, version=version)
        for folder in folders:
            self.folder.others[folder] = FakeFolder(clock=self.folder.clock)

    def job(self, owner: str = "this start") -> PollMail:
        leases = Leases(self.desk.database, owner)
        return PollMail(
            self.mailbox_id, self.mailboxes, self.intake, leases, reader=self.folder.open
        )

    def subjects(self) -> list[str]:
        return sorted(row.subject for row in self.desk.tickets.page(EVERYTHING).rows)


@pytest.fixture
def rig(desk: Desk, clock: ManualClock) -> Rig:
    return Rig(desk, clock)


@pytest.fixture
def small_rig(sqlite_desk: Desk, clock: ManualClock) -> Rig:
    return Rig(sqlite_desk, clock)


def test_new_mail_becomes_tickets_once(rig: Rig, clock: ManualClock) -> None:
    rig.folder.mails = {uid: raw_mail(uid) for uid in (3, 5)}
    changes = rig.job().run()
    assert rig.subjects() == ["Question 3", "Question 5"]
    assert len(changes.tickets) == 2
    assert rig.job().next_in() == CHECK_EVERY
    clock.advance(CHECK_EVERY)
    rig.folder.mails[8] = raw_mail(8)
    rig.job().run()
    assert rig.subjects() == ["Question 3", "Question 5", "Question 8"]
    assert rig.folder.fetched == [3, 5, 8]


def test_renumbered_mailbox_brings_only_what_is_new(rig: Rig, clock: ManualClock) -> None:
    rig.folder.mails = {uid: raw_mail(uid) for uid in range(1, 4)}
    rig.job().run()
    clock.advance(CHECK_EVERY)
    rig.folder.uidvalidity = 8
    rig.folder.mails = {uid + 10: raw for uid, raw in rig.folder.mails.items()}
    rig.folder.mails[20] = raw_mail(20)
    rig.job().run()
    assert rig.subjects() == ["Question 1", "Question 2", "Question 20", "Question 3"]


def test_every_folder_is_read_on_one_connection_and_a_moved_mail_stays_one(
    rig: Rig, clock: ManualClock
) -> None:
    rig.watch("Junk", "Old")
    rig.folder.mails = {1: raw_mail(1), 2: raw_mail(2)}
    rig.folder.others["Junk"].mails = {1: raw_mail(10)}
    rig.job().run()
    assert rig.subjects() == ["Question 1", "Question 10", "Question 2"]
    assert rig.folder.connections == 1
    clock.advance(CHECK_EVERY)
    rig.folder.others["Junk"].mails[2] = rig.folder.mails.pop(2)  # a rule of the server moved it
    rig.job().run()
    assert rig.subjects() == ["Question 1", "Question 10", "Question 2"]
    for row in rig.desk.tickets.page(EVERYTHING).rows:
        assert rig.mailboxes.get(rig.mailbox_id).id == mailbox_of(rig.desk, row.id)


def mailbox_of(desk: Desk, ticket_id: int) -> int | None:
    with desk.database.read() as session:
        return session.get_one(Ticket, ticket_id).mailbox_id


def test_a_folder_that_is_gone_is_told_and_holds_up_no_other(small_rig: Rig) -> None:
    small_rig.watch("Gone", "Junk")
    del small_rig.folder.others["Gone"]
    small_rig.folder.others["Junk"].mails = {1: raw_mail(1)}
    small_rig.job().run()
    assert small_rig.subjects() == ["Question 1"]
    error = small_rig.mailboxes.get(small_rig.mailbox_id).error
    assert error is not None
    assert (error.code, error.facts["folder"]) == ("mail.folder_missing", "Gone")


def test_comparing_finds_every_mail_that_was_passed_over(rig: Rig, clock: ManualClock) -> None:
    """T-RECON: the cursor went past mails that came up below it (a restored server, a move)."""
    rig.watch("Junk")
    rig.folder.mails = {uid: raw_mail(uid) for uid in range(10, 60)}
    rig.job().run()
    rig.folder.mails |= {uid: raw_mail(uid) for uid in range(1, 10)}
    rig.folder.others["Junk"].mails = {5: raw_mail(100)}
    clock.advance(CHECK_EVERY)
    rig.job().run()
    assert len(rig.subjects()) == 51
    clock.advance(timedelta(hours=24))
    rig.job().run()
    assert len(rig.subjects()) == 60
    counted = rig.mailboxes.get(rig.mailbox_id).counted
    assert counted is not None
    assert (counted.at, counted.on_server, counted.here) == (clock.now(), 60, 60)


def test_a_mail_the_server_never_hands_out_is_counted_as_missing(
    small_rig: Rig, clock: ManualClock
) -> None:
    small_rig.folder.mails = {1: raw_mail(1), 2: raw_mail(2)}
    small_rig.folder.withheld = {2}
    small_rig.job().run()
    counted = small_rig.mailboxes.get(small_rig.mailbox_id).counted
    assert counted is not None
    assert (counted.on_server, counted.here) == (2, 1)


def test_two_different_mails_with_one_message_id_are_both_there(small_rig: Rig) -> None:
    other = raw_mail(1).replace(b"Does not work", b"Something else")
    small_rig.folder.mails = {1: raw_mail(1), 2: other}
    small_rig.job().run()
    details = [
        small_rig.desk.tickets.detail(row.id)
        for row in small_rig.desk.tickets.page(EVERYTHING).rows
    ]
    texts = [message.text.strip() for detail in details for message in detail.messages]
    assert sorted(texts) == ["Does not work.", "Something else."]


def test_server_that_breaks_off_costs_no_mail(small_rig: Rig, clock: ManualClock) -> None:
    small_rig.folder.mails = {uid: raw_mail(uid) for uid in range(1, 6)}
    small_rig.folder.breaks_after = 3
    small_rig.job().run()
    assert small_rig.subjects() == ["Question 1", "Question 2"]
    assert small_rig.mailboxes.get(small_rig.mailbox_id).state is MailboxState.FAILING
    assert small_rig.job().next_in() == timedelta(seconds=5)
    small_rig.folder.breaks_after = None
    clock.advance(timedelta(seconds=5))
    small_rig.job().run()
    assert len(small_rig.subjects()) == 5
    assert small_rig.folder.fetched == [1, 2, 3, 4, 5]
    assert small_rig.mailboxes.get(small_rig.mailbox_id).state is MailboxState.OK


def test_third_refused_password_ends_the_trying(small_rig: Rig, clock: ManualClock) -> None:
    small_rig.folder.error = REJECTED
    for _ in range(10):
        small_rig.job().run()
        clock.advance(timedelta(minutes=5))
    assert small_rig.folder.connections == 3
    assert small_rig.mailboxes.get(small_rig.mailbox_id).state is MailboxState.PAUSED
    assert small_rig.job().next_in() is None


def test_unknown_password_asks_no_server(small_rig: Rig) -> None:
    small_rig.mailboxes = Mailboxes(
        small_rig.desk.database, KeyringSecrets("other", find=lambda: None)
    )
    small_rig.job().run()
    assert small_rig.folder.connections == 0
    error = small_rig.mailboxes.get(small_rig.mailbox_id).error
    assert error is not None
    assert error.code == "mail.no_password"


def test_mail_stored_before_a_crash_is_applied_though_the_server_is_away(small_rig: Rig) -> None:
    raw = raw_mail(1)
    fetched = FetchedMail(1, 7, None, len(raw), raw, oversize=False)
    small_rig.intake.store(small_rig.mailbox_id, [fetched])
    small_rig.folder.error = AWAY
    small_rig.job().run()
    assert small_rig.subjects() == ["Question 1"]


def test_only_one_workstation_polls(small_rig: Rig) -> None:
    small_rig.folder.mails = {1: raw_mail(1)}
    other = Leases(small_rig.desk.database, "another start")
    held = other.take(f"poll:{small_rig.mailbox_id}")
    assert held is not None
    assert not small_rig.job().run()
    assert small_rig.folder.connections == 0
    other.give_back(held)
    small_rig.job().run()
    assert small_rig.subjects() == ["Question 1"]


def test_two_pollers_at_once_make_no_mail_double(rig: Rig) -> None:
    """B2: should both believe in the lease, the keys absorb it."""
    rig.folder.mails = {uid: raw_mail(uid) for uid in range(1, 21)}
    jobs = [rig.job("one start"), rig.job("one start")]
    with ThreadPoolExecutor(len(jobs)) as pool:
        for future in [pool.submit(job.run) for job in jobs]:
            future.result(timeout=60)
    assert rig.subjects() == sorted(f"Question {uid}" for uid in range(1, 21))


def test_round_that_slept_leaves_the_mailbox_to_who_took_over(
    small_rig: Rig, clock: ManualClock
) -> None:
    small_rig.folder.mails = {uid: raw_mail(uid) for uid in (1, 2)}
    batches = small_rig.folder.batches

    def sleepy(after: int) -> Iterator[Sequence[FetchedMail]]:
        for batch in batches(after):
            if batch[0].uid == 2:
                clock.advance(timedelta(hours=1))
                assert Leases(small_rig.desk.database, "another").take(small_rig.job().name)
            yield batch

    small_rig.folder.batches = sleepy  # type: ignore[method-assign]
    small_rig.job().run()
    assert small_rig.subjects() == ["Question 1"]
    assert small_rig.mailboxes.get(small_rig.mailbox_id).checked_at is None


def test_trouble_of_the_database_is_not_the_mailboxs(small_rig: Rig) -> None:
    small_rig.folder.error = Unavailable("disk.full")
    with pytest.raises(Unavailable, match=r"disk\.full"):
        small_rig.job().run()
    assert small_rig.mailboxes.get(small_rig.mailbox_id).state is MailboxState.OK


@pytest.mark.dovecot
def test_real_mailbox_is_read_and_survives_being_renumbered(
    sqlite_desk: Desk, clock: ManualClock, dovecot: MailAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.ca_file))
    mailboxes = Mailboxes(sqlite_desk.database, KeyringSecrets("tests", find=lambda: None))
    values = MailboxValues(
        name="Support",
        address="support@desk.example",
        username=dovecot.user,
        imap_host=dovecot.host,
        imap_port=dovecot.imaps_port,
        smtp_host=dovecot.host,
    )
    mailbox_id = mailboxes.add(ANYONE, values, dovecot.password).created
    assert mailbox_id is not None
    intake = Intake(sqlite_desk.database, sqlite_desk.clocks, sqlite_desk.policies)
    job = PollMail(mailbox_id, mailboxes, intake, sqlite_desk.leases)
    for number in range(25):
        dovecot.deliver(raw_mail(number), clock.now())
    job.run()
    assert len(sqlite_desk.tickets.page(EVERYTHING).rows) == 25
    (dovecot.maildir / "dovecot-uidlist").unlink()
    for index in dovecot.maildir.glob("dovecot.index*"):
        index.unlink()
    dovecot.deliver(raw_mail(25), clock.now())
    clock.advance(CHECK_EVERY)
    job.run()
    assert len(sqlite_desk.tickets.page(EVERYTHING).rows) == 26

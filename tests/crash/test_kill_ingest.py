"""T-KILL-INGEST: whatever dies while fetching, every mail is one entry of one ticket (A1, D9)."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, text

from desktop.domain.ticket import Actor, Source
from desktop.models.mail import Message, RawMail, RawState
from desktop.models.ticket import Ticket
from desktop.services.desk import Desk, open_desk
from desktop.services.mailbox_values import MailboxValues
from desktop.services.mailboxes import Mailboxes
from desktop.system.secrets import KeyringSecrets
from tests.crash.killer import Killer
from tests.crash.poll_victim import PHASES
from tests.servers import MailAccount

pytestmark = pytest.mark.dovecot

SEED = int.from_bytes(os.urandom(4))
KILLS = 100
LONG_KILLS = 1_000
ANYONE = Actor(None, Source.JOB)
LONG_AGO = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


class Post:
    """Delivers numbered mails, never the same twice; every fifth answers one of its sender's."""

    def __init__(self, account: MailAccount) -> None:
        self._account = account
        self.delivered: list[str] = []
        self.questions = 0

    def deliver(self, count: int) -> None:
        for number in range(len(self.delivered), len(self.delivered) + count):
            sender = f"customer{number % 40}@customer.example"
            is_answer = number % 5 == 4 and number >= 40
            self.questions += not is_answer
            lines = [
                f"From: {sender}",
                "To: support@desk.example",
                f"Subject: Question {number}",
                f"Message-ID: {self._message_id(number)}",
                *([f"In-Reply-To: {self._message_id(number - 40)}"] if is_answer else []),
                "",
                f"Number {number} does not work.",
                "",
            ]
            received_at = LONG_AGO + timedelta(minutes=number)
            self._account.deliver("\r\n".join(lines).encode(), received_at)
            self.delivered.append(self._message_id(number))

    def _message_id(self, number: int) -> str:
        return f"<{number}@customer.example>"


@pytest.fixture
def post(dovecot: MailAccount, monkeypatch: pytest.MonkeyPatch) -> Post:
    monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.ca_file))  # the victims inherit it
    return Post(dovecot)


class Office:
    """A desk on the database's own clock, with the account as its mailbox."""

    def __init__(self, desk: Desk, url: str, account: MailAccount) -> None:
        self.desk = desk
        self._mailboxes = Mailboxes(desk.database, KeyringSecrets("tests", find=lambda: None))
        values = MailboxValues(
            name="Support",
            address="support@desk.example",
            username=account.user,
            imap_host=account.host,
            imap_port=account.imaps_port,
            smtp_host="127.0.0.1",
        )
        self._mailbox_id = self._mailboxes.add(ANYONE, values, account.password).created
        self._arguments = {
            "url": url,
            "mailbox_id": self._mailbox_id,
            "password": account.password,
        }
        self.batch = 3

    def rehearse(self, killer: Killer, post: Post, *, unseen: bool = False) -> None:
        post.deliver(self.batch)
        killer.rehearse("poll", unseen=unseen, batch=self.batch, **self._arguments)
        self._check_now()

    def kill(self, killer: Killer, post: Post, *, kills: int, unseen: bool = False) -> None:
        """Kill so often, and a fifth as often in each phase."""
        while killer.kills < kills or killer.least < kills // 5:
            assert killer.kills < 2 * kills, "the phases are not hit"
            if not killer.kill_one("poll", unseen=unseen, batch=self.batch, **self._arguments):
                post.deliver(60)
                self._check_now()

    def finish(self, killer: Killer, *, unseen: bool = False) -> None:
        self._check_now()
        killer.run("poll", unseen=unseen, batch=self.batch, **self._arguments)

    def lost_and_doubled(self, post: Post) -> tuple[list[str], list[str]]:
        """Compare the entries of all tickets with what was delivered."""
        with self.desk.database.read() as session:
            entries = Counter(session.scalars(select(Message.message_id)))
        lost = [message_id for message_id in post.delivered if not entries[message_id]]
        return lost, [str(message_id) for message_id, count in entries.items() if count > 1]

    def _check_now(self) -> None:
        assert self._mailbox_id is not None
        self._mailboxes.check_now(ANYONE, self._mailbox_id)


@pytest.fixture
def office(database_url: str, dovecot: MailAccount) -> Iterator[Office]:
    desk = open_desk(database_url, zone="Europe/Moscow")
    yield Office(desk, database_url, dovecot)
    desk.close()


def test_every_mail_becomes_one_entry_whatever_dies(office: Office, post: Post, kills: int) -> None:
    is_long = kills > KILLS
    office.batch = 20 if is_long else 3
    with Killer(PHASES, SEED) as killer:
        office.rehearse(killer, post)
        post.deliver(kills * (20 if is_long else 5))
        office.kill(killer, post, kills=kills)
        office.finish(killer)
    lost, doubled = office.lost_and_doubled(post)
    killer.report(f"{len(post.delivered)} mails, {len(lost)} lost, {len(doubled)} doubled")
    assert (lost, doubled) == ([], [])
    with office.desk.database.read() as session:
        states = Counter(session.scalars(select(RawMail.state)))
        digests = session.scalar(select(func.count(RawMail.sha256.distinct())))
        tickets = session.scalar(select(func.count(Ticket.id)))
        if office.desk.database.is_sqlite:
            assert session.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
    assert states == {RawState.DONE: len(post.delivered)}
    assert digests == len(post.delivered)
    assert tickets == post.questions


@pytest.mark.timeout(300)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_asking_for_unseen_mail_does_lose_some(office: Office, post: Post) -> None:
    """The negative control: if this passes unnoticed, the test above proves nothing."""
    with Killer(("fetched", "store"), SEED) as killer:
        office.rehearse(killer, post, unseen=True)
        post.deliver(60)
        office.kill(killer, post, kills=6, unseen=True)
        office.finish(killer, unseen=True)
    lost, _ = office.lost_and_doubled(post)
    assert lost

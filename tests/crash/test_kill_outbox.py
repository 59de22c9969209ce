"""T-KILL-OUTBOX: whatever dies while sending, no customer gets a mail twice by itself (C1)."""

from __future__ import annotations

import hashlib
import os
import ssl
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes

import pytest
import trustme
from sqlalchemy import select, text

from desktop.domain.ticket import Actor, Source
from desktop.models.outbox import Outbox, OutboxState
from desktop.models.ticket import Ticket
from desktop.services.desk import Desk, open_desk
from tests.crash.killer import Killer
from tests.crash.send_victim import PHASES
from tests.mail.smtp_sink import AnyPort, Inbox
from tests.services.mail_rig import MailRig

SEED = int.from_bytes(os.urandom(4))
KILLS = 50
LONG_KILLS = 500
VERDICT_SECONDS = 0.01
STORE = 12
ANYONE = Actor(None, Source.JOB)


class Post:
    """A server that accepts every mail, and remembers how often."""

    def __init__(self, controller: AnyPort, inbox: Inbox, pin: str) -> None:
        self.port = controller.port
        self.pin = pin
        self._inbox = inbox

    def received(self) -> Counter[str]:
        """Return how often each Message-ID arrived."""
        return Counter(
            message_from_bytes(mail.content)["Message-ID"]
            for mail in self._inbox.mails
            if isinstance(mail.content, bytes)
        )


@pytest.fixture
def post() -> Iterator[Post]:
    certificate = trustme.CA().issue_cert("127.0.0.1")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    pem = certificate.cert_chain_pems[0].bytes().decode()
    pin = hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest()
    inbox = Inbox(VERDICT_SECONDS)
    controller = AnyPort(inbox, hostname="127.0.0.1", port=0, ssl_context=context)
    controller.start()
    yield Post(controller, inbox, pin)
    controller.stop()


@pytest.fixture
def office(database_url: str) -> Iterator[Desk]:
    """A desk on the database's own clock, as the victims have it."""
    desk = open_desk(database_url, zone="Europe/Moscow")
    desk.settings.set(None, "mail.undo_seconds", 0)
    yield desk
    desk.close()


class Sender:
    """Writes replies and lets victims send them."""

    def __init__(self, desk: Desk, url: str, post: Post, careful: bool) -> None:
        self._rig = MailRig(desk, ANYONE)
        self._arguments = {"url": url, "port": post.port, "pin": post.pin, "careful": careful}

    def kill(self, killer: Killer, kills: int) -> None:
        self._rig.reply()
        killer.rehearse("send", **self._arguments)
        while killer.kills < kills or killer.least < kills // 10:
            assert killer.kills < 2 * kills, "the phases are not hit"
            while self._waiting() < STORE:
                self._rig.reply()
            killer.kill_one("send", **self._arguments)

    def finish(self, killer: Killer) -> None:
        killer.run("send", **self._arguments)

    def _waiting(self) -> int:
        return self._rig.outbox.counts()[OutboxState.HELD]


def test_no_mail_is_doubled_or_lost_whatever_dies(
    office: Desk, database_url: str, post: Post, kills: int
) -> None:
    sender = Sender(office, database_url, post, careful=True)
    with Killer(PHASES, SEED) as killer:
        sender.kill(killer, kills)
        sender.finish(killer)
    received = post.received()
    with office.database.read() as session:
        rows = session.execute(select(Outbox.message_id, Outbox.state, Outbox.ticket_id)).all()
        flagged = set(session.scalars(select(Ticket.id).where(Ticket.delivery_failed)))
        if office.database.is_sqlite:
            assert session.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
    states = Counter(state for _, state, _ in rows)
    doubtful = {key: ticket for key, state, ticket in rows if state is OutboxState.IN_DOUBT}
    arrived = sum(received[message_id] for message_id in doubtful)
    killer.report(
        f"{states[OutboxState.SENT]} sent, {len(doubtful)} in doubt, of which {arrived} had arrived"
    )
    assert set(states) <= {OutboxState.SENT, OutboxState.IN_DOUBT}
    for message_id, state, _ in rows:
        assert received[message_id] == 1 or (
            state is OutboxState.IN_DOUBT and not received[message_id]
        )
    assert flagged == set(doubtful.values())
    assert doubtful, "no kill hit the moment that this protocol is for"


@pytest.mark.timeout(300)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_sending_first_and_marking_after_does_double(
    office: Desk, database_url: str, post: Post
) -> None:
    """The negative control: if this passes unnoticed, the test above proves nothing."""
    sender = Sender(office, database_url, post, careful=False)
    with Killer(("content", "finish"), SEED) as killer:
        sender.kill(killer, 8)
        sender.finish(killer)
    assert max(post.received().values()) > 1

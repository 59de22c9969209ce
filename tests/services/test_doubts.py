"""Mail in doubt is looked for at 2, 10 and 60 minutes; nothing but an alert is sent twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from desktop.domain.clock import ManualClock
from desktop.domain.errors import Refused, Unavailable
from desktop.domain.ticket import Actor
from desktop.jobs.resolve_doubts import ResolveDoubts
from desktop.mail.smtp import Fate
from desktop.mail.tls import Server
from desktop.models.outbox import Outbox, OutboxKind, OutboxState
from desktop.services.desk import Desk
from desktop.services.doubts import Doubts
from tests.services.mail_rig import MailRig

MINUTE = timedelta(minutes=1)


@dataclass
class FakeAccount:
    """Folders with the Message-IDs in them."""

    folders: dict[str, set[str]] = field(default_factory=lambda: {"INBOX": set(), "Sent": set()})
    opened: list[str] = field(default_factory=list)
    is_away: bool = False

    @contextmanager
    def __call__(self, server: Server, folder: str) -> Iterator[FakeFolder]:
        if self.is_away:
            raise Unavailable("mail.unreachable", host=server.host, port=server.port)
        yield FakeFolder(self, folder)


class FakeFolder:
    def __init__(self, account: FakeAccount, name: str) -> None:
        account.opened.append(name)
        self._account, self._name = account, name

    def holds(self, message_id: str) -> bool:
        return message_id in self._account.folders[self._name]

    def sent_folders(self) -> Sequence[str]:
        return ("Sent",)

    def another(self, folder: str) -> FakeFolder:
        return FakeFolder(self._account, folder)


class DoubtRig(MailRig):
    """A desk whose server fell silent after the content."""

    def __init__(self, desk: Desk, by: Actor, clock: ManualClock) -> None:
        super().__init__(desk, by)
        self.clock = clock
        self.account = FakeAccount()
        self.doubts = Doubts(desk.database, self.mailboxes, self.account)
        self.job = ResolveDoubts(self.doubts, desk.leases)
        self.transport.fates["ivan@customer.example"] = (Fate.IN_DOUBT, 0, "lost")
        self.ticket = self.reply()
        clock.advance(timedelta(seconds=20))
        self.send()

    @property
    def row(self) -> Outbox:
        with self.desk.database.read() as session:
            row = session.scalars(select(Outbox)).one()
            session.expunge_all()
            return row

    def wait(self, minutes: int) -> int:
        """Let minutes pass, a round of the job in each; return how often it looked."""
        before = len(self.account.opened)
        for _ in range(minutes):
            self.job.run()
            self.clock.advance(MINUTE)
        self.job.run()
        return len(self.account.opened) - before


@pytest.fixture
def rig(desk: Desk, anna: Actor, clock: ManualClock) -> DoubtRig:
    return DoubtRig(desk, anna, clock)


def test_mail_in_the_sent_folder_was_sent(rig: DoubtRig) -> None:
    rig.account.folders["Sent"].add(rig.row.message_id)

    rig.wait(1)
    assert rig.row.state is OutboxState.IN_DOUBT
    assert rig.needs_action(rig.ticket)
    rig.wait(1)

    assert rig.row.state is OutboxState.SENT
    assert not rig.needs_action(rig.ticket)
    assert rig.account.opened == ["INBOX", "Sent"]


def test_copy_to_ourselves_in_the_mailbox_settles_it_too(rig: DoubtRig) -> None:
    rig.account.folders["INBOX"].add(rig.row.message_id)

    rig.wait(2)

    assert rig.row.state is OutboxState.SENT


def test_it_is_looked_for_three_times_and_then_asked_about(rig: DoubtRig) -> None:
    looks = [rig.wait(minutes) // 2 for minutes in (2, 7, 1, 49, 1, 600)]

    assert looks == [1, 0, 1, 0, 1, 0]
    assert rig.row.state is OutboxState.IN_DOUBT
    assert rig.needs_action(rig.ticket)
    assert rig.transport.delivered == []


def test_alert_is_rather_sent_twice_than_never(rig: DoubtRig) -> None:
    with rig.desk.database.write() as session:
        session.execute(update(Outbox).values(kind=OutboxKind.ALERT))

    rig.wait(61)

    assert rig.row.state is OutboxState.QUEUED


def test_silent_server_teaches_nothing(rig: DoubtRig) -> None:
    rig.account.is_away = True
    rig.wait(30)
    assert rig.row.looked_up == 0

    rig.account.is_away = False
    rig.account.folders["Sent"].add(rig.row.message_id)
    rig.wait(2)

    assert rig.row.state is OutboxState.SENT


def test_person_may_look_at_once(rig: DoubtRig) -> None:
    with pytest.raises(Refused, match=r"outbox\.not_in_sent"):
        rig.doubts.look_now(rig.by, rig.row.id)

    rig.account.folders["Sent"].add(rig.row.message_id)
    rig.doubts.look_now(rig.by, rig.row.id)

    assert rig.row.state is OutboxState.SENT
    with pytest.raises(Refused, match=r"outbox\.settled"):
        rig.doubts.look_now(rig.by, rig.row.id)

"""The mail jobs follow the mailboxes, and wake when there is something to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.changes import NOTHING, Changes, Topic
from desktop.domain.clock import ManualClock
from desktop.jobs.schedule import Schedule
from desktop.services.mailboxes import Mailboxes
from desktop.ui.heartbeat import Heartbeat
from desktop.ui.mail_rounds import SEND, MailRounds
from desktop.ui.runner import Runner


@dataclass
class Row:
    id: int


@dataclass
class FakeMailboxes:
    """Mailboxes by id, and whether each is due."""

    ids: list[int]
    due: set[int] = field(default_factory=set)

    def all(self) -> list[Row]:
        return [Row(number) for number in self.ids]

    def check_all_now(self) -> Changes:
        self.due = set(self.ids)
        return Changes.of(Topic.MAILBOXES)


@dataclass
class CountingJob:
    """Counts its rounds, and says with the given changes that something happened."""

    name: str
    says: Callable[[], Changes] = lambda: NOTHING
    every: timedelta = timedelta(minutes=1)
    uses_network: bool = True
    rounds: int = 0

    def run(self) -> Changes:
        self.rounds += 1
        return self.says()


class Rig:
    def __init__(self, qtbot: QtBot, runner: Runner, *ids: int) -> None:
        clock = ManualClock(datetime(2026, 11, 25, 12, tzinfo=UTC))
        self.qtbot = qtbot
        self.runner = runner
        self.mailboxes = FakeMailboxes(list(ids))
        self.sender = CountingJob(SEND)
        self.schedule = Schedule(clock, [self.sender])
        self.polls: dict[int, CountingJob] = {}
        heartbeat = Heartbeat(runner, self.schedule, clock, runner)
        heartbeat.start()
        self.rounds = MailRounds(
            self.schedule,
            heartbeat,
            runner,
            cast(Mailboxes, self.mailboxes),
            self._make_job,
            runner,
        )
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.runner.is_idle)

    def happen(self, *topics: Topic) -> None:
        self.runner.command(self.runner, lambda: Changes.of(*topics))
        self.settle()

    def _make_job(self, mailbox_id: int) -> CountingJob:
        def fetch() -> Changes:
            if mailbox_id not in self.mailboxes.due:
                return NOTHING
            self.mailboxes.due.discard(mailbox_id)
            return Changes.of(Topic.MAILBOXES, Topic.TICKETS)

        self.polls[mailbox_id] = CountingJob(f"poll:{mailbox_id}", fetch)
        return self.polls[mailbox_id]


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:
    runner = Runner()
    yield runner
    runner.close()


def test_each_mailbox_has_a_job_as_long_as_it_is_there(qtbot: QtBot, runner: Runner) -> None:
    rig = Rig(qtbot, runner, 1)
    assert rig.schedule.names() == {SEND, "poll:1"}
    rig.mailboxes.ids = [2, 3]
    rig.happen(Topic.MAILBOXES)
    assert rig.schedule.names() == {SEND, "poll:2", "poll:3"}
    assert rig.polls[2].rounds >= 1


def test_checking_now_looks_into_every_mailbox_and_comes_to_rest(
    qtbot: QtBot, runner: Runner
) -> None:
    rig = Rig(qtbot, runner, 1, 2)
    rig.rounds.check_now()
    rig.qtbot.waitUntil(lambda: rig.schedule.next_in() > timedelta() and runner.is_idle)
    assert rig.mailboxes.due == set()


def test_reply_in_the_outbox_wakes_the_sender(qtbot: QtBot, runner: Runner) -> None:
    rig = Rig(qtbot, runner)
    before = rig.sender.rounds
    rig.happen(Topic.TICKETS, Topic.OUTBOX)
    assert rig.sender.rounds == before + 1
    rig.happen(Topic.TICKETS)
    assert rig.sender.rounds == before + 1


def test_on_demo_data_nothing_is_fetched_or_sent(qtbot: QtBot, runner: Runner) -> None:
    rig = Rig(qtbot, runner, 1)
    rig.rounds.stop()
    rig.happen(Topic.MAILBOXES, Topic.OUTBOX)
    assert rig.schedule.names() == set()

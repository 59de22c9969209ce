"""The mail jobs follow the mailboxes, and wake when there is something to do."""

from __future__ import annotations

import threading
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
from desktop.ui.mail_rounds import SEND, MailJobs, MailRounds
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


@dataclass
class WaitingJob(CountingJob):
    """Waits for nobody, and knows whether it has hung up."""

    is_closed: bool = False

    def close(self) -> None:
        self.is_closed = True


class Rig:
    def __init__(self, qtbot: QtBot, runner: Runner, *ids: int) -> None:
        clock = ManualClock(datetime(2026, 11, 25, 12, tzinfo=UTC))
        self.qtbot = qtbot
        self.runner = runner
        self.mailboxes = FakeMailboxes(list(ids))
        self.sender = CountingJob(SEND)
        self.schedule = Schedule(clock, [self.sender])
        self.polls: dict[int, CountingJob] = {}
        self.waits: dict[int, WaitingJob] = {}
        self.calls: dict[int, Callable[[], None]] = {}
        heartbeat = Heartbeat(runner, self.schedule, clock, runner)
        heartbeat.start()
        self.rounds = MailRounds(
            self.schedule,
            heartbeat,
            runner,
            cast(Mailboxes, self.mailboxes),
            self._make_jobs,
            runner,
        )
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.runner.is_idle)

    def happen(self, *topics: Topic) -> None:
        self.runner.command(self.runner, lambda: Changes.of(*topics))
        self.settle()

    def _make_jobs(self, mailbox_id: int, on_call: Callable[[], None]) -> MailJobs:
        def fetch() -> Changes:
            if mailbox_id not in self.mailboxes.due:
                return NOTHING
            self.mailboxes.due.discard(mailbox_id)
            return Changes.of(Topic.MAILBOXES, Topic.TICKETS)

        self.polls[mailbox_id] = CountingJob(f"poll:{mailbox_id}", fetch)
        self.calls[mailbox_id] = on_call
        self.waits[mailbox_id] = WaitingJob(f"await:{mailbox_id}")
        return self.polls[mailbox_id], self.waits[mailbox_id]


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:
    runner = Runner()
    yield runner
    runner.close()


def test_each_mailbox_has_a_job_as_long_as_it_is_there(qtbot: QtBot, runner: Runner) -> None:
    rig = Rig(qtbot, runner, 1)
    assert rig.schedule.names() == {SEND, "poll:1", "await:1"}
    rig.mailboxes.ids = [2, 3]
    rig.happen(Topic.MAILBOXES)
    names = {"poll:2", "await:2", "poll:3", "await:3"}
    assert rig.schedule.names() == {SEND, *names}
    assert rig.polls[2].rounds >= 1
    assert [wait.is_closed for wait in rig.waits.values()] == [True, False, False]
    rig.rounds.hang_up()
    assert all(wait.is_closed for wait in rig.waits.values())


def test_a_call_from_another_thread_begins_a_round(qtbot: QtBot, runner: Runner) -> None:
    rig = Rig(qtbot, runner, 1, 2)
    before = rig.polls[1].rounds, rig.polls[2].rounds
    caller = threading.Thread(target=rig.calls[1])
    caller.start()
    caller.join()
    qtbot.waitUntil(lambda: rig.polls[1].rounds == before[0] + 1)
    assert rig.polls[2].rounds == before[1]


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

"""The heartbeat under a clock set by hand: what runs, when it wakes, what it notices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from desktop.domain.changes import NOTHING, Changes, Topic
from desktop.domain.clock import ManualClock
from desktop.domain.errors import Unavailable
from desktop.jobs.schedule import Schedule
from desktop.ui.heartbeat import Heartbeat
from desktop.ui.runner import Runner

START = datetime(2026, 11, 25, 12, 0, 20, tzinfo=UTC)


@dataclass
class FakeJob:
    """A job that counts its rounds and fails while `error` is set."""

    name: str = "watch"
    every: timedelta = timedelta(seconds=60)
    uses_network: bool = False
    changes: Changes = NOTHING
    error: Exception | None = None
    rounds: list[int] = field(default_factory=list)

    def run(self) -> Changes:
        self.rounds.append(1)
        if self.error is not None:
            raise self.error
        return self.changes


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:
    runner = Runner()
    yield runner
    runner.close()


def make(qtbot: QtBot, runner: Runner, clock: ManualClock, *jobs: FakeJob) -> Heartbeat:
    heart = Heartbeat(runner, Schedule(clock, jobs), clock, runner)
    heart.start()
    qtbot.waitUntil(lambda: runner.is_idle)
    return heart


def beat(qtbot: QtBot, runner: Runner, heart: Heartbeat) -> None:
    heart.beat()
    qtbot.waitUntil(lambda: runner.is_idle)


@pytest.mark.parametrize("uses_network", [True, False])
def test_due_job_runs_and_its_changes_are_announced(
    qtbot: QtBot, runner: Runner, clock: ManualClock, uses_network: bool
) -> None:
    heard: list[Changes] = []
    runner.changed.connect(heard.append)
    job = FakeJob(uses_network=uses_network, changes=Changes.of(Topic.ALERTS))
    heart = make(qtbot, runner, clock, job)

    clock.advance(timedelta(seconds=59))
    beat(qtbot, runner, heart)
    assert len(job.rounds) == 1
    clock.advance(timedelta(seconds=1))
    beat(qtbot, runner, heart)

    assert len(job.rounds) == 2
    assert heard == [Changes.of(Topic.ALERTS)] * 2


def test_it_sleeps_at_most_fifteen_seconds(
    qtbot: QtBot, runner: Runner, clock: ManualClock
) -> None:
    heart = make(qtbot, runner, clock, FakeJob(every=timedelta(hours=1)))

    assert heart.armed_for == timedelta(seconds=15)


def test_timer_that_fires_early_is_armed_for_the_rest(
    qtbot: QtBot, runner: Runner, clock: ManualClock
) -> None:
    job = FakeJob(every=timedelta(seconds=10))
    heart = make(qtbot, runner, clock, job)

    clock.advance(timedelta(seconds=9.5))
    beat(qtbot, runner, heart)

    assert len(job.rounds) == 1
    assert heart.armed_for == timedelta(seconds=0.5)


@pytest.mark.parametrize(
    ("due_in", "armed"), [(timedelta(minutes=9), 15.0), (timedelta(seconds=110), 1.0)]
)
def test_visible_countdown_shortens_the_sleep(
    qtbot: QtBot, runner: Runner, clock: ManualClock, due_in: timedelta, armed: float
) -> None:
    heart, owner = make(qtbot, runner, clock), QObject()

    heart.show_countdown(owner, clock.now() + due_in)

    assert heart.armed_for == timedelta(seconds=armed)


@pytest.mark.parametrize("overdue", [timedelta(seconds=-30), timedelta(seconds=-119)])
def test_seconds_are_counted_on_after_the_end(
    qtbot: QtBot, runner: Runner, clock: ManualClock, overdue: timedelta
) -> None:
    heart, owner = make(qtbot, runner, clock), QObject()

    heart.show_countdown(owner, clock.now() + overdue)

    assert heart.armed_for == timedelta(seconds=1)


def test_long_overdue_is_counted_in_minutes(
    qtbot: QtBot, runner: Runner, clock: ManualClock
) -> None:
    heart, owner = make(qtbot, runner, clock), QObject()

    heart.show_countdown(owner, clock.now() - timedelta(hours=1))

    assert heart.armed_for == timedelta(seconds=15)


def test_seconds_begin_when_a_countdown_comes_within_two_minutes(
    qtbot: QtBot, runner: Runner, clock: ManualClock
) -> None:
    heart, owner = make(qtbot, runner, clock), QObject()
    ticks: list[datetime] = []
    heart.ticked.connect(ticks.append)
    heart.show_countdown(owner, clock.now() + timedelta(minutes=2, seconds=5))
    assert heart.armed_for == timedelta(seconds=6)

    clock.advance(timedelta(seconds=6))
    heart.beat()

    assert ticks == [clock.now()]
    assert heart.armed_for == timedelta(seconds=1)


def test_countdown_ticks_on_the_minute_until_it_is_hidden(
    qtbot: QtBot, runner: Runner, clock: ManualClock
) -> None:
    heart, owner = make(qtbot, runner, clock), QObject()
    ticks: list[datetime] = []
    heart.ticked.connect(ticks.append)
    heart.show_countdown(owner, clock.now() + timedelta(minutes=30))

    for _ in range(5):
        clock.advance(timedelta(seconds=15))
        heart.beat()
    heart.show_countdown(owner, None)
    clock.advance(timedelta(minutes=1))
    heart.beat()

    assert ticks == [START.replace(minute=1, second=5)]


def test_deleted_owner_of_a_countdown_is_forgotten(
    qtbot: QtBot, runner: Runner, clock: ManualClock
) -> None:
    heart, owner = make(qtbot, runner, clock), QObject()
    heart.show_countdown(owner, clock.now() + timedelta(seconds=30))
    delete(owner)

    clock.advance(timedelta(seconds=1))
    beat(qtbot, runner, heart)

    assert heart.armed_for == timedelta(seconds=15)


@pytest.mark.parametrize("jump", [timedelta(hours=8), timedelta(hours=-2)])
def test_sleep_or_a_clock_change_makes_everything_due(
    qtbot: QtBot, runner: Runner, clock: ManualClock, jump: timedelta
) -> None:
    job = FakeJob(every=timedelta(hours=1))
    heart = make(qtbot, runner, clock, job)
    gaps: list[timedelta] = []
    heart.woke.connect(gaps.append)

    clock.jump_to(clock.now() + jump)
    beat(qtbot, runner, heart)

    assert gaps == [jump]
    assert len(job.rounds) == 2


def test_unavailable_job_is_no_error_bar_and_is_tried_again(
    qtbot: QtBot, runner: Runner, clock: ManualClock
) -> None:
    failures: list[object] = []
    ended: list[str] = []
    runner.failed.connect(failures.append)
    job = FakeJob(error=Unavailable("mail.server_silent"))
    heart = make(qtbot, runner, clock, job)
    heart.job_ended.connect(ended.append)

    job.error = None
    clock.advance(timedelta(seconds=60))
    beat(qtbot, runner, heart)

    assert failures == []
    assert ended == ["watch"]
    assert len(job.rounds) == 2


def test_stopped_heart_does_not_beat(qtbot: QtBot, runner: Runner, clock: ManualClock) -> None:
    heart = make(qtbot, runner, clock, FakeJob())
    heart.stop()

    assert heart.armed_for is None

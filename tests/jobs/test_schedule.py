"""When jobs are due, and what happens when a round cannot be done."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.changes import NOTHING, Changes, Topic
from desktop.domain.clock import ManualClock
from desktop.domain.errors import NotFound, Unavailable
from desktop.jobs.schedule import Schedule


@dataclass
class CountingJob:
    """Counts its rounds; fails while `error` is set."""

    name: str = "poll:1"
    every: timedelta = timedelta(minutes=1)
    uses_network: bool = True
    error: Exception | None = None
    changes: Changes = NOTHING
    rounds: int = 0

    def run(self) -> Changes:
        self.rounds += 1
        if self.error:
            raise self.error
        return self.changes


@dataclass
class PunctualCountingJob(CountingJob):
    upcoming: list[timedelta | None] = field(default_factory=list)

    def next_in(self) -> timedelta | None:
        return self.upcoming.pop(0)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2026, 11, 25, 9, tzinfo=UTC))


def test_new_job_is_due_at_once_and_again_after_its_pause(clock: ManualClock) -> None:
    job = CountingJob(changes=Changes.of(Topic.TICKETS, tickets=[7]))
    schedule = Schedule(clock, [job])

    assert schedule.run_due() == Changes.of(Topic.TICKETS, tickets=[7])
    clock.advance(timedelta(seconds=59))
    schedule.run_due()
    assert job.rounds == 1
    clock.advance(timedelta(seconds=1))
    schedule.run_due()
    assert job.rounds == 2


def test_changed_wall_clock_neither_hurries_nor_holds_a_job(clock: ManualClock) -> None:
    job = CountingJob()
    schedule = Schedule(clock, [job])
    schedule.run_due()

    clock.jump_to(clock.now() + timedelta(days=400))
    schedule.run_due()
    assert job.rounds == 1
    clock.jump_to(clock.now() - timedelta(days=4000))
    clock.advance(job.every)
    schedule.run_due()
    assert job.rounds == 2


def test_running_job_is_not_started_twice(clock: ManualClock) -> None:
    job = CountingJob()
    schedule = Schedule(clock, [job])

    assert schedule.take_due() == [job]
    clock.advance(timedelta(hours=1))
    assert schedule.take_due() == []


def test_asked_for_while_running_it_runs_once_more(clock: ManualClock) -> None:
    job = CountingJob()
    schedule = Schedule(clock, [job])
    (taken,) = schedule.take_due()
    schedule.soon(job.name)

    schedule.run(taken)

    assert schedule.take_due() == [job]
    schedule.run(job)
    assert schedule.take_due() == []


def test_unavailable_is_tried_again_with_growing_pauses_up_to_five_minutes(
    clock: ManualClock,
) -> None:
    job = CountingJob(error=Unavailable("imap.unreachable"))
    schedule = Schedule(clock, [job])
    schedule.run_due()
    pauses: list[float] = []
    for expected_rounds in range(2, 7):
        start = clock.monotonic()
        while job.rounds < expected_rounds:
            clock.advance(timedelta(seconds=15))
            schedule.run_due()
        pauses.append(clock.monotonic() - start)

    assert pauses == [60, 120, 240, 300, 300]
    error = schedule.error_of(job.name)
    assert error is not None
    assert error.code == "imap.unreachable"


def test_job_of_this_machine_keeps_its_rhythm_after_failures(clock: ManualClock) -> None:
    job = CountingJob(uses_network=False, error=Unavailable("database.busy"))
    schedule = Schedule(clock, [job])
    for _ in range(5):
        schedule.run_due()
        clock.advance(job.every)

    assert job.rounds == 5


def test_success_ends_the_growing_pauses(clock: ManualClock) -> None:
    job = CountingJob(error=Unavailable("imap.unreachable"))
    schedule = Schedule(clock, [job])
    schedule.run_due()
    job.error = None
    clock.advance(job.every)
    schedule.run_due()

    assert schedule.error_of(job.name) is None
    clock.advance(job.every)
    schedule.run_due()
    assert job.rounds == 3


def test_unavailable_job_does_not_hold_up_the_others(clock: ManualClock) -> None:
    broken = CountingJob(name="poll:1", error=Unavailable("imap.unreachable"))
    healthy = CountingJob(name="poll:2", changes=Changes.of(Topic.MAILBOXES))
    schedule = Schedule(clock, [broken, healthy])

    assert schedule.run_due() == Changes.of(Topic.MAILBOXES)


def test_bug_in_a_round_flies_but_the_job_stays_planned(clock: ManualClock) -> None:
    job = CountingJob(error=ZeroDivisionError())
    schedule = Schedule(clock, [job])
    with pytest.raises(ZeroDivisionError):
        schedule.run_due()

    clock.advance(job.every)
    assert schedule.take_due() == [job]


def test_stored_instant_wakes_a_punctual_job_early(clock: ManualClock) -> None:
    job = PunctualCountingJob(
        every=timedelta(seconds=15), upcoming=[timedelta(seconds=2), None, timedelta(hours=9)]
    )
    schedule = Schedule(clock, [job])

    schedule.run_due()
    assert schedule.next_in() == timedelta(seconds=2)
    clock.advance(timedelta(seconds=2))
    schedule.run_due()
    assert schedule.next_in() == timedelta(seconds=15)
    clock.advance(timedelta(seconds=15))
    schedule.run_due()
    assert schedule.next_in() == timedelta(seconds=15)


def test_changes_are_not_lost_when_the_next_instant_cannot_be_read(clock: ManualClock) -> None:
    class DatabaseGone(CountingJob):
        def next_in(self) -> timedelta | None:
            raise Unavailable("database.busy")

    schedule = Schedule(clock, [DatabaseGone(changes=Changes.of(Topic.ALERTS))])

    assert schedule.run_due() == Changes.of(Topic.ALERTS)


def test_nobody_sleeps_longer_than_fifteen_seconds(clock: ManualClock) -> None:
    assert Schedule(clock).next_in() == timedelta(seconds=15)
    schedule = Schedule(clock, [CountingJob(every=timedelta(days=1))])
    assert schedule.next_in() == timedelta()
    schedule.run_due()
    assert schedule.next_in() == timedelta(seconds=15)


def test_after_waking_up_every_job_is_due(clock: ManualClock) -> None:
    jobs = [CountingJob(name=f"poll:{n}") for n in range(3)]
    schedule = Schedule(clock, jobs)
    schedule.run_due()

    schedule.all_soon()

    assert schedule.take_due() == jobs


def test_replaced_job_is_not_planned_by_the_round_of_the_old_one(clock: ManualClock) -> None:
    old = CountingJob(every=timedelta(days=1))
    schedule = Schedule(clock, [old])
    (taken,) = schedule.take_due()
    new = CountingJob()
    schedule.add(new)

    schedule.run(taken)

    assert schedule.take_due() == [new]


def test_removed_job_never_runs_again(clock: ManualClock) -> None:
    job = CountingJob()
    schedule = Schedule(clock, [job])
    schedule.remove(job.name)

    assert schedule.take_due() == []
    with pytest.raises(NotFound):
        schedule.soon(job.name)

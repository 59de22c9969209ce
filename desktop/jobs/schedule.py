"""Which job is due: the plan that the window's heartbeat follows."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from desktop.domain.changes import NOTHING, Changes
from desktop.domain.clock import Clock
from desktop.domain.errors import NotFound, Unavailable
from desktop.jobs.job import Job, PunctualJob

LONGEST_RETRY = timedelta(minutes=5)
LONGEST_SLEEP = timedelta(seconds=15)


@dataclass(slots=True)
class _Plan:
    """When a job's next round starts, in seconds of `Clock.monotonic`."""

    job: Job
    due_at_monotonic: float
    running: bool = False
    asked_again: bool = False
    failures: int = 0
    error: Unavailable | None = None


class Schedule:
    """Knows when each job is due; owns no thread and no timer.

    The heartbeat asks `take_due` and gives each job to a lane, which calls `run`; the command
    line calls `run_due`. Rhythm follows the monotonic clock, so that a changed wall clock neither
    hurries nor holds a job; stored instants are asked from the job, hence from the database.
    After a failure a job that asks other machines waits longer each time, up to 5 minutes; one
    of this machine keeps its rhythm. Safe to call from several threads.
    """

    def __init__(self, clock: Clock, jobs: Iterable[Job] = ()) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._plans: dict[str, _Plan] = {}
        for job in jobs:
            self.add(job)

    def add(self, job: Job) -> None:
        """Plan `job`, due at once; it takes the place of an older one of the same name."""
        with self._lock:
            self._plans[job.name] = _Plan(job, self._clock.monotonic())

    def remove(self, name: str) -> None:
        """Forget the job `name`, if there is one; a round that is running ends by itself."""
        with self._lock:
            self._plans.pop(name, None)

    def names(self) -> frozenset[str]:
        """Return the names of all planned jobs."""
        with self._lock:
            return frozenset(self._plans)

    def soon(self, name: str) -> None:
        """Make the job `name` due now, once more if it is running ("Check mail now").

        Raises:
            NotFound: no job has that name.
        """
        with self._lock:
            plan = self._plans.get(name)
            if plan is None:
                raise NotFound(noun="job", id=name)
            plan.asked_again = True
            plan.due_at_monotonic = self._clock.monotonic()

    def all_soon(self) -> None:
        """Make every job due now: the computer woke up, or the network came back."""
        for name in self.names():
            self.soon(name)

    def take_due(self) -> list[Job]:
        """Return the jobs that are due, longest overdue first; each must be given to `run`."""
        with self._lock:
            now = self._clock.monotonic()
            due = [p for p in self._plans.values() if not p.running and p.due_at_monotonic <= now]
            due.sort(key=lambda plan: plan.due_at_monotonic)
            for plan in due:
                plan.running = True
                plan.asked_again = False
            return [plan.job for plan in due]

    def run(self, job: Job) -> Changes:
        """Do one round of a job from `take_due` and plan the next, whatever comes of it.

        Raises:
            Unavailable: as the job raised it; the next try is planned.
        """
        error: Unavailable | None = None
        pause = job.every
        try:
            changes = job.run()
            pause = _pause_after(job)
        except Unavailable as unavailable:
            error = unavailable
            raise
        finally:
            self._plan_next(job, pause, error)
        return changes

    def run_due(self) -> Changes:
        """Do a round of every due job in this thread; one that is unavailable waits its turn.

        `error_of` tells which failed and why.
        """
        changes = NOTHING
        for job in self.take_due():
            try:
                changes = changes.merged(self.run(job))
            except Unavailable:
                continue
        return changes

    def error_of(self, name: str) -> Unavailable | None:
        """Return why the last round of `name` could not be done; None if it was."""
        with self._lock:
            plan = self._plans.get(name)
            return plan.error if plan else None

    def next_in(self) -> timedelta:
        """Return how long the caller may sleep before `take_due`: at most 15 s (contracts.md)."""
        with self._lock:
            waiting = [p.due_at_monotonic for p in self._plans.values() if not p.running]
            now = self._clock.monotonic()
        if not waiting:
            return LONGEST_SLEEP
        return min(LONGEST_SLEEP, timedelta(seconds=max(0.0, min(waiting) - now)))

    def _plan_next(self, job: Job, pause: timedelta, error: Unavailable | None) -> None:
        with self._lock:
            plan = self._plans.get(job.name)
            if plan is None or plan.job is not job:
                return  # removed or replaced while it ran
            plan.running = False
            plan.error = error
            plan.failures = plan.failures + 1 if error else 0
            if plan.failures and job.uses_network:
                pause = min(pause * 2 ** min(plan.failures - 1, 16), max(LONGEST_RETRY, pause))
            if not plan.asked_again:
                plan.due_at_monotonic = self._clock.monotonic() + pause.total_seconds()


def _pause_after(job: Job) -> timedelta:
    if isinstance(job, PunctualJob):
        try:
            wanted = job.next_in()
        except Unavailable:
            return job.every  # the round was done; what it changed must still be shown
        if wanted is not None:
            return max(timedelta(), min(job.every, wanted))
    return job.every

"""Heartbeat: the one QTimer, which asks the schedule what is due and moves the countdowns."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from desktop.domain.changes import Changes
from desktop.domain.clock import Clock
from desktop.domain.errors import DeskError, Unavailable
from desktop.jobs.job import Job
from desktop.jobs.schedule import Schedule
from desktop.ui.runner import Runner

GAP = timedelta(seconds=10)
BY_SECOND = timedelta(minutes=2)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
AT_ONCE_TWICE = timedelta(milliseconds=20)


class Heartbeat(QObject):
    """Owns the timer of the program; every wake looks again at the clock and the schedule.

    Armed for whatever comes first: the next job, 15 s, or the next minute while somebody shows a
    countdown (the next second within two minutes of its end, before and after). A timer that fires
    early, a clock that was set and a computer that slept all end the same way: look again, and arm
    again.
    """

    ticked = Signal(object)
    """datetime: a minute or second began while a countdown is visible; repaint it."""
    woke = Signal(object)
    """timedelta: the clock moved this much without the program running (sleep or clock change)."""
    job_ended = Signal(str)
    """The name of a job whose round ended; `Schedule.error_of` tells how."""

    def __init__(
        self, runner: Runner, schedule: Schedule, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._schedule = schedule
        self._clock = clock
        self._countdowns: dict[QObject, datetime] = {}
        self._last_at = clock.now()
        self._last_monotonic = clock.monotonic()
        self._next_tick_at: datetime | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.beat)

    @property
    def armed_for(self) -> timedelta | None:
        """Return how long the timer was armed for; None while stopped."""
        if not self._timer.isActive():
            return None
        return timedelta(milliseconds=self._timer.interval())

    def start(self) -> None:
        """Begin: everything that is due runs now."""
        self._last_at = self._clock.now()
        self._last_monotonic = self._clock.monotonic()
        self.beat()

    def stop(self) -> None:
        """Stop for good; rounds that are running end by themselves."""
        self._timer.stop()
        self._countdowns.clear()

    def soon(self, name: str) -> None:
        """Run the job `name` now ("Check mail now").

        Raises:
            NotFound: no job has that name.
        """
        self._schedule.soon(name)
        self.look_again()

    def wake(self) -> None:
        """Run every job now: the clock is another one than a moment ago."""
        self._schedule.all_soon()
        self.look_again()

    def look_again(self) -> None:
        """Look at the schedule now: somebody put something into it."""
        if self._timer.isActive():
            self.beat()

    def show_countdown(self, owner: QObject, next_due_at: datetime | None) -> None:
        """Tick for `owner`, whose nearest visible countdown ends then; None: it shows none."""
        if next_due_at is None:
            self._countdowns.pop(owner, None)
        else:
            self._countdowns[owner] = next_due_at
        self._plan_tick()
        if self._timer.isActive():
            self._arm()

    def beat(self) -> None:
        """Do what is due and arm the timer again."""
        self._notice_gap()
        self._tick()
        for job in self._schedule.take_due():
            self._run(job)
        self._arm()

    def _notice_gap(self) -> None:
        now, monotonic = self._clock.now(), self._clock.monotonic()
        passed = timedelta(seconds=monotonic - self._last_monotonic)
        gap = now - self._last_at - passed
        self._last_at, self._last_monotonic = now, monotonic
        if abs(gap) > GAP:
            self._plan_tick()
            self._schedule.all_soon()
            self.woke.emit(gap)

    def _tick(self) -> None:
        now = self._clock.now()
        if self._next_tick_at is not None and now >= self._next_tick_at:
            self._plan_tick()
            self.ticked.emit(now)

    def _plan_tick(self) -> None:
        self._countdowns = {o: at for o, at in self._countdowns.items() if isValid(o)}
        if not self._countdowns:
            self._next_tick_at = None
            return
        now = self._clock.now()
        lefts = [at - now for at in self._countdowns.values()]
        begun = now.replace(microsecond=0)
        if any(abs(left) < BY_SECOND for left in lefts):
            self._next_tick_at = begun + SECOND
            return
        entering = min((left - BY_SECOND for left in lefts if left >= BY_SECOND), default=MINUTE)
        next_minute = begun.replace(second=0) + MINUTE
        self._next_tick_at = min(next_minute, begun + entering + SECOND)

    def _run(self, job: Job) -> None:
        lane = self._runner.network if job.uses_network else self._runner.command

        def work() -> Changes:
            return self._schedule.run(job)

        def on_done(_: Changes) -> None:
            self._on_ended(job)

        def on_error(error: DeskError) -> None:
            if not isinstance(error, Unavailable):
                self._runner.failed.emit(error)
            self._on_ended(job)

        lane(self, work, on_done, on_error)

    def _on_ended(self, job: Job) -> None:
        self.job_ended.emit(job.name)
        if self._timer.isActive():
            self._arm()

    def _arm(self) -> None:
        span = self._schedule.next_in()
        if self._next_tick_at is not None:
            span = min(span, self._next_tick_at - self._clock.now())
        self._timer.start(math.ceil(max(span, AT_ONCE_TWICE) / timedelta(milliseconds=1)))

"""The watching job in a process of its own, which a test kills at a chosen or random moment."""

from __future__ import annotations

import mmap
import os
import signal
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from pathlib import Path

from sqlalchemy import event

from desktop.domain.changes import Changes
from desktop.domain.errors import Unavailable
from desktop.jobs.watch_sla import WatchSla
from desktop.models import driver
from desktop.models.database import Database
from desktop.services.desk import Desk
from desktop.services.rows_alert import Announcement

START = datetime(2026, 11, 23, 6, tzinfo=UTC)
ROUND_SECONDS = 1
ANYWHERE = -1


class Phase(IntEnum):
    """Where the job is; the odd ones lie inside a transaction, just before its commit."""

    STARTING = 0
    FIRING = 1
    FIRED = 2
    CLAIMING = 3
    CLAIMED = 4
    MARKING = 5
    SHOWN = 6
    MARKED = 8


class SharedState:
    """Simulated seconds and the child's phase, in a file that outlives a killed process."""

    _FORMAT = struct.Struct("qqq")

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), self._FORMAT.size)

    @classmethod
    def create(cls, path: Path) -> SharedState:
        path.write_bytes(bytes(cls._FORMAT.size))
        return cls(path)

    @property
    def seconds(self) -> int:
        return self._values()[0]

    @property
    def phase(self) -> Phase:
        return Phase(self._values()[1])

    @property
    def is_waiting_for_death(self) -> bool:
        return bool(self._values()[2])

    def advance(self, seconds: int) -> None:
        self._put(0, self.seconds + seconds)

    def enter(self, phase: Phase) -> None:
        self._put(1, phase)

    def wait_for_death(self) -> None:
        self._put(2, 1)
        signal.pause()

    def is_reborn(self) -> None:
        self._put(1, Phase.STARTING)
        self._put(2, 0)

    def _values(self) -> tuple[int, ...]:
        return self._FORMAT.unpack(self._map)

    def _put(self, position: int, value: int) -> None:
        self._map[position * 8 : position * 8 + 8] = struct.pack("q", value)


class SharedClock:
    """The clock of all processes of one test."""

    def __init__(self, state: SharedState) -> None:
        self._state = state

    def now(self) -> datetime:
        return START + timedelta(seconds=self._state.seconds)

    def monotonic(self) -> float:
        return float(self._state.seconds)


class FileAnnouncer:
    """Shows by appending the deliveries to a file: what is in it, a person has seen."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def announce(self, announcement: Announcement) -> str:
        line = ",".join(map(str, announcement.delivery_ids)) + "\n"
        os.write(self._file, line.encode())
        return "file"


class MarkingFirst(WatchSla):
    """The mistake this test must find: it says "shown" before it shows."""

    def _tell(self, announcement: Announcement) -> Changes:
        changes = self._alerts.mark_shown(announcement, "file")
        self._announcer.announce(announcement)
        return changes


def open_shared_desk(url: str, state: SharedState) -> Desk:
    return Desk(lambda: Database(driver.make_engine(url), clock=SharedClock(state)))


def watch(
    url: str, folder: Path, person_id: int, target: int, job_class: type[WatchSla] = WatchSla
) -> None:
    """Run the job round after round until killed; stop dead at the phase `target`."""
    state = SharedState(folder / "state")
    desk = open_shared_desk(url, state)
    spy = _Spy(desk, state, target)
    job = job_class(
        spy.alerts,
        desk.leases,
        spy.announcer(FileAnnouncer(folder / "shown")),
        lambda: person_id,
    )
    while True:
        with suppress(Unavailable):  # the lease of the one killed before has not run out yet
            job.run()
        state.advance(ROUND_SECONDS)


class _Spy:
    """Follows the phases of the job from outside, without a change to it."""

    def __init__(self, desk: Desk, state: SharedState, target: int) -> None:
        self._state = state
        self._target = target
        self._committing: Phase | None = None
        event.listen(desk.database.engine, "commit", self._on_commit)
        self.alerts = desk.alerts
        self._watch("fire_due", Phase.FIRING, Phase.FIRED)
        self._watch("claim", Phase.CLAIMING, Phase.CLAIMED)
        self._watch("mark_shown", Phase.MARKING, Phase.MARKED)

    def announcer(self, real: FileAnnouncer) -> FileAnnouncer:
        show = real.announce

        def announce(announcement: Announcement) -> str:
            channel = show(announcement)
            self._reach(Phase.SHOWN)
            return channel

        real.announce = announce  # type: ignore[method-assign]
        return real

    def _watch(self, name: str, inside: Phase, after: Phase) -> None:
        real = getattr(self.alerts, name)

        def watched(*arguments: object) -> object:
            with self._inside(inside):
                result = real(*arguments)
            if result:
                self._reach(after)
            return result

        setattr(self.alerts, name, watched)

    @contextmanager
    def _inside(self, phase: Phase) -> Iterator[None]:
        self._committing = phase
        yield
        self._committing = None

    def _on_commit(self, _connection: object) -> None:
        if self._committing is not None:
            self._reach(self._committing)

    def _reach(self, phase: Phase) -> None:
        self._state.enter(phase)
        if phase == self._target:
            self._state.wait_for_death()

"""Runner: takes work off the GUI thread and brings the results back to it."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from desktop.domain.changes import Changes
from desktop.domain.errors import DeskError

if TYPE_CHECKING:  # threads begin after the first paint
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")

OnError = Callable[[DeskError], None]
STOP_SECONDS = 5.0


class Lane(Enum):
    """Where work waits: commands in the order of clicks, readers and slow machines beside them."""

    COMMAND = 1
    QUERY = 2
    NETWORK = 3


@dataclass(frozen=True, slots=True)
class _Job:
    """One piece of work, kept on the GUI's side so that no widget ever dies on a worker."""

    owner: QObject
    work: Callable[[], Any]
    on_result: Callable[[Any], None]
    on_error: OnError | None
    key: tuple[int, str] | None


class Runner(QObject):
    """Owns the threads of the program: one command lane, two query and two network lanes.

    Results come back on the GUI thread, in the order they were finished. What belongs to an owner
    that has been deleted is dropped, but a command once given is always carried out. A DeskError
    goes to `on_error`, else to `failed`; any other exception is a bug and is raised again on the
    GUI thread, where `guard.py` receives it.
    """

    changed = Signal(object)
    """Changes: a command was committed; every page asks itself whether it is touched."""
    failed = Signal(object)
    """DeskError: an expected refusal that nobody took care of."""
    settled = Signal()
    """Nothing is running or waiting."""

    _arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._serials = itertools.count()
        self._jobs: dict[int, _Job] = {}
        self._latest: dict[tuple[int, str], int] = {}
        self._inbox: deque[Callable[[], None]] = deque()
        self._under_way: set[Future[None]] = set()
        self._closed = False
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    @cached_property
    def _lanes(self) -> dict[Lane, ThreadPoolExecutor]:
        from concurrent.futures import ThreadPoolExecutor

        return {
            lane: ThreadPoolExecutor(workers, thread_name_prefix=lane.name.lower())
            for lane, workers in ((Lane.COMMAND, 1), (Lane.QUERY, 2), (Lane.NETWORK, 2))
        }

    @property
    def is_idle(self) -> bool:
        """Say whether nothing is running, waiting or on its way back."""
        return not self._jobs and not self._inbox

    def command(
        self,
        owner: QObject,
        work: Callable[[], Changes],
        on_done: Callable[[Changes], None] | None = None,
        on_error: OnError | None = None,
    ) -> None:
        """Change something: `work` runs after every earlier command, then `changed` is emitted."""
        self._submit(Lane.COMMAND, _Job(owner, work, on_done or _nothing, on_error, None))

    def query(
        self,
        owner: QObject,
        work: Callable[[], T],
        on_result: Callable[[T], None],
        on_error: OnError | None = None,
        *,
        latest: str = "",
    ) -> None:
        """Read something. With `latest`, only the owner's newest query of that name answers."""
        key = (id(owner), latest) if latest else None
        self._submit(Lane.QUERY, _Job(owner, work, on_result, on_error, key))

    def network(
        self,
        owner: QObject,
        work: Callable[[], T],
        on_result: Callable[[T], None] | None = None,
        on_error: OnError | None = None,
    ) -> None:
        """Do what may wait for another machine or take seconds; Changes are announced as well."""
        self._submit(Lane.NETWORK, _Job(owner, work, on_result or _nothing, on_error, None))

    def tell(self, owner: QObject, hear: Callable[[T], None], value: T) -> None:
        """From any thread, such as a long job reporting progress: call `hear` on the GUI thread."""
        self._inbox.append(partial(self._tell, owner, hear, value))
        self._arrived.emit()

    def close(self) -> None:
        """Finish the commands given so far, let go of everything else; at the end of the program.

        A network lane stuck in a socket is waited for at most `STOP_SECONDS`.
        """
        from concurrent.futures import wait

        self._closed = True
        self._lanes[Lane.COMMAND].shutdown(wait=True)
        self._lanes[Lane.QUERY].shutdown(wait=True, cancel_futures=True)
        self._lanes[Lane.NETWORK].shutdown(wait=False, cancel_futures=True)
        wait(list(self._under_way), timeout=STOP_SECONDS)
        self._jobs.clear()
        self._latest.clear()
        self._inbox.clear()

    def _submit(self, lane: Lane, job: _Job) -> None:
        if self._closed:
            return
        serial = next(self._serials)
        self._jobs[serial] = job
        if job.key is not None:
            self._latest[job.key] = serial
        future = self._lanes[lane].submit(self._work, serial)
        if lane is Lane.NETWORK:
            self._under_way.add(future)
            future.add_done_callback(self._under_way.discard)

    def _work(self, serial: int) -> None:
        """On the worker. Nothing of the job may be held here once the result is in the inbox."""
        self._inbox.append(self._outcome(serial))
        self._arrived.emit()

    def _outcome(self, serial: int) -> Callable[[], None]:
        job = self._jobs.get(serial)
        if job is None or self._is_superseded(serial, job):
            return partial(self._drop, serial)
        try:
            value = job.work()
        except BaseException as error:  # noqa: BLE001 -- raised again on the GUI thread
            return partial(self._fail, serial, error)
        return partial(self._succeed, serial, value)

    def _on_arrived(self) -> None:
        if self._closed or not self._inbox:
            return  # a lane that was not waited for came too late
        try:
            self._inbox.popleft()()
        finally:
            if self.is_idle:
                self.settled.emit()

    def _succeed(self, serial: int, value: object) -> None:
        job, is_wanted = self._take(serial)
        if isinstance(value, Changes) and value:
            self.changed.emit(value)
        if is_wanted and isValid(job.owner):
            job.on_result(value)

    def _fail(self, serial: int, error: BaseException) -> None:
        job, is_wanted = self._take(serial)
        if not isinstance(error, DeskError):
            raise error
        if not is_wanted:
            return
        if job.on_error is None:
            self.failed.emit(error)
        elif isValid(job.owner):
            job.on_error(error)

    def _drop(self, serial: int) -> None:
        self._jobs.pop(serial, None)

    def _tell(self, owner: QObject, hear: Callable[[Any], None], value: object) -> None:
        if isValid(owner):
            hear(value)

    def _take(self, serial: int) -> tuple[_Job, bool]:
        job = self._jobs.pop(serial)
        is_wanted = not self._is_superseded(serial, job)
        if is_wanted and job.key is not None:
            del self._latest[job.key]
        return job, is_wanted

    def _is_superseded(self, serial: int, job: _Job) -> bool:
        return job.key is not None and self._latest.get(job.key) != serial


def _nothing(_: object) -> None:
    """Take a result that nobody asked for."""

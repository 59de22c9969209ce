"""The batches of an import, a transaction each: the disk takes one while the next is read."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType

from sqlalchemy.orm import Session

from desktop.domain.changes import NOTHING, Changes, Topic
from desktop.domain.clock import Clock
from desktop.domain.ticket import Source
from desktop.models.database import Database
from desktop.services.clocks import Clocks
from desktop.services.import_batch import ReadMail, store
from desktop.services.intake_batch import IntakeBatch
from desktop.services.intake_entry import Arrival
from desktop.services.policies import Policies


@dataclass(frozen=True, slots=True)
class Written:
    """A batch that is committed: how many of its mails were new, and what it changed.

    `seconds` is what it took to place, without the commit: that time is the disk's.
    """

    reads: Sequence[ReadMail]
    stored: int
    changes: Changes
    seconds: float


class BatchWriter:
    """Owns the thread that writes; one batch is under way at most. Use it in a `with`."""

    def __init__(
        self, database: Database, clocks: Clocks, policies: Policies, clock: Clock, mailbox_id: int
    ) -> None:
        self._database = database
        self._clocks = clocks
        self._policies = policies
        self._clock = clock
        self._mailbox_id = mailbox_id
        self._thread = ThreadPoolExecutor(1, "import")
        self._under_way: Future[Written] | None = None

    def __enter__(self) -> BatchWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._thread.shutdown()

    def write(self, reads: Sequence[ReadMail]) -> Written | None:
        """Place a batch on tickets, and return the one before it, which is committed.

        Back before the disk has taken this one: to read on meanwhile costs nothing, while beside
        the rest of a transaction either thread would wait for the other.
        """
        before = self.settle()
        placed = threading.Event()
        self._under_way = self._thread.submit(self._write, reads, placed.set)
        placed.wait()
        return before

    def settle(self) -> Written | None:
        """Wait until the batch under way is committed and return it, None without one."""
        under_way, self._under_way = self._under_way, None
        return None if under_way is None else under_way.result()

    def _write(self, reads: Sequence[ReadMail], placed: Callable[[], None]) -> Written:
        """Store and place a batch in one transaction; tell when only the commit is left."""
        start = self._clock.monotonic()
        try:
            with self._database.write() as session:
                now = self._database.now(session)
                arrivals = store(session, self._mailbox_id, reads, now)
                changes = self._placed(session, arrivals, now) if arrivals else NOTHING
                took = self._clock.monotonic() - start
                placed()
        finally:
            placed()  # also where it failed
        return Written(reads, len(arrivals), changes, took)

    def _placed(self, session: Session, arrivals: Sequence[Arrival], now: datetime) -> Changes:
        books = self._policies.books(session)
        batch = IntakeBatch(session, self._clocks, books, now, Source.IMPORT)
        changes = Changes.of(Topic.TICKETS, tickets=batch.apply(arrivals))
        return self._database.announce(session, changes)

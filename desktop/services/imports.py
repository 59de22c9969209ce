"""Imports of mailbox files: history that becomes tickets, in batches that can be repeated."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.changes import NOTHING, Changes
from desktop.domain.clock import Clock, SystemClock
from desktop.domain.errors import DeskError
from desktop.mail.parser_process import ParserProcess, Unread
from desktop.mail.sources import FileMail, mails_in
from desktop.models.database import Database
from desktop.services.clocks import Clocks
from desktop.services.import_batch import ReadMail, import_mailbox, known_digests
from desktop.services.import_writer import BatchWriter, Written
from desktop.services.policies import Policies

BATCH_MAILS = 100
BATCH_SECONDS = 0.05
BATCH_BYTES = 8 * 1024 * 1024
"""A transaction of an import: at most 100 mails or 50 ms (contracts.md), and bounded memory.

The commit does not count: how long the disk takes is no reason to ask it more often.
"""

LEAST_MAILS = 50
"""Below it the fixed cost of a transaction rules: on a busy machine smaller ones hold the lock
for as long and get less done."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import has done so far, and at its end.

    `failed` names the paths that could not be read, and why. `imported` counts quarantined
    mails too: they are stored.
    """

    found: int = 0
    imported: int = 0
    already_there: int = 0
    quarantined: int = 0
    failed: tuple[tuple[Path, DeskError], ...] = ()
    changes: Changes = NOTHING


class Imports:
    """Reads mailbox files into tickets. An import sends nothing and starts no alarm."""

    def __init__(
        self,
        database: Database,
        clocks: Clocks,
        policies: Policies,
        *,
        clock: Clock | None = None,
        parser: Callable[[], ParserProcess] = ParserProcess,
    ) -> None:
        self._database = database
        self._clocks = clocks
        self._policies = policies
        self._clock = clock or SystemClock()
        self._parser = parser

    def run(
        self,
        paths: Iterable[Path],
        progress: Callable[[ImportReport], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> ImportReport:
        """Import mbox files, Maildirs, messages and folders of them; again adds nothing.

        `progress` is told after each transaction. Once `cancelled` says so, what is committed
        stays and the rest is left. A mail whose parsing fails twice is quarantined.
        """
        with self._database.write() as session:
            mailbox_id = import_mailbox(session)
        writer = BatchWriter(self._database, self._clocks, self._policies, self._clock, mailbox_id)
        with self._parser() as parser, writer:
            run = _Run(self, writer, mailbox_id, progress or _tell_nobody)
            for read in run.parsed(parser, paths):
                if cancelled is not None and cancelled():
                    break
                run.add(read)
            else:
                run.retry(parser)
            run.finish()
        return run.report()

    def known(self, mailbox_id: int, mails: Iterable[FileMail]) -> frozenset[str]:
        """Return the digests of those mails that are stored already."""
        with self._database.read() as session:
            return known_digests(session, mailbox_id, (mail.sha256 for mail in mails))


class _Run:
    """One import under way: counts, the batch being gathered, and mails to be tried again."""

    def __init__(
        self,
        imports: Imports,
        writer: BatchWriter,
        mailbox_id: int,
        progress: Callable[[ImportReport], None],
    ) -> None:
        self._imports = imports
        self._writer = writer
        self._mailbox_id = mailbox_id
        self._progress = progress
        self._found = self._imported = self._already_there = self._quarantined = 0
        self._failed: list[tuple[Path, DeskError]] = []
        self._changes = NOTHING
        self._batch: list[ReadMail] = []
        self._batch_bytes = 0
        self._batch_limit = LEAST_MAILS
        self._unread: list[FileMail] = []
        self._seen: set[str] = set()

    def report(self) -> ImportReport:
        return ImportReport(
            self._found,
            self._imported,
            self._already_there,
            self._quarantined,
            tuple(self._failed),
            self._changes,
        )

    def parsed(self, parser: ParserProcess, paths: Iterable[Path]) -> Iterator[ReadMail]:
        """Give what is new below `paths`, parsed; what is known is only counted."""
        waiting: deque[FileMail] = deque()

        def fresh() -> Iterator[bytes]:
            for mail in self._unknown(paths):
                waiting.append(mail)
                yield mail.raw

        for outcome in parser.parse_all(fresh()):
            yield ReadMail(waiting.popleft(), outcome)

    def add(self, read: ReadMail) -> None:
        """Put a mail into the batch; one that could not be parsed is tried again at the end."""
        if isinstance(read.outcome, Unread):
            self._unread.append(read.file)
            return
        self._take(read)

    def retry(self, parser: ParserProcess) -> None:
        """Parse once more what failed; what fails again is taken unread."""
        for mail in self._unread:
            self._take(ReadMail(mail, parser.parse(mail.raw)))

    def finish(self) -> None:
        """Write the rest, and wait until all is committed."""
        self._write_batch()
        self._count(self._writer.settle())

    def _write_batch(self) -> None:
        if self._batch:
            reads, self._batch, self._batch_bytes = self._batch, [], 0
            self._count(self._writer.write(reads))

    def _count(self, written: Written | None) -> None:
        """Tell what is committed, and size the next batch by how long this one took."""
        if written is None:
            return
        mails = len(written.reads)
        took = max(written.seconds, 1e-6)
        self._batch_limit = min(max(int(mails * BATCH_SECONDS / took), LEAST_MAILS), BATCH_MAILS)
        self._changes = self._changes.merged(written.changes)
        self._imported += written.stored
        self._already_there += mails - written.stored
        self._quarantined += sum(isinstance(read.outcome, Unread) for read in written.reads)
        self._progress(self.report())

    def _take(self, read: ReadMail) -> None:
        self._batch.append(read)
        self._batch_bytes += len(read.file.raw)
        if len(self._batch) >= self._batch_limit or self._batch_bytes > BATCH_BYTES:
            self._write_batch()

    def _unknown(self, paths: Iterable[Path]) -> Iterator[FileMail]:
        """Give the mails of the paths that are not stored, looked up a hundred at a time."""
        some: list[FileMail] = []
        size = 0
        for found in mails_in(paths):
            if isinstance(found, FileMail):
                self._found += 1
                some.append(found)
                size += len(found.raw)
                if len(some) == BATCH_MAILS or size > BATCH_BYTES:
                    yield from self._without_known(some)
                    some, size = [], 0
            else:
                self._failed.append(found)
        yield from self._without_known(some)

    def _without_known(self, mails: list[FileMail]) -> Iterator[FileMail]:
        known = self._imports.known(self._mailbox_id, mails) if mails else frozenset()
        for mail in mails:
            if mail.sha256 in known or mail.sha256 in self._seen:
                self._already_there += 1
            else:
                self._seen.add(mail.sha256)
                yield mail


def _tell_nobody(_: ImportReport) -> None:
    """Take the place of `progress` where nobody watches."""

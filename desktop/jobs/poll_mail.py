"""Fetches new mail of one mailbox and makes tickets of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Protocol

from desktop.domain.changes import NOTHING, Changes
from desktop.domain.errors import Unavailable
from desktop.mail.imap import FetchedMail, ImapFolder, open_folder
from desktop.mail.parser_process import ParserProcess
from desktop.mail.tls import Server
from desktop.services.intake import Intake
from desktop.services.leases import Leases
from desktop.services.mailbox_folders import Place
from desktop.services.mailboxes import CHECK_EVERY, Mailboxes, Visit

ASK_AGAIN = timedelta(seconds=1)


class Reader(Protocol):
    """Opens a folder for reading; `mail.imap.open_folder`, or a fake in tests."""

    def __call__(self, server: Server, folder: str) -> AbstractContextManager[ImapFolder]: ...


class Calls(Protocol):
    """Says whether the server has called since somebody looked (`jobs.await_mail`)."""

    @property
    def is_called(self) -> bool: ...

    def take_call(self) -> bool: ...


class _Silence:
    """Stands where no server can call."""

    is_called = False

    def take_call(self) -> bool:
        return False


class PollMail:
    """The job of one mailbox. Of several workstations the one with the lease does it.

    Mail is stored as it comes and applied after; what was stored when a round died is applied
    by the next. A mailbox that cannot be read says so itself (`Mailboxes.failed`), so a round
    raises only what the database says. Every day each folder is compared with what is stored
    (reliability.md B5).
    """

    every = CHECK_EVERY
    uses_network = True

    def __init__(
        self,
        mailbox_id: int,
        mailboxes: Mailboxes,
        intake: Intake,
        leases: Leases,
        *,
        reader: Reader = open_folder,
        parser: Callable[[], ParserProcess] = ParserProcess,
        calls: Calls | None = None,
    ) -> None:
        self._mailbox_id = mailbox_id
        self._mailboxes = mailboxes
        self._intake = intake
        self._leases = leases
        self._reader = reader
        self._parser = parser
        self._calls = calls or _Silence()

    @property
    def name(self) -> str:
        return f"poll:{self._mailbox_id}"

    def run(self) -> Changes:
        """Fetch and apply everything new; nothing while another workstation is at it."""
        held = self._leases.take(self.name)
        if held is None:
            return NOTHING
        try:
            visit = self._mailboxes.visit(self._mailbox_id, is_called=self._calls.take_call())
            return NOTHING if visit is None else self._visit(visit)
        finally:
            self._leases.give_back(held)

    def next_in(self) -> timedelta | None:
        """Return how long until the mailbox is due again."""
        wait = self._mailboxes.next_in(self._mailbox_id)
        if wait is not None and self._calls.is_called:  # another workstation was at it
            return min(wait, ASK_AGAIN)
        return wait

    def _visit(self, visit: Visit) -> Changes:
        # The worker starts with the first mail and ends with the round: none idles in memory.
        with self._parser() as parser:
            changes = self._intake.work(parser)
            try:
                server = self._mailboxes.incoming_server(visit)
                first, *others = visit.places
                missing: Unavailable | None = None
                with self._reader(server, first.folder) as folder:
                    changes = changes.merged(self._read(visit, first, folder, parser))
                    for place in others:
                        try:
                            opened = folder.another(place.folder)
                        except Unavailable as error:
                            if error.code != "mail.folder_missing":
                                raise
                            missing = error  # the folders behind it are read all the same
                            continue
                        changes = changes.merged(self._read(visit, place, opened, parser))
                if missing is not None:
                    raise missing
            except _LeaseLostError:
                return changes  # we slept; who took over goes on from the cursor
            except Unavailable as error:
                if not error.code.startswith("mail."):
                    raise
                return changes.merged(self._mailboxes.failed(visit.mailbox_id, error))
        return changes.merged(self._mailboxes.succeeded(visit.mailbox_id))

    def _read(
        self, visit: Visit, place: Place, folder: ImapFolder, parser: ParserProcess
    ) -> Changes:
        """Read what is new in one folder, and what is missing where that is looked for."""
        start = place.last_uid if folder.uidvalidity == place.uidvalidity else 0
        changes = self._take_in(place, folder.batches(start), parser)
        if visit.compare_since is None:
            return changes
        uids = folder.since(visit.compare_since)
        missing = self._intake.missing(place.id, folder.uidvalidity, uids)
        changes = changes.merged(self._take_in(place, folder.batches_of(missing), parser))
        left = len(self._intake.missing(place.id, folder.uidvalidity, missing))
        noted = self._mailboxes.compared(place.id, on_server=len(uids), here=len(uids) - left)
        return changes.merged(noted)

    def _take_in(
        self, place: Place, batches: Iterator[tuple[FetchedMail, ...]], parser: ParserProcess
    ) -> Changes:
        changes = NOTHING
        for batch in batches:
            if self._leases.take(self.name) is None:
                raise _LeaseLostError
            self._intake.store(place.id, batch)
            changes = changes.merged(self._intake.work(parser))
        return changes


class _LeaseLostError(Exception):
    """Another workstation has the mailbox now."""

"""Fetches new mail of one mailbox and makes tickets of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Protocol

from desktop.domain.changes import NOTHING, Changes
from desktop.domain.errors import Unavailable
from desktop.mail.imap import ImapFolder, open_folder
from desktop.mail.parser_process import ParserProcess
from desktop.mail.tls import Server
from desktop.services.intake import Intake
from desktop.services.leases import Leases
from desktop.services.mailboxes import CHECK_EVERY, Mailboxes, Visit


class Reader(Protocol):
    """Opens a folder for reading; `mail.imap.open_folder`, or a fake in tests."""

    def __call__(self, server: Server, folder: str) -> AbstractContextManager[ImapFolder]: ...


class PollMail:
    """The job of one mailbox. Of several workstations the one with the lease does it.

    Mail is stored as it comes and applied after; what was stored when a round died is applied
    by the next. A mailbox that cannot be read says so itself (`Mailboxes.failed`), so a round
    raises only what the database says.
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
    ) -> None:
        self._mailbox_id = mailbox_id
        self._mailboxes = mailboxes
        self._intake = intake
        self._leases = leases
        self._reader = reader
        self._parser = parser

    @property
    def name(self) -> str:
        return f"poll:{self._mailbox_id}"

    def run(self) -> Changes:
        """Fetch and apply everything new; nothing while another workstation is at it."""
        held = self._leases.take(self.name)
        if held is None:
            return NOTHING
        try:
            visit = self._mailboxes.visit(self._mailbox_id)
            return NOTHING if visit is None else self._visit(visit)
        finally:
            self._leases.give_back(held)

    def next_in(self) -> timedelta | None:
        """Return how long until the mailbox is due again."""
        return self._mailboxes.next_in(self._mailbox_id)

    def _visit(self, visit: Visit) -> Changes:
        # The worker starts with the first mail and ends with the round: none idles in memory.
        with self._parser() as parser:
            changes = self._intake.work(parser)
            try:
                server = self._mailboxes.incoming_server(visit)
                with self._reader(server, visit.values.folder) as folder:
                    for batch in folder.batches(_start(visit, folder)):
                        if self._leases.take(self.name) is None:
                            return changes  # we slept; who took over goes on from the cursor
                        self._intake.store(visit.mailbox_id, batch)
                        changes = changes.merged(self._intake.work(parser))
            except Unavailable as error:
                if not error.code.startswith("mail."):
                    raise
                return changes.merged(self._mailboxes.failed(visit.mailbox_id, error))
        return changes.merged(self._mailboxes.succeeded(visit.mailbox_id))


def _start(visit: Visit, folder: ImapFolder) -> int:
    """Return the UID to go on from: the first one when the server has numbered anew."""
    return visit.last_uid if folder.uidvalidity == visit.uidvalidity else 0

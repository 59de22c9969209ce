"""A workstation that polls a mailbox until everything is a ticket, or dies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date

from imapclient import IMAPClient

from desktop.domain.changes import Changes
from desktop.jobs.poll_mail import PollMail, Reader
from desktop.mail import imap
from desktop.mail.imap import FetchedMail, ImapFolder
from desktop.mail.parser_process import Outcome, ParserProcess
from desktop.mail.tls import Server, client_context
from desktop.services.desk import Desk
from desktop.services.intake import Intake
from desktop.services.leases import Leases
from desktop.services.mailboxes import Mailboxes
from desktop.system.secrets import KeyringSecrets
from tests.crash.phases import Phases
from tests.crash.victim_desk import desk_at

PHASES = ("fetch", "store", "parse", "apply")


def poll(
    phases: Phases, *, url: str, mailbox_id: int, password: str, batch: int, unseen: bool
) -> None:
    """Do one round. `batch` mails are fetched at once; `unseen` is the negative control."""
    imap.BATCH_MAILS = batch
    secrets = KeyringSecrets("tests", find=lambda: None)
    secrets.set(f"mailbox:{mailbox_id}", password)
    with desk_at(url) as desk:
        job = PollMail(
            mailbox_id,
            Mailboxes(desk.database, secrets),
            WatchedIntake(desk, phases),
            Leases(desk.database, owner="victim"),  # or each had to wait 30 s for the one before
            reader=_unseen_reader(phases, batch) if unseen else _reader(phases),
            parser=lambda: WatchedParser(phases),
        )
        job.run()


class WatchedIntake(Intake):
    """Says when it stores and when it applies."""

    def __init__(self, desk: Desk, phases: Phases) -> None:
        super().__init__(desk.database, desk.clocks, desk.policies)
        self._phases = phases

    def store(self, mailbox_id: int, batch: Sequence[FetchedMail]) -> int:
        self._phases("store")
        count = super().store(mailbox_id, batch)
        self._phases("stored")
        return count

    def apply(self, raw_id: int, outcome: Outcome) -> Changes:
        self._phases("apply")
        changes = super().apply(raw_id, outcome)
        self._phases("applied")
        return changes


class WatchedParser(ParserProcess):
    """Says when it waits for the worker."""

    def __init__(self, phases: Phases) -> None:
        super().__init__()
        self._phases = phases

    def parse_all(self, mails: Iterable[bytes]) -> Iterator[Outcome]:
        outcomes = super().parse_all(mails)
        while True:
            self._phases("parse")
            outcome = next(outcomes, None)
            if outcome is None:
                return
            yield outcome


class WatchedFolder:
    """Says when it fetches."""

    def __init__(self, folder: ImapFolder, phases: Phases) -> None:
        self.uidvalidity = folder.uidvalidity
        self._folder = folder
        self._phases = phases

    def since(self, day: date) -> list[int]:
        return self._folder.since(day)

    def batches(self, after: int) -> Iterator[tuple[FetchedMail, ...]]:
        return self._watched(self._folder.batches(after))

    def batches_of(self, uids: Sequence[int]) -> Iterator[tuple[FetchedMail, ...]]:
        return self._folder.batches_of(uids)

    def _watched(
        self, batches: Iterator[tuple[FetchedMail, ...]]
    ) -> Iterator[tuple[FetchedMail, ...]]:
        while True:
            self._phases("fetch")
            batch = next(batches, None)
            if batch is None:
                return
            self._phases("fetched")
            yield batch


class UnseenFolder:
    """The negative control: what most programs do, asking for what nobody has read yet."""

    uidvalidity = 0

    def __init__(self, client: IMAPClient, phases: Phases, size: int) -> None:
        self._client = client
        self._phases = phases
        self._size = size

    def since(self, day: date) -> list[int]:
        return []

    def batches_of(self, uids: Sequence[int]) -> Iterator[tuple[FetchedMail, ...]]:
        return iter(())

    def batches(self, after: int) -> Iterator[tuple[FetchedMail, ...]]:
        while uids := self._client.search("UNSEEN")[: self._size]:
            self._phases("fetch")
            answer = self._client.fetch(uids, ["RFC822", "INTERNALDATE"])
            self._phases("fetched")
            yield tuple(
                FetchedMail(
                    uid,
                    1,
                    answer[uid][b"INTERNALDATE"].astimezone(UTC),
                    len(answer[uid][b"RFC822"]),
                    answer[uid][b"RFC822"],
                    oversize=False,
                )
                for uid in uids
            )


def _reader(phases: Phases) -> Reader:
    @contextmanager
    def watched(server: Server, folder: str) -> Iterator[WatchedFolder]:
        phases("connect")
        with imap.open_folder(server, folder) as opened:
            yield WatchedFolder(opened, phases)

    return watched


def _unseen_reader(phases: Phases, size: int) -> Reader:
    @contextmanager
    def unseen(server: Server, folder: str) -> Iterator[UnseenFolder]:
        context = client_context(server.certificate_sha256)
        with IMAPClient(server.host, server.port, ssl_context=context) as client:
            client.login(server.username, server.password)
            client.select_folder(folder)
            yield UnseenFolder(client, phases, size)

    return unseen

"""Reading a mailbox over IMAP: new mail by UID, never by flag, never marking anything read."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime

from imapclient import IMAPClient

from desktop.domain.errors import Unavailable
from desktop.mail.imap_connection import RefusalError, bad_answer, connect, conversation, log_in
from desktop.mail.tls import Patience, Server

BATCH_MAILS = 20
BATCH_BYTES = 32 * 1024 * 1024
MAX_RAW_BYTES = 25 * 1024 * 1024
KEPT_HEADER_BYTES = 256 * 1024
KEPT_TEXT_BYTES = 64 * 1024
SENT_NAMES = frozenset(
    {"sent", "sent mail", "sent items", "sent messages", "отправленные", "исходящие"}
)
# imaplib refuses a line over 1,000,000 bytes, and a UID takes up to 11 in a SEARCH answer.
SEARCH_WINDOW = 90_000


@dataclass(frozen=True, slots=True)
class FetchedMail:
    """One mail as the server gave it. `internaldate` is None when the server's was no date.

    An `oversize` mail has its headers and the first 64 KB of its text in `raw`; `size` is
    what the server says about the whole.
    """

    uid: int
    uidvalidity: int
    internaldate: datetime | None
    size: int
    raw: bytes
    oversize: bool


class ImapFolder:
    """A folder opened read-only (EXAMINE) on a connection that ends with `open_folder`."""

    def __init__(
        self, client: IMAPClient, server: Server, folder: str, patience: Patience, max_raw: int
    ) -> None:
        self._client = client
        self._server = server
        self._patience = patience
        self._max_raw_bytes = max_raw
        answer = self._examine(folder)
        self.uidvalidity: int = answer[b"UIDVALIDITY"]
        self._exists: int = answer.get(b"EXISTS", 0)
        self._next_uid: int = answer.get(b"UIDNEXT", 0)

    def batches(self, after: int) -> Iterator[tuple[FetchedMail, ...]]:
        """Yield the mails whose UID is above `after`, ascending, at most 20 at a time.

        A mail that vanishes between the search and the fetch is passed over.

        Raises:
            Unavailable: `mail.bad_answer` when the server names a mail and then does not
                hand it out; every batch before it has been yielded whole.
        """
        yield from self.batches_of(self._uids_after(after))

    def batches_of(self, uids: Sequence[int]) -> Iterator[tuple[FetchedMail, ...]]:
        """Yield the mails that have these UIDs, as `batches` does.

        Raises:
            Unavailable: as `batches`.
        """
        for start in range(0, len(uids), BATCH_MAILS):
            yield from self._fetch(uids[start : start + BATCH_MAILS])

    def since(self, day: date) -> list[int]:
        """Return the UIDs of the mails received on `day` or later, by the server's calendar.

        Raises:
            Unavailable: `mail.bad_answer`, or any code of `tls.network_errors`.
        """
        with self._checked("SEARCH"):
            return sorted(self._client.search(["SINCE", day]))

    def whole(self, uid: int) -> FetchedMail | None:
        """Return one mail with every byte, however large; None when it is there no more.

        Raises:
            Unavailable: as `batches`.
        """
        self._max_raw_bytes = sys.maxsize
        return next((mail for batch in self._fetch([uid]) for mail in batch), None)

    def holds(self, message_id: str) -> bool:
        """Say whether a mail with this Message-ID lies here.

        Raises:
            Unavailable: `mail.bad_answer`, or any code of `tls.network_errors`.
        """
        with self._checked("SEARCH"):
            return bool(self._client.search(["HEADER", "Message-ID", message_id]))

    def sent_folders(self) -> tuple[str, ...]:
        """Return the folders of the account that keep sent mail: marked so, else by name.

        Raises:
            Unavailable: as `holds`.
        """
        with self._checked("LIST"):
            listed = [
                (flags, str(name))
                for flags, _, name in self._client.list_folders()
                if b"\\Noselect" not in flags
            ]
        marked = tuple(name for flags, name in listed if b"\\Sent" in flags)
        return marked or tuple(
            name for _, name in listed if re.split(r"[/.|]", name)[-1].lower() in SENT_NAMES
        )

    def another(self, folder: str) -> ImapFolder:
        """Open another folder on the same connection; this one is closed by that.

        Raises:
            Unavailable: `mail.folder_missing`, `mail.bad_answer`.
        """
        return ImapFolder(self._client, self._server, folder, self._patience, self._max_raw_bytes)

    def _examine(self, folder: str) -> dict[bytes, int]:
        try:
            with conversation(self._client, self._server, self._patience):
                answer: dict[bytes, int] = self._client.select_folder(folder, readonly=True)
        except RefusalError as error:
            raise Unavailable(
                "mail.folder_missing", host=self._server.host, folder=folder, said=error.said
            ) from error
        if b"UIDVALIDITY" not in answer:
            raise bad_answer(self._server, "UIDVALIDITY")
        return answer

    def _uids_after(self, last_uid: int) -> list[int]:
        """Search in windows when one answer could be longer than imaplib reads."""
        low = last_uid + 1
        found: set[int] = set()
        while self._exists > SEARCH_WINDOW and self._next_uid - low > SEARCH_WINDOW:
            found.update(self._search(f"{low}:{low + SEARCH_WINDOW - 1}"))
            low += SEARCH_WINDOW
        found.update(self._search(f"{low}:*"))
        # "n:*" always names the last mail, also when its UID is below n (RFC 3501 6.4.8).
        return sorted(uid for uid in found if uid > last_uid)

    def _search(self, uids: str) -> list[int]:
        with self._checked("SEARCH"):
            return list(self._client.search(["UID", uids]))

    def _fetch(self, uids: Sequence[int]) -> Iterator[tuple[FetchedMail, ...]]:
        """Ask for sizes first, so that no answer holds more than 32 MB in memory."""
        with self._checked("FETCH"):
            known = self._client.fetch(uids, ["RFC822.SIZE", "INTERNALDATE"])
        heads = {uid: self._head(uid, known[uid]) for uid in uids if uid in known}
        for group in _groups(heads, self._max_raw_bytes):
            yield tuple(self._bodies(group, heads))

    def _head(self, uid: int, answer: dict[bytes, object]) -> tuple[int, datetime | None]:
        size = answer.get(b"RFC822.SIZE")
        if not isinstance(size, int):
            raise bad_answer(self._server, f"UID {uid} RFC822.SIZE")
        return size, _instant(answer.get(b"INTERNALDATE"))

    def _bodies(
        self, uids: Sequence[int], heads: dict[int, tuple[int, datetime | None]]
    ) -> Iterator[FetchedMail]:
        oversize = heads[uids[0]][0] > self._max_raw_bytes
        parts = (
            [f"BODY.PEEK[HEADER]<0.{KEPT_HEADER_BYTES}>", f"BODY.PEEK[TEXT]<0.{KEPT_TEXT_BYTES}>"]
            if oversize
            else ["BODY.PEEK[]"]
        )
        keys = [b"BODY[HEADER]<0>", b"BODY[TEXT]<0>"] if oversize else [b"BODY[]"]
        with self._checked("FETCH"):
            answer = self._client.fetch(uids, parts)
        for uid in uids:
            raw = [answer.get(uid, {}).get(key) for key in keys]
            if not all(isinstance(part, bytes) for part in raw):
                raise bad_answer(self._server, f"UID {uid} {parts[0]}")
            size, internaldate = heads[uid]
            yield FetchedMail(uid, self.uidvalidity, internaldate, size, b"".join(raw), oversize)

    @contextmanager
    def _checked(self, command: str) -> Iterator[None]:
        """Run one command; a refusal of it is an answer that no good server gives."""
        try:
            with conversation(self._client, self._server, self._patience):
                yield
        except RefusalError as error:
            raise bad_answer(self._server, f"{command}: {error.said}") from error


@contextmanager
def open_folder(
    server: Server,
    folder: str,
    *,
    patience: Patience | None = None,
    max_raw_bytes: int = MAX_RAW_BYTES,
) -> Iterator[ImapFolder]:
    """Connect, secure the connection, log in, and open `folder` without changing it.

    Raises:
        Unavailable: `mail.auth_rejected`, `mail.no_login`, `mail.folder_missing` (facts:
            host, folder, said), `mail.bad_answer` (facts: host, what), or any code of
            `tls.network_errors`.
    """
    patience = patience or Patience()
    client = connect(server, patience)
    try:
        log_in(client, server, patience)
        yield ImapFolder(client, server, folder, patience, max_raw_bytes)
        with suppress(Unavailable, RefusalError), conversation(client, server, patience):
            client.logout()
    finally:
        with suppress(OSError):
            client.shutdown()


def _groups(
    heads: dict[int, tuple[int, datetime | None]], max_raw_bytes: int
) -> Iterator[list[int]]:
    """Split UIDs, in order, so that a group is either one oversize mail or under 32 MB."""
    group: list[int] = []
    weight = 0
    for uid, (size, _) in heads.items():
        alone = size > max_raw_bytes
        if group and (alone or weight + size > BATCH_BYTES):
            yield group
            group, weight = [], 0
        group.append(uid)
        weight += BATCH_BYTES if alone else size
    if group:
        yield group


def _instant(value: object) -> datetime | None:
    if not isinstance(value, datetime) or value.tzinfo is None:
        return None
    try:
        return value.astimezone(UTC)
    except OverflowError:
        return None

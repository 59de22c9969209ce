"""One transaction of an import: mails of files stored, and placed on tickets at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from desktop.domain.mail import ParsedMail, Receipt, receipt_of_file
from desktop.mail.parser_process import Outcome, Unread
from desktop.mail.sources import FileMail
from desktop.models.base import Base
from desktop.models.bulk import insert_rows
from desktop.models.mail import Mailbox, MailboxKind, RawMail, RawState
from desktop.services.intake_entry import Arrival

_TABLE = Base.metadata.tables[RawMail.__tablename__]
_MAILBOXES = Base.metadata.tables[Mailbox.__tablename__]

# Made once: building a statement takes ten times as long as such a one takes to run.
_KNOWN = select(_TABLE.c.sha256).where(
    _TABLE.c.mailbox_id == bindparam("mailbox"),
    _TABLE.c.sha256.in_(bindparam("digests", expanding=True)),
)
_IDS_SINCE = select(_TABLE.c.uid, _TABLE.c.id).where(
    _TABLE.c.mailbox_id == bindparam("mailbox"),
    _TABLE.c.uidvalidity == 0,
    _TABLE.c.uid >= bindparam("first"),
)
_OF_MAILBOX = _MAILBOXES.c.id == bindparam("mailbox")
_LAST_UID = select(_MAILBOXES.c.last_uid).where(_OF_MAILBOX).with_for_update()
_SET_LAST_UID = update(_MAILBOXES).where(_OF_MAILBOX).values(last_uid=bindparam("uid"))


@dataclass(frozen=True, slots=True)
class ReadMail:
    """A mail of a file and what the parser made of it."""

    file: FileMail
    outcome: Outcome

    @property
    def mail(self) -> ParsedMail | None:
        return self.outcome if isinstance(self.outcome, ParsedMail) else None


def import_mailbox(session: Session) -> int:
    """Return the place imports are filed under; made on first use."""
    statement = select(Mailbox.id).where(Mailbox.kind == MailboxKind.IMPORT)
    found = session.execute(statement.order_by(Mailbox.id).limit(1)).scalar_one_or_none()
    if found is not None:
        return found
    mailbox = Mailbox(kind=MailboxKind.IMPORT, name="Import", is_enabled=False)
    session.add(mailbox)
    session.flush()
    return mailbox.id


def known_digests(session: Session, mailbox_id: int, digests: Iterable[str]) -> frozenset[str]:
    """Return which of these bytes are stored already: the key of an import (contracts.md)."""
    values = {"mailbox": mailbox_id, "digests": list(digests)}
    return frozenset(session.connection().scalars(_KNOWN, values))


def store(
    session: Session, mailbox_id: int, reads: Sequence[ReadMail], now: datetime
) -> list[Arrival]:
    """Store the mails that are not there yet; return them ready to be placed on tickets.

    The lock on the mailbox keeps two imports from storing one mail twice.
    """
    connection = session.connection()
    last_uid = connection.execute(_LAST_UID, {"mailbox": mailbox_id}).scalar_one()
    known = known_digests(session, mailbox_id, (read.file.sha256 for read in reads))
    fresh = [read for read in reads if read.file.sha256 not in known]
    if not fresh:
        return []
    receipts = [
        receipt_of_file(read.mail, separator_at=read.file.separator_at, imported_at=now)
        for read in fresh
    ]
    first = last_uid + 1
    connection.execute(_SET_LAST_UID, {"mailbox": mailbox_id, "uid": last_uid + len(fresh)})
    numbered = list(enumerate(zip(fresh, receipts, strict=True), first))
    rows = [_row(mailbox_id, uid, read, receipt, now) for uid, (read, receipt) in numbered]
    insert_rows(connection, _TABLE, rows)
    stored = connection.execute(_IDS_SINCE, {"mailbox": mailbox_id, "first": first})
    raw_ids = dict(stored.all())
    return [
        Arrival(
            raw_id=raw_ids[uid],
            mailbox_id=mailbox_id,
            mail=read.mail,
            receipt=receipt,
            is_history=True,
            size=read.file.size,
            sha256=read.file.sha256,
            is_oversize=read.file.is_oversize,
        )
        for uid, (read, receipt) in numbered
    ]


def _row(
    mailbox_id: int, uid: int, read: ReadMail, receipt: Receipt, now: datetime
) -> dict[str, object]:
    reason = read.outcome.reason if isinstance(read.outcome, Unread) else None
    return {
        "mailbox_id": mailbox_id,
        "uidvalidity": 0,
        "uid": uid,
        "sha256": read.file.sha256,
        "size": read.file.size,
        "received_at": receipt.at,
        "is_approximate": receipt.is_approximate,
        "is_oversize": read.file.is_oversize,
        "stored_at": now,
        "state": RawState.DONE if reason is None else RawState.QUARANTINED,
        "attempts": 0,
        "error": reason,
        "body": read.file.raw,
    }

"""One transaction of an import: mails of files stored, and placed on tickets at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.mail import ParsedMail, Receipt, receipt_of_file
from desktop.mail.parser_process import Outcome, Unread
from desktop.mail.sources import FileMail
from desktop.models.base import Base
from desktop.models.bulk import insert_rows
from desktop.models.mail import Mailbox, MailboxKind, RawMail, RawState
from desktop.services.intake_entry import Arrival

_TABLE = Base.metadata.tables[RawMail.__tablename__]


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
    statement = select(RawMail.sha256).where(
        RawMail.mailbox_id == mailbox_id, RawMail.sha256.in_(list(digests))
    )
    return frozenset(session.scalars(statement))


def store(
    session: Session, mailbox_id: int, reads: Sequence[ReadMail], now: datetime
) -> list[Arrival]:
    """Store the mails that are not there yet; return them ready to be placed on tickets.

    The lock on the mailbox keeps two imports from storing one mail twice.
    """
    mailbox = session.get_one(Mailbox, mailbox_id, with_for_update=True, populate_existing=True)
    known = known_digests(session, mailbox_id, (read.file.sha256 for read in reads))
    fresh = [read for read in reads if read.file.sha256 not in known]
    if not fresh:
        return []
    receipts = [
        receipt_of_file(read.mail, separator_at=read.file.separator_at, imported_at=now)
        for read in fresh
    ]
    first = mailbox.last_uid + 1
    mailbox.last_uid += len(fresh)
    numbered = list(enumerate(zip(fresh, receipts, strict=True), first))
    rows = [_row(mailbox_id, uid, read, receipt, now) for uid, (read, receipt) in numbered]
    insert_rows(session.connection(), _TABLE, rows)
    statement = select(RawMail.uid, RawMail.id).where(
        RawMail.mailbox_id == mailbox_id, RawMail.uidvalidity == 0, RawMail.uid >= first
    )
    raw_ids = dict(session.execute(statement).all())
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

"""The folders of a mailbox: each is a row with its own cursor (docs/decisions/0010)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.orm import Session

from desktop.models.mail import Mailbox, MailboxKind, RawMail

UIDVALIDITY_SPAN = 2**32
"""One more than the greatest UIDVALIDITY there is (RFC 3501)."""


@dataclass(frozen=True, slots=True)
class Place:
    """One folder to read: the row of its cursor, and from where on."""

    id: int
    folder: str
    uidvalidity: int
    last_uid: int


@dataclass(frozen=True, slots=True)
class Counted:
    """The mails of the last days: how many the server named at an instant, how many are here."""

    at: datetime
    on_server: int
    here: int


def root_of(mailbox: Mailbox) -> int:
    """Return the mailbox that a row is, or is a folder of."""
    return mailbox.parent_id or mailbox.id


def family(mailbox_id: int) -> ColumnElement[bool]:
    """Return the condition for a mailbox and its further folders."""
    return or_(Mailbox.id == mailbox_id, Mailbox.parent_id == mailbox_id)


def rows_of(session: Session, mailbox_id: int) -> Sequence[Mailbox]:
    """Return the rows that are read: the mailbox first, then its further folders."""
    statement = select(Mailbox).where(
        family(mailbox_id), or_(Mailbox.parent_id.is_(None), Mailbox.is_enabled.is_(True))
    )
    return session.scalars(statement.order_by(Mailbox.id)).all()


def further(rows: Sequence[Mailbox]) -> tuple[str, ...]:
    """Return the names of the further folders among rows of one mailbox."""
    return tuple(row.folder for row in rows if row.kind is MailboxKind.FOLDER)


def place_of(row: Mailbox) -> Place:
    """Return what is read of a row."""
    return Place(row.id, row.folder, row.uidvalidity, row.last_uid)


def counted(rows: Sequence[Mailbox]) -> Counted | None:
    """Add up what was counted in each folder; None before every one was."""
    instants = [row.reconciled_at for row in rows if row.reconciled_at is not None]
    if not rows or len(instants) < len(rows):
        return None
    on_server = sum(row.server_count or 0 for row in rows)
    return Counted(min(instants), on_server, sum(row.own_count or 0 for row in rows))


def keep(session: Session, mailbox: Mailbox, names: Sequence[str], now: datetime) -> None:
    """Read exactly these further folders from now on.

    One that is left out keeps its mail and its cursor: added again, it goes on from there.
    """
    statement = select(Mailbox).where(Mailbox.parent_id == mailbox.id)
    known = {row.folder: row for row in session.scalars(statement)}
    for folder, row in known.items():
        row.is_enabled = folder in names
    for folder in names:
        if folder not in known:
            session.add(
                Mailbox(
                    kind=MailboxKind.FOLDER,
                    parent_id=mailbox.id,
                    name=mailbox.name,
                    folder=folder,
                    connected_at=now,
                )
            )


def begin_anew(session: Session, row: Mailbox, now: datetime) -> None:
    """Forget the cursor of the old place, and keep its mails apart from those of the new one.

    Two servers may count from the same UIDVALIDITY: the old mails' is moved below zero.
    """
    row.uidvalidity = row.last_uid = 0
    row.connected_at = now
    row.reconciled_at = row.server_count = row.own_count = None
    lowest = session.execute(
        select(func.min(RawMail.uidvalidity)).where(RawMail.mailbox_id == row.id)
    ).scalar_one()
    session.execute(
        update(RawMail)
        .where(RawMail.mailbox_id == row.id, RawMail.uidvalidity > 0)
        .values(uidvalidity=RawMail.uidvalidity + min(lowest or 0, 0) - UIDVALIDITY_SPAN)
        .execution_options(synchronize_session=False)
    )

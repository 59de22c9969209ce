"""Mailboxes that take and send mail, for tests of what is written and of what comes in."""

from __future__ import annotations

from datetime import datetime

from desktop.models.mail import Mailbox, MailboxKind
from desktop.services.desk import Desk


def add_mailbox(desk: Desk) -> None:
    """Give the desk the mailbox `Support`, help@desk.example, which nobody looks into."""
    with desk.database.write() as session:
        session.add(
            Mailbox(
                kind=MailboxKind.IMAP,
                name="Support",
                address="help@desk.example",
                smtp_host="smtp.desk.example",
            )
        )


def add_connected_mailbox(desk: Desk, address: str, connected_at: datetime) -> int:
    """Give the desk the mailbox `Support`: what came before `connected_at` is history."""
    with desk.database.write() as session:
        box = Mailbox(
            kind=MailboxKind.IMAP,
            name="Support",
            address=address,
            imap_host="imap.desk.example",
            smtp_host="smtp.desk.example",
            connected_at=connected_at,
        )
        session.add(box)
        session.flush()
        return box.id

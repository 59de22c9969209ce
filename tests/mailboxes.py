"""A mailbox that takes and sends mail, for tests of what is written."""

from __future__ import annotations

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

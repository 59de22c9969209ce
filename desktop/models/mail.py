"""Mailboxes, raw mail as it came, and the messages and attachments made of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    literal_column,
    type_coerce,
)
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from desktop.domain.ticket import MessageKind
from desktop.models.base import Base, BigId, UtcInstant, word


class MailboxKind(StrEnum):
    """`FOLDER`: one more folder of an IMAP mailbox, with a cursor of its own."""

    IMAP = "imap"
    IMPORT = "import"
    FOLDER = "folder"


class RawState(StrEnum):
    """reliability.md 2.1."""

    STORED = "stored"
    DONE = "done"
    QUARANTINED = "quarantined"
    IGNORED = "ignored"


class Mailbox(Base):
    """One IMAP folder with its way out by SMTP, or the place imports are filed under.

    `uidvalidity` and `last_uid` are the cursor; secrets are in the keyring, never here. A row of
    the kind `FOLDER` belongs to the mailbox `parent_id` (docs/decisions/0010).
    """

    __tablename__ = "mailbox"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kind: Mapped[MailboxKind] = mapped_column(word(MailboxKind))
    name: Mapped[str] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(String(320), default="")
    username: Mapped[str] = mapped_column(String(320), default="")
    imap_host: Mapped[str] = mapped_column(String(255), default="")
    imap_port: Mapped[int] = mapped_column(default=993)
    imap_security: Mapped[str] = mapped_column(String(16), default="tls")
    folder: Mapped[str] = mapped_column(String(255), default="INBOX")
    smtp_host: Mapped[str] = mapped_column(String(255), default="")
    smtp_port: Mapped[int] = mapped_column(default=465)
    smtp_security: Mapped[str] = mapped_column(String(16), default="tls")
    certificate_sha256: Mapped[str | None] = mapped_column(String(64))
    is_enabled: Mapped[bool] = mapped_column(default=True)
    connected_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    """Mail received before this instant is history (contracts.md)."""

    uidvalidity: Mapped[int] = mapped_column(BigInteger, default=0)
    last_uid: Mapped[int] = mapped_column(BigInteger, default=0)
    checked_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    failed_since: Mapped[datetime | None] = mapped_column(UtcInstant)
    failures: Mapped[int] = mapped_column(default=0)
    auth_failures: Mapped[int] = mapped_column(default=0)
    next_check_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    last_error: Mapped[str | None] = mapped_column(String(500))
    version: Mapped[int] = mapped_column(default=1)
    parent_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("mailbox.id"))
    reconciled_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    server_count: Mapped[int | None]
    """How many mails of the last days the server named at `reconciled_at`."""
    own_count: Mapped[int | None]
    """How many of those are stored here."""
    login: Mapped[str] = mapped_column(String(16), default="password", server_default="password")
    oauth: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    """Where and as what to sign in, when `login` is no password; no secret is in it."""
    most_bytes: Mapped[int | None] = mapped_column(BigInteger)
    """The largest mail its SMTP server said to take, at the last sending."""


class RawMail(Base):
    """The bytes as they came, stored before anything reads them."""

    __tablename__ = "raw_mail"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    mailbox_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("mailbox.id"))
    uidvalidity: Mapped[int] = mapped_column(BigInteger)
    uid: Mapped[int] = mapped_column(BigInteger)
    """The server's UID; for files the running number of the import mailbox."""
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger)
    received_at: Mapped[datetime] = mapped_column(UtcInstant)
    is_approximate: Mapped[bool] = mapped_column(default=False)
    is_oversize: Mapped[bool] = mapped_column(default=False)
    stored_at: Mapped[datetime] = mapped_column(UtcInstant)
    state: Mapped[RawState] = mapped_column(word(RawState))
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(String(500))
    body: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (
        Unique("mailbox_id", "uidvalidity", "uid"),
        Index("ix_raw_mail_sha256", "mailbox_id", "sha256"),
        Index("ix_raw_mail_state", "state", "id"),
    )


class Message(Base):
    """One entry of a conversation; what is stored is never altered, only sanitised on show."""

    __tablename__ = "message"

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    ticket_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("ticket.id"))
    kind: Mapped[MessageKind] = mapped_column(word(MessageKind))
    is_incoming: Mapped[bool]
    at: Mapped[datetime] = mapped_column(UtcInstant)
    person_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("person.id"))
    requester_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("requester.id"))
    from_name: Mapped[str] = mapped_column(String(200), default="")
    from_email: Mapped[str] = mapped_column(String(320), default="")
    recipients: Mapped[Any] = mapped_column(JSON)
    """`{"to": [[name, address], …], "cc": […], "bcc": […], "reply_to": […]}`"""
    subject: Mapped[str] = mapped_column(String(998), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    html: Mapped[str | None] = mapped_column(Text)
    message_id: Mapped[str | None] = mapped_column(String(998), index=True)
    in_reply_to: Mapped[str | None] = mapped_column(String(998))
    mail_class: Mapped[str] = mapped_column(String(16), default="human")
    badge: Mapped[str | None] = mapped_column(String(32))
    """Why to be careful: `unauthenticated`, `agent_unverified`, `quarantined` …"""
    notes: Mapped[Any] = mapped_column(JSON)
    """Codes of what reading it had to cut or guess, shown above the text."""
    raw_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("raw_mail.id"), unique=True)

    __table_args__ = (Index("ix_message_ticket_id", "ticket_id", "id"),)


def notes() -> ColumnElement[bool]:
    """The one predicate of the partial index over notes; queries must repeat it."""
    return type_coerce(Message.kind, String) == literal_column("'note'", String)


class Attachment(Base):
    """A file of a message; `content` only for ours, incoming bytes stay in the raw mail."""

    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    message_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("message.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(127))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    cid: Mapped[str | None] = mapped_column(String(255))
    part: Mapped[int | None]
    """The number of the MIME part in the raw mail, in walking order."""
    content: Mapped[bytes | None] = mapped_column(LargeBinary)


class MailFlood(Base):
    """Too much new mail from one domain, gathered in one ticket until an hour brings none.

    `domain` is empty for mail from everywhere (reliability.md B16).
    """

    __tablename__ = "mail_flood"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    domain: Mapped[str] = mapped_column(String(255), unique=True)
    ticket_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("ticket.id"))
    last_at: Mapped[datetime] = mapped_column(UtcInstant)

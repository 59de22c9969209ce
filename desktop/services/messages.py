"""Entries of conversations: writing them, many at once, with their search words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from desktop.domain.mail_text import storable
from desktop.domain.terms import Terms, searchable
from desktop.domain.ticket import MessageKind
from desktop.mail.words import terms_of
from desktop.models import ids
from desktop.models.base import Base
from desktop.models.bulk import insert_rows
from desktop.models.mail import Attachment, Message
from desktop.services import search

_MESSAGES = Base.metadata.tables[Message.__tablename__]
_ATTACHMENTS = Base.metadata.tables[Attachment.__tablename__]
_FILES = "files"
"""Under which the rows taken out hold those of their attachments."""

AddressPair = tuple[str, str]
"""(name, address)"""


@dataclass(frozen=True, slots=True)
class NewAttachment:
    """A file to store; `content` None when the bytes stay in the raw mail as part `part`."""

    name: str
    media_type: str
    size: int
    sha256: str
    cid: str | None = None
    part: int | None = None
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class NewMessage:
    """An entry to store. Note: `kind` decides who may ever read it (contracts.md).

    `terms` are given by the reader of a mail; without them they are taken from what is stored.
    """

    ticket_id: int
    kind: MessageKind
    is_incoming: bool
    at: datetime
    person_id: int | None = None
    requester_id: int | None = None
    from_name: str = ""
    from_email: str = ""
    to: tuple[AddressPair, ...] = ()
    cc: tuple[AddressPair, ...] = ()
    bcc: tuple[AddressPair, ...] = ()
    reply_to: tuple[AddressPair, ...] = ()
    subject: str = ""
    text: str = ""
    html: str | None = None
    message_id: str | None = None
    in_reply_to: str | None = None
    mail_class: str = "human"
    badge: str | None = None
    notes: tuple[str, ...] = ()
    raw_id: int | None = None
    attachments: tuple[NewAttachment, ...] = field(default=())
    terms: Terms | None = None


def add_message(session: Session, message: NewMessage) -> int:
    """Store one entry and return its id."""
    return add_messages(session, [message])[0]


def add_messages(
    session: Session, messages: Sequence[NewMessage], numbers: Sequence[int] | None = None
) -> Sequence[int]:
    """Store entries in order, their attachments and search words; return their ids.

    `numbers` were reserved by a caller who needed them before. Counts on the tickets are the
    caller's: an import knows them for a whole batch.
    """
    if numbers is None:
        numbers = ids.reserve(session, ids.MESSAGE, len(messages))
    if not messages:
        return numbers
    pairs = list(zip(numbers, messages, strict=True))
    connection = session.connection()
    insert_rows(connection, _MESSAGES, [_row(number, message) for number, message in pairs])
    files = [
        _attachment_row(number, attachment)
        for number, message in pairs
        for attachment in message.attachments
    ]
    insert_rows(connection, _ATTACHMENTS, files)
    search.index(session, ((number, _terms(message)) for number, message in pairs))
    return numbers


def take_out(session: Session, numbers: Sequence[int]) -> tuple[Mapping[str, Any], ...]:
    """Remove entries with files and search words; return their rows for `put_in_again`."""
    if not numbers:
        return ()
    found = session.execute(select(_MESSAGES).where(_MESSAGES.c.id.in_(numbers))).mappings()
    theirs = select(_ATTACHMENTS).where(_ATTACHMENTS.c.message_id.in_(numbers))
    files = [dict(row) for row in session.execute(theirs).mappings()]
    rows = tuple(
        {**row, _FILES: [file for file in files if file["message_id"] == row["id"]]}
        for row in found
    )
    search.remove(session, numbers)
    session.execute(delete(_MESSAGES).where(_MESSAGES.c.id.in_(numbers)))
    return rows


def put_in_again(session: Session, rows: Sequence[Mapping[str, Any]]) -> Sequence[int]:
    """Store entries with their files as they were; return their ids, which are as before."""
    connection = session.connection()
    bare = [{name: row[name] for name in row if name != _FILES} for row in rows]
    insert_rows(connection, _MESSAGES, bare)
    insert_rows(connection, _ATTACHMENTS, [file for row in rows for file in row[_FILES]])
    search.index(session, [(row["id"], _terms_again(row)) for row in rows])
    return [row["id"] for row in rows]


def _terms_again(row: Mapping[str, Any]) -> Terms:
    names = (row["subject"], row["from_name"], row["from_email"])
    files = " ".join(file["name"] for file in row[_FILES])
    return terms_of(searchable(*names, files, row["text"]))


def _row(number: int, message: NewMessage) -> dict[str, Any]:
    return {
        "id": number,
        "ticket_id": message.ticket_id,
        "kind": message.kind,
        "is_incoming": message.is_incoming,
        "at": message.at,
        "person_id": message.person_id,
        "requester_id": message.requester_id,
        "from_name": storable(message.from_name)[:200],
        "from_email": storable(message.from_email)[:320],
        "recipients": {
            "to": message.to,
            "cc": message.cc,
            "bcc": message.bcc,
            "reply_to": message.reply_to,
        },
        "subject": storable(message.subject)[:998],
        "text": storable(message.text),
        "html": None if message.html is None else storable(message.html),
        "message_id": message.message_id[:998] if message.message_id else None,
        "in_reply_to": message.in_reply_to[:998] if message.in_reply_to else None,
        "mail_class": message.mail_class,
        "badge": message.badge,
        "notes": list(message.notes),
        "raw_id": message.raw_id,
    }


def _attachment_row(number: int, attachment: NewAttachment) -> dict[str, Any]:
    return {
        "message_id": number,
        "name": attachment.name[:255],
        "media_type": attachment.media_type[:127],
        "size": attachment.size,
        "sha256": attachment.sha256,
        "cid": attachment.cid,
        "part": attachment.part,
        "content": attachment.content,
    }


def _terms(message: NewMessage) -> Terms:
    if message.terms is not None:
        return message.terms
    names = " ".join(attachment.name for attachment in message.attachments)
    return terms_of(
        searchable(message.subject, message.from_name, message.from_email, names, message.text)
    )

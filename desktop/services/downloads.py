"""Fetching the whole of a mail of which only the beginning was read (bad input 8)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, defer

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import NotFound, Refused
from desktop.domain.mail import Note, ParsedMail
from desktop.domain.ticket import Actor
from desktop.mail.imap import FetchedMail, ImapFolder, open_folder
from desktop.mail.parser_process import Outcome, ParserProcess
from desktop.mail.tls import Server
from desktop.models.database import Database
from desktop.models.mail import Attachment, Mailbox, MailboxKind, Message, RawMail
from desktop.models.ticket import Ticket
from desktop.services import search
from desktop.services.mailbox_folders import root_of
from desktop.services.mailboxes import Mailboxes, Visit


class Reader(Protocol):
    """Opens a folder for reading; `mail.imap.open_folder`, or a fake in tests."""

    def __call__(self, server: Server, folder: str) -> AbstractContextManager[ImapFolder]: ...


@dataclass(frozen=True, slots=True)
class _Where:
    """Where on which server the whole mail is."""

    raw_id: int
    mailbox_id: int
    folder: str
    uidvalidity: int
    uid: int


class Downloads:
    """Asks the server once more; no transaction is open while it answers."""

    def __init__(
        self,
        database: Database,
        mailboxes: Mailboxes,
        reader: Reader = open_folder,
        parser: Callable[[], ParserProcess] = ParserProcess,
    ) -> None:
        self._database = database
        self._mailboxes = mailboxes
        self._reader = reader
        self._parser = parser

    def fetch(self, by: Actor, message_id: int) -> Changes:
        """Put the whole of a mail in the place of its beginning.

        Raises:
            NotFound: there is no such message.
            Refused: `download.is_whole`; `download.gone` when the server has it no more.
            Unavailable: what the server, the network or the keyring say.
        """
        with self._database.read() as session:
            where = _where(session, message_id)
        values = self._mailboxes.get(where.mailbox_id).values
        server = self._mailboxes.incoming_server(Visit(where.mailbox_id, values, (), None))
        with self._reader(server, where.folder) as folder:
            is_there = folder.uidvalidity == where.uidvalidity
            mail = folder.whole(where.uid) if is_there else None
        if mail is None:
            raise Refused("download.gone")
        with self._parser() as parser:
            outcome = parser.parse(mail.raw)
        with self._database.write() as session:
            ticket_id = _replace(session, message_id, where.raw_id, mail, outcome)
            changes = Changes.of(Topic.TICKETS, tickets=[ticket_id])
            return self._database.announce(session, changes)


def _where(session: Session, message_id: int) -> _Where:
    message = session.get(Message, message_id)
    if message is None:
        raise NotFound(noun="message", id=message_id)
    raw = session.get(RawMail, message.raw_id, options=[defer(RawMail.body)])
    mailbox = session.get(Mailbox, raw.mailbox_id) if raw is not None else None
    if raw is None or mailbox is None or not raw.is_oversize:
        raise Refused("download.is_whole")
    if mailbox.kind is MailboxKind.IMPORT or raw.uidvalidity < 0:  # the mailbox has moved
        raise Refused("download.gone")
    return _Where(raw.id, root_of(mailbox), mailbox.folder, raw.uidvalidity, raw.uid)


def _replace(
    session: Session, message_id: int, raw_id: int, mail: FetchedMail, outcome: Outcome
) -> int:
    """Store the whole and what is read in it; unreadable, it keeps its beginning's text."""
    raw = session.get(RawMail, raw_id, with_for_update=True, options=[defer(RawMail.body)])
    message = session.get(Message, message_id)
    if raw is None or message is None:
        raise NotFound(noun="message", id=message_id)
    raw.body, raw.size = mail.raw, len(mail.raw)
    raw.sha256 = hashlib.sha256(mail.raw).hexdigest()
    raw.is_oversize = False
    kept = [note for note in message.notes if not note.startswith(Note.OVERSIZE)]
    session.execute(delete(Attachment).where(Attachment.message_id == message_id))
    if isinstance(outcome, ParsedMail):
        message.text, message.html = outcome.text, outcome.html
        message.notes = list(outcome.notes)
        session.add_all(_files(message_id, outcome))
        search.remove(session, [message_id])
        search.index(session, [(message_id, outcome.terms)])
    else:
        message.notes, message.badge = kept, "quarantined"
        session.add(
            Attachment(
                message_id=message_id,
                name="message.eml",
                media_type="message/rfc822",
                size=raw.size,
                sha256=raw.sha256,
            )
        )
    session.flush()
    ticket = session.get_one(Ticket, message.ticket_id)
    files = select(func.count()).select_from(Attachment).join(Message)
    ticket.attachment_count = session.execute(
        files.where(Message.ticket_id == ticket.id)
    ).scalar_one()
    return ticket.id


def _files(message_id: int, mail: ParsedMail) -> list[Attachment]:
    return [
        Attachment(
            message_id=message_id,
            name=file.name[:255],
            media_type=file.media_type[:127],
            size=file.size,
            sha256=file.sha256,
            cid=file.cid,
            part=file.part,
        )
        for file in mail.attachments
    ]

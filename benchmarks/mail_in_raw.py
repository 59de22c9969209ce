"""The least that brings mail in: one script on the bare driver, without history or clocks.

Parse, decode, thread by Message-ID, count the words, insert, commit; no sender is looked up, no
HTML made safe, and a mail that breaks the parser breaks the script.
"""

import hashlib
import re
from collections.abc import Sequence
from email.message import Message
from email.parser import BytesParser
from pathlib import Path

from pysqlite3 import dbapi2

from desktop.domain.terms import searchable
from desktop.mail.words import terms_of

BATCH = 100

_TABLES = """
CREATE TABLE raw_mail (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, body BLOB NOT NULL);
CREATE TABLE ticket (id INTEGER PRIMARY KEY, subject TEXT NOT NULL);
CREATE TABLE message (
    id INTEGER PRIMARY KEY, ticket_id INTEGER NOT NULL, message_id TEXT, sender TEXT NOT NULL,
    subject TEXT NOT NULL, text TEXT NOT NULL
);
CREATE INDEX ix_message_message_id ON message (message_id);
CREATE INDEX ix_message_ticket_id ON message (ticket_id, id);
"""
_REFERENCE = re.compile(r"<[^<>\s]+>")


def import_raw(path: Path, raws: Sequence[bytes], index: str) -> None:
    """Import into a new file; `index` is the statement that makes the full-text index of a desk."""
    path.unlink(missing_ok=True)
    connection = dbapi2.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.executescript(_TABLES)
    connection.execute(index)
    tickets: dict[str, int] = {}
    parser = BytesParser()
    for start in range(0, len(raws), BATCH):
        _import_batch(connection, parser, raws[start : start + BATCH], start, tickets)
    connection.close()


def _import_batch(
    connection: dbapi2.Connection,
    parser: BytesParser,
    raws: Sequence[bytes],
    start: int,
    tickets: dict[str, int],
) -> None:
    """Place and write one batch in one transaction; `tickets` knows each Message-ID's."""
    stored, opened, messages, words = [], [], [], []
    for number, raw in enumerate(raws, start + 1):
        mail = parser.parsebytes(raw)
        own, subject, sender, answers = (
            str(mail.get(name, "")) for name in ("message-id", "subject", "from", "in-reply-to")
        )
        references = _REFERENCE.findall(answers + str(mail.get("references", "")))
        known = (tickets[reference] for reference in references if reference in tickets)
        ticket = next(known, number)
        if ticket == number:
            opened.append((ticket, subject))
        tickets.setdefault(own, ticket)
        text = _text_of(mail)
        terms = terms_of(searchable(subject, sender, "", "", text))
        stored.append((number, hashlib.sha256(raw).hexdigest(), raw))
        messages.append((number, ticket, own, sender, subject, text))
        words.append((number, f"{terms.words} {terms.stems}"))
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT OR IGNORE INTO raw_mail VALUES (?, ?, ?)", stored)
    connection.executemany("INSERT INTO ticket VALUES (?, ?)", opened)
    connection.executemany("INSERT INTO message VALUES (?, ?, ?, ?, ?, ?)", messages)
    connection.executemany("INSERT INTO message_fts (rowid, words) VALUES (?, ?)", words)
    connection.execute("COMMIT")


def _text_of(mail: Message) -> str:
    texts = []
    for part in mail.walk():
        payload = part.get_payload(decode=True) if part.get_content_maintype() == "text" else None
        if isinstance(payload, bytes):
            try:
                texts.append(payload.decode(part.get_content_charset() or "utf-8", "replace"))
            except LookupError:
                texts.append(payload.decode("latin-1"))
    return "\n".join(texts)

"""Building the full-text index anew from the messages: after a restore from an archive."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from desktop.domain.terms import searchable
from desktop.mail.words import terms_of
from desktop.models.mail import Attachment, Message
from desktop.services import search

CHUNK = 500

_EMPTY = {
    "sqlite": "INSERT INTO message_fts (message_fts) VALUES ('delete-all')",
    "postgresql": "DELETE FROM message_search",
}

_COLUMNS = (Message.id, Message.subject, Message.from_name, Message.from_email, Message.text)


def reindex(session: Session) -> int:
    """Index every message again, in the transaction of the caller; return how many."""
    session.execute(text(_EMPTY[session.get_bind().dialect.name]))
    count, last = 0, 0
    statement = select(*_COLUMNS).order_by(Message.id).limit(CHUNK)
    while rows := session.execute(statement.where(Message.id > last)).all():
        last = rows[-1][0]
        files = _file_names(session, rows[0][0], last)
        search.index(
            session,
            (
                (number, terms_of(searchable(subject, name, email, " ".join(files[number]), body)))
                for number, subject, name, email, body in rows
            ),
        )
        count += len(rows)
    return count


def _file_names(session: Session, first: int, last: int) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    statement = select(Attachment.message_id, Attachment.name).where(
        Attachment.message_id.between(first, last)
    )
    for message_id, name in session.execute(statement.order_by(Attachment.id)):
        found[message_id].append(name)
    return found

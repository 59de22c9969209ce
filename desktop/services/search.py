"""Full-text search over messages: the same words found on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import text
from sqlalchemy.orm import Session

from desktop.domain.terms import Terms
from desktop.mail.words import stems_of, words_of

MAX_WORDS = 32
"""Of a query: the rest of a pasted novel is not searched (reliability.md 4, row 30)."""

CANDIDATES = 5_000
"""The newest hits that are looked at; older ones of a very common word are not listed."""
FIRST_CANDIDATES = 400
"""Looked at first: for a common word they are enough for a page, at a tenth of the time."""

_SQLITE_ADD = "INSERT INTO message_fts (rowid, words, stems) VALUES (?, ?, ?)"
_SQLITE_REMOVE = "DELETE FROM message_fts WHERE rowid = :id"
_SQLITE_FIND = """
WITH hits AS MATERIALIZED (
    SELECT rowid AS id FROM message_fts WHERE message_fts MATCH :match
    ORDER BY rowid DESC LIMIT :candidates
)
SELECT message.ticket_id, max(message.id) AS newest, (SELECT count(*) FROM hits)
FROM hits JOIN message ON message.id = hits.id
GROUP BY message.ticket_id ORDER BY newest DESC LIMIT :limit OFFSET :offset"""

_POSTGRESQL_ADD = """
INSERT INTO message_search (message_id, words)
VALUES (%s, array_to_tsvector(CAST(%s AS text[])))"""
_POSTGRESQL_REMOVE = "DELETE FROM message_search WHERE message_id = :id"
_POSTGRESQL_FIND = """
WITH hits AS MATERIALIZED (
    SELECT message_id AS id FROM message_search WHERE words @@ CAST(:match AS tsquery)
    ORDER BY message_id DESC LIMIT :candidates
)
SELECT message.ticket_id, max(message.id) AS newest, (SELECT count(*) FROM hits)
FROM hits JOIN message ON message.id = hits.id
GROUP BY message.ticket_id ORDER BY newest DESC LIMIT :limit OFFSET :offset"""


def index(session: Session, messages: Iterable[tuple[int, Terms]]) -> None:
    """Add messages to the index: (message id, what it shall be found by)."""
    found = list(messages)
    if not found:
        return
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        rows = [(message_id, terms.words, terms.stems) for message_id, terms in found]
        connection.exec_driver_sql(_SQLITE_ADD, rows)
        return
    vectors = [(message_id, _vector(terms)) for message_id, terms in found]
    connection.exec_driver_sql(_POSTGRESQL_ADD, vectors)


def remove(session: Session, message_ids: Iterable[int]) -> None:
    """Take messages out of the index."""
    ids = [{"id": message_id} for message_id in message_ids]
    if not ids:
        return
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    session.execute(text(_SQLITE_REMOVE if is_sqlite else _POSTGRESQL_REMOVE), ids)


def newest_tickets(session: Session, query: str, limit: int, offset: int = 0) -> list[int]:
    """Return the tickets whose messages hold every word of `query`, newest hit first.

    Never raises for any text a person can type or paste; no words, no hits.
    """
    words = words_of(query)[:MAX_WORDS]
    if not words:
        return []
    stems = stems_of(words)
    if session.get_bind().dialect.name == "sqlite":
        find = _SQLITE_FIND
        match = " AND ".join(
            f'(words : "{word}" * OR words : "{stem}" OR stems : "{stem}")'
            for word, stem in zip(words, stems, strict=True)
        )
    else:
        find = _POSTGRESQL_FIND
        match = " & ".join(
            f"('{word}':* | '{stem}')" for word, stem in zip(words, _marked(stems), strict=True)
        )
    values = {"match": match, "limit": limit, "offset": offset}
    for candidates in (FIRST_CANDIDATES, CANDIDATES):
        rows = session.execute(text(find), values | {"candidates": candidates}).all()
        if len(rows) == limit or (rows and rows[0][2] < candidates):
            break
    return [row[0] for row in rows]


def _vector(terms: Terms) -> list[str]:
    pairs = list(terms.pairs())
    return sorted({*(word for word, _ in pairs), *_marked(stem for _, stem in pairs)})


def _marked(stems: Iterable[str]) -> list[str]:
    """Return stems marked apart from words, which share one vector on PostgreSQL."""
    return [f"~{stem}" for stem in stems]

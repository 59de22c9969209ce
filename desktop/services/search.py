"""Full-text search over messages: the same words found on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from desktop.domain.terms import Terms
from desktop.mail.words import stems_of, words_of
from desktop.services.search_hits import Hit, Hits, Word

MAX_WORDS = 32
"""Of a query: the rest of a pasted novel is not searched (reliability.md 4, row 30)."""

CANDIDATES = 5_000
"""The newest hits that are looked at; older ones of a very common word are not listed."""
NARROWED_CANDIDATES = 40_000
"""The same where operators let few of them through."""
FIRST_CANDIDATES = 3
"""Looked at first, for each ticket that is wanted: most have few messages."""

Accept = Callable[[Sequence[Hit]], Iterable[Hit]]

_SQLITE_ADD = "INSERT INTO message_fts (rowid, words) VALUES (?, ?)"
_SQLITE_REMOVE = "DELETE FROM message_fts WHERE rowid = :id"

_POSTGRESQL_ADD = """
INSERT INTO message_search (message_id, words)
VALUES (%s, array_to_tsvector(CAST(%s AS text[])))"""
_POSTGRESQL_REMOVE = "DELETE FROM message_search WHERE message_id = :id"


def index(session: Session, messages: Iterable[tuple[int, Terms]]) -> None:
    """Add messages to the index: (message id, what it shall be found by)."""
    found = list(messages)
    if not found:
        return
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        rows = [(message_id, f"{terms.words} {terms.stems}") for message_id, terms in found]
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


def searched_words(query: str) -> list[Word]:
    """Return the words of a query that are looked for, each with its stem."""
    words = words_of(query)[:MAX_WORDS]
    return list(zip(words, stems_of(words), strict=True))


def hits_of(session: Session, query: str) -> Hits | None:
    """Return what the words of a query find; None without a word to look for."""
    words = searched_words(query)
    return Hits(session.connection(), words) if words else None


def newest_hits(
    session: Session,
    query: str,
    limit: int,
    offset: int = 0,
    accept: Accept | None = None,
    besides: Sequence[Hit] = (),
    most: int | None = None,
) -> list[Hit]:
    """Return the newest hit of each ticket whose messages hold every word, newest first.

    `accept` lets through the hits that shall count; `besides` are such that were found in
    another way, and count as hits; no more than `most` are looked at. Never raises for any text
    a person can type or paste; no words, no hits.
    """
    hits = hits_of(session, query)
    if hits is None:
        return []
    if most is None:
        most = CANDIDATES if accept is None else NARROWED_CANDIDATES
    candidates = FIRST_CANDIDATES * (offset + limit)
    tickets: dict[int, int] = {}
    looked_at = 0
    while True:
        candidates = min(candidates, most)
        found = hits.newest(candidates)
        fresh = found[looked_at:]
        looked_at = len(found)
        accepted = fresh if accept is None else accept(fresh)
        for message_id, ticket_id in accepted:
            tickets.setdefault(ticket_id, message_id)
        is_enough = len(tickets) >= offset + limit
        if is_enough or len(found) < candidates or candidates == most:
            return _with(besides, tickets)[offset : offset + limit]
        candidates *= 4


def _with(besides: Sequence[Hit], tickets: dict[int, int]) -> list[Hit]:
    """Return the hits of these tickets with others, the newest first."""
    for message_id, ticket_id in besides:
        tickets[ticket_id] = max(message_id, tickets.get(ticket_id, 0))
    hits = [(message_id, ticket_id) for ticket_id, message_id in tickets.items()]
    return sorted(hits, reverse=True) if besides else hits


def _vector(terms: Terms) -> list[str]:
    return sorted({form for pair in terms.pairs() for form in pair})

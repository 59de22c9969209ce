"""Full-text search over messages: the same words found on SQLite and on PostgreSQL."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Sequence
from typing import Any

import Stemmer
from sqlalchemy import text
from sqlalchemy.orm import Session

MAX_WORDS = 32
"""Of a query: the rest of a pasted novel is not searched (reliability.md 4, row 30)."""

MAX_INDEXED_WORDS = 20_000
MAX_KNOWN_STEMS = 50_000
"""Remembered between messages: most words come again, and looking one up is ten times faster."""

CANDIDATES = 5_000
"""The newest hits that are looked at; older ones of a very common word are not listed."""
FIRST_CANDIDATES = 400
"""Looked at first: for a common word they are enough for a page, at a tenth of the time."""

_SQLITE_ADD = "INSERT INTO message_fts (rowid, words, stems) VALUES (:id, :words, :stems)"
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
VALUES (:id, array_to_tsvector(CAST(:words AS text[])))"""
_POSTGRESQL_REMOVE = "DELETE FROM message_search WHERE message_id = :id"
_POSTGRESQL_FIND = """
WITH hits AS MATERIALIZED (
    SELECT message_id AS id FROM message_search WHERE words @@ CAST(:match AS tsquery)
    ORDER BY message_id DESC LIMIT :candidates
)
SELECT message.ticket_id, max(message.id) AS newest, (SELECT count(*) FROM hits)
FROM hits JOIN message ON message.id = hits.id
GROUP BY message.ticket_id ORDER BY newest DESC LIMIT :limit OFFSET :offset"""

_WORD = re.compile(r"[^\W_]+")
_RUSSIAN = re.compile("[а-я]")
_STEMMERS = threading.local()  # PyStemmer objects must not be shared by threads


def words_of(content: str) -> list[str]:
    """Return the words of a text as they are indexed: lower case, ё as е."""
    return _WORD.findall(content.lower().replace("ё", "е"))


def stems_of(words: Sequence[str]) -> list[str]:
    """Return the Snowball stem of each word, Russian or English by its letters."""
    if not hasattr(_STEMMERS, "known"):
        # 0: its own cache, which is emptied in slow sweeps, has nothing to do beside ours
        _STEMMERS.russian = Stemmer.Stemmer("russian", 0)
        _STEMMERS.english = Stemmer.Stemmer("english", 0)
        _STEMMERS.known = {}
    known: dict[str, str] = _STEMMERS.known
    if len(known) > MAX_KNOWN_STEMS:
        known.clear()
    for word in [word for word in words if word not in known]:
        is_english = word.isascii() or not _RUSSIAN.search(word)
        stemmer = _STEMMERS.english if is_english else _STEMMERS.russian
        known[word] = stemmer.stemWord(word)
    return [known[word] for word in words]


def index(session: Session, messages: Iterable[tuple[int, str]]) -> None:
    """Add messages to the index: (message id, everything about it that should be found)."""
    rows: list[dict[str, Any]] = []
    for message_id, content in messages:
        # Each word once: nothing asks how often or where, and half the index is saved.
        words = list(dict.fromkeys(words_of(content)))[:MAX_INDEXED_WORDS]
        rows.append({"id": message_id, "words": words, "stems": stems_of(words)})
    if not rows:
        return
    if session.get_bind().dialect.name == "sqlite":
        session.execute(
            text(_SQLITE_ADD),
            [
                {"id": r["id"], "words": " ".join(r["words"]), "stems": " ".join(_other(r))}
                for r in rows
            ],
        )
        return
    session.execute(
        text(_POSTGRESQL_ADD),
        [{"id": r["id"], "words": sorted({*r["words"], *_marked(r["stems"])})} for r in rows],
    )


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


def _other(row: dict[str, Any]) -> list[str]:
    """Return the stems that are not the word itself: the others are found among the words."""
    pairs = zip(row["words"], row["stems"], strict=True)
    return [stem for word, stem in pairs if stem != word]


def _marked(stems: Iterable[str]) -> list[str]:
    """Return stems marked apart from words, which share one vector on PostgreSQL."""
    return [f"~{stem}" for stem in stems]

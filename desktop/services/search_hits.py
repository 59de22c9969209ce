"""Hits of a search, newest first, read along the index as far as they are wanted.

A word is also the beginning of others. FTS5 reads the words of two to four letters that begin so
from the index in the order of messages, but for longer ones it collects every hit first: so we
look the words up and ask for each of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

INDEXED_LETTERS = 4
"""The longest beginning that SQLite has an index of."""
MOST_WORDS = 64
"""With one beginning; where there are more, collecting every hit costs less."""
COMMON = 20_000
"""Hits, as PostgreSQL estimates them, from which it is quicker to look at message by message."""

Word = tuple[str, str]
"""A word and its stem."""

_SQLITE_WORDS = """
WITH RECURSIVE found (word) AS (
    SELECT (SELECT term FROM message_fts_words
        WHERE term >= :begins AND term < :ends LIMIT 1)
    UNION ALL
    SELECT (SELECT term FROM message_fts_words
        WHERE term >= found.word || char(1) AND term < :ends LIMIT 1)
    FROM found WHERE found.word IS NOT NULL LIMIT :most
)
SELECT word FROM found WHERE word IS NOT NULL"""
_SQLITE_HITS = """
SELECT message.ticket_id
FROM message_fts CROSS JOIN message ON message.id = message_fts.rowid
WHERE message_fts MATCH ? ORDER BY message_fts.rowid DESC LIMIT ?"""

_POSTGRESQL_ESTIMATE = """
EXPLAIN (FORMAT JSON) SELECT FROM message_search WHERE words @@ CAST(%s AS tsquery)"""
_POSTGRESQL_RARE = """
WITH every AS MATERIALIZED (
    SELECT message_id FROM message_search WHERE words @@ CAST(%s AS tsquery)
), hits AS MATERIALIZED (SELECT message_id FROM every ORDER BY message_id DESC LIMIT %s)
SELECT message.ticket_id FROM hits JOIN message ON message.id = hits.message_id
ORDER BY message.id DESC"""
_POSTGRESQL_COMMON = """
WITH hits AS MATERIALIZED (
    SELECT message_id FROM message_search WHERE words @@ CAST(%s AS tsquery)
    ORDER BY message_id DESC LIMIT %s
)
SELECT message.ticket_id FROM hits JOIN message ON message.id = hits.message_id
ORDER BY message.id DESC"""


class Hits:
    """What one query finds: the ticket of each hit, of the newest message first."""

    def __init__(self, connection: Connection, words: Sequence[Word]) -> None:
        self._connection = connection
        if connection.dialect.name == "sqlite":
            self._match = " AND ".join(self._sqlite_word(word, stem) for word, stem in words)
            self._find = _SQLITE_HITS
        else:
            self._match = " & ".join(_postgresql_word(word, stem) for word, stem in words)
            self._find = _POSTGRESQL_COMMON if self._estimate() > COMMON else _POSTGRESQL_RARE

    def newest(self, count: int) -> list[int]:
        """Return the tickets of up to `count` hits; one with several hits comes as often."""
        rows = self._connection.exec_driver_sql(self._find, (self._match, count))
        return [row[0] for row in rows.all()]

    def _sqlite_word(self, word: str, stem: str) -> str:
        forms = {f'"{word}"', f'"{stem}"'}
        if 1 < len(word) <= INDEXED_LETTERS:
            forms.add(f'"{word}" *')
        elif len(word) > 1:
            forms |= self._longer(word)
        return f"({' OR '.join(sorted(forms))})"

    def _longer(self, word: str) -> set[str]:
        values = {"begins": word, "ends": word + chr(0x10FFFF), "most": MOST_WORDS + 1}
        found = self._connection.exec_driver_sql(_SQLITE_WORDS, values).all()
        return {f'"{word}" *'} if len(found) > MOST_WORDS else {f'"{row[0]}"' for row in found}

    def _estimate(self) -> int:
        [plan] = self._connection.exec_driver_sql(_POSTGRESQL_ESTIMATE, (self._match,)).scalar_one()
        rows: int = plan["Plan"]["Plan Rows"]
        return rows


def _postgresql_word(word: str, stem: str) -> str:
    return f"('{word}':* | '{stem}')" if len(word) > 1 else f"('{word}' | '{stem}')"

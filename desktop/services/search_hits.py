"""Hits of a search, newest first, read along the index as far as they are wanted.

A word is also the beginning of others. FTS5 reads the words of two to four letters that begin so
from the index in the order of messages, but for longer ones it collects every hit first: so we
look the words up and ask for each of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from desktop.models.bulk import plain_rows

INDEXED_LETTERS = 4
"""The longest beginning that SQLite has an index of."""
MOST_WORDS = 64
"""With one beginning; where there are more, collecting every hit costs less."""
HITS_FOR_A_TICKET = 200
"""Read in the time in which one ticket is looked at."""
FEW_TICKETS = 250
"""A page or two: looking at them takes less than reading the hits of a common word."""
COMMON = 20_000
"""Hits, as PostgreSQL estimates them, from which it is quicker to look at message by message."""

Word = tuple[str, str]
"""A word and its stem."""

Hit = tuple[int, int]
"""A message and its ticket."""

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
SELECT message.id, message.ticket_id
FROM message_fts CROSS JOIN message ON message.id = message_fts.rowid
WHERE message_fts MATCH ? ORDER BY message_fts.rowid DESC LIMIT ?"""

_SQLITE_AMONG = """
SELECT DISTINCT message.ticket_id
FROM message CROSS JOIN message_fts ON message_fts.rowid = message.id
WHERE message.ticket_id IN ({numbers}) AND message_fts MATCH ?"""

_POSTGRESQL_AMONG = """
WITH asked AS MATERIALIZED (SELECT id, ticket_id FROM message WHERE ticket_id IN ({numbers}))
SELECT DISTINCT asked.ticket_id
FROM asked JOIN message_search ON message_search.message_id = asked.id
WHERE message_search.words @@ CAST(%s AS tsquery)"""

_POSTGRESQL_ESTIMATE = """
EXPLAIN (FORMAT JSON) SELECT FROM message_search WHERE words @@ CAST(%s AS tsquery)"""
_POSTGRESQL_RARE = """
WITH every AS MATERIALIZED (
    SELECT message_id FROM message_search WHERE words @@ CAST(%s AS tsquery)
), hits AS MATERIALIZED (SELECT message_id FROM every ORDER BY message_id DESC LIMIT %s)
SELECT message.id, message.ticket_id FROM hits JOIN message ON message.id = hits.message_id
ORDER BY message.id DESC"""
_POSTGRESQL_COMMON = """
WITH hits AS MATERIALIZED (
    SELECT message_id FROM message_search WHERE words @@ CAST(%s AS tsquery)
    ORDER BY message_id DESC LIMIT %s
)
SELECT message.id, message.ticket_id FROM hits JOIN message ON message.id = hits.message_id
ORDER BY message.id DESC"""


class Hits:
    """What one query finds: the messages that hold every word, newest first."""

    def __init__(self, connection: Connection, words: Sequence[Word]) -> None:
        self._connection = connection
        if connection.dialect.name == "sqlite":
            self._match = " AND ".join(self._sqlite_word(word, stem) for word, stem in words)
            self._find, self._ask = _SQLITE_HITS, _SQLITE_AMONG
        else:
            self._match = " & ".join(_postgresql_word(word, stem) for word, stem in words)
            self._find = _POSTGRESQL_COMMON if self._estimate() > COMMON else _POSTGRESQL_RARE
            self._ask = _POSTGRESQL_AMONG

    def newest(self, count: int) -> Sequence[Hit]:
        """Return up to `count` hits; a ticket with several comes as often."""
        return plain_rows(self._connection.exec_driver_sql(self._find, (self._match, count)))

    def every_ticket(self, most: int) -> set[int] | None:
        """Return all tickets that have a hit; None where there are more hits than `most`."""
        found = self.newest(most + 1)
        return {ticket_id for _, ticket_id in found} if len(found) <= most else None

    def among(self, ticket_ids: Sequence[int]) -> set[int]:
        """Return which of some tickets have a hit, without looking at any other."""
        if not ticket_ids:
            return set()
        numbers = ", ".join(map(str, ticket_ids))
        rows = self._connection.exec_driver_sql(self._ask.format(numbers=numbers), (self._match,))
        return {row[0] for row in plain_rows(rows)}

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


class Unwanted:
    """The tickets that hold a word nobody wants to see.

    Asked for a few they are looked at one by one; asked for more and more, every hit of the word
    is read once, which costs less from so many tickets on.
    """

    def __init__(self, hits: Hits) -> None:
        self._hits = hits
        self._every: set[int] | None = None
        self._asked = 0
        self._given_up_at = 0

    def among(self, tickets: set[int]) -> set[int]:
        """Return which of these tickets hold the word."""
        if self._every is None:
            self._asked += len(tickets)
            most = HITS_FOR_A_TICKET * self._asked
            if self._asked > FEW_TICKETS and most >= 2 * self._given_up_at:
                self._every = self._hits.every_ticket(most)
                self._given_up_at = most
        if self._every is not None:
            return tickets & self._every
        return self._hits.among(sorted(tickets))


def _postgresql_word(word: str, stem: str) -> str:
    return f"('{word}':* | '{stem}')" if len(word) > 1 else f"('{word}' | '{stem}')"

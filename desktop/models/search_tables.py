"""The full-text tables: FTS5 without content on SQLite, a tsvector on PostgreSQL."""

from __future__ import annotations

from sqlalchemy import Connection

SQLITE_TABLE = "message_fts"
POSTGRESQL_TABLE = "message_search"

_AT_ONCE = 100_000

_SQLITE_FIRST = f"""
CREATE VIRTUAL TABLE {SQLITE_TABLE} USING fts5(
    words, stems, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2',
    prefix='2 3'
)"""

# Which messages hold a word, not where: a third of the size. Words come apart by spaces, in the
# one form that `mail.words` gives them; stems stand among them.
_SQLITE_CONDENSED = f"""
CREATE VIRTUAL TABLE {SQLITE_TABLE} USING fts5(
    words, content='', contentless_delete=1, tokenize='ascii', prefix='2 3 4', detail=none
)"""

# The words of the index, for `services.search`; it keeps nothing of its own.
_SQLITE_WORDS = f"""
CREATE VIRTUAL TABLE {SQLITE_TABLE}_words USING fts5vocab({SQLITE_TABLE}, instance)"""

_POSTGRESQL_FIRST = (
    f"CREATE TABLE {POSTGRESQL_TABLE} (message_id BIGINT PRIMARY KEY"
    " REFERENCES message (id) ON DELETE CASCADE, words tsvector NOT NULL)",
    f"CREATE INDEX ix_{POSTGRESQL_TABLE}_words ON {POSTGRESQL_TABLE} USING gin (words)",
)
_POSTGRESQL_CONDENSE = """
UPDATE message_search SET words = (
    SELECT array_to_tsvector(array_agg(DISTINCT ltrim(word, '~')))
    FROM unnest(tsvector_to_array(words)) AS word
) WHERE words <> ''"""
_POSTGRESQL_EXPAND = """
UPDATE message_search SET words = (
    SELECT array_to_tsvector(array_agg(form)) FROM (
        SELECT word FROM unnest(tsvector_to_array(words)) AS word
        UNION ALL SELECT '~' || word FROM unnest(tsvector_to_array(words)) AS word
    ) AS forms (form)
) WHERE words <> ''"""


def is_search_table(name: str) -> bool:
    """Say whether a table belongs to the full-text index, which the models do not describe."""
    return name.startswith((SQLITE_TABLE, POSTGRESQL_TABLE))


def create(connection: Connection) -> None:
    """Create the full-text index of the first schema."""
    statements = (_SQLITE_FIRST,) if connection.dialect.name == "sqlite" else _POSTGRESQL_FIRST
    for statement in statements:
        connection.exec_driver_sql(statement)


def drop(connection: Connection) -> None:
    """Drop the full-text index of the first schema."""
    name = SQLITE_TABLE if connection.dialect.name == "sqlite" else POSTGRESQL_TABLE
    connection.exec_driver_sql(f"DROP TABLE {name}")


def condense(connection: Connection) -> None:
    """Turn the index of the first schema into that of the second, whose stems are words too."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_SQLITE_WORDS)
        _replace(connection, _SQLITE_CONDENSED)
    else:
        connection.exec_driver_sql(_POSTGRESQL_CONDENSE)


def expand(connection: Connection) -> None:
    """Turn the index of the second schema back into that of the first.

    Its program finds the stems among the words; those of PostgreSQL it looks for marked.
    """
    if connection.dialect.name == "sqlite":
        _replace(connection, _SQLITE_FIRST)
        connection.exec_driver_sql(f"DROP TABLE {SQLITE_TABLE}_words")
    else:
        connection.exec_driver_sql(_POSTGRESQL_EXPAND)


def _replace(connection: Connection, create: str) -> None:
    """Make the table of SQLite anew with the words that it has: it holds no texts.

    So many messages at a time, because the sorting is done in memory.
    """
    connection.exec_driver_sql("ALTER TABLE message_fts RENAME TO message_fts_old")
    connection.exec_driver_sql(create)
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE message_fts_old_words USING fts5vocab(message_fts_old, instance)"
    )
    last = connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM message").scalar_one()
    for first in range(1, last + 1, _AT_ONCE):
        connection.exec_driver_sql(
            "INSERT INTO message_fts (rowid, words)"
            " SELECT doc, group_concat(term, ' ') FROM message_fts_old_words"
            " WHERE doc BETWEEN ? AND ? GROUP BY doc",
            (first, first + _AT_ONCE - 1),
        )
    connection.exec_driver_sql("DROP TABLE message_fts_old_words")
    connection.exec_driver_sql("DROP TABLE message_fts_old")

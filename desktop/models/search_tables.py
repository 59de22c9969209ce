"""The full-text tables: FTS5 without content on SQLite, a tsvector on PostgreSQL."""

from __future__ import annotations

from sqlalchemy import Connection

SQLITE_TABLE = "message_fts"
POSTGRESQL_TABLE = "message_search"

_SQLITE_CREATE = f"""
CREATE VIRTUAL TABLE {SQLITE_TABLE} USING fts5(
    words, stems, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2',
    prefix='2 3'
)"""

_POSTGRESQL_CREATE = (
    f"CREATE TABLE {POSTGRESQL_TABLE} (message_id BIGINT PRIMARY KEY"
    " REFERENCES message (id) ON DELETE CASCADE, words tsvector NOT NULL)",
    f"CREATE INDEX ix_{POSTGRESQL_TABLE}_words ON {POSTGRESQL_TABLE} USING gin (words)",
)


def is_search_table(name: str) -> bool:
    """Say whether a table belongs to the full-text index, which the models do not describe."""
    return name.startswith((SQLITE_TABLE, POSTGRESQL_TABLE))


def create(connection: Connection) -> None:
    """Create the full-text index of this database."""
    statements = (_SQLITE_CREATE,) if connection.dialect.name == "sqlite" else _POSTGRESQL_CREATE
    for statement in statements:
        connection.exec_driver_sql(statement)


def drop(connection: Connection) -> None:
    """Drop the full-text index of this database."""
    name = SQLITE_TABLE if connection.dialect.name == "sqlite" else POSTGRESQL_TABLE
    connection.exec_driver_sql(f"DROP TABLE {name}")

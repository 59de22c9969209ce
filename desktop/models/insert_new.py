"""Inserting what may be there already: the one statement that the two databases spell apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from desktop.models.base import Base

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
    from sqlalchemy.dialects.sqlite import Insert as SqliteInsert


def insert_new(session: Session, record: type[Base]) -> SqliteInsert | PostgresInsert:
    """Return the insert that leaves a row alone whose key is there already.

    Only the dialect in use is imported: the other takes time and memory from every start.
    """
    if session.get_bind().dialect.name == "sqlite":
        from sqlalchemy.dialects import sqlite

        return sqlite.insert(record).on_conflict_do_nothing()
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(record).on_conflict_do_nothing()

"""Tickets of an organisation that plain words name: its name stands in no message."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.terms import folded
from desktop.models.bulk import plain_rows
from desktop.models.ticket import Ticket
from desktop.services.search_conditions import spellings
from desktop.services.search_hits import Hit

MOST_NAMED = 20
"""Organisations; words that fit more of them name none."""
MOST_READ = 500
"""Organisations whose name holds the longest of the words."""
SHORTEST = 3
"""Letters of a word that may name one."""


def of_named_organisations(session: Session, words: Sequence[str], most: int) -> Sequence[Hit]:
    """Return the last message and the number of the newest tickets, newest message first.

    An organisation is named by words that all stand in its name. At most `most` tickets are
    looked at.
    """
    organisations = _named(session, words)
    if not 0 < len(organisations) <= MOST_NAMED:
        return ()
    newest = (
        select(Ticket.last_message_id, Ticket.id)
        .where(Ticket.organisation_id.in_(organisations), Ticket.mark.is_(None))
        .order_by(Ticket.created_at.desc(), Ticket.id.desc())
        .limit(most)
    )
    found = [(message_id or 0, number) for message_id, number in session.execute(newest)]
    return sorted(found, reverse=True)


def _named(session: Session, words: Sequence[str]) -> list[int]:
    """Return the organisations; asked of the driver, for every search asks this first."""
    longest = max(words, key=len, default="")
    if len(longest) < SHORTEST:
        return []
    connection = session.connection()
    is_sqlite = connection.dialect.name == "sqlite"
    patterns = tuple(f"%{spelling}%" for spelling in spellings(longest))
    like = "name LIKE ? ESCAPE '\\'" if is_sqlite else "name ILIKE %s ESCAPE '\\'"
    asked = " OR ".join([like] * len(patterns))
    sql = f"SELECT id, name FROM organisation WHERE {asked} LIMIT {MOST_READ}"  # noqa: S608 - constants
    rows = plain_rows(connection.exec_driver_sql(sql, patterns))
    return [number for number, name in rows if all(word in folded(name) for word in words)]

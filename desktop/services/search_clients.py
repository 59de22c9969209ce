"""Tickets of an organisation that plain words name: its name stands in no message."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from desktop.models.people import Organisation
from desktop.models.ticket import Ticket
from desktop.services.search_conditions import holds
from desktop.services.search_hits import Hit

MOST_NAMED = 20
"""Organisations; words that fit more of them name none."""
SHORTEST = 3
"""Letters of a word that may name one."""


def of_named_organisations(session: Session, words: Sequence[str], most: int) -> Sequence[Hit]:
    """Return the last message and the number of the newest tickets, newest message first.

    An organisation is named by words that all stand in its name. At most `most` tickets are
    looked at.
    """
    if not words or max(map(len, words)) < SHORTEST:
        return ()
    named = select(Organisation.id).where(and_(*(holds(word, Organisation.name) for word in words)))
    organisations = session.scalars(named.limit(MOST_NAMED + 1)).all()
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

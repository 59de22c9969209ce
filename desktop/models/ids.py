"""Ids given out before the insert, so that a batch can be written without reading back."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from desktop.models.meta import Counter

TICKET = "ticket"
MESSAGE = "message"
COUNTERS = (TICKET, MESSAGE)


def reserve(session: Session, name: str, count: int = 1) -> range:
    """Return `count` new ids in rising order; they are given back if the transaction fails."""
    last = session.execute(
        update(Counter)
        .where(Counter.name == name)
        .values(value=Counter.value + count)
        .returning(Counter.value)
        .execution_options(synchronize_session=False)
    ).scalar_one()
    return range(last - count + 1, last + 1)


def give_back(session: Session, name: str, count: int) -> None:
    """Return the last `count` ids reserved in this transaction, which still holds the counter."""
    if count:
        reserve(session, name, -count)

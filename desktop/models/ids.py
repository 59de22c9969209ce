"""Ids given out before the insert, so that a batch can be written without reading back."""

from __future__ import annotations

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session

from desktop.models.base import Base
from desktop.models.meta import Counter

TICKET = "ticket"
MESSAGE = "message"
COUNTERS = (TICKET, MESSAGE)

_TABLE = Base.metadata.tables[Counter.__tablename__]
_RAISE = (
    update(_TABLE)
    .where(_TABLE.c.name == bindparam("counter"))
    .values(value=_TABLE.c.value + bindparam("by"))
    .returning(_TABLE.c.value)
)


def reserve(session: Session, name: str, count: int = 1) -> range:
    """Return `count` new ids in rising order; they are given back if the transaction fails."""
    raised = session.connection().execute(_RAISE, {"counter": name, "by": count})
    last: int = raised.scalar_one()
    return range(last - count + 1, last + 1)


def give_back(session: Session, name: str, count: int) -> None:
    """Return the last `count` ids reserved in this transaction, which still holds the counter."""
    if count:
        reserve(session, name, -count)

"""Whether a name is free among the records of a kind."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.sla import Calendar, PolicyRecord
from desktop.models.template import TemplateRecord

Named = type[Calendar] | type[PolicyRecord] | type[TemplateRecord]


def is_taken(session: Session, record: Named, name: str, own_id: int | None) -> bool:
    """Say whether another record than `own_id` is called so; capital letters do not matter.

    Compared here and not in the database: SQLite folds the case of Latin letters only.
    """
    found = session.execute(select(record.id, record.name)).all()
    wanted = name.casefold()
    return any(title.casefold() == wanted and number != own_id for number, title in found)

"""Tags by name: made when they are first used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from desktop.domain.mail_text import one_line
from desktop.models.insert_new import insert_new
from desktop.models.people import Tag
from desktop.models.ticket import TicketTag

NAME_LIMIT = 60


def clean(names: Iterable[str]) -> list[str]:
    """Return the names without blanks around them, each once, in order."""
    short = (one_line(name)[:NAME_LIMIT].strip() for name in names)
    return list(dict.fromkeys(name for name in short if name))


def ids_of(session: Session, names: Sequence[str]) -> dict[str, int]:
    """Return the tags' ids by name; missing ones are made, here or meanwhile elsewhere."""
    known = _known(session, names)
    missing = [{"name": name} for name in names if name not in known]
    if not missing:
        return known
    session.execute(insert_new(session, Tag), missing)
    return _known(session, names)


def give(session: Session, wanted: Mapping[int, Sequence[str]]) -> None:
    """Give new tickets, which have none yet, their tags by name."""
    cleaned = {ticket_id: clean(names) for ticket_id, names in wanted.items() if names}
    if not any(cleaned.values()):
        return
    ids = ids_of(session, sorted({name for names in cleaned.values() for name in names}))
    rows = [
        {"ticket_id": ticket_id, "tag_id": ids[name]}
        for ticket_id, names in cleaned.items()
        for name in names
    ]
    session.execute(insert(TicketTag), rows)


def names_of(session: Session, ticket_ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """Return the tags of each ticket that has some: their ids by name."""
    statement = (
        select(TicketTag.ticket_id, Tag.name, Tag.id)
        .join(Tag, Tag.id == TicketTag.tag_id)
        .where(TicketTag.ticket_id.in_(ticket_ids))
    )
    found: dict[int, dict[str, int]] = {}
    for ticket_id, name, tag_id in session.execute(statement):
        found.setdefault(ticket_id, {})[name] = tag_id
    return found


def _known(session: Session, names: Sequence[str]) -> dict[str, int]:
    statement = select(Tag.name, Tag.id).where(Tag.name.in_(names))
    return dict(session.execute(statement).all())

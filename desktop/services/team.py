"""Who is in the team, as of a transaction: one person, everybody's names, the leads."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.errors import NotFound
from desktop.domain.ticket import Actor, Role
from desktop.models.people import Person


def member(session: Session, person_id: int) -> Person:
    """Return a person, who may have left.

    Raises:
        NotFound: there is no such person.
    """
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound(noun="person", id=person_id)
    return person


def names(session: Session) -> dict[int, str]:
    """Return the names of everybody, also of those who have left, by id."""
    return dict(session.execute(select(Person.id, Person.name)).all())


def leads(session: Session) -> list[Person]:
    """Return the leads who have not left, by id."""
    statement = select(Person).where(Person.role == Role.LEAD, Person.is_active.is_(True))
    return list(session.scalars(statement.order_by(Person.id)))


def is_lead(session: Session, by: Actor) -> bool:
    """Tell whether a lead acts; the program itself is none."""
    person = session.get(Person, by.person_id) if by.person_id is not None else None
    return person is not None and person.role is Role.LEAD

"""The team: who works here, and who sits at this workstation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import NotFound, Refused
from desktop.domain.ticket import Role
from desktop.models.database import Database
from desktop.models.people import Category, Line, Organisation, Person, Product, Tag
from desktop.services import team
from desktop.services.rows import NamedRow, PersonRow, Team

if TYPE_CHECKING:  # imported when somebody leaves
    from desktop.services.duty_leaving import DutyLeaving


class People:
    """Persons of the team, and the small lists tickets are sorted into."""

    def __init__(self, database: Database, leaving: Callable[[], DutyLeaving]) -> None:
        """`leaving` gives what knows the duties of people who leave, once somebody does."""
        self._database = database
        self._leaving = leaving

    def all(self, *, with_inactive: bool = False) -> tuple[PersonRow, ...]:
        """Return the team by name."""
        with self._database.read() as session:
            statement = select(Person).order_by(Person.name, Person.id)
            if not with_inactive:
                statement = statement.where(Person.is_active.is_(True))
            return tuple(_row(person) for person in session.scalars(statement))

    def named(self, name: str) -> PersonRow:
        """Return the active person called `name` (case does not matter), for `--as NAME`.

        Raises:
            NotFound: nobody, or more than one, is called so.
        """
        wanted = name.strip().casefold()
        found = [row for row in self.all() if wanted in (row.name.casefold(), row.email.casefold())]
        if len(found) != 1:
            raise NotFound(noun="person", id=name)
        return found[0]

    def signed_in(self, remembered: int | None) -> PersonRow | None:
        """Return who works at this workstation.

        On PostgreSQL the person bound to the database role; on the embedded database the one
        `remembered` by the profile; None asks the window to let somebody choose.
        """
        with self._database.read() as session:
            if not self._database.is_sqlite:
                role = session.execute(text("SELECT session_user")).scalar_one()
                bound = session.scalars(select(Person).where(Person.database_role == role)).first()
                if bound is not None:
                    return _row(bound)
            person = session.get(Person, remembered) if remembered else None
            return _row(person) if person is not None and person.is_active else None

    def team(self, remembered: int | None) -> Team:
        """Return who works here, and who sits here; whoever is alone needs not be asked."""
        everybody = self.all()
        person = self.signed_in(remembered)
        if person is None and len(everybody) == 1:
            person = everybody[0]
        return Team(everybody, person)

    def add(self, name: str, *, email: str = "", role: Role = Role.AGENT) -> Changes:
        """Add a member of the team; `created` is the id.

        Raises:
            Refused: `person.no_name`, `person.name_taken`.
        """
        from desktop.services.record_undo import undoable  # not to read who there is

        with self._database.write() as session:
            is_alone = session.execute(select(func.count()).select_from(Person)).scalar_one() == 0
            person = Person(
                name=_checked_name(session, name, None),
                initials=initials_of(name),
                email=email.strip(),
                role=role,
            )
            session.add(person)
            changes = undoable(session, "person", Topic.PEOPLE)
            if is_alone:  # somebody must work here
                changes = Changes.of(Topic.PEOPLE)
            return self._database.announce(session, replace(changes, created=person.id))

    def edit(self, person_id: int, *, name: str, email: str, role: Role) -> Changes:
        """Change a member of the team.

        Raises:
            NotFound: there is no such person.
            Refused: `person.no_name`, `person.name_taken`.
        """
        from desktop.services.record_undo import undoable  # not to read who there is

        with self._database.write() as session:
            person = team.member(session, person_id)
            person.name = _checked_name(session, name, person_id)
            person.initials = initials_of(name)
            person.email = email.strip()
            person.role = role
            changes = undoable(session, "person", Topic.PEOPLE, Topic.TICKETS)
            return self._database.announce(session, changes)

    def set_active(self, person_id: int, active: bool, *, releases: bool = False) -> Changes:
        """Let a person leave or come back; nobody is ever deleted, history names them.

        With `releases` the duties of somebody who leaves are taken off the calendar, in one step
        with the leaving.

        Raises:
            NotFound: there is no such person.
            Refused: `person.last_one`; `person.has_duties` (facts `name`, `count`, `first`) for
                somebody who is on duty in the next year, unless these are released.
        """
        from desktop.services.record_undo import undoable  # not to read who there is

        with self._database.write() as session:
            person = team.member(session, person_id)
            others = select(func.count()).where(Person.is_active.is_(True), Person.id != person_id)
            if not active and not session.execute(others).scalar_one():
                raise Refused("person.last_one", name=person.name)
            topics = [Topic.PEOPLE]
            ahead = None if active else self._leaving().ahead(session, person_id)
            if ahead is not None:
                if not releases:
                    raise Refused(
                        "person.has_duties",
                        name=person.name,
                        count=ahead.count,
                        first=ahead.first_at,
                    )
                self._leaving().release(session, person_id)
                topics.append(Topic.DUTY)
            person.is_active = active
            return self._database.announce(session, undoable(session, "person_left", *topics))

    def categories(self) -> tuple[NamedRow, ...]:
        """Return the categories by name."""
        return self._names(Category)

    def lines(self) -> tuple[NamedRow, ...]:
        """Return the lines by name."""
        return self._names(Line)

    def products(self) -> tuple[NamedRow, ...]:
        """Return the products by name."""
        return self._names(Product)

    def tags(self) -> tuple[NamedRow, ...]:
        """Return the tags by name."""
        return self._names(Tag)

    def organisations(self) -> tuple[NamedRow, ...]:
        """Return the organisations by name."""
        return self._names(Organisation)

    def _names(
        self,
        record: type[Category] | type[Line] | type[Organisation] | type[Product] | type[Tag],
    ) -> tuple[NamedRow, ...]:
        with self._database.read() as session:
            rows = session.execute(select(record.id, record.name).order_by(record.name)).all()
        return tuple(NamedRow(number, name) for number, name in rows)


def initials_of(name: str) -> str:
    """Return one or two letters for a name: `Anna Kern` gives `AK`."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in words[:2]).upper() or "?"


def _checked_name(session: Session, name: str, own_id: int | None) -> str:
    clean = " ".join(name.split())[:200]
    if not clean:
        raise Refused("person.no_name")
    taken = session.scalars(select(Person).where(Person.name == clean)).first()
    if taken is not None and taken.id != own_id:
        raise Refused("person.name_taken", name=clean)
    return clean


def _row(person: Person) -> PersonRow:
    return PersonRow(
        person.id, person.name, person.initials, person.email, person.role, person.is_active
    )

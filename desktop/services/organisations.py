"""Organisations: client firms, told by the domain of their addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from desktop.domain.changes import NOTHING, Changes, Topic, Undo
from desktop.domain.errors import NotFound, Refused
from desktop.domain.mail_text import one_line
from desktop.domain.ticket import Actor
from desktop.models.database import Database
from desktop.models.people import Organisation, Requester
from desktop.models.sla import PolicyRecord
from desktop.models.ticket import Ticket
from desktop.services.record_undo import RowChange, RowsUndo, undoable

NAME_LIMIT = 200
_DOMAIN = re.compile(r"(?=.{3,255}$)[^\W_][\w-]*(\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """A firm. `clients` count its people, `strangers` those of its domain who belong nowhere."""

    id: int
    name: str
    domain: str
    is_vip: bool
    policy_id: int | None
    policy: str
    clients: int
    strangers: int


class Organisations:
    """Keeps them by name; every edit can be taken back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[OrganisationRow, ...]:
        """Return the organisations by name."""
        with self._database.read() as session:
            clients = dict(
                session.execute(
                    select(Requester.organisation_id, func.count()).group_by(
                        Requester.organisation_id
                    )
                ).all()
            )
            rows = session.execute(
                select(Organisation, PolicyRecord.name)
                .outerjoin(PolicyRecord, PolicyRecord.id == Organisation.policy_id)
                .order_by(Organisation.name, Organisation.id)
            ).all()
            return tuple(
                OrganisationRow(
                    record.id,
                    record.name,
                    record.domain or "",
                    record.is_vip,
                    record.policy_id,
                    policy or "",
                    clients.get(record.id, 0),
                    _count_strangers(session, record.domain),
                )
                for record, policy in rows
            )

    def save(self, by: Actor, row: OrganisationRow) -> Changes:
        """Change an organisation, or make one where `row.id` is 0; `created` is its id.

        Its policy is assigned in Settings > SLA and OLA and stays.

        Raises:
            NotFound: there is no such organisation.
            Refused: `organisation.no_name`, `organisation.bad_domain`,
                `organisation.domain_taken`.
        """
        name, domain = one_line(row.name).strip()[:NAME_LIMIT], _domain_of(row.domain)
        if not name:
            raise Refused("organisation.no_name")
        with self._database.write() as session:
            taken = select(Organisation.name).where(
                Organisation.domain == domain, Organisation.id != row.id
            )
            other = session.scalars(taken).first() if domain else None
            if other is not None:
                raise Refused("organisation.domain_taken", domain=domain, name=other)
            record = _found(session, row.id) if row.id else Organisation()
            record.name, record.domain, record.is_vip = name, domain or None, row.is_vip
            if not row.id:
                session.add(record)
            changes = undoable(session, "organisation_save", Topic.PEOPLE)
            made = None if row.id else record.id
            return self._database.announce(session, replace(changes, created=made))

    def remove(self, by: Actor, organisation_id: int) -> Changes:
        """Delete an organisation that no ticket and no client belongs to.

        Raises:
            NotFound: there is no such organisation.
            Refused: `organisation.in_use`.
        """
        with self._database.write() as session:
            record = _found(session, organisation_id)
            for column in (Ticket.organisation_id, Requester.organisation_id):
                if session.execute(select(column).where(column == record.id).limit(1)).first():
                    raise Refused("organisation.in_use", name=record.name)
            session.delete(record)
            changes = undoable(session, "organisation_delete", Topic.PEOPLE)
            return self._database.announce(session, changes)

    def take_in(self, by: Actor, organisation_id: int) -> Changes:
        """Count those clients as its own whose addresses are of its domain and belong nowhere.

        Tickets that are there keep their organisation.

        Raises:
            NotFound: there is no such organisation.
        """
        with self._database.write() as session:
            record = _found(session, organisation_id)
            if not record.domain:
                return NOTHING
            theirs = _strangers(record.domain)
            columns = Requester.__table__.columns
            before = session.execute(select(*columns).where(theirs))
            rows = [dict(row) for row in before.mappings()]
            if not rows:
                return NOTHING
            session.execute(
                update(Requester)
                .where(theirs)
                .values(organisation_id=record.id)
                .execution_options(synchronize_session=False)
            )
            changed = tuple(
                RowChange(
                    Requester.__tablename__,
                    {"id": row["id"]},
                    row,
                    row | {"organisation_id": record.id},
                )
                for row in rows
            )
            topics = frozenset({Topic.PEOPLE, Topic.TICKETS})
            undo = Undo("organisation_people", len(rows), RowsUndo(topics, changed))
            return self._database.announce(session, Changes.of(*topics, undo=undo))


def _domain_of(typed: str) -> str:
    """Return a domain as addresses have it: `@Nord.Example` is `nord.example`."""
    domain = one_line(typed).strip().lower().rpartition("@")[2]
    if domain and not _DOMAIN.fullmatch(domain):
        raise Refused("organisation.bad_domain", domain=typed.strip())
    return domain


def _found(session: Session, organisation_id: int) -> Organisation:
    record = session.get(Organisation, organisation_id)
    if record is None:
        raise NotFound(noun="organisation", id=organisation_id)
    return record


def _strangers(domain: str) -> ColumnElement[bool]:
    address = Requester.email.endswith(f"@{domain}", autoescape=True)
    return Requester.organisation_id.is_(None) & address


def _count_strangers(session: Session, domain: str | None) -> int:
    if not domain:
        return 0
    statement = select(func.count()).select_from(Requester).where(_strangers(domain))
    return int(session.execute(statement).scalar_one())

"""Organisations: client firms, told by the domains of their addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, func, or_, select, union_all, update
from sqlalchemy.orm import Session

from desktop.domain.changes import NOTHING, Changes, Topic, Undo
from desktop.domain.errors import NotFound, Refused
from desktop.domain.mail_text import one_line
from desktop.domain.ticket import Actor
from desktop.models.database import Database
from desktop.models.people import Organisation, OrganisationDomain, Requester
from desktop.models.sla import PolicyRecord
from desktop.models.ticket import Ticket
from desktop.services.record_undo import RowChange, RowsUndo, undo_of, written

NAME_LIMIT = 200
_DOMAIN = re.compile(r"(?=.{3,255}$)[^\W_][\w-]*(\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """A firm. `clients` count its people, `strangers` those of its domains who belong nowhere."""

    id: int
    name: str
    domains: tuple[str, ...]
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
            domains = {record.id: _domains(session, record) for record, _ in rows}
            return tuple(
                OrganisationRow(
                    record.id,
                    record.name,
                    domains[record.id],
                    record.is_vip,
                    record.policy_id,
                    policy or "",
                    clients.get(record.id, 0),
                    _count_strangers(session, domains[record.id]),
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
        name = one_line(row.name).strip()[:NAME_LIMIT]
        domains = list(dict.fromkeys(filter(None, map(_domain_of, row.domains))))
        if not name:
            raise Refused("organisation.no_name")
        with self._database.write() as session:
            record = _found(session, row.id) if row.id else Organisation()
            _check_domains(session, domains, row.id)
            record.name, record.is_vip = name, row.is_vip
            record.domain = domains[0] if domains else None
            if not row.id:
                session.add(record)
            rows = written(session)
            for further in _further(session, record.id):
                if further.domain not in domains[1:]:
                    session.delete(further)
                else:
                    domains.remove(further.domain)
            session.add_all(
                OrganisationDomain(domain=domain, organisation_id=record.id)
                for domain in domains[1:]
            )
            rows += written(session)
            undo = undo_of("organisation_save", rows, Topic.PEOPLE)
            made = None if row.id else record.id
            changes = Changes.of(Topic.PEOPLE, created=made, undo=undo)
            return self._database.announce(session, changes)

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
            for further in _further(session, record.id):
                session.delete(further)
            rows = written(session)
            session.delete(record)
            rows += written(session)
            undo = undo_of("organisation_delete", rows, Topic.PEOPLE)
            return self._database.announce(session, Changes.of(Topic.PEOPLE, undo=undo))

    def take_in(self, by: Actor, organisation_id: int) -> Changes:
        """Count those clients as its own whose addresses are of its domain and belong nowhere.

        Tickets that are there keep their organisation.

        Raises:
            NotFound: there is no such organisation.
        """
        with self._database.write() as session:
            record = _found(session, organisation_id)
            domains = _domains(session, record)
            if not domains:
                return NOTHING
            theirs = _strangers(domains)
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


def _check_domains(session: Session, domains: Sequence[str], own_id: int) -> None:
    """Check that no other firm has one of the domains.

    Raises:
        Refused: `organisation.domain_taken`.
    """
    taken: CompoundSelect[*tuple[Any, ...]] = union_all(
        select(Organisation.domain, Organisation.id).where(Organisation.domain.in_(domains)),
        select(OrganisationDomain.domain, OrganisationDomain.organisation_id).where(
            OrganisationDomain.domain.in_(domains)
        ),
    )
    for domain, owner in session.execute(taken):
        if owner != own_id:
            name = _found(session, owner).name
            raise Refused("organisation.domain_taken", domain=domain, name=name)


def _further(session: Session, organisation_id: int) -> Sequence[OrganisationDomain]:
    statement = select(OrganisationDomain).where(
        OrganisationDomain.organisation_id == organisation_id
    )
    return session.scalars(statement.order_by(OrganisationDomain.domain)).all()


def _domains(session: Session, record: Organisation) -> tuple[str, ...]:
    first = (record.domain,) if record.domain else ()
    return (*first, *(further.domain for further in _further(session, record.id)))


def _strangers(domains: Sequence[str]) -> ColumnElement[bool]:
    of_domains = (Requester.email.endswith(f"@{each}", autoescape=True) for each in domains)
    return Requester.organisation_id.is_(None) & or_(*of_domains)


def _count_strangers(session: Session, domains: Sequence[str]) -> int:
    if not domains:
        return 0
    statement = select(func.count()).select_from(Requester).where(_strangers(domains))
    return int(session.execute(statement).scalar_one())

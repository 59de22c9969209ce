"""The people who write to us, found or made by their address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import CompoundSelect, bindparam, insert, select, union_all
from sqlalchemy.orm import Session

from desktop.domain.mail_text import storable
from desktop.models.base import Base
from desktop.models.bulk import insert_rows
from desktop.models.people import Organisation, OrganisationDomain, Requester

_TABLE = Base.metadata.tables[Requester.__tablename__]
_BY_EMAIL = select(_TABLE.c.email, _TABLE.c.id, _TABLE.c.organisation_id).where(
    _TABLE.c.email.in_(bindparam("keys", expanding=True))
)
_BY_DOMAIN: CompoundSelect[*tuple[Any, ...]] = union_all(
    select(Organisation.domain, Organisation.id).where(
        Organisation.domain.in_(bindparam("domains", expanding=True))
    ),
    select(OrganisationDomain.domain, OrganisationDomain.organisation_id).where(
        OrganisationDomain.domain.in_(bindparam("domains", expanding=True))
    ),
)


def ensure(
    session: Session, people: Iterable[tuple[str, str]]
) -> dict[str, tuple[int, int | None]]:
    """Return (requester id, organisation id) by lower-case address; unknown ones are made.

    `people` are (name, address) pairs; an organisation is given by the address's domain.
    """
    wanted: dict[str, str] = {}
    for name, address in people:
        key = key_of(address)
        if key and not wanted.get(key):
            wanted[key] = storable(name).strip()[:200]
    if not wanted:
        return {}
    known = _known(session, wanted)
    missing = [key for key in wanted if key not in known]
    if missing:
        domains = {key.rpartition("@")[2] for key in missing}
        found = session.connection().execute(_BY_DOMAIN, {"domains": list(domains)})
        organisations = dict(found.all())
        insert_rows(
            session.connection(),
            _TABLE,
            [
                {
                    "email": key,
                    "name": wanted[key],
                    "phone": "",
                    "organisation_id": organisations.get(key.rpartition("@")[2]),
                }
                for key in missing
            ],
        )
        known |= _known(session, missing)
    return known


def key_of(address: str) -> str:
    """Return the address a requester is known by: lower case, what a database can hold."""
    return storable(address).strip().lower()[:320]


def _known(session: Session, addresses: Iterable[str]) -> dict[str, tuple[int, int | None]]:
    found: dict[str, tuple[int, int | None]] = {}
    keys = list(addresses)
    for start in range(0, len(keys), 500):
        rows = session.connection().execute(_BY_EMAIL, {"keys": keys[start : start + 500]})
        found.update((str(email), (number, organisation)) for email, number, organisation in rows)
    return found


def add_without_address(session: Session, name: str) -> int:
    """Make a requester who has no address: a caller, or a mail without a sender."""
    statement = insert(Requester).values(email=None, name=storable(name)[:200], phone="")
    return int(session.execute(statement.returning(Requester.id)).scalar_one())


def organisation_of(session: Session, address: str) -> int | None:
    """Return the organisation of an address: its requester's, or that of its domain."""
    key = key_of(address)
    known = _known(session, [key]).get(key)
    if known is not None:
        return known[1]
    found = session.connection().execute(_BY_DOMAIN, {"domains": [key.rpartition("@")[2]]}).first()
    return None if found is None else int(found[1])

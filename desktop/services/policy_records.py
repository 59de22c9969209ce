"""Policies as records: every version read as a value, a new one written, and who follows one."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, literal, or_, select
from sqlalchemy.orm import Session

from desktop.domain.sla import Policy
from desktop.models.base import EPOCH
from desktop.models.people import Category, Organisation
from desktop.models.sla import ClockRecord, PolicyRecord, PolicyVersion
from desktop.models.ticket import Event, Ticket, open_tickets
from desktop.services.calendar_records import since
from desktop.services.policy_json import policy_from_json, policy_to_json


@dataclass(frozen=True, slots=True)
class Followers:
    """Who follows a policy today: organisations and categories by name, open tickets by count."""

    organisations: tuple[str, ...]
    categories: tuple[str, ...]
    tickets: int


def read_policies(session: Session) -> tuple[int, list[Policy]]:
    """Return the default's id and every version of each policy, the oldest first."""
    rows = session.execute(
        select(PolicyRecord, PolicyVersion)
        .join(PolicyVersion, PolicyVersion.policy_id == PolicyRecord.id)
        .order_by(PolicyRecord.id, PolicyVersion.version)
    ).all()
    policies = [
        policy_from_json(
            version.spec,
            policy_id=record.id,
            name=record.name,
            version=version.version,
            valid_from=since(version.valid_from),
        )
        for record, version in rows
    ]
    default = next((record.id for record, _ in rows if record.is_default), 0)
    return default, policies


def version_of(policy_id: int, policy: Policy, person_id: int | None = None) -> PolicyVersion:
    """Return the record of one version, which that person made."""
    return PolicyVersion(
        policy_id=policy_id,
        version=policy.version,
        valid_from=policy.valid_from or EPOCH,
        spec=policy_to_json(policy),
        person_id=person_id,
    )


def followers(session: Session) -> dict[int, Followers]:
    """Return who follows each policy that anybody follows."""
    organisations = _names(session, Organisation)
    categories = _names(session, Category)
    tickets = dict(
        session.execute(
            select(Ticket.policy_id, func.count()).where(open_tickets()).group_by(Ticket.policy_id)
        ).all()
    )
    return {
        number: Followers(
            tuple(organisations.get(number, ())),
            tuple(categories.get(number, ())),
            tickets.get(number, 0),
        )
        for number in {*organisations, *categories, *tickets}
        if number is not None
    }


def open_followers(policy_id: int) -> Select[int]:
    """Return a query for the open tickets that follow a policy."""
    return select(Ticket.id).where(open_tickets(), Ticket.policy_id == policy_id)


def is_followed(session: Session, policy_id: int) -> bool:
    """Tell whether anybody follows the policy or any ticket ever did: its history must be read."""
    asked: tuple[ColumnElement[bool], ...] = (
        Organisation.policy_id == policy_id,
        Category.policy_id == policy_id,
        Ticket.policy_id == policy_id,
        ClockRecord.policy_id == policy_id,
        or_(*(Event.data.contains(text) for text in _mentions(policy_id))),
    )
    return any(session.scalar(select(literal(1)).where(each).limit(1)) for each in asked)


def _mentions(policy_id: int) -> list[str]:
    """Return how the JSON of an event names a policy, written by us or by the database."""
    return [f'"policy":{space}{policy_id}{end}' for space in ("", " ") for end in ",}"]


def _names(
    session: Session, kind: type[Organisation] | type[Category]
) -> dict[int | None, list[str]]:
    found: dict[int | None, list[str]] = {}
    statement = select(kind.policy_id, kind.name).where(kind.policy_id.is_not(None))
    for number, name in session.execute(statement.order_by(kind.name)):
        found.setdefault(number, []).append(name)
    return found

"""Which policy a ticket follows: the organisation's, else the category's, else the default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.errors import NotFound
from desktop.domain.sla import PolicySource
from desktop.models.people import Category, Organisation
from desktop.models.sla import PolicyRecord
from desktop.models.ticket import Ticket

_DEFAULT = select(PolicyRecord.id).where(PolicyRecord.is_default.is_(True))
_OWN = tuple(
    select(kind.id, kind.policy_id).where(kind.policy_id.is_not(None))
    for kind in (Organisation, Category)
)


@dataclass(frozen=True, slots=True)
class Step:
    """One question on the way to a ticket's policy.

    `of` names the organisation or category, empty where the ticket has none; `policy` is empty
    where that one has none of its own. `decides` marks the step that is followed today.
    """

    source: PolicySource
    of: str
    policy: str
    decides: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """What a ticket follows and what today's order would say (sla.md K11).

    They differ where the order was edited after the ticket came.
    """

    followed: str
    steps: tuple[Step, ...]

    @property
    def source(self) -> PolicySource | None:
        """Where the policy comes from; None where the ticket keeps what a new one would not get."""
        for step in self.steps:
            if step.decides and step.policy == self.followed:
                return step.source
        return None


@dataclass(frozen=True, slots=True)
class PolicyOrder:
    """The policies that organisations and categories have of their own, and the default."""

    organisations: Mapping[int, int]
    categories: Mapping[int, int]
    default: int

    def of(self, organisation_id: int | None, category_id: int | None) -> int:
        """Return the policy of a new ticket of that organisation and category."""
        own = self.organisations.get(organisation_id or 0)
        return own or self.categories.get(category_id or 0) or self.default


def read_order(session: Session) -> PolicyOrder:
    """Return the order as of this transaction.

    Raises:
        NotFound: the desk has no default policy.
    """
    default: int | None = session.connection().scalar(_DEFAULT)
    if default is None:
        raise NotFound(noun="policy", id="default")
    of_organisations, of_categories = (
        {number: policy or default for number, policy in session.connection().execute(statement)}
        for statement in _OWN
    )
    return PolicyOrder(of_organisations, of_categories, default)


def choice(session: Session, ticket_id: int) -> Choice:
    """Return which policy a ticket follows, and every step of today's order.

    Raises:
        NotFound: there is no such ticket, or no default policy.
    """
    ticket = session.get(Ticket, ticket_id)
    if ticket is None:
        raise NotFound(noun="ticket", id=ticket_id)
    order = read_order(session)
    names = dict(session.execute(select(PolicyRecord.id, PolicyRecord.name)).all())
    asked = (
        (PolicySource.ORGANISATION, Organisation, ticket.organisation_id, order.organisations),
        (PolicySource.CATEGORY, Category, ticket.category_id, order.categories),
    )
    steps: list[Step] = []
    is_open = True
    for source, kind, number, own in asked:
        name = session.scalar(select(kind.name).where(kind.id == number)) if number else None
        policy = names.get(own.get(number or 0, 0), "")
        steps.append(Step(source, name or "", policy, decides=is_open and policy != ""))
        is_open = is_open and not policy
    steps.append(Step(PolicySource.DEFAULT, "", names[order.default], decides=is_open))
    return Choice(names.get(ticket.policy_id or 0, ""), tuple(steps))

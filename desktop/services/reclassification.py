"""Changes that judge a ticket's clocks anew: one event each, for saving and for looking ahead.

What a preview shows and what saving does come of the same event (sla.md K9).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from desktop.domain.sla import EventKind
from desktop.domain.sla_moves import status_event
from desktop.domain.ticket import Priority, Status
from desktop.models.ticket import Ticket
from desktop.services.policy_choice import PolicyOrder
from desktop.services.ticket_edit import TicketEdit


@dataclass(frozen=True, slots=True)
class NewEvent:
    """The event that a change leaves in the history of a ticket."""

    kind: EventKind
    data: dict[str, object]


class Intention(Protocol):
    """A change that somebody thinks of."""

    def event(self, ticket: Ticket, order: PolicyOrder) -> NewEvent | None:
        """Return what the change would write down; None where it changes nothing."""
        ...


class Reclassification(Intention, Protocol):
    """A change of what the clocks are held to."""

    def put(self, ticket: Ticket) -> None:
        """Set the field that is changed; the policy that comes with it is set by `reclassify`."""
        ...


def reclassify(
    edit: TicketEdit, ticket: Ticket, change: Reclassification, order: PolicyOrder
) -> None:
    """Make the change on one ticket of an edit, with its event and its policy."""
    event = change.event(ticket, order)
    if event is None:
        return
    edit.record(ticket, event.kind, **event.data)
    change.put(ticket)
    policy = event.data.get("policy")
    if isinstance(policy, int):
        ticket.policy_id = policy


@dataclass(frozen=True, slots=True)
class StatusChange:
    """Another status; only looked ahead for: `ticket_status.change_status` makes it."""

    status: Status

    def event(self, ticket: Ticket, order: PolicyOrder) -> NewEvent | None:
        if ticket.status is self.status:
            return None
        return NewEvent(status_event(ticket.status, self.status), {"status": self.status.value})


@dataclass(frozen=True, slots=True)
class PriorityChange:
    priority: Priority

    def event(self, ticket: Ticket, order: PolicyOrder) -> NewEvent | None:
        if ticket.priority is self.priority:
            return None
        return NewEvent(
            EventKind.PRIORITY_CHANGED,
            {"old": ticket.priority.value, "priority": self.priority.value},
        )

    def put(self, ticket: Ticket) -> None:
        ticket.priority = self.priority


@dataclass(frozen=True, slots=True)
class PolicyChange:
    """A policy chosen by hand, whatever the order would say."""

    policy_id: int

    def event(self, ticket: Ticket, order: PolicyOrder) -> NewEvent | None:
        if (ticket.policy_id or order.default) == self.policy_id:
            return None
        return NewEvent(
            EventKind.POLICY_CHANGED, {"old": ticket.policy_id, "policy": self.policy_id}
        )

    def put(self, ticket: Ticket) -> None:
        ticket.policy_id = self.policy_id


@dataclass(frozen=True, slots=True)
class CategoryChange:
    """Another category, with its policy where that decides (`PolicyOrder`)."""

    category_id: int | None

    def event(self, ticket: Ticket, order: PolicyOrder) -> NewEvent | None:
        if ticket.category_id == self.category_id:
            return None
        data: dict[str, object] = {"old": ticket.category_id, "category": self.category_id}
        new = order.of(ticket.organisation_id, self.category_id)
        return NewEvent(EventKind.CATEGORY_CHANGED, data | _policy(ticket, order, new))

    def put(self, ticket: Ticket) -> None:
        ticket.category_id = self.category_id


@dataclass(frozen=True, slots=True)
class OrganisationChange:
    """Another customer firm, with its policy where that decides (`PolicyOrder`)."""

    organisation_id: int | None

    def event(self, ticket: Ticket, order: PolicyOrder) -> NewEvent | None:
        if ticket.organisation_id == self.organisation_id:
            return None
        data: dict[str, object] = {
            "old": ticket.organisation_id,
            "organisation": self.organisation_id,
        }
        new = order.of(self.organisation_id, ticket.category_id)
        return NewEvent(EventKind.ORGANISATION_CHANGED, data | _policy(ticket, order, new))

    def put(self, ticket: Ticket) -> None:
        ticket.organisation_id = self.organisation_id


def _policy(ticket: Ticket, order: PolicyOrder, new: int) -> dict[str, object]:
    """Return the policy that comes with the change; nothing where it decides nothing.

    A policy chosen by hand, or kept from before an edit of the order, stays as long as the order
    gives the ticket the same as before.
    """
    old = order.of(ticket.organisation_id, ticket.category_id)
    return {} if new in (old, ticket.policy_id or order.default) else {"policy": new}

"""New tickets from any channel: the record, its requester and its first event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from desktop.domain.mail_text import storable
from desktop.domain.sla import EventKind
from desktop.domain.ticket import PRIORITY_RANK, Actor, Channel, Priority, Status
from desktop.models import ids
from desktop.models.base import FAR_FUTURE
from desktop.models.ticket import Event, Ticket
from desktop.services import requesters
from desktop.services.policy_choice import read_order
from desktop.services.ticket_edit import event_row


@dataclass(frozen=True, slots=True)
class NewTicket:
    """A ticket to make. `alerts_from` None: history, about which nobody is told."""

    subject: str
    channel: Channel
    created_at: datetime
    requester_name: str = ""
    requester_email: str = ""
    priority: Priority = Priority.NORMAL
    status: Status = Status.NEW
    assignee_id: int | None = None
    category_id: int | None = None
    line_id: int | None = None
    mailbox_id: int | None = None
    claims_ticket_id: int | None = None
    from_customer: bool = True
    alerts_from: datetime | None = None


def add_ticket(session: Session, new: NewTicket, by: Actor) -> Ticket:
    """Make the ticket and its `created` event; messages and clocks are the caller's.

    The policy of its organisation, else of its category, else the default applies from the start.
    """
    requester_id, organisation_id = _requester(session, new)
    policy_id = read_order(session).of(organisation_id, new.category_id)
    ticket = Ticket(
        id=ids.reserve(session, ids.TICKET)[0],
        subject=storable(new.subject)[:998],
        status=new.status,
        priority=new.priority,
        priority_rank=PRIORITY_RANK[new.priority],
        channel=new.channel,
        requester_id=requester_id,
        organisation_id=organisation_id,
        policy_id=policy_id,
        assignee_id=new.assignee_id,
        category_id=new.category_id,
        line_id=new.line_id,
        mailbox_id=new.mailbox_id,
        claims_ticket_id=new.claims_ticket_id,
        created_at=new.created_at,
        updated_at=new.created_at,
        alerts_from=new.alerts_from,
        next_due_at=FAR_FUTURE,
        message_count=1 if new.from_customer else 0,
    )
    session.add(ticket)
    session.flush()
    data = created_data(new, policy_id)
    event = event_row(ticket.id, EventKind.CREATED, by, new.created_at, data)
    session.execute(insert(Event), event)
    return ticket


def created_data(new: NewTicket, policy_id: int) -> dict[str, object]:
    """Return the facts of a `created` event: what the clocks start from (`sla.EventKind`)."""
    return {
        "channel": new.channel.value,
        "priority": new.priority.value,
        "status": new.status.value,
        "assignee": new.assignee_id,
        "policy": policy_id,
        "outbound": not new.from_customer,
    }


def _requester(session: Session, new: NewTicket) -> tuple[int | None, int | None]:
    if new.requester_email:
        known = requesters.ensure(session, [(new.requester_name, new.requester_email)])
        return known[requesters.key_of(new.requester_email)]
    if new.requester_name:
        return requesters.add_without_address(session, new.requester_name), None
    return None, None

"""Which tickets have to do with each other: merged, linked, claimed by a mail."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desktop.models.ticket import Ticket, TicketLink
from desktop.services.rows_ticket import RelatedTicket, Tie

MOST = 50


def absorbed_by(session: Session, ticket_id: int) -> list[int]:
    """Return every ticket that was merged into this one, or into one of those."""
    found: list[int] = []
    last: Sequence[int] = [ticket_id]
    while last:
        statement = select(Ticket.id).where(Ticket.merged_into_id.in_(last)).order_by(Ticket.id)
        last = [number for number in session.scalars(statement) if number not in found]
        found += last
    return found


def related_to(session: Session, ticket: Ticket) -> tuple[RelatedTicket, ...]:
    """Return the other tickets, each once, the strongest tie first."""
    ties: dict[int, Tie] = {}
    if ticket.merged_into_id is not None:
        ties[ticket.merged_into_id] = Tie.SURVIVOR
    ties |= dict.fromkeys(absorbed_by(session, ticket.id), Tie.ABSORBED)
    if ticket.claims_ticket_id is not None:
        ties.setdefault(ticket.claims_ticket_id, Tie.CLAIMED)
    link = select(TicketLink.ticket_id, TicketLink.other_id).where(
        or_(TicketLink.ticket_id == ticket.id, TicketLink.other_id == ticket.id)
    )
    for one, other in session.execute(link.order_by(TicketLink.id)):
        ties.setdefault(other if one == ticket.id else one, Tie.LINKED)
    claiming = select(Ticket.id).where(Ticket.claims_ticket_id == ticket.id).order_by(Ticket.id)
    for number in session.scalars(claiming.limit(MOST)):
        ties.setdefault(number, Tie.CLAIMING)
    numbers = list(ties)[:MOST]
    if not numbers:
        return ()
    rows = session.execute(
        select(Ticket.id, Ticket.subject, Ticket.status).where(Ticket.id.in_(numbers))
    )
    known = {number: (subject, status) for number, subject, status in rows}
    return tuple(RelatedTicket(n, *known[n], ties[n]) for n in numbers if n in known)

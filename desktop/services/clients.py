"""Clients: who writes to us, with their history, and what is changed about them."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import NotFound
from desktop.domain.mail_text import one_line
from desktop.domain.ticket import Actor
from desktop.models.database import Database
from desktop.models.people import Organisation, Requester
from desktop.models.ticket import Ticket, open_tickets
from desktop.services.record_undo import undoable
from desktop.services.rows_ticket import ClientCard, ClientTicket

RECENT = 5
NAME_LIMIT, PHONE_LIMIT = 200, 40


class Clients:
    """Changes what is known of a client; the tickets there are keep their organisation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def edit(
        self, by: Actor, client_id: int, name: str, phone: str, organisation_id: int | None
    ) -> Changes:
        """Change name, phone and organisation of a client.

        Raises:
            NotFound: there is no such client or organisation.
        """
        with self._database.write() as session:
            record = session.get(Requester, client_id)
            if record is None:
                raise NotFound(noun="client", id=client_id)
            if organisation_id is not None and session.get(Organisation, organisation_id) is None:
                raise NotFound(noun="organisation", id=organisation_id)
            record.name = one_line(name).strip()[:NAME_LIMIT]
            record.phone = one_line(phone).strip()[:PHONE_LIMIT]
            record.organisation_id = organisation_id
            tickets = session.scalars(
                select(Ticket.id).where(Ticket.requester_id == client_id, open_tickets())
            ).all()
            changes = replace(
                undoable(session, "client", Topic.TICKETS), tickets=frozenset(tickets)
            )
            return self._database.announce(session, changes)


def card(session: Session, client_id: int) -> ClientCard | None:
    """Return a client with the last tickets; None if there is no such client."""
    row = session.execute(
        select(Requester, Organisation.is_vip)
        .outerjoin(Organisation, Organisation.id == Requester.organisation_id)
        .where(Requester.id == client_id)
    ).one_or_none()
    if row is None:
        return None
    client, is_vip = row
    theirs = Ticket.requester_id == client_id
    count = select(func.count()).select_from(Ticket)
    recent = session.execute(
        select(Ticket.id, Ticket.subject, Ticket.status, Ticket.created_at)
        .where(theirs)
        .order_by(Ticket.id.desc())
        .limit(RECENT)
    )
    return ClientCard(
        client.id,
        client.name,
        client.email or "",
        client.phone,
        client.organisation_id,
        bool(is_vip),
        client.bounced_at,
        session.execute(count.where(theirs)).scalar_one(),
        session.execute(count.where(theirs, open_tickets())).scalar_one(),
        tuple(ClientTicket(*found) for found in recent),
    )

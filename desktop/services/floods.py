"""Floods of new mail: everything is kept, in one ticket instead of many (reliability.md B16)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from desktop.domain.mail import ParsedMail
from desktop.domain.mail_flood import (
    EVERYWHERE,
    SPAN,
    FloodLimits,
    origin_of,
    subject_of,
)
from desktop.domain.ticket import ENDED, Channel, Mark
from desktop.models.mail import MailFlood
from desktop.models.people import Requester
from desktop.models.ticket import Ticket
from desktop.services.setting_keys import Value

FROM_ONE: Final = "mail.flood_from_one"
IN_ALL: Final = "mail.flood_in_all"


def limits_of(settings: Mapping[str, Value]) -> FloodLimits:
    """Return the limits that the team has set."""
    from_one, in_all = settings[FROM_ONE], settings[IN_ALL]
    if not isinstance(from_one, int) or not isinstance(in_all, int):
        raise TypeError("the limits of a flood are whole numbers")
    return FloodLimits(from_one, in_all)


class Floods:
    """Decides for the new tickets of one transaction whether mail has become a flood.

    A flood has begun with the mail that would be one ticket too many: its ticket gathers what
    follows, until an hour brings nothing from there or somebody has closed it. Splitting takes a
    mail out again.
    """

    def __init__(self, session: Session, limits: FloodLimits) -> None:
        self._session = session
        self._limits = limits
        self._begun: dict[str, tuple[int, datetime]] = {}

    def gathers(self, mail: ParsedMail, at: datetime) -> Ticket | None:
        """Return the ticket of the flood that a mail is part of; None: it is no part of one."""
        origins = (EVERYWHERE, _origin(mail))
        statement = select(MailFlood).where(MailFlood.domain.in_(origins))
        for flood in self._session.scalars(statement.order_by(MailFlood.domain.desc())):
            ticket = self._session.get(Ticket, flood.ticket_id)
            if ticket is not None and abs(at - flood.last_at) <= SPAN and _is_gathering(ticket):
                flood.last_at = max(flood.last_at, at)
                return ticket
        return None

    def begins(self, mail: ParsedMail, at: datetime, ticket_id: int) -> str | None:
        """Return the subject of a new ticket with which a flood begins; None: none does."""
        origin = _origin(mail)
        for name, most in ((origin, self._limits.from_one), (EVERYWHERE, self._limits.in_all)):
            if self._lately(name, at, most) >= most:
                self._begun[name] = ticket_id, at
                return subject_of(name)
        return None

    def write(self) -> None:
        """Remember the floods that began; their tickets are stored by now."""
        for origin, (ticket_id, at) in self._begun.items():
            statement = select(MailFlood).where(MailFlood.domain == origin)
            flood = self._session.scalars(statement).first()
            if flood is None:
                self._session.add(MailFlood(domain=origin, ticket_id=ticket_id, last_at=at))
            else:
                flood.ticket_id, flood.last_at = ticket_id, at

    def _lately(self, origin: str, at: datetime, most: int) -> int:
        """Count the tickets by mail of the hour before, and stop counting at `most`."""
        recent = (
            select(Ticket.id)
            .where(
                Ticket.is_open.is_(True),
                Ticket.created_at > at - SPAN,
                Ticket.created_at <= at,
                Ticket.channel == Channel.MAIL,
            )
            .limit(most)
        )
        if origin != EVERYWHERE:
            recent = recent.join(Requester, Requester.id == Ticket.requester_id)
            recent = recent.where(_is_from(origin))
        return self._session.execute(
            select(func.count()).select_from(recent.subquery())
        ).scalar_one()


def _origin(mail: ParsedMail) -> str:
    return origin_of(mail.sender.email if mail.sender is not None else "") or "?"


def _is_from(origin: str) -> ColumnElement[bool]:
    email = func.lower(Requester.email)
    return or_(email == origin, email.endswith(f"@{origin}", autoescape=True))


def _is_gathering(ticket: Ticket) -> bool:
    """Say whether more may be laid into a ticket: into spam yes, into what is solved no."""
    if ticket.mark is not None:
        return ticket.mark is Mark.SPAM
    return ticket.status not in ENDED

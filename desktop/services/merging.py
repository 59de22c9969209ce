"""Merging tickets: one of them survives, the others point to it; nothing is thrown away (K14)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.changes import NOTHING, Changes, Topic
from desktop.domain.errors import NotFound, Refused
from desktop.domain.sla import EventKind
from desktop.domain.sla_merge import unanswered_since
from desktop.domain.ticket import ENDED, Actor, Mark, Status
from desktop.models.database import Database
from desktop.models.ticket import Ticket
from desktop.services.clocks import Clocks, read_histories
from desktop.services.policies import Policies
from desktop.services.ticket_edit import TicketEdit, ticket_undo
from desktop.services.ticket_status import change_status

MOST = 100
"""Tickets merged at once."""


class Merging:
    """Merges tickets that are about the same, and settles what a mail claims to be about."""

    def __init__(self, database: Database, clocks: Clocks, policies: Policies) -> None:
        self._database = database
        self._clocks = clocks
        self._policies = policies

    def merge(self, by: Actor, ticket_ids: Iterable[int], into_id: int) -> Changes:
        """Merge tickets into another; what comes for them later lands there.

        Their clocks end as merged. The survivor owes an answer since the older of the oldest
        unanswered messages; a solved one is opened again if one of them was not.

        Raises:
            NotFound: one of them does not exist.
            Refused: `merge.itself`, `merge.too_many`, `ticket.marked` for one that is spam or
                merged already.
        """
        wanted = list(dict.fromkeys(ticket_ids))
        if len(wanted) > MOST:
            raise Refused("merge.too_many", count=len(wanted), limit=MOST)
        with self._database.write() as session:
            survivor_id = _survivor(session, into_id)
            if survivor_id in wanted:
                if wanted == [survivor_id]:
                    raise Refused("merge.itself")
                wanted.remove(survivor_id)
            if not wanted:
                return NOTHING
            now = self._database.now(session)
            edit = TicketEdit(session, [survivor_id, *wanted], by, now)
            owed = self._owed(session, wanted)
            survivor = edit[survivor_id]
            if survivor.mark is not None:
                raise Refused("ticket.marked", mark=survivor.mark.value)
            absorbed = [edit[number] for number in wanted]
            is_live = any(ticket.status not in ENDED for ticket in absorbed)
            if survivor.status in ENDED and is_live:
                change_status(edit, survivor, Status.OPEN)
            for ticket in absorbed:
                _absorb(edit, ticket, survivor, owed[ticket.id])
            done = edit.finish()
            numbers = [change.ticket_id for change in done]
            self._clocks.refresh(session, numbers)
            changes = Changes.of(Topic.TICKETS, tickets=numbers, undo=ticket_undo("merge", done))
            return self._database.announce(session, changes)

    def ignore_claim(self, by: Actor, ticket_id: int) -> Changes:
        """Say that a mail is not about the ticket whose number it names.

        Raises:
            NotFound: there is no such ticket.
        """
        with self._database.write() as session:
            edit = TicketEdit(session, [ticket_id], by, self._database.now(session))
            edit[ticket_id].claims_ticket_id = None
            done = edit.finish()
            undo = ticket_undo("claim", done)
            changes = Changes.of(Topic.TICKETS, tickets=[ticket_id], undo=undo)
            return self._database.announce(session, changes) if done else NOTHING

    def _owed(self, session: Session, ticket_ids: list[int]) -> dict[int, datetime | None]:
        policies = self._policies.books(session).policies
        histories = read_histories(session, ticket_ids)
        return {
            number: unanswered_since(histories[number], policies) if number in histories else None
            for number in ticket_ids
        }


def _survivor(session: Session, ticket_id: int) -> int:
    """Return the ticket itself, or what it was merged into."""
    seen = {ticket_id}
    while True:
        row = session.execute(
            select(Ticket.merged_into_id).where(Ticket.id == ticket_id)
        ).one_or_none()
        if row is None:
            raise NotFound(noun="ticket", id=ticket_id)
        if row[0] is None or row[0] in seen:
            return ticket_id
        ticket_id = row[0]
        seen.add(ticket_id)


def _absorb(
    edit: TicketEdit, ticket: Ticket, survivor: Ticket, unanswered: datetime | None
) -> None:
    if ticket.mark is not None:
        raise Refused("ticket.marked", mark=ticket.mark.value)
    edit.record(ticket, EventKind.MERGED, into=survivor.id)
    since = {} if unanswered is None else {"unanswered_since": unanswered.isoformat()}
    edit.record(survivor, EventKind.MERGED, absorbed=ticket.id, **since)
    ticket.mark = Mark.MERGED
    ticket.merged_into_id = survivor.id
    ticket.claims_ticket_id = None
    survivor.last_message_id = (
        max(survivor.last_message_id or 0, ticket.last_message_id or 0) or None
    )
    survivor.is_unread = survivor.is_unread or ticket.is_unread

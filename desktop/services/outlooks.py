"""Outlooks: what a change would do to the clocks of tickets, before anybody saves it (K9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.sla_evaluate import Evaluation
from desktop.domain.sla_moves import ClockMove, clock_moves, with_event
from desktop.models.database import Database
from desktop.models.ticket import Ticket
from desktop.services.clocks import Clocks, Histories, read_histories
from desktop.services.due_moves import Moves, moves
from desktop.services.policy_choice import PolicyOrder, read_order
from desktop.services.reclassification import Intention

MOST = 200
"""More tickets at once are not looked ahead for: a menu must not wait for them."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a change would do to so many tickets; `clocks` in detail only for a single one.

    The clocks that the change alone makes late come first, then by due time.
    """

    at: datetime
    counts: Moves
    clocks: tuple[ClockMove, ...]

    @property
    def makes_late(self) -> bool:
        """Whether the change alone would make a clock late."""
        return self.counts.late > 0


class Outlooks:
    """Judges histories with one event more; nothing is written."""

    def __init__(self, database: Database, clocks: Clocks) -> None:
        self._database = database
        self._clocks = clocks

    def look(self, ticket_ids: Iterable[int], changes: Sequence[Intention]) -> tuple[Outlook, ...]:
        """Return the outlook of each change in turn; none at all for more than 200 tickets."""
        wanted = list(dict.fromkeys(ticket_ids))
        if len(wanted) > MOST:
            return ()
        with self._database.read() as session:
            now = self._database.now(session)
            order = read_order(session)
            tickets = session.scalars(
                select(Ticket).where(Ticket.id.in_(wanted), Ticket.mark.is_(None))
            ).all()
            histories = read_histories(session, [ticket.id for ticket in tickets])
            before = self._clocks.judged(session, histories)
            return tuple(
                _outlook(before, self._after(session, tickets, histories, each, order), now)
                for each in changes
            )

    def _after(
        self,
        session: Session,
        tickets: Iterable[Ticket],
        histories: Histories,
        change: Intention,
        order: PolicyOrder,
    ) -> dict[int, Evaluation]:
        now = self._database.now(session)
        changed = {}
        for ticket in tickets:
            event = change.event(ticket, order)
            if event is not None:
                history = histories[ticket.id]
                changed[ticket.id] = with_event(history, event.kind, now, event.data)
        return self._clocks.judged(session, changed)


def _outlook(
    before: Mapping[int, Evaluation], after: Mapping[int, Evaluation], now: datetime
) -> Outlook:
    clocks: tuple[ClockMove, ...] = ()
    if len(before) == 1:
        for number, found in after.items():
            clocks = clock_moves(before[number], found)
    return Outlook(now, moves(before, after), clocks)

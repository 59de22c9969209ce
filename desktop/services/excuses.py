"""Excuses: a breach taken out of the figures, with the reason and the name of who did it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import NotFound
from desktop.domain.excuse import check_excuse, may_excuse
from desktop.domain.sla import ClockKind, EventKind
from desktop.domain.ticket import Actor, Role
from desktop.models.database import Database
from desktop.models.people import Person
from desktop.services import team
from desktop.services.clocks import Clocks, read_histories
from desktop.services.ticket_edit import TicketEdit, ticket_undo

REASON_LIMIT = 500


class Excuses:
    """Adds `clock_excused`; the latched breach stays and reports show both (sla.md K12)."""

    def __init__(self, database: Database, clocks: Clocks) -> None:
        self._database = database
        self._clocks = clocks

    def excuse(
        self, by: Actor, ticket_id: int, kind: ClockKind, number: int, reason: str
    ) -> Changes:
        """Leave one late clock out of the figures; a second reason replaces the first.

        `number` is its round. A clock that still runs is excused when it has stopped.

        Raises:
            NotFound: there is no such ticket or clock.
            Refused: `excuse.no_reason`, `excuse.not_late`, `excuse.lead_only`.
        """
        text = " ".join(reason.split())[:REASON_LIMIT]
        with self._database.write() as session:
            edit = TicketEdit(session, [ticket_id], by, self._database.now(session))
            role, has_lead = _standing(session, by.person_id)
            judged = self._clocks.judged(session, read_histories(session, [ticket_id]))
            found = [
                each
                for each in judged[ticket_id].clocks
                if (each.kind, each.round) == (kind, number)
            ]
            if not found:
                raise NotFound(noun="clock", id=ticket_id)
            check_excuse(text, is_late=found[0].breach is not None, role=role, has_lead=has_lead)
            edit.record(
                edit[ticket_id],
                EventKind.CLOCK_EXCUSED,
                clock=kind.value,
                round=number,
                reason=text,
            )
            done = edit.finish()
            self._clocks.refresh(session, [ticket_id])
            changes = Changes.of(
                Topic.TICKETS, tickets=[ticket_id], undo=ticket_undo("excuse", done)
            )
            return self._database.announce(session, changes)

    def may_excuse(self, person_id: int | None) -> bool:
        """Tell whether that person may excuse a breach here."""
        with self._database.read() as session:
            role, has_lead = _standing(session, person_id)
            return may_excuse(role, has_lead=has_lead)


def _standing(session: Session, person_id: int | None) -> tuple[Role | None, bool]:
    """Return the role of a person, and whether the team has a lead."""
    person = session.get(Person, person_id) if person_id is not None else None
    return (person.role if person is not None else None), bool(team.leads(session))

"""Taking commands back: the inverse of each, in one transaction, leaving the history whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlalchemy import delete
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic, Undo
from desktop.domain.errors import Refused
from desktop.domain.ticket import Actor
from desktop.models.database import Database
from desktop.models.mail import Message
from desktop.services import (
    alerts,
    calendar_undo,
    outbox_hold,
    policy_following,
    policy_undo,
    record_undo,
    scheduled,
    search,
    settings,
    splitting,
)
from desktop.services.clocks import Clocks
from desktop.services.ticket_edit import Done
from desktop.services.ticket_revert import revert

if TYPE_CHECKING:  # imported when a duty is undone
    from desktop.services.duty_undo import DutyUndo


class UndoService:
    """Knows the inverse of every undoable command by the payload it left."""

    def __init__(self, database: Database, clocks: Clocks, duty: Callable[[], DutyUndo]) -> None:
        """`duty` takes back duties; it is asked for once needed: most of what is undone is none."""
        self._database = database
        self._clocks = clocks
        self._duty = duty

    def undo(self, by: Actor, step: Undo) -> Changes:
        """Take one command back.

        Raises:
            ChangedMeanwhile: what it changed was changed again since.
            Refused: `undo.too_late` for a mail that has left.
        """
        with self._database.write() as session:
            if isinstance(step.payload, settings.SettingUndo):
                changes = settings.restore(session, step.payload)
            elif isinstance(step.payload, record_undo.RowsUndo):
                if Topic.DUTY in step.payload.topics:
                    changes = self._duty().restore(session, step.payload)
                else:
                    changes = record_undo.restore(session, step.payload)
            elif isinstance(step.payload, calendar_undo.CalendarUndo):
                now = self._database.now(session)
                changes = calendar_undo.restore(session, self._clocks, by, step.payload, now)
            elif isinstance(step.payload, policy_undo.PolicyUndo):
                now = self._database.now(session)
                changes = policy_undo.restore(session, self._clocks, by, step.payload, now)
            elif isinstance(step.payload, policy_following.FollowUndo):
                now = self._database.now(session)
                changes = policy_following.restore(session, self._clocks, by, step.payload, now)
            elif isinstance(step.payload, Done):
                changes = self._undo_tickets(session, by, step.payload)
            elif isinstance(step.payload, scheduled.ScheduleUndo):
                now = self._database.now(session)
                changes = scheduled.recall(session, step.payload.draft_id, now)
            elif isinstance(step.payload, alerts.AcknowledgeUndo):
                changes = alerts.restore(session, step.payload)
                if step.payload.tickets.changes:
                    tickets = self._undo_tickets(session, by, step.payload.tickets)
                    changes = changes.merged(tickets)
            elif isinstance(step.payload, splitting.SplitUndo):
                changes = splitting.restore(session, self._clocks, by, step.payload)
            else:
                raise Refused("undo.too_late")
            return self._database.announce(session, changes)

    def _undo_tickets(self, session: Session, by: Actor, done: Done) -> Changes:
        topics = [Topic.TICKETS]
        if outbox_hold.cancel(session, done.message_ids):
            topics.append(Topic.OUTBOX)
        now = self._database.now(session)
        revert(session, done.changes, by, now, yielding=bool(done.message_ids))
        if done.message_ids:
            search.remove(session, done.message_ids)
            session.execute(delete(Message).where(Message.id.in_(done.message_ids)))
        numbers = [change.ticket_id for change in done.changes]
        self._clocks.refresh(session, numbers)
        return Changes.of(*topics, tickets=numbers)

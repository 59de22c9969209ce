"""Taking commands back: the inverse of each, in one transaction, leaving the history whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic, Undo
from desktop.domain.errors import Refused
from desktop.domain.ticket import Actor
from desktop.models.database import Database
from desktop.services import (
    alerts,
    calendar_undo,
    messages,
    outbox_hold,
    policy_following,
    policy_undo,
    record_undo,
    scheduled,
    splitting,
)
from desktop.services.alerts import AcknowledgeUndo
from desktop.services.calendar_undo import CalendarUndo
from desktop.services.clocks import Clocks
from desktop.services.policy_following import FollowUndo
from desktop.services.policy_undo import PolicyUndo
from desktop.services.record_undo import RowsUndo
from desktop.services.scheduled import ScheduleUndo
from desktop.services.splitting import SplitUndo
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
        """Take one command back; `undo` on what comes back does the command again.

        That is None where it cannot be done again: a mail is written anew, an edit that counted
        clocks anew is made anew.

        Raises:
            ChangedMeanwhile: what it changed was changed again since.
            Refused: `undo.too_late` for a mail that has left.
        """
        with self._database.write() as session:
            changes, again = self._take_back(session, by, step.payload)
            if again is not None:
                changes = replace(changes, undo=Undo(step.title, step.count, again))
            return self._database.announce(session, changes)

    def _take_back(
        self, session: Session, by: Actor, payload: object
    ) -> tuple[Changes, object | None]:
        """Put back what one command did; return also the payload that does it again."""
        now = self._database.now(session)
        match payload:
            case RowsUndo(topics=topics):
                if Topic.DUTY in topics:
                    return self._duty().restore(session, by, payload, now), payload.turned()
                return record_undo.restore(session, payload), payload.turned()
            case CalendarUndo():
                changes = calendar_undo.restore(session, self._clocks, by, payload, now)
                return changes, payload.turned()
            case PolicyUndo():
                changes = policy_undo.restore(session, self._clocks, by, payload, now)
                return changes, payload.turned()
            case FollowUndo():
                return policy_following.restore(session, self._clocks, by, payload, now), None
            case Done():
                return self._undo_tickets(session, by, payload)
            case ScheduleUndo(draft_id=draft_id):
                return scheduled.recall(session, draft_id, now), None
            case AcknowledgeUndo(tickets=taken):
                changes = alerts.restore(session, payload)
                if taken.changes:
                    changes = changes.merged(self._undo_tickets(session, by, taken)[0])
                return changes, None
            case SplitUndo():
                return splitting.restore(session, self._clocks, by, payload), None
        raise Refused("undo.too_late")

    def _undo_tickets(self, session: Session, by: Actor, done: Done) -> tuple[Changes, Done | None]:
        was_mailed = outbox_hold.cancel(session, done.message_ids)
        added = tuple(messages.put_in_again(session, done.removed))
        now = self._database.now(session)
        reverted = revert(session, done.changes, by, now, yielding=bool(done.message_ids))
        removed = messages.take_out(session, done.message_ids)
        numbers = [change.ticket_id for change in done.changes]
        self._clocks.refresh(session, numbers)
        topics = [Topic.TICKETS, Topic.OUTBOX] if was_mailed else [Topic.TICKETS]
        again = None if was_mailed else Done(reverted, added, removed)
        return Changes.of(*topics, tickets=numbers), again

"""Replies: one transaction writes the message, its frozen mail, the status and the events."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from desktop.domain.changes import Changes, Topic
from desktop.domain.draft import DraftKind
from desktop.domain.errors import Refused
from desktop.domain.sla import ClockKind, ClockResult, EventKind
from desktop.domain.sla_evaluate import Evaluation
from desktop.domain.ticket import Actor
from desktop.models.database import Database
from desktop.services import answers, delivery_flag, drafts, settings
from desktop.services.answers import Reply
from desktop.services.clocks import Clocks, read_histories
from desktop.services.ticket_edit import TicketEdit, ticket_undo

__all__ = ["Replies", "Reply"]


class Replies:
    """Public answers by mail; an answer counts for the clocks when it is given (sla.md K3)."""

    def __init__(self, database: Database, clocks: Clocks) -> None:
        self._database = database
        self._clocks = clocks

    def send(self, by: Actor, ticket_id: int, reply: Reply) -> Changes:
        """Write the reply and put its mail into the outbox, held for the team's undo time.

        `undo` on the result takes everything back while the mail is held; the draft goes.

        Raises:
            Refused: as `answers.check` and `answers.check_on`: `reply.collision` (facts: author,
                at) when somebody wrote meanwhile, `reply.not_approved` (fact: address), …
        """
        answers.check(reply)
        with self._database.write() as session:
            # Of two at the same moment, the second has to see what the first has written.
            delivery_flag.lock_ticket(session, ticket_id)
            edit = TicketEdit(session, [ticket_id], by, self._database.now(session))
            ticket = edit[ticket_id]
            mailbox = answers.check_on(session, ticket, reply)
            hold = settings.undo_seconds(session)
            message_id = answers.write(edit, ticket, mailbox, reply, timedelta(seconds=hold))
            done = edit.finish()
            kind = DraftKind.FORWARD if reply.is_forward else DraftKind.REPLY
            drafts.discard(session, by.person_id, ticket_id, kind)
            self._clocks.refresh(session, [ticket_id])
            changes = Changes.of(
                Topic.TICKETS,
                Topic.OUTBOX,
                Topic.DRAFTS,
                tickets=[ticket_id],
                created=message_id,
                undo=ticket_undo("send", done, message_id, hold),
            )
            return self._database.announce(session, changes)

    def no_reply_needed(self, by: Actor, ticket_ids: Iterable[int]) -> Changes:
        """Let the customers' last messages stand without an answer: their clock stops as met.

        Tickets in which no next reply is owed are left alone.

        Raises:
            NotFound: there is no such ticket.
            Refused: `reply.not_owed` when none of them owes one.
        """
        with self._database.write() as session:
            edit = TicketEdit(session, ticket_ids, by, self._database.now(session))
            numbers = [ticket.id for ticket in edit]
            judged = self._clocks.judged(session, read_histories(session, numbers))
            for ticket in edit:
                if _owes_reply(judged[ticket.id]):
                    edit.record(ticket, EventKind.NO_REPLY_NEEDED)
            done = edit.finish()
            if not done:
                raise Refused("reply.not_owed")
            touched = [change.ticket_id for change in done]
            self._clocks.refresh(session, touched)
            undo = ticket_undo("no_reply", done)
            changes = Changes.of(Topic.TICKETS, tickets=touched, undo=undo)
            return self._database.announce(session, changes)


def _owes_reply(evaluation: Evaluation) -> bool:
    clock = evaluation.clock(ClockKind.NEXT_RESPONSE)
    return clock is not None and clock.result in (ClockResult.RUNNING, ClockResult.PAUSED)

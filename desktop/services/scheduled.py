"""Replies that leave later: kept as drafts with an instant, written when it has come.

Nothing about the ticket changes before, so an answer counts for the clocks when it leaves.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.domain.changes import NOTHING, Changes, Topic, Undo
from desktop.domain.draft import DraftKind
from desktop.domain.errors import NotFound, Refused
from desktop.domain.send_times import check_send_at
from desktop.domain.ticket import Actor, Source, Status
from desktop.models.database import Database
from desktop.models.draft import Draft, DraftFile
from desktop.models.people import Person
from desktop.models.ticket import Ticket
from desktop.services import answers, clock_trust, delivery_flag, drafts, settings
from desktop.services.answers import Reply
from desktop.services.clocks import Clocks
from desktop.services.correspondence import pairs
from desktop.services.record_undo import undo_of, written
from desktop.services.ticket_edit import TicketEdit, ticket_undo

LISTED = 50
_BATCH = 20


@dataclass(frozen=True, slots=True)
class ScheduledRow:
    """A reply that waits for its instant; None there: `error` says why it did not leave."""

    id: int
    person_id: int
    person: str
    text: str
    to: tuple[tuple[str, str], ...]
    file_count: int
    not_before: datetime | None
    error: str | None


@dataclass(frozen=True, slots=True)
class ScheduleUndo:
    """The reply to make a draft again."""

    draft_id: int


class Scheduled:
    """Replies for later; the author can send them at once, edit them or give them up."""

    def __init__(self, database: Database, clocks: Clocks) -> None:
        self._database = database
        self._clocks = clocks

    def of_ticket(self, ticket_id: int) -> tuple[ScheduledRow, ...]:
        """Return what waits on a ticket, whoever wrote it, in the order it will leave."""
        files = (
            select(func.count())
            .where(DraftFile.draft_id == Draft.id)
            .correlate(Draft)
            .scalar_subquery()
        )
        statement = (
            select(Draft, Person.name, files)
            .join(Person, Person.id == Draft.person_id)
            .where(Draft.ticket_id == ticket_id, Draft.kind == DraftKind.SCHEDULED)
            .order_by(Draft.not_before, Draft.id)
            .limit(LISTED)
        )
        with self._database.read() as session:
            return tuple(
                ScheduledRow(
                    draft.id,
                    draft.person_id,
                    name,
                    draft.text,
                    pairs(draft.recipients, "to"),
                    count,
                    draft.not_before,
                    draft.error,
                )
                for draft, name, count in session.execute(statement)
            )

    def put(self, by: Actor, ticket_id: int, reply: Reply, at: datetime) -> Changes:
        """Let a reply leave at `at`; the draft it was goes. Undo makes it one again.

        Raises:
            Refused: as `Replies.send`, or `schedule.past`, `schedule.too_far`,
                `schedule.exists` when this person has one waiting on the ticket,
                `schedule.nobody` when nobody is signed in.
        """
        answers.check(reply)
        if by.person_id is None:
            raise Refused("schedule.nobody")
        with self._database.write() as session:
            now = self._database.now(session)
            check_send_at(at, now)
            ticket = _ticket(session, ticket_id)
            answers.check_on(session, ticket, reply)
            if drafts.find(session, by.person_id, ticket_id, DraftKind.SCHEDULED) is not None:
                raise Refused("schedule.exists")
            drafts.discard(session, by.person_id, ticket_id, DraftKind.REPLY)
            envelope = drafts.Envelope(reply.to, reply.cc, reply.bcc, reply.approved)
            below = {"signature": reply.signature, "quote": reply.quote}
            draft = Draft(
                person_id=by.person_id,
                ticket_id=ticket_id,
                kind=DraftKind.SCHEDULED,
                text=reply.text,
                recipients={**envelope.columns(), **below},
                updated_at=now,
                not_before=at,
                then_status=reply.then.value if reply.then else None,
                seen_message_id=ticket.last_message_id,
            )
            session.add(draft)
            session.flush()
            drafts.put_files(session, draft.id, reply.files)
            undo = Undo("schedule", 1, ScheduleUndo(draft.id))
            changes = Changes.of(
                Topic.DRAFTS, Topic.TICKETS, tickets=[ticket_id], created=draft.id, undo=undo
            )
            return self._database.announce(session, changes)

    def edit(self, by: Actor, draft_id: int) -> Changes:
        """Make a waiting reply a draft again, before what its author has written since.

        Raises:
            NotFound: it has left, or was given up.
            Refused: `schedule.not_yours`.
        """
        with self._database.write() as session:
            _check_author(by, _found(session, draft_id))
            changes = recall(session, draft_id, self._database.now(session))
            return self._database.announce(session, changes)

    def cancel(self, by: Actor, draft_id: int) -> Changes:
        """Give a waiting reply up; Undo lets it wait again.

        Raises:
            NotFound: it has left, or was given up.
            Refused: `schedule.not_yours`.
        """
        with self._database.write() as session:
            draft = _found(session, draft_id)
            _check_author(by, draft)
            ticket_id = draft.ticket_id
            for file in session.scalars(select(DraftFile).where(DraftFile.draft_id == draft_id)):
                session.delete(file)
            files = written(session)
            session.delete(draft)
            topics = (Topic.DRAFTS, Topic.TICKETS)
            undo = undo_of("cancel_scheduled", (*files, *written(session)), *topics)
            delivery_flag.lock_ticket(session, ticket_id)
            delivery_flag.refresh(session, ticket_id, by, self._database.now(session))
            changes = Changes.of(*topics, tickets=[ticket_id], undo=undo)
            return self._database.announce(session, changes)

    def send_now(self, by: Actor, draft_id: int) -> Changes:
        """Send a waiting reply without waiting; whoever presses has seen the conversation.

        Raises:
            NotFound: it has left, or was given up.
            Refused: as `Replies.send`, but for the collision.
        """
        with self._database.write() as session:
            draft = _found(session, draft_id)
            hold = settings.undo_seconds(session)
            changes = self._write(session, draft, by, hold, anyway=True)
            return self._database.announce(session, changes)

    def send_due(self) -> Changes:
        """Write every reply whose instant has come, each in a transaction of its own.

        What cannot leave any more waits for a person: a public message came meanwhile, the
        ticket was merged, or no mailbox sends. Its ticket needs action. While the clock is in
        doubt no instant has come.
        """
        changes = NOTHING
        for _ in range(_BATCH):
            done = self._send_next()
            if not done:
                break
            changes = changes.merged(done)
        return changes

    def next_in(self) -> timedelta | None:
        """Return how long until the next one is due; None when none waits."""
        with self._database.read() as session:
            at = session.execute(select(func.min(Draft.not_before))).scalar_one()
            now = self._database.now(session)
            if at is None or clock_trust.doubted_since(session, now) is not None:
                return None
            return max(timedelta(), at - now)

    def _send_next(self) -> Changes:
        with self._database.write() as session:
            now = self._database.now(session)
            if clock_trust.doubted_since(session, now) is not None:
                return NOTHING
            draft = session.scalars(
                select(Draft)
                .where(Draft.kind == DraftKind.SCHEDULED, Draft.not_before <= now)
                .order_by(Draft.not_before, Draft.id)
                .limit(1)
                .with_for_update(skip_locked=True)
            ).first()
            if draft is None:
                return NOTHING
            author = Actor(draft.person_id, Source.JOB)
            try:
                changes = self._write(session, draft, author, hold=0, anyway=False)
            except Refused as refusal:
                draft.not_before, draft.error = None, refusal.code
                session.flush()
                delivery_flag.refresh(session, draft.ticket_id, author, now)
                changes = Changes.of(Topic.DRAFTS, Topic.TICKETS, tickets=[draft.ticket_id])
            return self._database.announce(session, changes)

    def _write(
        self, session: Session, draft: Draft, by: Actor, hold: int, *, anyway: bool
    ) -> Changes:
        ticket_id = draft.ticket_id
        reply = _reply(session, draft, anyway=anyway)
        answers.check(reply)
        author = Actor(draft.person_id, by.source)
        delivery_flag.lock_ticket(session, ticket_id)
        edit = TicketEdit(session, [ticket_id], author, self._database.now(session))
        ticket = edit[ticket_id]
        mailbox = answers.check_on(session, ticket, reply)
        message_id = answers.write(edit, ticket, mailbox, reply, timedelta(seconds=hold))
        done = edit.finish()
        drafts.discard(session, draft.person_id, ticket_id, DraftKind.SCHEDULED)
        self._clocks.refresh(session, [ticket_id])
        undo = ticket_undo("send", done, message_id, hold) if hold else None
        return Changes.of(
            Topic.TICKETS,
            Topic.OUTBOX,
            Topic.DRAFTS,
            tickets=[ticket_id],
            created=message_id,
            undo=undo,
        )


def recall(session: Session, draft_id: int, now: datetime) -> Changes:
    """Make a waiting reply the draft of its author; what was written since comes after it.

    Raises:
        NotFound: it has left, or was given up.
    """
    draft = _found(session, draft_id)
    since = drafts.find(session, draft.person_id, draft.ticket_id, DraftKind.REPLY)
    if since is not None:
        files = drafts.files_of(session, draft.id) + drafts.files_of(session, since.id)
        draft.text = f"{draft.text}\n\n{since.text}" if since.text.strip() else draft.text
        drafts.put_files(session, draft.id, files)
        drafts.discard(session, draft.person_id, draft.ticket_id, DraftKind.REPLY)
    draft.kind = DraftKind.REPLY
    draft.not_before = draft.error = draft.then_status = draft.seen_message_id = None
    draft.updated_at = now
    session.flush()
    by = Actor(draft.person_id, Source.JOB)
    delivery_flag.lock_ticket(session, draft.ticket_id)
    delivery_flag.refresh(session, draft.ticket_id, by, now)
    return Changes.of(Topic.DRAFTS, Topic.TICKETS, tickets=[draft.ticket_id], created=draft.id)


def _reply(session: Session, draft: Draft, *, anyway: bool) -> Reply:
    kept = draft.recipients
    reply = Reply(
        text=draft.text,
        to=pairs(kept, "to"),
        cc=pairs(kept, "cc"),
        bcc=pairs(kept, "bcc"),
        approved=frozenset(kept.get("approved") or ()),
        signature=kept.get("signature") or "",
        quote=kept.get("quote") or "",
        then=Status(draft.then_status) if draft.then_status else None,
        seen_message_id=draft.seen_message_id,
        anyway=anyway,
    )
    return replace(reply, files=drafts.files_of(session, draft.id))


def _check_author(by: Actor, draft: Draft) -> None:
    """Anybody may send what waits; the words are their author's to change."""
    if by.person_id != draft.person_id:
        raise Refused("schedule.not_yours")


def _ticket(session: Session, ticket_id: int) -> Ticket:
    ticket = session.get(Ticket, ticket_id)
    if ticket is None:
        raise NotFound(noun="ticket", id=ticket_id)
    return ticket


def _found(session: Session, draft_id: int) -> Draft:
    draft = session.get(Draft, draft_id, with_for_update=True)
    if draft is None or draft.kind is not DraftKind.SCHEDULED:
        raise NotFound(noun="draft", id=draft_id)
    return draft

"""Tickets: lists, the conversation, and what people do with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from desktop.domain.changes import NOTHING, Changes, Topic
from desktop.domain.errors import NotFound, Refused
from desktop.domain.sla import EventKind
from desktop.domain.ticket import (
    Actor,
    Channel,
    Mark,
    MessageKind,
    Priority,
    Status,
)
from desktop.mail.outgoing import OutgoingFile
from desktop.models.database import Database
from desktop.models.people import Organisation, Person
from desktop.models.sla import PolicyRecord
from desktop.models.ticket import Ticket
from desktop.services import tags, ticket_detail
from desktop.services.attaching import attached, check_size
from desktop.services.clocks import Clocks
from desktop.services.messages import NewMessage, add_message
from desktop.services.new_tickets import NewTicket, add_ticket
from desktop.services.policy_choice import read_order
from desktop.services.reclassification import (
    CategoryChange,
    OrganisationChange,
    PolicyChange,
    PriorityChange,
    Reclassification,
    reclassify,
)
from desktop.services.rows_ticket import TicketDetail
from desktop.services.ticket_edit import TicketEdit, ticket_undo
from desktop.services.ticket_lists import TicketLists
from desktop.services.ticket_status import change_status


@dataclass(frozen=True, slots=True)
class ManualTicket:
    """A ticket made by hand (`Ctrl+N`): phone or chat, or one we open towards a customer.

    `from_customer` False: no first response is owed (sla.md K15).
    """

    subject: str
    text: str
    channel: Channel = Channel.PHONE
    requester_name: str = ""
    requester_email: str = ""
    priority: Priority = Priority.NORMAL
    assignee_id: int | None = None
    category_id: int | None = None
    from_customer: bool = True


class Tickets(TicketLists):
    """The lists, one ticket with all it has, and every edit; a public method is a transaction."""

    def __init__(self, database: Database, clocks: Clocks) -> None:
        super().__init__(database)
        self._clocks = clocks

    # What windows and commands ask

    def tags(self, ticket_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """Return the tags of some tickets by name; a ticket without one is not named."""
        with self._database.read() as session:
            found = tags.names_of(session, ticket_ids)
        return {number: tuple(sorted(names)) for number, names in found.items()}

    def detail(self, ticket_id: int, me: int | None = None) -> TicketDetail:
        """Return a ticket with its conversation, history, clocks and `me`'s drafts.

        Raises:
            NotFound: there is no such ticket.
        """
        with self._database.read() as session:
            return ticket_detail.detail(session, ticket_id, me)

    # What people do

    def create(self, by: Actor, manual: ManualTicket) -> Changes:
        """Make a ticket by hand; `created` is its number.

        Raises:
            Refused: `ticket.no_subject`.
        """
        if not manual.subject.strip():
            raise Refused("ticket.no_subject")
        with self._database.write() as session:
            now = self._database.now(session)
            ticket = add_ticket(
                session,
                NewTicket(
                    subject=manual.subject.strip(),
                    channel=manual.channel,
                    created_at=now,
                    requester_name=manual.requester_name.strip(),
                    requester_email=manual.requester_email.strip(),
                    priority=manual.priority,
                    assignee_id=manual.assignee_id,
                    category_id=manual.category_id,
                    from_customer=manual.from_customer,
                    alerts_from=now,
                ),
                by,
            )
            if manual.from_customer or manual.text.strip():
                # Without a text too: what the customer came with is found by its subject.
                ticket.last_message_id = add_message(
                    session,
                    NewMessage(
                        ticket_id=ticket.id,
                        kind=MessageKind.PUBLIC if manual.from_customer else MessageKind.NOTE,
                        is_incoming=manual.from_customer,
                        at=now,
                        person_id=None if manual.from_customer else by.person_id,
                        requester_id=ticket.requester_id if manual.from_customer else None,
                        from_name=manual.requester_name.strip(),
                        from_email=manual.requester_email.strip(),
                        subject=manual.subject.strip(),
                        text=manual.text.strip() and manual.text,
                    ),
                )
            session.flush()
            self._clocks.refresh(session, [ticket.id])
            changes = Changes.of(Topic.TICKETS, tickets=[ticket.id], created=ticket.id)
            return self._database.announce(session, changes)

    def set_status(
        self, by: Actor, ticket_ids: Iterable[int], status: Status, until: datetime | None = None
    ) -> Changes:
        """Set the status; `until` is the reminder of `waiting_date`.

        Raises:
            Refused: `ticket.marked`, `ticket.never_new`, `ticket.no_reminder_date`,
                `ticket.reminder_past`.
        """
        with self._database.write() as session:
            edit = TicketEdit(session, ticket_ids, by, self._database.now(session))
            for ticket in edit:
                change_status(edit, ticket, status, until)
            return self._finish(edit, status.value)

    def set_priority(self, by: Actor, ticket_ids: Iterable[int], priority: Priority) -> Changes:
        """Set the priority; clocks are judged anew from their start (sla.md K9)."""
        with self._database.write() as session:
            change = PriorityChange(priority)
            return self._reclassify(session, by, ticket_ids, change, "priority")

    def assign(self, by: Actor, ticket_ids: Iterable[int], person_id: int | None) -> Changes:
        """Give the tickets to a person, or to nobody.

        Raises:
            NotFound: there is no such active person.
        """
        with self._database.write() as session:
            edit = TicketEdit(session, ticket_ids, by, self._database.now(session))
            if person_id is not None:
                person = session.get(Person, person_id)
                if person is None or not person.is_active:
                    raise NotFound(noun="person", id=person_id)
            for ticket in edit:
                if ticket.assignee_id != person_id:
                    edit.record(
                        ticket, EventKind.ASSIGNED, old=ticket.assignee_id, person=person_id
                    )
                    ticket.assignee_id = person_id
            return self._finish(edit, "assign")

    def set_category(
        self, by: Actor, ticket_ids: Iterable[int], category_id: int | None
    ) -> Changes:
        """Set the category of the tickets, and with it the policy where the category decides."""
        with self._database.write() as session:
            change = CategoryChange(category_id)
            return self._reclassify(session, by, ticket_ids, change, "category")

    def set_policy(self, by: Actor, ticket_ids: Iterable[int], policy_id: int) -> Changes:
        """Let the tickets follow that policy; clocks are judged anew from their start (K9).

        Raises:
            NotFound: there is no such policy.
        """
        with self._database.write() as session:
            if session.get(PolicyRecord, policy_id) is None:
                raise NotFound(noun="policy", id=policy_id)
            return self._reclassify(session, by, ticket_ids, PolicyChange(policy_id), "policy")

    def set_organisation(
        self, by: Actor, ticket_ids: Iterable[int], organisation_id: int | None
    ) -> Changes:
        """Count the tickets as that organisation's, with its policy where it has one.

        Raises:
            NotFound: there is no such organisation.
        """
        with self._database.write() as session:
            if organisation_id is not None and not session.get(Organisation, organisation_id):
                raise NotFound(noun="organisation", id=organisation_id)
            change = OrganisationChange(organisation_id)
            return self._reclassify(session, by, ticket_ids, change, "organisation")

    def set_tags(self, by: Actor, ticket_id: int, names: Iterable[str]) -> Changes:
        """Give the ticket exactly these tags; new ones are made."""
        wanted = tags.clean(names)
        with self._database.write() as session:
            edit = TicketEdit(session, [ticket_id], by, self._database.now(session))
            edit.set_tags(edit[ticket_id], tags.ids_of(session, wanted).values())
            edit.record(edit[ticket_id], EventKind.TAGS_CHANGED, tags=wanted)
            return self._finish(edit, "tags")

    def edit_tags(
        self, by: Actor, ticket_ids: Iterable[int], add: Iterable[str], remove: Iterable[str]
    ) -> Changes:
        """Add tags to the tickets and take others off; new ones are made."""
        more, less = tags.clean(add), tags.clean(remove)
        with self._database.write() as session:
            edit = TicketEdit(session, ticket_ids, by, self._database.now(session))
            before = tags.names_of(session, [ticket.id for ticket in edit])
            ids = tags.ids_of(session, more)
            for ticket in edit:
                had = before.get(ticket.id, {})
                has = {n: tag for n, tag in had.items() if n not in less} | ids
                if has != had:
                    edit.set_tags(ticket, has.values())
                    edit.record(ticket, EventKind.TAGS_CHANGED, tags=sorted(has))
            return self._finish(edit, "tags")

    def mark_spam(self, by: Actor, ticket_ids: Iterable[int]) -> Changes:
        """Take the tickets out of the work as spam; their clocks are cancelled."""
        with self._database.write() as session:
            edit = TicketEdit(session, ticket_ids, by, self._database.now(session))
            for ticket in edit:
                if ticket.mark is None:
                    edit.record(ticket, EventKind.SPAM)
                    ticket.mark = Mark.SPAM
            return self._finish(edit, "spam")

    def mark_read(self, ticket_id: int) -> Changes:
        """Remember that somebody has seen the ticket; no event, no undo."""
        with self._database.write() as session:
            ticket = session.get(Ticket, ticket_id)
            if ticket is None or not ticket.is_unread:
                return NOTHING
            ticket.is_unread = False
            return self._database.announce(session, Changes.of(Topic.TICKETS, tickets=[ticket_id]))

    def add_note(
        self, by: Actor, ticket_id: int, content: str, files: Sequence[OutgoingFile] = ()
    ) -> Changes:
        """Add an internal note; notes never reach the outbox and move no clock (sla.md K5).

        Raises:
            Refused: `note.empty`; `attachment.too_large` (facts: name, limit_mb).
        """
        if not content.strip() and not files:
            raise Refused("note.empty")
        check_size(files, None)
        return self._add_entry(
            by, ticket_id, content, MessageKind.NOTE, EventKind.NOTE, "note", files
        )

    def log_call(self, by: Actor, ticket_id: int, summary: str) -> Changes:
        """Log a call with the customer: an answer for the clocks (sla.md 3).

        Raises:
            Refused: `call.empty`.
        """
        if not summary.strip():
            raise Refused("call.empty")
        return self._add_entry(
            by, ticket_id, summary, MessageKind.PUBLIC, EventKind.CALL_LOGGED, "call"
        )

    def _add_entry(
        self,
        by: Actor,
        ticket_id: int,
        content: str,
        kind: MessageKind,
        event: EventKind,
        title: str,
        files: Sequence[OutgoingFile] = (),
    ) -> Changes:
        with self._database.write() as session:
            edit = TicketEdit(session, [ticket_id], by, self._database.now(session))
            ticket = edit[ticket_id]
            author = session.get(Person, by.person_id) if by.person_id else None
            message_id = add_message(
                session,
                NewMessage(
                    ticket_id=ticket_id,
                    kind=kind,
                    is_incoming=False,
                    at=edit.now,
                    person_id=by.person_id,
                    from_name=author.name if author else "",
                    text=content,
                    mail_class="call" if event is EventKind.CALL_LOGGED else "human",
                    attachments=attached(files),
                ),
            )
            ticket.attachment_count += len(files)
            edit.record(ticket, event, message=message_id)
            ticket.last_message_id = message_id
            if kind is MessageKind.PUBLIC:
                ticket.message_count += 1
                if ticket.first_response_at is None:
                    ticket.first_response_at = edit.now
                if ticket.status is Status.NEW:
                    change_status(edit, ticket, Status.OPEN)
            return self._finish(edit, title, message_id)

    def _reclassify(
        self,
        session: Session,
        by: Actor,
        ticket_ids: Iterable[int],
        change: Reclassification,
        title: str,
    ) -> Changes:
        edit = TicketEdit(session, ticket_ids, by, self._database.now(session))
        order = read_order(session)
        for ticket in edit:
            reclassify(edit, ticket, change, order)
        return self._finish(edit, title)

    def _finish(self, edit: TicketEdit, title: str, message_id: int | None = None) -> Changes:
        done = edit.finish()
        if not done:
            return NOTHING
        numbers = [change.ticket_id for change in done]
        self._clocks.refresh(edit.session, numbers)
        undo = ticket_undo(title, done, message_id)
        changes = Changes.of(Topic.TICKETS, tickets=numbers, undo=undo)
        return self._database.announce(edit.session, changes)

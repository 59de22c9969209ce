"""Plays the scenes of the demo into records, with the same parts every command is made of."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from desktop.domain.mail_subject import with_number
from desktop.domain.sla import EventKind
from desktop.domain.ticket import Actor, Channel, Mark, MessageKind, Priority, Role, Source, Status
from desktop.models import ids
from desktop.models.mail import Mailbox, MailboxKind
from desktop.models.people import Category, Line, Organisation, Person
from desktop.services.demo_story import Scene, State, Story
from desktop.services.messages import NewMessage, add_messages
from desktop.services.new_tickets import NewTicket, add_ticket
from desktop.services.people import initials_of
from desktop.services.ticket_edit import TicketEdit
from desktop.services.ticket_status import change_status

HISTORY_DAYS = 92
HISTORY_TICKETS = 180
RESERVED_AT_ONCE = 200
ADDRESS = "support@desk.example"
CUSTOMER = Actor(None, Source.DEMO)

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

_SINCE = {
    (State.OVERDUE, Priority.CRITICAL): 37 * MINUTE,
    (State.OVERDUE, Priority.HIGH): 132 * MINUTE,
    (State.OVERDUE, Priority.NORMAL): 4 * DAY,
    (State.ALMOST, Priority.CRITICAL): 12 * MINUTE,
    (State.ALMOST, Priority.HIGH): 51 * MINUTE,
    (State.SOON, Priority.CRITICAL): 9 * MINUTE,
    (State.SOON, Priority.HIGH): 34 * MINUTE,
}
"""How long ago a ticket came so that its first answer stands as the scene says."""

_WAITS = {
    State.PAUSED: Status.WAITING_CUSTOMER,
    State.THIRD_PARTY: Status.WAITING_THIRD_PARTY,
    State.DEFERRED: Status.DEFERRED,
    State.DEVELOPERS: Status.WITH_DEVELOPERS,
    State.RETURNED: Status.RETURNED,
}

_CHANNELS = {State.PHONE: Channel.PHONE, State.CHAT: Channel.CHAT}


class DemoWriter:
    """Writes one story into an empty desk; `now` is the instant around which it plays."""

    def __init__(
        self, session: Session, story: Story, now: datetime, chance: random.Random
    ) -> None:
        self._session = session
        self._story = story
        self._now = now
        self._chance = chance
        self.people: list[Person] = []
        self.numbers: list[int] = []
        self._categories: list[Category] = []
        self._writers: dict[int, tuple[str, str]] = {}
        self._messages: list[NewMessage] = []
        self._message_ids: list[int] = []

    def write(self, tickets: int) -> None:
        """Write the team, the customers, three months of solved tickets and the scenes."""
        self._prepare()
        for _ in range(HISTORY_TICKETS):
            self._play_past(self._chance.choice(self._story.scenes[:-2]))
        for place in range(tickets):
            self._play(self._story.scenes[place % len(self._story.scenes)])
        self._session.flush()
        used = self._message_ids[: len(self._messages)]
        add_messages(self._session, self._messages, used)

    def _prepare(self) -> None:
        story = self._story
        self.people = [
            Person(name=name, initials=initials_of(name), email=email, role=Role(role))
            for name, email, role in story.people
        ]
        self._categories = [Category(name=name) for name in story.categories]
        organisations = [
            Organisation(name=name, domain=domain, is_vip=vip)
            for name, domain, vip in story.organisations
        ]
        mailbox = Mailbox(
            kind=MailboxKind.IMAP,
            name=story.mailbox,
            address=ADDRESS,
            smtp_host="smtp.desk.example",
            is_enabled=True,
            connected_at=self._now - HISTORY_DAYS * DAY,
        )
        lines = [Line(name=name) for name in story.lines]
        self._session.add_all([*self.people, *self._categories, *organisations, *lines, mailbox])
        self._session.flush()

    def _play(self, scene: Scene) -> None:
        """Bring one ticket into the state of its scene."""
        since = _SINCE.get((scene.state, scene.priority)) or self._age_of(scene)
        edit = self._open(scene, self._now - since)
        agent = self._agent()
        match scene.state:
            case State.OVERDUE | State.ALMOST | State.SOON | State.ON_TRACK:
                if self._chance.random() < 0.4:
                    self._assign(self._at(edit, agent, since * 0.8))
                if self._chance.random() < 0.3:
                    self._note(self._at(edit, agent, since * 0.5))
            case State.ANSWERED:
                self._answer(self._at(edit, agent, since * 0.6))
            case State.FOLLOW_UP:
                self._answer(self._at(edit, agent, since * 0.8))
                self._follow_up(self._at(edit, CUSTOMER, since * 0.2))
            case State.DATE:
                self._answer(self._at(edit, agent, since * 0.7))
                self._move(
                    self._at(edit, agent, since * 0.6), Status.WAITING_DATE, self._now + 6 * DAY
                )
            case State.SOLVED_TODAY | State.SOLVED_LATE:
                self._answer(self._at(edit, agent, since * 0.5))
                self._move(self._at(edit, agent, since * 0.02), Status.SOLVED)
            case State.PHONE | State.CHAT:
                self._assign(self._at(edit, agent, since * 0.9))
                self._note(self._at(edit, agent, since * 0.6))
            case State.SPAM:
                self._mark_spam(self._at(edit, agent, since * 0.5))
            case waiting:
                self._answer(self._at(edit, agent, since * 0.8))
                self._note(self._at(edit, agent, since * 0.7))
                self._move(self._at(edit, agent, since * 0.6), _WAITS[waiting])
        edit.finish()

    def _age_of(self, scene: Scene) -> timedelta:
        if scene.state is State.SOLVED_TODAY:
            return self._chance.uniform(0.5, 4) * HOUR
        if scene.state is State.SOLVED_LATE:
            return self._chance.uniform(6, 8) * DAY
        if scene.state in (State.ON_TRACK, State.PHONE, State.CHAT):
            return self._chance.uniform(3, 25) * MINUTE
        if scene.state in (State.ANSWERED, State.FOLLOW_UP):
            return self._chance.uniform(2, 6) * HOUR
        return self._chance.uniform(8, 60) * HOUR

    def _play_past(self, scene: Scene) -> None:
        """Write a ticket of the last three months that was solved in its time, or not quite."""
        since = self._chance.uniform(9, HISTORY_DAYS) * DAY
        edit = self._open(scene, self._now - since, is_past=True)
        agent = self._agent()
        answered = since - self._chance.choice((0.2, 0.7, 2, 5, 20)) * HOUR
        self._answer(self._at(edit, agent, answered))
        solved = answered - self._chance.choice((0.5, 3, 9, 26, 70)) * HOUR
        if self._chance.random() < 0.3:
            self._move(edit, Status.WAITING_CUSTOMER)
            self._follow_up(self._at(edit, CUSTOMER, (answered + solved) / 2))
            self._answer(self._at(edit, agent, (answered + 3 * solved) / 4))
        self._move(self._at(edit, agent, solved), Status.SOLVED)
        self._move(self._at(edit, agent, max(solved - 5 * DAY, timedelta())), Status.CLOSED)
        edit.finish()

    def _agent(self) -> Actor:
        return Actor(self._chance.choice(self.people[:2]).id, Source.DEMO)

    def _at(self, edit: TicketEdit, by: Actor, ago: timedelta) -> TicketEdit:
        """Let the edit go on as `by`, that long before now."""
        edit.by, edit.now = by, self._now - ago
        return edit

    def _open(self, scene: Scene, at: datetime, *, is_past: bool = False) -> TicketEdit:
        name, email = self._story.requesters[scene.requester]
        ticket = add_ticket(
            self._session,
            NewTicket(
                subject=scene.subject,
                channel=_CHANNELS.get(scene.state, Channel.MAIL),
                created_at=at,
                requester_name=name,
                requester_email=email,
                priority=scene.priority,
                category_id=self._chance.choice(self._categories).id,
                alerts_from=None if is_past else self._now,
            ),
            CUSTOMER,
        )
        self.numbers.append(ticket.id)
        self._writers[ticket.id] = (name, email)
        edit = TicketEdit(self._session, [ticket.id], CUSTOMER, at)
        self._customer_says(edit, scene.text)
        return edit

    def _answer(self, edit: TicketEdit) -> None:
        (ticket,) = edit.tickets
        number = self._agent_says(edit, self._chance.choice(self._story.answers))
        edit.record(ticket, EventKind.AGENT_MESSAGE, message=number)
        ticket.first_response_at = ticket.first_response_at or edit.now
        if ticket.assignee_id is None:
            self._assign(edit)
        self._move(edit, Status.OPEN)
        ticket.message_count += 1
        ticket.is_unread = False

    def _follow_up(self, edit: TicketEdit) -> None:
        (ticket,) = edit.tickets
        number = self._customer_says(edit, self._chance.choice(self._story.followups))
        edit.record(ticket, EventKind.CUSTOMER_MESSAGE, message=number)
        self._move(edit, Status.OPEN)
        ticket.message_count += 1
        ticket.is_unread = True

    def _note(self, edit: TicketEdit) -> None:
        (ticket,) = edit.tickets
        text = self._chance.choice(self._story.notes)
        number = self._said(edit, self._from_agent(edit, MessageKind.NOTE, text))
        edit.record(ticket, EventKind.NOTE, message=number)

    def _assign(self, edit: TicketEdit) -> None:
        (ticket,) = edit.tickets
        edit.record(ticket, EventKind.ASSIGNED, old=None, person=edit.by.person_id)
        ticket.assignee_id = edit.by.person_id

    def _mark_spam(self, edit: TicketEdit) -> None:
        (ticket,) = edit.tickets
        edit.record(ticket, EventKind.SPAM)
        ticket.mark = Mark.SPAM

    def _move(self, edit: TicketEdit, status: Status, until: datetime | None = None) -> None:
        change_status(edit, edit.tickets[0], status, until)

    def _customer_says(self, edit: TicketEdit, text: str) -> int:
        (ticket,) = edit.tickets
        name, email = self._writers[ticket.id]
        message = NewMessage(
            ticket_id=ticket.id,
            kind=MessageKind.PUBLIC,
            is_incoming=True,
            at=edit.now,
            requester_id=ticket.requester_id,
            from_name=name,
            from_email=email,
            to=((self._story.mailbox, ADDRESS),),
            subject=ticket.subject,
            text=text,
        )
        return self._said(edit, message)

    def _agent_says(self, edit: TicketEdit, text: str) -> int:
        return self._said(edit, self._from_agent(edit, MessageKind.PUBLIC, text))

    def _from_agent(self, edit: TicketEdit, kind: MessageKind, text: str) -> NewMessage:
        (ticket,) = edit.tickets
        person = next(person for person in self.people if person.id == edit.by.person_id)
        is_public = kind is MessageKind.PUBLIC
        return NewMessage(
            ticket_id=ticket.id,
            kind=kind,
            is_incoming=False,
            at=edit.now,
            person_id=person.id,
            from_name=person.name,
            from_email=ADDRESS if is_public else "",
            to=(self._writers[ticket.id],) if is_public else (),
            subject=with_number(ticket.subject, ticket.id) if is_public else "",
            text=text,
        )

    def _said(self, edit: TicketEdit, message: NewMessage) -> int:
        """Keep an entry to be written with all others; return the id it will have."""
        if len(self._messages) == len(self._message_ids):
            self._message_ids.extend(ids.reserve(self._session, ids.MESSAGE, RESERVED_AT_ONCE))
        number = self._message_ids[len(self._messages)]
        self._messages.append(message)
        edit.tickets[0].last_message_id = number
        return number

"""Replies for later: nothing happens before, everything when they leave, and no word is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from desktop.domain.clock import ManualClock
from desktop.domain.draft import DraftKind
from desktop.domain.errors import NotFound, Refused
from desktop.domain.ticket import Actor, Status
from desktop.mail.outgoing import OutgoingFile
from desktop.models.outbox import Outbox
from desktop.services.answers import Reply
from desktop.services.desk import Desk
from desktop.services.tickets import ManualTicket
from tests.dump import dump
from tests.mailboxes import add_mailbox

IRA = ("Ира Петрова", "it@nord.example")
LATER = timedelta(hours=16)


@pytest.fixture
def ticket(desk: Desk, anna: Actor) -> int:
    add_mailbox(desk)
    manual = ManualTicket("Не печатает", "Дымит", requester_name=IRA[0], requester_email=IRA[1])
    created = desk.tickets.create(anna, manual).created
    assert created is not None
    return created


@pytest.fixture
def waiting(desk: Desk, anna: Actor, ticket: int, clock: ManualClock) -> int:
    reply = Reply(
        "Завтра приедем.",
        (IRA,),
        then=Status.WAITING_CUSTOMER,
        seen_message_id=desk.tickets.detail(ticket).last_message_id,
        files=(OutgoingFile("план.txt", "text/plain", b"plan"),),
        signature="Анна",
    )
    created = desk.scheduled.put(anna, ticket, reply, clock.now() + LATER).created
    assert created is not None
    return created


def mails(desk: Desk) -> list[int]:
    with desk.database.read() as session:
        return list(session.scalars(select(Outbox.id)))


@pytest.mark.usefixtures("waiting")
def test_nothing_happens_before_its_instant(desk: Desk, ticket: int, clock: ManualClock) -> None:
    clock.advance(LATER - timedelta(seconds=1))

    assert not desk.scheduled.send_due()

    detail = desk.tickets.detail(ticket)
    assert mails(desk) == []
    assert len(detail.messages) == 1
    assert {c.kind: c.result for c in detail.clocks}["first_response"] != "met"
    assert desk.scheduled.next_in() == timedelta(seconds=1)


@pytest.mark.usefixtures("waiting")
def test_answer_counts_when_it_leaves(desk: Desk, ticket: int, clock: ManualClock) -> None:
    clock.advance(LATER)

    desk.scheduled.send_due()

    detail = desk.tickets.detail(ticket)
    answer = detail.messages[-1]
    assert answer.at == clock.now()
    assert answer.author == "Anna Kern"
    assert [file.name for file in answer.attachments] == ["план.txt"]
    assert answer.text == "Завтра приедем.\n\n-- \nАнна"
    assert detail.ticket.status is Status.WAITING_CUSTOMER
    first = next(c for c in detail.clocks if c.kind == "first_response")
    assert first.stopped_at == clock.now()
    assert len(mails(desk)) == 1
    assert desk.scheduled.of_ticket(ticket) == ()
    assert not desk.scheduled.send_due()


def test_note_of_a_colleague_or_a_letter_keeps_it_back(
    desk: Desk, anna: Actor, ticket: int, waiting: int, clock: ManualClock
) -> None:
    desk.tickets.add_note(anna, ticket, "They have called: not needed any more")
    clock.advance(LATER)

    desk.scheduled.send_due()

    (row,) = desk.scheduled.of_ticket(ticket)
    assert (row.id, row.error, row.not_before) == (waiting, "reply.collision", None)
    assert mails(desk) == []
    assert desk.tickets.detail(ticket).delivery_failed
    assert not desk.scheduled.send_due()

    desk.scheduled.send_now(anna, waiting)
    assert len(mails(desk)) == 1


def test_undo_and_edit_make_it_a_draft_again(
    desk: Desk, anna: Actor, ticket: int, waiting: int
) -> None:
    assert anna.person_id is not None
    desk.drafts.save(anna.person_id, ticket, DraftKind.REPLY, "And bring paper.")

    desk.scheduled.edit(anna, waiting)

    (draft,) = desk.tickets.detail(ticket, anna.person_id).drafts
    assert draft.text == "Завтра приедем.\n\nAnd bring paper."
    assert (draft.to, draft.files) == ((IRA,), ("план.txt",))
    assert desk.drafts.files(draft.id)[0].content == b"plan"
    assert desk.scheduled.of_ticket(ticket) == ()
    with pytest.raises(NotFound):
        desk.scheduled.send_now(anna, waiting)


def test_words_of_a_colleague_are_not_changed(
    desk: Desk, anna: Actor, ticket: int, waiting: int
) -> None:
    maxim = Actor(desk.people.add("Maxim").created, anna.source)

    for change in (desk.scheduled.edit, desk.scheduled.cancel):
        with pytest.raises(Refused, match=r"schedule\.not_yours"):
            change(maxim, waiting)
    desk.scheduled.send_now(maxim, waiting)

    assert desk.tickets.detail(ticket).messages[-1].author == "Anna Kern"


def test_undo_of_scheduling(desk: Desk, anna: Actor, ticket: int, clock: ManualClock) -> None:
    seen = desk.tickets.detail(ticket).last_message_id
    reply = Reply("Later", (IRA,), seen_message_id=seen)

    done = desk.scheduled.put(anna, ticket, reply, clock.now() + LATER)
    assert done.undo is not None
    desk.undo.undo(anna, done.undo)

    (draft,) = desk.tickets.detail(ticket, anna.person_id).drafts
    assert (draft.kind, draft.text) == (DraftKind.REPLY, "Later")


def test_cancelling_is_undone(desk: Desk, anna: Actor, ticket: int, waiting: int) -> None:
    before = dump(desk)

    done = desk.scheduled.cancel(anna, waiting)
    assert desk.scheduled.of_ticket(ticket) == ()
    assert done.undo is not None
    desk.undo.undo(anna, done.undo)

    assert dump(desk) == before


@pytest.mark.parametrize(
    ("offset", "code"),
    [(timedelta(0), "schedule.past"), (timedelta(days=366), "schedule.too_far")],
)
def test_impossible_instants_are_refused(
    desk: Desk, anna: Actor, ticket: int, clock: ManualClock, offset: timedelta, code: str
) -> None:
    reply = Reply("Later", (IRA,), anyway=True)

    with pytest.raises(Refused) as refusal:
        desk.scheduled.put(anna, ticket, reply, clock.now() + offset)

    assert refusal.value.code == code


@pytest.mark.usefixtures("waiting")
def test_one_waits_at_a_time(desk: Desk, anna: Actor, ticket: int, clock: ManualClock) -> None:
    with pytest.raises(Refused, match=r"schedule\.exists"):
        desk.scheduled.put(anna, ticket, Reply("Two", (IRA,), anyway=True), clock.now() + LATER)

"""Replies: the mail that leaves, the clocks it stops, collisions and Undo."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select

from desktop.domain.clock import ManualClock
from desktop.domain.draft import DraftKind
from desktop.domain.errors import Refused
from desktop.domain.sla import EventKind
from desktop.domain.ticket import Actor, MessageKind, Source, Status
from desktop.mail.message_id import Origin, read_message_id
from desktop.mail.outgoing import OutgoingFile
from desktop.models.outbox import Outbox, OutboxRecipient, OutboxState
from desktop.services import installation
from desktop.services.desk import Desk
from desktop.services.drafts import Envelope
from desktop.services.messages import NewMessage, add_message
from desktop.services.replies import Reply
from desktop.services.ticket_edit import TicketEdit
from desktop.services.ticket_status import change_status
from desktop.services.tickets import ManualTicket
from tests.dump import dump
from tests.mailboxes import add_mailbox

IRA = ("Ира Петрова", "it@nord.example")


@pytest.fixture
def ticket(desk: Desk, anna: Actor) -> int:
    add_mailbox(desk)
    manual = ManualTicket("Не печатает", "Дымит", requester_name=IRA[0], requester_email=IRA[1])
    created = desk.tickets.create(anna, manual).created
    assert created is not None
    return created


def reply(desk: Desk, ticket: int, text: str = "Чиним", **fields: object) -> Reply:
    seen = desk.tickets.detail(ticket).messages[-1].id
    values = {"text": text, "to": (IRA,), "seen_message_id": seen}
    return Reply(**(values | fields))  # type: ignore[arg-type]


def outbox(desk: Desk) -> list[Outbox]:
    with desk.database.read() as session:
        rows = list(session.scalars(select(Outbox)))
        session.expunge_all()
        return rows


def test_reply_waits_fifteen_seconds_as_a_complete_mail(
    desk: Desk, anna: Actor, ticket: int, clock: ManualClock
) -> None:
    boss = "boss@nord.example"
    copied = reply(desk, ticket, cc=(("", boss),), approved=frozenset({boss}))
    desk.replies.send(anna, ticket, copied)

    (row,) = outbox(desk)
    mail = message_from_bytes(row.mime, policy=policy.SMTP)
    assert row.state is OutboxState.HELD
    assert row.not_before == clock.now() + timedelta(seconds=15)
    assert str(mail["Subject"]) == f"Re: Не печатает [#{ticket}]"
    assert str(mail["From"]) == "Anna Kern <help@desk.example>"
    assert (str(mail["To"]), str(mail["Cc"])) == (f"{IRA[0]} <{IRA[1]}>", "boss@nord.example")
    assert mail.get_content().strip() == "Чиним"
    with desk.database.read() as session:
        addresses = set(session.scalars(select(OutboxRecipient.address)))
        key = installation.message_id_key(session)
    assert addresses == {"it@nord.example", "boss@nord.example"}
    assert read_message_id(key, row.message_id) == Origin(ticket, row.entry_id or 0)


def test_send_and_wait_is_an_answer_and_pauses_the_solution(
    desk: Desk, anna: Actor, ticket: int, clock: ManualClock
) -> None:
    clock.advance(timedelta(minutes=30))

    desk.replies.send(anna, ticket, reply(desk, ticket, then=Status.WAITING_CUSTOMER))

    detail = desk.tickets.detail(ticket)
    clocks = {clock.kind: clock.result for clock in detail.clocks}
    assert clocks == {"first_response": "met", "solution": "paused"}
    assert detail.ticket.status is Status.WAITING_CUSTOMER
    assert detail.ticket.assignee_id == anna.person_id


def test_undo_takes_mail_message_status_and_clocks_back(
    desk: Desk, anna: Actor, ticket: int, clock: ManualClock
) -> None:
    clock.advance(timedelta(minutes=5))
    before = dump(desk)

    done = desk.replies.send(anna, ticket, reply(desk, ticket, then=Status.SOLVED))
    assert done.undo is not None and done.undo.title == "send"
    desk.undo.undo(anna, done.undo)

    assert dump(desk) == before
    assert outbox(desk) == []


def test_reply_is_recalled_even_when_the_customer_wrote_meanwhile(
    desk: Desk, anna: Actor, ticket: int, clock: ManualClock
) -> None:
    done = desk.replies.send(anna, ticket, reply(desk, ticket, then=Status.WAITING_CUSTOMER))
    clock.advance(timedelta(seconds=5))
    customer = Actor(None, Source.MAIL)
    with desk.database.write() as session:
        edit = TicketEdit(session, [ticket], customer, clock.now())
        found = edit[ticket]
        found.last_message_id = add_message(
            session,
            NewMessage(ticket, MessageKind.PUBLIC, is_incoming=True, at=clock.now(), text="Wait!"),
        )
        found.message_count += 1
        edit.record(found, EventKind.CUSTOMER_MESSAGE)
        change_status(edit, found, Status.OPEN)
        edit.finish()

    assert done.undo is not None
    desk.undo.undo(anna, done.undo)

    detail = desk.tickets.detail(ticket)
    assert outbox(desk) == []
    assert [message.text for message in detail.messages] == ["Дымит", "Wait!"]
    assert detail.ticket.status is Status.OPEN
    assert detail.ticket.message_count == 2
    assert detail.last_message_id == detail.messages[-1].id
    assert {clock.kind: clock.result for clock in detail.clocks}["first_response"] == "running"
    assert desk.clocks.rebuild() == 0


def test_pasted_text_that_no_database_holds_is_made_fit(
    desk: Desk, anna: Actor, ticket: int
) -> None:
    desk.tickets.add_note(anna, ticket, "a\0b \ud800")

    assert "\0" not in desk.tickets.detail(ticket).messages[-1].text


def test_undo_comes_too_late_for_a_mail_that_is_leaving(
    desk: Desk, anna: Actor, ticket: int
) -> None:
    done = desk.replies.send(anna, ticket, reply(desk, ticket))
    with desk.database.write() as session:
        session.scalars(select(Outbox)).one().state = OutboxState.IN_DOUBT

    assert done.undo is not None
    with pytest.raises(Refused, match=r"undo\.too_late"):
        desk.undo.undo(anna, done.undo)

    assert len(desk.tickets.detail(ticket).messages) == 2


def test_first_reply_to_a_ticket_made_by_hand_meets_no_collision(
    desk: Desk, anna: Actor, ticket: int
) -> None:
    seen = desk.tickets.detail(ticket).last_message_id

    desk.replies.send(anna, ticket, reply(desk, ticket, seen_message_id=seen))

    assert len(outbox(desk)) == 1


def test_second_agent_is_stopped_and_sees_who_was_first(
    desk: Desk, anna: Actor, ticket: int
) -> None:
    mine = reply(desk, ticket, "Mine")
    desk.replies.send(anna, ticket, reply(desk, ticket, "First"))

    with pytest.raises(Refused, match=r"reply\.collision") as refusal:
        desk.replies.send(anna, ticket, mine)

    assert refusal.value.facts["author"] == "Anna Kern"
    assert [m.text for m in desk.tickets.detail(ticket).messages] == ["Дымит", "First"]


def test_a_note_of_a_colleague_stops_the_send_too(desk: Desk, anna: Actor, ticket: int) -> None:
    mine = reply(desk, ticket)
    desk.tickets.add_note(anna, ticket, "They are a VIP")

    with pytest.raises(Refused, match=r"reply\.collision"):
        desk.replies.send(anna, ticket, mine)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"text": " \n"}, "reply.empty"),
        ({"to": ()}, "reply.no_recipient"),
        ({"to": (("x", "a@b\r\nBcc: c@d"),)}, "mail.bad_address"),
        ({"to": (("x", "nobody"),)}, "mail.bad_address"),
    ],
)
def test_impossible_replies_are_refused_and_leave_nothing(
    desk: Desk, anna: Actor, ticket: int, fields: dict[str, object], code: str
) -> None:
    before = dump(desk)

    with pytest.raises(Refused) as refusal:
        desk.replies.send(anna, ticket, reply(desk, ticket, **fields))

    assert refusal.value.code == code
    assert dump(desk) == before


def test_notes_never_reach_the_outbox(desk: Desk, anna: Actor, ticket: int) -> None:
    desk.tickets.add_note(anna, ticket, "The password is hunter2")
    desk.tickets.log_call(anna, ticket, "Called")
    desk.replies.send(anna, ticket, reply(desk, ticket, "Public words"))

    mails = outbox(desk)

    assert len(mails) == 1
    assert b"hunter2" not in mails[0].mime


def test_answer_quotes_the_thread_by_its_ids(desk: Desk, anna: Actor, ticket: int) -> None:
    desk.replies.send(anna, ticket, reply(desk, ticket, "One"))
    desk.replies.send(anna, ticket, reply(desk, ticket, "Two"))

    first, second = outbox(desk)
    mail = message_from_bytes(second.mime)

    assert mail["In-Reply-To"].strip() == first.message_id
    assert first.message_id in mail["References"]


def test_files_travel_with_the_mail_and_stay_in_the_ticket(
    desk: Desk, anna: Actor, ticket: int
) -> None:
    file = OutgoingFile("отчёт.txt", "text/plain", "итого".encode())

    desk.replies.send(anna, ticket, reply(desk, ticket, files=(file,)))

    message = desk.tickets.detail(ticket).messages[-1]
    assert [(found.name, found.size) for found in message.attachments] == [("отчёт.txt", 10)]
    mail = message_from_bytes(outbox(desk)[0].mime, policy=policy.SMTP)
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == "отчёт.txt"
    assert attached.get_payload(decode=True) == "итого".encode()


def test_draft_goes_when_the_reply_is_sent(desk: Desk, anna: Actor, ticket: int) -> None:
    assert anna.person_id is not None
    desk.drafts.save(anna.person_id, ticket, DraftKind.REPLY, "Half a sent…", Envelope((IRA,)))
    assert desk.tickets.detail(ticket, anna.person_id).drafts[0].text == "Half a sent…"

    desk.replies.send(anna, ticket, reply(desk, ticket))

    assert desk.tickets.detail(ticket, anna.person_id).drafts == ()


def test_without_a_sending_mailbox_nothing_is_promised(desk: Desk, anna: Actor) -> None:
    manual = ManualTicket("x", "y", requester_email="a@b.example")
    number = desk.tickets.create(anna, manual).created
    assert number is not None

    with pytest.raises(Refused, match=r"reply\.no_mailbox"):
        desk.replies.send(anna, number, reply(desk, number))
    assert not desk.tickets.detail(number).can_reply


def test_blind_copy_is_delivered_and_named_in_no_header(
    desk: Desk, anna: Actor, ticket: int
) -> None:
    lead = "lead@desk.example"
    hidden = reply(desk, ticket, bcc=(("Vera", lead),), approved=frozenset({lead}))

    desk.replies.send(anna, ticket, hidden)

    (row,) = outbox(desk)
    with desk.database.read() as session:
        addresses = set(session.scalars(select(OutboxRecipient.address)))
    assert addresses == {IRA[1], lead}
    assert lead.encode() not in row.mime
    assert b"Vera" not in row.mime
    assert desk.tickets.detail(ticket).messages[-1].bcc == (("Vera", lead),)


def test_blind_copy_is_not_named_in_what_is_quoted_or_passed_on(
    desk: Desk, anna: Actor, ticket: int
) -> None:
    lead = "lead@desk.example"
    hidden = reply(desk, ticket, bcc=(("Vera", lead),), approved=frozenset({lead}))
    desk.replies.send(anna, ticket, hidden)

    written = desk.stationery.of_ticket(ticket, anna.person_id)

    assert written.passed_on is not None
    assert lead not in f"{written.quote} {written.passed_on.text}"
    addressing = written.addressing
    assert lead not in [address for _, address in (*addressing.to, *addressing.cc)]


def test_copy_to_our_own_mailbox_is_a_setting(desk: Desk, anna: Actor, ticket: int) -> None:
    desk.settings.set(None, "mail.copy_to_self", True)

    desk.replies.send(anna, ticket, reply(desk, ticket))

    with desk.database.read() as session:
        addresses = set(session.scalars(select(OutboxRecipient.address)))
    assert addresses == {IRA[1], "help@desk.example"}


def test_address_that_is_new_on_the_ticket_needs_a_click(
    desk: Desk, anna: Actor, ticket: int
) -> None:
    stranger = reply(desk, ticket, to=(("", "eve@evil.example"),))

    with pytest.raises(Refused, match=r"reply\.not_approved") as refusal:
        desk.replies.send(anna, ticket, stranger)

    assert refusal.value.facts["address"] == "eve@evil.example"
    assert outbox(desk) == []


def test_template_with_a_gap_is_not_sent(desk: Desk, anna: Actor, ticket: int) -> None:
    with pytest.raises(Refused, match=r"reply\.gap") as refusal:
        desk.replies.send(anna, ticket, reply(desk, ticket, "Dear {client_name}"))

    assert refusal.value.facts["name"] == "client_name"


def test_forward_is_no_answer(desk: Desk, anna: Actor, ticket: int) -> None:
    before = desk.tickets.detail(ticket)
    vendor = "support@vendor.example"
    passed = reply(desk, ticket, to=(("", vendor),), approved=frozenset({vendor}), is_forward=True)

    done = desk.replies.send(anna, ticket, passed)

    after = desk.tickets.detail(ticket)
    (row,) = outbox(desk)
    mail = message_from_bytes(row.mime, policy=policy.SMTP)
    assert str(mail["Subject"]) == f"Fwd: Не печатает [#{ticket}]"
    assert [(c.kind, c.result) for c in after.clocks] == [(c.kind, c.result) for c in before.clocks]
    assert after.ticket.status is before.ticket.status
    assert desk.stationery.of_ticket(ticket, anna.person_id).addressing.cc == ()
    assert done.undo is not None
    desk.undo.undo(anna, done.undo)
    assert outbox(desk) == []


def test_letter_ends_in_signature_and_quote(desk: Desk, anna: Actor, ticket: int) -> None:
    desk.replies.send(anna, ticket, reply(desk, ticket, signature="Anna", quote="> Дымит"))

    (row,) = outbox(desk)
    text = message_from_bytes(row.mime, policy=policy.SMTP).get_content()
    assert text.replace("\r\n", "\n") == "Чиним\n\n-- \nAnna\n\n> Дымит\n"

"""The automatic answer goes out once, to whom it may, and carries nothing back."""

from __future__ import annotations

import email
from datetime import timedelta

import pytest
from sqlalchemy import select

from desktop.domain.clock import ManualClock
from desktop.domain.mail_subject import ticket_number
from desktop.domain.tongue import Written
from desktop.mail.smtp import Fate
from desktop.models.mail import Mailbox
from desktop.models.outbox import Outbox, OutboxKind, OutboxState
from desktop.models.people import Requester
from desktop.models.ticket import Event, Ticket
from desktop.services import intake_batch
from desktop.services.desk import Desk
from tests.mail.mails import mail
from tests.services.mail_world import AnsweringDesk, header

SUPPORT = "support@desk.example"
ANNA = "anna@firm.example"
CANARY = "Buy-Rolex"


@pytest.fixture
def place(desk: Desk, clock: ManualClock) -> AnsweringDesk:
    return AnsweringDesk(desk, clock, SUPPORT)


def acks(desk: Desk) -> list[Outbox]:
    with desk.database.read() as session:
        statement = select(Outbox).where(Outbox.kind == OutboxKind.ACKNOWLEDGEMENT)
        return list(session.scalars(statement.order_by(Outbox.id)))


def test_a_new_ticket_is_acknowledged_at_once(place: AnsweringDesk) -> None:
    number = place.receive(mail("Does not print", Message_ID="<q@firm.example>"))

    [(to, sent)] = place.send()

    assert to == ANNA
    assert header(sent, "Auto-Submitted") == "auto-replied"
    assert header(sent, "X-Auto-Response-Suppress") == "All"
    assert header(sent, "X-DutyDesk-Instance")
    assert header(sent, "In-Reply-To") == "<q@firm.example>"
    assert ticket_number(header(sent, "Subject")) == number
    [row] = acks(place.desk)
    assert (row.envelope_from, row.state) == ("", OutboxState.SENT)


def test_it_stands_on_the_ticket_and_moves_no_clock(
    place: AnsweringDesk, clock: ManualClock
) -> None:
    place.desk.settings.set(None, "mail.acknowledge", False)
    plain = place.receive(mail("Does not print", Message_ID="<1@firm.example>"))
    place.desk.settings.set(None, "mail.acknowledge", True)
    number = place.receive(mail("Does not print", Message_ID="<2@firm.example>"))

    detail = place.desk.tickets.detail(number)
    last = detail.messages[-1]
    assert (last.kind, last.is_incoming) == ("automatic", False)
    assert detail.last_message_id == last.id
    assert [event.kind for event in detail.events] == ["created", "auto_message"]
    assert detail.ticket.status == place.desk.tickets.detail(plain).ticket.status
    due = [place.desk.clocks.evaluation(each).clocks for each in (plain, number)]
    assert [clock.due_at for clock in due[0]] == [clock.due_at for clock in due[1]]


def test_nothing_is_sent_or_asked_until_the_team_switches_it_on(
    place: AnsweringDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.desk.settings.set(None, "mail.acknowledge", False)
    found = []
    real = intake_batch.courtesy
    monkeypatch.setattr(
        intake_batch, "courtesy", lambda *args: found.append(real(*args)) or found[-1]
    )

    place.receive(mail())

    assert found == [None]
    assert acks(place.desk) == []


def test_no_word_of_a_stranger_goes_back(place: AnsweringDesk) -> None:
    raw = mail(
        f"{CANARY} http://evil.example",
        From=f"{CANARY} now <{ANNA}>",
        Subject=f"{CANARY} http://evil.example",
        Reply_To=f"{CANARY} <victim@evil.example>",
        Cc=f"{CANARY} <cc@evil.example>",
    )
    place.receive(raw)

    [(to, sent)] = place.send()

    message = email.message_from_bytes(sent)
    shown = [str(message[name]) for name in ("From", "To", "Cc", "Subject")]
    shown.append(message.get_payload(decode=True).decode())  # type: ignore[union-attr]
    assert to == ANNA
    assert not any(CANARY in text or "evil" in text for text in shown)


@pytest.mark.parametrize(
    ("text", "word"), [("Не печатает принтер", "обращение"), ("Does not print", "request")]
)
def test_it_speaks_the_language_of_the_mail(place: AnsweringDesk, text: str, word: str) -> None:
    number = place.receive(mail(text, Content_Type="text/plain; charset=utf-8"))
    assert word in place.desk.tickets.detail(number).messages[-1].text
    assert (
        word
        in place.desk.acknowledgements.preview(
            Written.RUSSIAN if word == "обращение" else Written.ENGLISH
        ).text
    )


@pytest.mark.parametrize("verdict", ["fail", "none"])
def test_a_forged_sender_gets_nothing(desk: Desk, clock: ManualClock, verdict: str) -> None:
    place = AnsweringDesk(desk, clock, SUPPORT, verdict)
    for number in range(20):
        place.receive(mail(From=f"victim{number}@firm.example", Message_ID=f"<{number}@x>"))
    assert acks(desk) == []


def test_history_and_quarantined_mail_are_not_answered(place: AnsweringDesk) -> None:
    place.receive(mail(), at_days=-2)
    assert acks(place.desk) == []


def test_a_second_copy_and_an_answer_get_no_second_one(place: AnsweringDesk) -> None:
    first = place.receive(mail(Message_ID="<q@firm.example>"))
    again = place.receive(mail(Message_ID="<q@firm.example>"))
    [(_, sent)] = place.send()
    reply = place.receive(
        mail("Thanks", Message_ID="<r@firm.example>", In_Reply_To=header(sent, "Message-ID"))
    )

    assert first == again == reply
    assert len(acks(place.desk)) == 1


def test_two_a_day_are_enough_for_one_address(place: AnsweringDesk, clock: ManualClock) -> None:
    for number in range(4):
        place.receive(mail(f"{number}", Message_ID=f"<{number}@firm.example>"))
    assert len(acks(place.desk)) == 2
    clock.advance(timedelta(days=1))
    place.receive(mail("next day", Message_ID="<5@firm.example>"))
    assert len(acks(place.desk)) == 3


def test_whom_the_breaker_holds_back_is_answered_again_after_a_day(
    place: AnsweringDesk, clock: ManualClock
) -> None:
    same = {"From": ANNA, "Subject": "Re: x"}
    place.receive(mail("Away", Message_ID="<0@firm.example>", **same))
    for number in range(1, 6):
        place.receive(
            mail(
                "Away",
                Message_ID=f"<{number}@firm.example>",
                In_Reply_To="<0@firm.example>",
                **same,
            )
        )
    with place.desk.database.read() as session:
        paused = session.scalars(select(Requester.answers_paused_until)).one()
    assert paused == clock.now() + timedelta(days=1)

    place.receive(mail("New question", Message_ID="<n1@firm.example>"))
    assert len(acks(place.desk)) == 1
    clock.advance(timedelta(days=1))
    place.receive(mail("New question again", Message_ID="<n2@firm.example>"))
    assert len(acks(place.desk)) == 2


def test_whom_we_solved_a_ticket_for_is_known_without_proof(desk: Desk, clock: ManualClock) -> None:
    place = AnsweringDesk(desk, clock, SUPPORT, "none")
    first = place.receive(mail("One", Message_ID="<1@firm.example>"))
    assert acks(desk) == []
    with desk.database.write() as session:
        session.get_one(Ticket, first).solved_at = clock.now()
    place.receive(mail("Two", Message_ID="<2@firm.example>"))
    assert len(acks(desk)) == 1


def test_a_server_that_takes_no_mail_without_a_sender_gets_the_mailbox(
    place: AnsweringDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.receive(mail())
    senders: list[str] = []
    inner = place.transport

    def picky(server, sender, recipients, mime, **told):  # type: ignore[no-untyped-def]
        senders.append(sender)
        fate = (Fate.ACCEPTED, 250, "ok") if sender else (Fate.PERMANENT, 550, "sender rejected")
        inner.fates = dict.fromkeys(recipients, fate)
        return inner(server, sender, recipients, mime, **told)

    monkeypatch.setattr(place, "transport", picky)
    picky.delivered = inner.delivered  # type: ignore[attr-defined]
    place.send()

    assert senders == ["", SUPPORT]
    assert [row.state for row in acks(place.desk)] == [OutboxState.SENT]


def test_a_desk_that_cannot_send_stays_silent(place: AnsweringDesk) -> None:
    with place.desk.database.write() as session:
        session.get_one(Mailbox, place.mailbox_id).smtp_host = ""
    number = place.receive(mail())
    with place.desk.database.read() as session:
        kinds = list(session.scalars(select(Event.kind).where(Event.ticket_id == number)))
    assert kinds == ["created"]

"""A customer who is waited for is reminded once, and only where an automatic mail may go."""

from __future__ import annotations

import email
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from desktop.domain.changes import NOTHING
from desktop.domain.clock import ManualClock
from desktop.domain.errors import Unavailable
from desktop.domain.mail_subject import ticket_number
from desktop.domain.ticket import Actor, Channel, Status
from desktop.jobs.remind_customers import RemindCustomers
from desktop.models.mail import Message
from desktop.models.outbox import Outbox, OutboxKind, OutboxRecipient
from desktop.models.people import Requester
from desktop.models.ticket import Ticket
from desktop.services.desk import Desk
from desktop.services.leases import Leases
from desktop.services.replies import Reply
from desktop.services.tickets import ManualTicket
from tests.dump import dump
from tests.mailboxes import add_mailbox

WEDNESDAY_18 = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
"""The end of the second business day after Monday: 18:00 in Moscow."""
DAY = timedelta(days=1)
IRINA = "it@nord.example"


@dataclass
class Rig:
    desk: Desk
    clock: ManualClock
    anna: Actor
    job: RemindCustomers

    def waiting(self, text: str = "It smokes", subject: str = "Printer") -> int:
        """A ticket that was answered and waits for its customer since now."""
        manual = ManualTicket(subject, text, Channel.MAIL, "Irina Petrova", IRINA)
        number = self.desk.tickets.create(self.anna, manual).created
        assert number is not None
        self.answer(number)
        return number

    def answer(self, number: int) -> None:
        detail = self.desk.tickets.detail(number)
        reply = Reply(
            "Is it plugged in?",
            to=(("Irina Petrova", IRINA),),
            then=Status.WAITING_CUSTOMER,
            seen_message_id=detail.last_message_id,
        )
        self.desk.replies.send(self.anna, number, reply)

    def reminders(self) -> list[tuple[int | None, bytes]]:
        with self.desk.database.read() as session:
            statement = select(Outbox.ticket_id, Outbox.mime).where(
                Outbox.kind == OutboxKind.REMINDER
            )
            return [(row[0], row[1]) for row in session.execute(statement.order_by(Outbox.id))]


@pytest.fixture
def rig(desk: Desk, clock: ManualClock, anna: Actor) -> Rig:
    add_mailbox(desk)
    desk.settings.set(None, "mail.reminder_days", 2)
    return Rig(desk, clock, anna, RemindCustomers(desk.customer_reminders, desk.leases))


def test_after_the_business_days_one_automatic_mail_is_queued(rig: Rig) -> None:
    number = rig.waiting()
    rig.clock.jump_to(WEDNESDAY_18 - timedelta(seconds=1))
    assert rig.job.run() == NOTHING
    rig.clock.jump_to(WEDNESDAY_18)

    changes = rig.job.run()

    assert changes.tickets == {number}
    [(ticket_id, mime)] = rig.reminders()
    assert ticket_id == number
    mail = email.message_from_bytes(mime)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert IRINA in mail["To"]
    assert mail["In-Reply-To"] is not None
    detail = rig.desk.tickets.detail(number)
    assert detail.ticket.status is Status.WAITING_CUSTOMER
    assert (detail.messages[-1].kind, detail.messages[-1].is_incoming) == ("automatic", False)
    assert (detail.events[-1].kind, detail.events[-1].source) == ("auto_message", "job")


def test_it_moves_no_clock(rig: Rig) -> None:
    number = rig.waiting()
    rig.clock.jump_to(WEDNESDAY_18)
    before = rig.desk.clocks.evaluation(number).clocks

    rig.job.run()

    assert rig.desk.clocks.evaluation(number).clocks == before


def test_a_spell_of_waiting_is_reminded_of_once(rig: Rig) -> None:
    number = rig.waiting()
    rig.clock.jump_to(WEDNESDAY_18)
    rig.job.run()
    before = dump(rig.desk)
    rig.clock.advance(30 * DAY)
    assert rig.job.run() == NOTHING
    assert dump(rig.desk) == before

    rig.desk.tickets.set_status(rig.anna, [number], Status.OPEN)
    rig.clock.advance(timedelta(hours=1))
    rig.answer(number)
    rig.clock.advance(10 * DAY)
    rig.job.run()

    assert len(rig.reminders()) == 2


def test_nothing_is_sent_until_the_team_switches_it_on(rig: Rig) -> None:
    rig.desk.settings.set(None, "mail.reminder_days", 0)
    rig.waiting()
    rig.clock.advance(30 * DAY)

    assert rig.job.run() == NOTHING
    assert rig.reminders() == []


def test_no_word_of_it_comes_from_outside(rig: Rig) -> None:
    number = rig.waiting(text="Buy pills at evil.example", subject="Cheap pills")
    rig.clock.jump_to(WEDNESDAY_18)
    rig.job.run()

    message = rig.desk.tickets.detail(number).messages[-1]

    assert "pills" not in message.subject + message.text
    assert ticket_number(message.subject) == number


def test_a_customer_is_written_to_in_the_language_of_their_letters(rig: Rig) -> None:
    number = rig.waiting(text="Принтер дымится")
    rig.clock.jump_to(WEDNESDAY_18)
    rig.job.run()

    assert "Ждём вашего ответа" in rig.desk.tickets.detail(number).messages[-1].subject


@pytest.mark.parametrize("why", ["history", "machine", "list", "bounced", "failed", "unanswered"])
def test_where_no_automatic_mail_may_go_none_goes(rig: Rig, why: str) -> None:
    number = rig.waiting()
    with rig.desk.database.write() as session:
        match why:
            case "history":
                session.execute(update(Ticket).values(alerts_from=None))
            case "machine" | "list":
                mail_class = "auto_reply" if why == "machine" else "list"
                session.execute(
                    update(Message)
                    .where(Message.is_incoming.is_(True))
                    .values(mail_class=mail_class)
                )
            case "bounced":
                session.execute(update(Requester).values(bounced_at=rig.clock.now()))
            case "failed":
                session.execute(update(Ticket).values(delivery_failed=True))
            case "unanswered":
                session.execute(
                    update(Message).where(Message.is_incoming.is_(False)).values(message_id=None)
                )
    rig.clock.jump_to(WEDNESDAY_18)

    assert rig.job.run() == NOTHING

    assert rig.reminders() == []
    assert rig.desk.tickets.detail(number).ticket.status is Status.WAITING_CUSTOMER


def test_two_automatic_mails_a_day_are_enough_for_one_address(rig: Rig) -> None:
    for _ in range(3):
        rig.waiting()
    rig.clock.jump_to(WEDNESDAY_18)

    assert len(rig.job.run().tickets) == 2

    rig.clock.advance(DAY)
    assert len(rig.job.run().tickets) == 1


def test_a_lost_lease_queues_nothing(rig: Rig) -> None:
    rig.waiting()
    held = rig.desk.leases.take(RemindCustomers.name)
    assert held is not None
    rig.clock.jump_to(WEDNESDAY_18)
    Leases(rig.desk.database).take(RemindCustomers.name)

    with pytest.raises(Unavailable, match=r"lease\.lost"):
        rig.desk.customer_reminders.remind_due(held)

    assert rig.reminders() == []
    assert rig.job.run() == NOTHING


def test_recipients_are_waiting_to_be_sent(rig: Rig) -> None:
    rig.waiting()
    rig.clock.jump_to(WEDNESDAY_18)
    rig.job.run()

    with rig.desk.database.read() as session:
        statement = (
            select(OutboxRecipient.address)
            .join(Outbox, Outbox.id == OutboxRecipient.outbox_id)
            .where(Outbox.kind == OutboxKind.REMINDER)
        )
        assert session.scalars(statement).all() == [IRINA]
    parcels = [rig.desk.dispatch.claim(), rig.desk.dispatch.claim()]
    assert all(parcels)

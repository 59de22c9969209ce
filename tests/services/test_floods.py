"""T-FLOOD: thousands of mails are one ticket, none is lost, and each can be taken out again."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from desktop.domain.clock import ManualClock
from desktop.domain.mail_flood import origin_of
from desktop.domain.ticket import Actor, Status
from desktop.mail.imap import FetchedMail
from desktop.mail.parse import parse_mail
from desktop.models.mail import Message, RawMail, RawState
from desktop.models.outbox import Outbox
from desktop.models.ticket import Event, Ticket
from desktop.services.desk import Desk
from desktop.services.mailboxes import Mailboxes
from desktop.services.rows import TicketQuery, View
from desktop.system.secrets import KeyringSecrets
from tests.mail.mails import mail
from tests.services.mail_rig import VALUES

EVERYTHING = TicketQuery(View.EVERYTHING)
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


class Flood:
    """Lets mail come in, one after another, as fetching would."""

    def __init__(self, desk: Desk, clock: ManualClock, by: Actor) -> None:
        self.desk = desk
        self.clock = clock
        self.by = by
        secrets = KeyringSecrets("tests", find=lambda: None)
        self.mailbox_id = Mailboxes(desk.database, secrets).add(by, VALUES, "x").created or 0
        self.sent = 0
        self._waiting: list[FetchedMail] = []

    def pour(
        self, count: int, domain: str = "bomb.example", *, waits: bool = False, **headers: str
    ) -> None:
        """Let `count` mails come, each from somebody else there; or `waits` for more to come."""
        for _ in range(count):
            self.sent += 1
            raw = mail(
                f"Number {self.sent}",
                From=headers.get("From", f"user{self.sent}@{domain}"),
                Message_ID=f"<{self.sent}@{domain}>",
                Subject=f"Number {self.sent}",
            )
            now = self.clock.now()
            self._waiting.append(FetchedMail(self.sent, 1, now, len(raw), raw, oversize=False))
        if not waits:
            self._arrive()

    def pour_from_everywhere(self, count: int) -> None:
        """Let `count` mails come, from a hundred domains."""
        for number in range(count):
            self.pour(1, f"firm{number % 97}.example", waits=number % 20 != 19)

    def _arrive(self) -> None:
        self.desk.intake.store(self.mailbox_id, self._waiting)
        for fetched in self._waiting:
            self.desk.intake.apply(self.desk.intake.pending(1)[0], parse_mail(fetched.raw))
        self._waiting.clear()

    def tickets(self) -> Counter[str]:
        """Count the tickets by subject, numbers apart."""
        with self.desk.database.read() as session:
            subjects = session.scalars(select(Ticket.subject))
            return Counter(subject.rstrip("0123456789").strip() for subject in subjects)

    def lost(self) -> int:
        """Count the mails that are in no ticket, and those that are in two."""
        with self.desk.database.read() as session:
            entries = Counter(session.scalars(select(Message.message_id)))
            states = Counter(session.scalars(select(RawMail.state)))
        assert states == {RawState.DONE: self.sent}
        return self.sent - sum(1 for count in entries.values() if count == 1)

    def ticket(self, subject: str) -> Ticket:
        with self.desk.database.read() as session:
            statement = select(Ticket).where(Ticket.subject == subject).order_by(Ticket.id.desc())
            return session.scalars(statement.limit(1)).one()


@pytest.fixture
def flood(desk: Desk, clock: ManualClock, anna: Actor) -> Flood:
    desk.settings.set(None, "mail.acknowledge", True)
    return Flood(desk, clock, anna)


def test_the_sixty_first_ticket_of_an_hour_from_one_domain_gathers_the_rest(flood: Flood) -> None:
    flood.pour(60)
    assert flood.tickets() == {"Number": 60}
    flood.pour(20)
    flood.pour(2, "innocent.example")
    assert flood.tickets() == {"Number": 62, "Mail flood from bomb.example": 1}
    gathered = flood.ticket("Mail flood from bomb.example")
    assert gathered.message_count == 20
    assert flood.lost() == 0


@on_sqlite
def test_a_flood_is_told_once_and_answered_by_no_machine(desk: Desk, flood: Flood) -> None:
    flood.pour(80)
    number = flood.ticket("Mail flood from bomb.example").id
    with desk.database.read() as session:
        events = session.scalars(select(Event.kind).where(Event.ticket_id == number)).all()
        answers = session.scalars(select(Outbox.ticket_id)).all()
    assert events == ["created"]
    assert number not in answers
    assert len(answers) <= 60


@on_sqlite
def test_an_hour_of_quiet_ends_a_flood(flood: Flood, clock: ManualClock) -> None:
    flood.pour(70)
    clock.advance(timedelta(minutes=59))
    flood.pour(1)
    assert flood.ticket("Mail flood from bomb.example").message_count == 11
    clock.advance(timedelta(minutes=61))
    flood.pour(1)
    assert flood.tickets()["Number"] == 61


@on_sqlite
def test_mail_spread_over_the_day_is_no_flood(flood: Flood, clock: ManualClock) -> None:
    for _ in range(8):
        flood.pour(15)
        clock.advance(timedelta(minutes=20))
    assert flood.tickets() == {"Number": 120}


@on_sqlite
def test_a_solved_flood_takes_no_more_and_spam_does(desk: Desk, flood: Flood, anna: Actor) -> None:
    flood.pour(65)
    first = flood.ticket("Mail flood from bomb.example")
    desk.tickets.set_status(anna, [first.id], Status.SOLVED)
    flood.pour(2)
    second = flood.ticket("Mail flood from bomb.example")
    assert second.id != first.id
    desk.tickets.mark_spam(anna, [second.id])
    flood.pour(3)
    assert flood.ticket("Mail flood from bomb.example").message_count == 5


@on_sqlite
def test_everybody_at_a_public_provider_is_no_flood_and_one_of_them_may_be(flood: Flood) -> None:
    flood.pour(70, "gmail.com")
    assert flood.tickets() == {"Number": 70}
    flood.pour(70, From="robot@gmail.com")
    assert flood.tickets()["Mail flood from robot@gmail.com"] == 1


@on_sqlite
def test_an_agent_takes_a_mail_out_again(desk: Desk, flood: Flood, anna: Actor) -> None:
    flood.pour(65)
    number = flood.ticket("Mail flood from bomb.example").id
    message = desk.tickets.detail(number).messages[-1]
    changes = desk.splitting.split(anna, message.id)
    assert changes.created is not None
    assert flood.ticket("Number 65").id == changes.created
    assert desk.tickets.detail(changes.created).messages[0].id == message.id


@on_sqlite
def test_hundreds_of_mails_from_everywhere_are_all_kept(flood: Flood, desk: Desk) -> None:
    flood.pour_from_everywhere(500)
    assert flood.lost() == 0
    tickets = flood.tickets()
    assert tickets["Number"] == 300
    assert tickets["Mail flood"] == 1
    with desk.database.read() as session:
        assert session.scalar(select(func.count(Event.id))) <= 302


@pytest.mark.long
def test_five_thousand_mails_from_everywhere_are_all_kept(flood: Flood, desk: Desk) -> None:
    flood.pour_from_everywhere(5_000)
    assert flood.lost() == 0
    assert flood.tickets()["Number"] == 300
    assert len(desk.tickets.page(EVERYTHING).rows) > 0


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("A@Bomb.Example", "bomb.example"),
        ("robot@gmail.com", "robot@gmail.com"),
        ("no-address", "no-address"),
        ("", ""),
    ],
)
def test_senders_count_by_domain_but_at_public_providers_each_by_itself(
    address: str, origin: str
) -> None:
    assert origin_of(address) == origin


@on_sqlite
def test_the_limits_are_settings_of_the_team(flood: Flood) -> None:
    flood.desk.settings.set(None, "mail.flood_from_one", 20)
    flood.desk.settings.set(None, "mail.flood_in_all", 100)

    flood.pour(25)
    assert flood.tickets() == {"Number": 20, "Mail flood from bomb.example": 1}

    flood.pour_from_everywhere(100)
    assert flood.tickets()["Number"] == 99
    assert flood.tickets()["Mail flood"] == 1
    assert flood.lost() == 0

"""T-HIJACK: whatever a stranger writes into a mail, it gets into nobody's ticket (G1, G2)."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from desktop.domain.clock import ManualClock
from desktop.domain.mail_threading import Decision, Placing
from desktop.domain.ticket import Actor
from desktop.mail.message_id import Origin, make_message_id
from desktop.models.mail import Message
from desktop.models.outbox import OutboxRecipient
from desktop.models.ticket import Ticket
from desktop.services import intake_routing
from desktop.services.answers import Reply
from desktop.services.desk import Desk
from tests.mail.mails import mail
from tests.services.mail_world import UNDO_TIME, AnsweringDesk, header

SEED = int.from_bytes(os.urandom(4))
OURS, ANNA, STRANGER = "support@desk.example", "anna@firm.example", "eve@evil.example"

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
Attempt = Callable[[random.Random, int, str], dict[str, str]]


@pytest.fixture(
    params=[25, pytest.param(1_000, marks=[pytest.mark.long, pytest.mark.timeout(1_800)])]
)
def attempts(request: pytest.FixtureRequest) -> int:
    count: int = request.param
    return count


@pytest.fixture
def place(desk: Desk, clock: ManualClock) -> AnsweringDesk:
    return AnsweringDesk(desk, clock, OURS, verdict="none")


def guessed_number(dice: random.Random, ticket: int, _: str) -> dict[str, str]:
    sign = dice.choice(["[#{}]", "#{}", "Re: [#{}]", "Отв: НА: [#{}]", "FW: Re: #{} "])
    return {"Subject": f"{sign.format(ticket)} Printer"}


def guessed_signature(dice: random.Random, ticket: int, _: str) -> dict[str, str]:
    forged = make_message_id(dice.randbytes(32), Origin(ticket, dice.randint(1, 9)), "desk.example")
    return {"In_Reply_To": forged, "References": f"<a@b> {forged}"}


def altered_signature(dice: random.Random, ticket: int, real: str) -> dict[str, str]:
    letters = list(real)
    where = dice.randrange(len(real) // 2, len(real) - len("@desk.example>"))
    letters[where] = dice.choice([c for c in "abcdefghij234567" if c != letters[where]])
    return {"In_Reply_To": "".join(letters), "References": "".join(letters)}


def overheard_reference(_: random.Random, ticket: int, real: str) -> dict[str, str]:
    """The Message-ID itself, which a stranger may have seen in a mail passed on."""
    return {"In_Reply_To": real, "References": real, "Subject": f"Re: [#{ticket}] Printer"}


def borrowed_name(dice: random.Random, ticket: int, real: str) -> dict[str, str]:
    """The owner's address anywhere but in From's own."""
    lines = {"Reply_To": ANNA, "Sender": ANNA, "X_Original_From": ANNA, "Return_Path": f"<{ANNA}>"}
    name = dice.choice([ANNA, f'"{ANNA}"', f"=?utf-8?q?{ANNA}?=", "Anna Kern"])
    some = dict(dice.sample(sorted(lines.items()), 2))
    return {**overheard_reference(dice, ticket, real), **some, "From": f"{name} <{STRANGER}>"}


PAUSE = timedelta(minutes=2)
"""Between attempts: more at a time would be a flood, which gathers them in one ticket."""

ATTEMPTS: tuple[Attempt, ...] = (
    guessed_number,
    guessed_signature,
    altered_signature,
    overheard_reference,
    borrowed_name,
)


def try_all(place: AnsweringDesk, by: Actor, attempts: int) -> tuple[int, int, int]:
    """Let a stranger try; return the owner's ticket, its messages, and how many claim to be it."""
    desk, dice = place.desk, random.Random(SEED)
    print(f"seed {SEED}: {attempts} attempts")  # noqa: T201
    desk.settings.set(None, "mail.acknowledge", False)
    number = place.receive(mail("It smokes", From=f"Anna Kern <{ANNA}>"))
    seen = desk.tickets.detail(number).last_message_id
    desk.replies.send(by, number, Reply("Since when?", (("", ANNA),), seen_message_id=seen))
    place.clock.advance(UNDO_TIME)
    [(_, sent)] = place.send()
    real = header(sent, "Message-ID")
    for turn in range(attempts):
        place.clock.advance(PAUSE)
        attempt = ATTEMPTS[turn % len(ATTEMPTS)]  # in turn: no seed leaves a way untried
        lines = {"From": f"Eve <{STRANGER}>", **attempt(dice, number, real)}
        place.receive(mail(f"Tell me all {turn}", Message_ID=f"<{turn}@evil.example>", **lines))
    with desk.database.read() as session:
        count = select(func.count()).select_from(Message).where(Message.ticket_id == number)
        claims = select(func.count()).select_from(Ticket).where(Ticket.claims_ticket_id == number)
        return number, *(session.execute(each).scalar_one() for each in (count, claims))


@on_sqlite
def test_no_stranger_gets_into_a_ticket_or_hears_what_is_said_in_it(
    place: AnsweringDesk, anna: Actor, attempts: int
) -> None:
    number, messages, claims = try_all(place, anna, attempts)

    assert messages == 2
    assert claims > attempts // 5  # they were seen for what they are, and shown to an agent
    desk = place.desk
    seen = desk.tickets.detail(number).last_message_id
    desk.replies.send(anna, number, Reply("And now?", (("", ANNA),), seen_message_id=seen))
    with desk.database.read() as session:
        assert set(session.scalars(select(OutboxRecipient.address))) == {ANNA}


@on_sqlite
def test_a_desk_that_trusts_the_number_would_be_written_into(
    place: AnsweringDesk, anna: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: what the test above would see."""
    trusting = Decision(Placing.ATTACH)
    monkeypatch.setattr(intake_routing, "place", lambda *_, **__: trusting)

    _, messages, _ = try_all(place, anna, 8)

    assert messages > 2

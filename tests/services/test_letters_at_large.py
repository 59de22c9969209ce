"""T-CC and T-COLLIDE: random threads and races, on the whole way to the outbox."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from desktop.domain.errors import Refused
from desktop.domain.ticket import Actor, MessageKind
from desktop.models.outbox import OutboxRecipient
from desktop.services.answers import Reply
from desktop.services.desk import Desk
from desktop.services.messages import NewMessage, add_message
from tests.services.mail_rig import MailRig

IVAN = ("", "ivan@customer.example")
SEED = 20261125


def many(short: int, long: int) -> pytest.MarkDecorator:
    """Run often enough to notice, or as often as the promise says."""
    marks = [pytest.mark.long, pytest.mark.timeout(1_800)]
    return pytest.mark.parametrize("count", [short, pytest.param(long, marks=marks)])


@many(8, 1_000)
def test_nothing_leaves_for_an_address_that_nobody_approved(
    desk: Desk, anna: Actor, count: int
) -> None:
    rig, chance = MailRig(desk, anna), random.Random(SEED)
    strangers = [("", f"p{number}@x.example") for number in range(8)]
    refused = 0
    for _ in range(count):
        ticket_id = rig.reply(IVAN[1])
        approved = {IVAN[1]}
        for _ in range(chance.randrange(1, 5)):
            named = tuple(chance.sample(strangers, chance.randrange(0, 4)))
            if chance.random() < 0.5:
                hear(desk, ticket_id, named)
                continue
            offered = desk.stationery.of_ticket(ticket_id, anna.person_id).addressing
            clicked = frozenset(a for _, a in named if chance.random() < 0.5)
            reply = Reply("Hello", offered.to, (*offered.cc, *named), approved=clicked, anyway=True)
            try:
                desk.replies.send(anna, ticket_id, reply)
                approved |= clicked
            except Refused as refusal:
                refused += 1
                assert refusal.code == "reply.not_approved"
                assert refusal.facts["address"] not in approved | clicked
        with desk.database.read() as session:
            sent = set(session.scalars(select(OutboxRecipient.address)))
        assert sent <= approved
        forget(desk)
    assert refused > count / 10, "no stranger was ever tried"


@many(8, 200)
def test_second_of_two_replies_is_always_stopped(desk: Desk, anna: Actor, count: int) -> None:
    rig, together = MailRig(desk, anna), Barrier(2)
    lena = Actor(desk.people.add("Lena").created, anna.source)

    def send(by: Actor, ticket_id: int, seen: int | None) -> str:
        together.wait()
        try:
            desk.replies.send(by, ticket_id, Reply("Mine", (IVAN,), seen_message_id=seen))
        except Refused as refusal:
            return refusal.code
        return "sent"

    with ThreadPoolExecutor(2) as agents:
        for _ in range(count):
            ticket_id = rig.reply(IVAN[1])
            seen = desk.tickets.detail(ticket_id).last_message_id
            both = [agents.submit(send, by, ticket_id, seen) for by in (anna, lena)]
            assert sorted(each.result() for each in both) == ["reply.collision", "sent"]


def hear(desk: Desk, ticket_id: int, named: tuple[tuple[str, str], ...]) -> None:
    """Let the customer write, with these in copy and the first of them in Reply-To."""
    with desk.database.write() as session:
        message = NewMessage(
            ticket_id,
            MessageKind.PUBLIC,
            is_incoming=True,
            at=desk.database.now(session),
            from_email=IVAN[1],
            cc=named,
            reply_to=named[:1],
            text="And?",
        )
        add_message(session, message)


def forget(desk: Desk) -> None:
    """Take out what was queued, so that the next thread is judged alone."""
    with desk.database.write() as session:
        for row in session.scalars(select(OutboxRecipient)):
            session.delete(row)

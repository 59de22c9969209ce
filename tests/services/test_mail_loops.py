"""T-LOOP: whoever answers whom, no desk of ours keeps a talk of machines going."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop.domain.clock import ManualClock
from desktop.models.mail import Message
from desktop.models.outbox import Outbox
from desktop.services import acknowledgements
from desktop.services.desk import open_desk
from tests.conftest import ZONE
from tests.mail.mails import mail
from tests.services.mail_world import AnsweringDesk, World, header

OURS, THEIRS = "support@desk.example", "help@other.example"
ANNA, DESK_OF_OLD, NOWHERE = "anna@firm.example", "tickets@old.example", "gone@firm.example"
ROUNDS = 1_000
EVERY = 50
"""So often somebody writes anew."""


@pytest.fixture
def make_world(
    new_sqlite_file: Path, tmp_path: Path, clock: ManualClock
) -> Iterator[Callable[[bool], World]]:
    """Two desks of ours and every sort of machine around them."""
    with ExitStack() as stack:
        places = itertools.count()

        def make(strips: bool) -> World:
            world = World(clock, strips=strips)
            for address in (OURS, THEIRS):
                path = shutil.copy(new_sqlite_file, tmp_path / f"desk{next(places)}.sqlite3")
                desk = open_desk(f"sqlite:///{path}", clock=clock, zone=ZONE)
                stack.callback(desk.close)
                world.desks[address] = AnsweringDesk(desk, clock, address)
            world.robots = {ANNA: away, DESK_OF_OLD: old_desk(), NOWHERE: bouncing}
            return world

        yield make


def away(raw: bytes) -> list[tuple[str, bytes]]:
    """Answer everything with the same words, marked as nothing, from a phone that knows threads."""
    answer = mail(
        "I am at the sea.\n",
        From=f"Anna <{ANNA}>",
        To=header(raw, "From"),
        Subject="Re: " + header(raw, "Subject"),
        In_Reply_To=header(raw, "Message-ID"),
        Message_ID=f"<away-{hash(raw)}@firm.example>",
    )
    return [(_address(raw), answer)]


def old_desk() -> Callable[[bytes], list[tuple[str, bytes]]]:
    """Make a helpdesk that opens a ticket for every mail and says so, by no header known."""
    numbers = itertools.count(70_000)

    def answer(raw: bytes) -> list[tuple[str, bytes]]:
        number = next(numbers)
        said = mail(
            f"Your request {number} is in good hands.\n",
            From=DESK_OF_OLD,
            To=_address(raw),
            Subject=f"Request {number}",
            Message_ID=f"<{number}@old.example>",
        )
        return [(_address(raw), said)]

    return answer


def bouncing(raw: bytes) -> list[tuple[str, bytes]]:
    """Return a mail to its author in plain words, as servers did before delivery reports."""
    report = mail(
        f"<{NOWHERE}>: user unknown\n\nMessage-ID: {header(raw, 'Message-ID')}\n",
        From="MAILER-DAEMON@mx.firm.example",
        To=_address(raw),
        Subject="Undelivered Mail Returned to Sender",
        Return_Path="<>",
        Message_ID=f"<bounce-{hash(raw)}@mx.firm.example>",
    )
    return [(_address(raw), report)]


def _address(raw: bytes) -> str:
    return header(raw, "From").rpartition("<")[2].rstrip(">")


def everybody_writes(world: World, number: int) -> None:
    """A new question of each; one forged so that the two desks would talk to each other."""
    for sender in (ANNA, DESK_OF_OLD, NOWHERE, THEIRS):
        question = mail(
            f"Question {number}\n",
            From=sender,
            Subject=f"New thing {number}",
            Message_ID=f"<{number}-{sender}>",
        )
        world.post(OURS, question)


def most_a_ticket(world: World) -> int:
    found = 0
    statement = select(func.count()).select_from(Outbox).group_by(Outbox.ticket_id)
    for place in world.desks.values():
        with place.desk.database.read() as session:
            found = max(found, *session.scalars(statement), 0)
    return found


@pytest.mark.parametrize("strips", [False, True], ids=["headers kept", "headers stripped"])
def test_a_thousand_rounds_of_machines_stay_within_two_mails_a_day(
    make_world: Callable[[bool], World], strips: bool
) -> None:
    world = make_world(strips)

    for number in range(ROUNDS):
        if number % EVERY == 0:
            everybody_writes(world, number)
        world.round()

    answered = {to for (_, to), _ in world.automatic}
    assert {ANNA, DESK_OF_OLD, NOWHERE} <= answered
    assert world.most_in_a_day() <= 2
    assert most_a_ticket(world) == 1


def test_without_the_policy_the_same_machines_never_stop(
    make_world: Callable[[bool], World], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: what the test above would see."""
    monkeypatch.setattr(acknowledgements, "why_silent", lambda *_: None)
    world = make_world(True)
    everybody_writes(world, 0)

    for _ in range(30):
        world.round()

    pairs = [pair for pair, _ in world.automatic]
    assert pairs.count((OURS, DESK_OF_OLD)) > 10
    assert min(pairs.count((OURS, THEIRS)), pairs.count((THEIRS, OURS))) > 2
    assert world.most_in_a_day() > 10


def test_a_machine_that_repeats_itself_on_a_ticket_trips_the_breaker_by_its_fifth_return(
    make_world: Callable[[bool], World],
) -> None:
    world = make_world(False)
    ours = world.desks[OURS]
    same = [mail("Away!\n", From=ANNA, Subject="Re: x", Message_ID="<0@firm.example>")]
    same += [
        mail(
            "Away!\n",
            From=ANNA,
            Subject="Re: x",
            Message_ID=f"<{n}@firm.example>",
            In_Reply_To="<0@firm.example>",
        )
        for n in range(1, 9)
    ]
    ticket_ids = {ours.receive(raw) for raw in same}

    with ours.desk.database.read() as session:
        statement = select(Message.notes).where(Message.is_incoming).order_by(Message.id)
        notes = list(session.scalars(statement))
    assert len(ticket_ids) == 1
    assert [index for index, found in enumerate(notes) if "answers_paused" in found] == [5]

"""Merging, splitting, linking: what moves, what clocks say, and Undo that leaves no trace."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.errors import ChangedMeanwhile, NotFound, Refused
from desktop.domain.sla import EventKind
from desktop.domain.ticket import Actor, Channel, Mark, MessageKind, Status
from desktop.models.ticket import Ticket
from desktop.services.desk import Desk
from desktop.services.messages import NewMessage, add_message
from desktop.services.rows_ticket import RelatedTicket, Tie
from desktop.services.tickets import ManualTicket
from tests.dump import dump
from tests.services.happenings import happens


@pytest.fixture
def pair(desk: Desk, anna: Actor, clock: ManualClock) -> tuple[int, int]:
    """An older and a newer ticket of two people, twenty minutes apart."""
    numbers = []
    for subject, email in (("Printer", "it@nord.example"), ("Printer again", "buh@nord.example")):
        manual = ManualTicket(subject, f"{subject}!", Channel.MAIL, requester_email=email)
        created = desk.tickets.create(anna, manual).created
        assert created is not None
        numbers.append(created)
        clock.advance(timedelta(minutes=20))
    return numbers[0], numbers[1]


def receive(desk: Desk, ticket_id: int, text: str) -> int:
    """Let a letter of the client come in, as mail does."""
    with desk.database.write() as session:
        now = desk.database.now(session)
        ticket = session.get_one(Ticket, ticket_id)
        number = add_message(
            session,
            NewMessage(
                ticket_id,
                MessageKind.PUBLIC,
                True,
                now,
                from_name="Petr",
                from_email="petr@volga.example",
                subject="Scanner",
                text=text,
            ),
        )
        ticket.message_count += 1
        ticket.last_message_id = number
    happens(desk, ticket_id, EventKind.CUSTOMER_MESSAGE, message=number)
    return number


def undo(desk: Desk, by: Actor, changes: object) -> None:
    step = changes.undo  # type: ignore[attr-defined]
    assert step is not None
    desk.undo.undo(by, step)


def started(desk: Desk, ticket_id: int, kind: str) -> list[object]:
    clocks = desk.tickets.detail(ticket_id).clocks
    return [clock.started_at for clock in clocks if clock.kind == kind]


def test_the_survivor_shows_both_conversations_and_owes_since_the_older_message(
    desk: Desk, anna: Actor, pair: tuple[int, int]
) -> None:
    older, newer = pair
    before = desk.tickets.detail(older)
    desk.merging.merge(anna, [older], newer)
    survivor, absorbed = desk.tickets.detail(newer), desk.tickets.detail(older)
    assert [message.text for message in survivor.messages] == ["Printer!", "Printer again!"]
    assert absorbed.ticket.mark is Mark.MERGED
    assert {clock.result for clock in absorbed.clocks} == {"merged"}
    assert started(desk, newer, "first_response") == [before.ticket.created_at]
    assert survivor.related == (RelatedTicket(older, "Printer", Status.NEW, Tie.ABSORBED),)
    assert [tie.tie for tie in absorbed.related] == [Tie.SURVIVOR]
    assert survivor.last_message_id == max(message.id for message in survivor.messages)


def test_an_answered_ticket_owes_its_survivor_nothing(
    desk: Desk, anna: Actor, pair: tuple[int, int]
) -> None:
    older, newer = pair
    own = started(desk, newer, "first_response")
    desk.tickets.log_call(anna, older, "Told them")
    desk.merging.merge(anna, [older], newer)
    assert started(desk, newer, "first_response") == own


def test_a_solved_survivor_is_opened_again_only_for_a_ticket_that_is_not(
    desk: Desk, anna: Actor, pair: tuple[int, int]
) -> None:
    older, newer = pair
    desk.tickets.set_status(anna, [older, newer], Status.SOLVED)
    changes = desk.merging.merge(anna, [newer], older)
    assert desk.tickets.row(older).status is Status.SOLVED
    undo(desk, anna, changes)
    desk.tickets.set_status(anna, [newer], Status.OPEN)
    desk.merging.merge(anna, [newer], older)
    assert desk.tickets.row(older).status is Status.OPEN
    assert started(desk, older, "next_response") or started(desk, older, "first_response")


def test_merging_into_a_merged_ticket_leads_to_its_survivor(
    desk: Desk, anna: Actor, pair: tuple[int, int]
) -> None:
    older, newer = pair
    third = desk.tickets.create(anna, ManualTicket("Third", "too")).created
    assert third is not None
    desk.merging.merge(anna, [older], newer)
    desk.merging.merge(anna, [third], older)
    assert desk.tickets.detail(third).merged_into_id == newer
    assert len(desk.tickets.detail(newer).messages) == 3
    for wrong in ([newer], [older]):
        with pytest.raises(Refused, match=r"merge\.itself|ticket\.marked"):
            desk.merging.merge(anna, wrong, newer)
    with pytest.raises(NotFound):
        desk.merging.merge(anna, [newer], 999_999)


def test_merging_is_taken_back_whole(desk: Desk, anna: Actor, pair: tuple[int, int]) -> None:
    before = dump(desk)
    changes = desk.merging.merge(anna, pair, pair[1])
    assert dump(desk) != before
    undo(desk, anna, changes)
    assert dump(desk) == before


def test_a_claim_is_ignored_and_comes_back(desk: Desk, anna: Actor, pair: tuple[int, int]) -> None:
    older, newer = pair
    with desk.database.write() as session:
        session.get_one(Ticket, newer).claims_ticket_id = older
    assert [tie.tie for tie in desk.tickets.detail(older).related] == [Tie.CLAIMING]
    changes = desk.merging.ignore_claim(anna, newer)
    assert desk.tickets.detail(newer).related == ()
    undo(desk, anna, changes)
    assert [tie.tie for tie in desk.tickets.detail(newer).related] == [Tie.CLAIMED]


def test_a_split_message_begins_a_ticket_whose_clock_starts_when_it_came(
    desk: Desk, anna: Actor, pair: tuple[int, int], clock: ManualClock
) -> None:
    older, _ = pair
    desk.tickets.log_call(anna, older, "Told them")
    came_at = clock.now()
    message = receive(desk, older, "By the way, the scanner is dead")
    clock.advance(timedelta(minutes=30))
    assert started(desk, older, "next_response") == [came_at]
    new = desk.splitting.split(anna, message).created
    assert new is not None
    detail = desk.tickets.detail(new)
    assert detail.ticket.subject == "Scanner"
    assert detail.ticket.requester_email == "petr@volga.example"
    assert [m.text for m in detail.messages] == ["By the way, the scanner is dead"]
    assert started(desk, new, "first_response") == [came_at]
    assert [tie.id for tie in detail.related] == [older]
    assert started(desk, older, "next_response") == []
    assert desk.tickets.row(older).message_count == 2


def test_splitting_is_taken_back_whole_unless_the_new_ticket_lives_on(
    desk: Desk, anna: Actor, pair: tuple[int, int]
) -> None:
    older, _ = pair
    message = receive(desk, older, "scanner")
    with desk.database.write() as session:  # known before, so that nothing of it is new
        from desktop.services import requesters

        requesters.ensure(session, [("Petr", "petr@volga.example")])
    before = dump(desk)
    changes = desk.splitting.split(anna, message)
    undo(desk, anna, changes)
    assert dump(desk) == before

    changes = desk.splitting.split(anna, message)
    assert changes.created is not None
    desk.tickets.add_note(anna, changes.created, "mine")
    with pytest.raises(ChangedMeanwhile):
        undo(desk, anna, changes)


def test_what_cannot_be_split_off_is_refused(
    desk: Desk, anna: Actor, pair: tuple[int, int]
) -> None:
    older, _ = pair
    [first] = desk.tickets.detail(older).messages
    desk.tickets.add_note(anna, older, "a note")
    note = desk.tickets.detail(older).messages[-1]
    with pytest.raises(Refused, match=r"split\.first_message"):
        desk.splitting.split(anna, first.id)
    with pytest.raises(Refused, match=r"split\.not_from_client"):
        desk.splitting.split(anna, note.id)
    with pytest.raises(NotFound):
        desk.splitting.split(anna, 999_999)


def test_links_go_both_ways_and_are_taken_back(
    desk: Desk, anna: Actor, pair: tuple[int, int]
) -> None:
    older, newer = pair
    before = dump(desk)
    changes = desk.linking.link(anna, newer, older)
    assert not desk.linking.link(anna, older, newer)
    for one, other in (pair, pair[::-1]):
        assert [(tie.id, tie.tie) for tie in desk.tickets.detail(one).related] == [
            (other, Tie.LINKED)
        ]
    linked = dump(desk)
    undo(desk, anna, changes)
    assert dump(desk) == before
    desk.linking.link(anna, newer, older)
    undo(desk, anna, desk.linking.unlink(anna, older, newer))
    assert len(dump(desk)["ticket_link"]) == len(linked["ticket_link"])
    with pytest.raises(Refused, match=r"link\.itself"):
        desk.linking.link(anna, older, older)


def test_tags_are_added_and_taken_off_many_in_one_step(
    desk: Desk, anna: Actor, pair: tuple[int, int]
) -> None:
    older, newer = pair
    desk.tickets.set_tags(anna, older, ["office", "vpn"])
    before = dump(desk, without={"tag"})
    changes = desk.tickets.edit_tags(anna, pair, ["billing"], ["vpn"])
    assert desk.tickets.tags(pair) == {older: ("billing", "office"), newer: ("billing",)}
    undo(desk, anna, changes)
    assert dump(desk, without={"tag"}) == before
    assert not desk.tickets.edit_tags(anna, pair, [], ["nothing"])

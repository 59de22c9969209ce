"""Tickets as people use them: lists, statuses, notes, and Undo that leaves no trace."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.errors import ChangedMeanwhile, NotFound, Refused
from desktop.domain.ticket import Actor, Channel, Priority, Source, Status
from desktop.services.desk import Desk
from desktop.services.rows import TicketQuery, View
from desktop.services.tickets import ManualTicket
from tests.dump import dump

CALL = ManualTicket("Не печатает принтер", "Звонок: ёлка на экране", Channel.PHONE, "Ира")


def make(desk: Desk, anna: Actor, **changes: object) -> int:
    fields = {"subject": "Printer", "text": "It smokes", "requester_email": "it@nord.example"}
    created = desk.tickets.create(anna, ManualTicket(**(fields | changes))).created  # type: ignore[arg-type]
    assert created is not None
    return created


def test_manual_ticket_gets_a_number_a_requester_and_deadlines(desk: Desk, anna: Actor) -> None:
    number = make(desk, anna)

    detail = desk.tickets.detail(number)

    assert detail.ticket.requester_email == "it@nord.example"
    assert [message.text for message in detail.messages] == ["It smokes"]
    assert {clock.kind for clock in detail.clocks} == {"first_response", "solution"}
    assert detail.ticket.next_due_kind == "first_response"
    assert detail.ticket.next_due_at == detail.ticket.created_at + timedelta(hours=4)


def test_ticket_without_a_subject_is_refused(desk: Desk, anna: Actor) -> None:
    with pytest.raises(Refused, match=r"ticket\.no_subject"):
        desk.tickets.create(anna, ManualTicket("  ", "text"))


def test_new_ticket_stands_in_the_views_that_need_it(desk: Desk, anna: Actor) -> None:
    number = make(desk, anna)

    counts = desk.tickets.counts(TicketQuery(me=anna.person_id))

    assert counts[View.ACTION] == counts[View.UNASSIGNED] == counts[View.ALL_OPEN] == 1
    assert counts[View.MINE] == counts[View.SOLVED_TODAY] == 0
    assert [row.id for row in desk.tickets.page(TicketQuery()).rows] == [number]


def test_pages_cover_every_ticket_once_in_order(
    desk: Desk, anna: Actor, clock: ManualClock
) -> None:
    numbers = []
    for priority in [*Priority] * 3:
        numbers.append(make(desk, anna, priority=priority))
        clock.advance(timedelta(minutes=7))

    seen, key = [], None
    while True:
        page = desk.tickets.page(TicketQuery(View.ALL_OPEN), key, limit=5)
        seen.extend(page.rows)
        if (key := page.next_key) is None:
            break

    assert sorted(row.id for row in seen) == numbers
    due = [row.next_due_at for row in seen]
    assert due == sorted(due, key=lambda at: at or clock.now())


@pytest.mark.parametrize("query", ["принтера", "ЁЛКА", "елк", "#1001", "1001", "ира печатать"])
def test_search_finds_by_stem_prefix_case_and_number(desk: Desk, anna: Actor, query: str) -> None:
    desk.tickets.create(anna, CALL)

    assert [row.id for row in desk.tickets.page(TicketQuery(text=query)).rows] == [1001]


@pytest.mark.parametrize(
    "query", ["can't", "C++", '"', "#99999999999999999999", "user@x", "a AND", "(", "*", "'); --"]
)
def test_search_never_fails_on_odd_text(desk: Desk, anna: Actor, query: str) -> None:
    make(desk, anna)

    assert desk.tickets.page(TicketQuery(text=query)).rows == ()


def test_solving_stops_the_clocks_and_undo_brings_everything_back(
    desk: Desk, anna: Actor, clock: ManualClock
) -> None:
    number = make(desk, anna)
    clock.advance(timedelta(hours=1))
    before = dump(desk)

    done = desk.tickets.set_status(anna, [number], Status.SOLVED)
    solved = desk.tickets.detail(number)
    assert done.undo is not None
    desk.undo.undo(anna, done.undo)

    assert solved.ticket.status is Status.SOLVED
    assert solved.ticket.next_due_at is None
    assert dump(desk) == before


def test_undo_of_a_note_takes_the_note_away(desk: Desk, anna: Actor) -> None:
    number = make(desk, anna)
    before = dump(desk)

    done = desk.tickets.add_note(anna, number, "Secret: the client is impatient")
    assert done.undo is not None
    desk.undo.undo(anna, done.undo)

    assert dump(desk) == before
    assert desk.tickets.page(TicketQuery(text="impatient")).rows == ()


@pytest.mark.parametrize(
    "command",
    [
        lambda desk, by, n: desk.tickets.set_priority(by, [n], Priority.CRITICAL),
        lambda desk, by, n: desk.tickets.assign(by, [n], by.person_id),
        lambda desk, by, n: desk.tickets.set_tags(by, n, ["vip", "4.2"]),
        lambda desk, by, n: desk.tickets.mark_spam(by, [n]),
        lambda desk, by, n: desk.tickets.log_call(by, n, "Called back"),
        lambda desk, by, n: desk.tickets.set_status(by, [n], Status.DEFERRED),
    ],
)
def test_every_command_can_be_undone_without_a_trace(
    desk: Desk, anna: Actor, clock: ManualClock, command: object
) -> None:
    number = make(desk, anna)
    desk.tickets.set_tags(anna, number, ["4.2"])
    clock.advance(timedelta(minutes=30))
    before = dump(desk, without={"tag"})

    done = command(desk, anna, number)  # type: ignore[operator]
    assert dump(desk, without={"tag"}) != before
    desk.undo.undo(anna, done.undo)

    assert dump(desk, without={"tag"}) == before


def test_undo_stops_when_somebody_changed_it_since(desk: Desk, anna: Actor) -> None:
    number = make(desk, anna)
    done = desk.tickets.set_priority(anna, [number], Priority.HIGH)
    desk.tickets.set_priority(anna, [number], Priority.LOW)

    assert done.undo is not None
    with pytest.raises(ChangedMeanwhile):
        desk.undo.undo(anna, done.undo)

    assert desk.tickets.row(number).priority is Priority.LOW


def test_bulk_command_is_one_undo_step(desk: Desk, anna: Actor) -> None:
    numbers = [make(desk, anna) for _ in range(3)]

    done = desk.tickets.set_status(anna, numbers, Status.SOLVED)

    assert done.undo is not None and done.undo.count == 3
    desk.undo.undo(anna, done.undo)
    assert {desk.tickets.row(number).status for number in numbers} == {Status.NEW}


def test_reminder_must_lie_ahead(desk: Desk, anna: Actor, clock: ManualClock) -> None:
    number = make(desk, anna)

    with pytest.raises(Refused, match=r"ticket\.reminder_past"):
        desk.tickets.set_status(anna, [number], Status.WAITING_DATE, clock.now())
    with pytest.raises(Refused, match=r"ticket\.no_reminder_date"):
        desk.tickets.set_status(anna, [number], Status.WAITING_DATE)

    assert desk.tickets.row(number).status is Status.NEW


def test_reopening_counts_and_resumes(desk: Desk, anna: Actor, clock: ManualClock) -> None:
    number = make(desk, anna)
    desk.tickets.log_call(anna, number, "Explained it")
    desk.tickets.set_status(anna, [number], Status.SOLVED)
    clock.advance(timedelta(hours=1))

    desk.tickets.set_status(anna, [number], Status.OPEN)

    row = desk.tickets.row(number)
    assert (row.reopen_count, row.sla_result) == (1, "running")


def test_call_is_the_first_answer(desk: Desk, anna: Actor, clock: ManualClock) -> None:
    number = make(desk, anna)
    clock.advance(timedelta(minutes=20))

    desk.tickets.log_call(anna, number, "Told them to wait")

    clocks = {clock.kind: clock for clock in desk.tickets.detail(number).clocks}
    assert clocks["first_response"].result == "met"
    assert clocks["first_response"].used == timedelta(minutes=20)
    assert desk.tickets.row(number).status is Status.OPEN


def test_unknown_ticket_is_named(desk: Desk, anna: Actor) -> None:
    with pytest.raises(NotFound) as refusal:
        desk.tickets.assign(anna, [4711], None)
    assert refusal.value.facts["id"] == 4711


def test_events_name_who_did_it_and_through_what(desk: Desk, anna: Actor) -> None:
    number = make(desk, anna)
    desk.tickets.set_priority(Actor(anna.person_id, Source.COMMAND_LINE), [number], Priority.HIGH)

    event = desk.tickets.detail(number).events[-1]

    assert (event.kind, event.person, event.source) == ("priority_changed", "Anna Kern", "cli")


def test_rebuild_finds_nothing_to_correct(desk: Desk, anna: Actor, clock: ManualClock) -> None:
    for _ in range(3):
        number = make(desk, anna)
        clock.advance(timedelta(hours=2))
        desk.tickets.log_call(anna, number, "Done")

    assert desk.clocks.rebuild() == 0

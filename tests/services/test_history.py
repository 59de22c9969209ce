"""After an import old open tickets are offered to be solved, in one step that can be undone."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from desktop.domain.clock import ManualClock
from desktop.domain.ticket import Actor, Channel, Source, Status
from desktop.models.sla import ClockRecord
from desktop.services.desk import Desk
from desktop.services.new_tickets import NewTicket, add_ticket
from desktop.services.tickets import ManualTicket
from tests.dump import dump


def imported(desk: Desk, clock: ManualClock, age: timedelta, count: int) -> list[int]:
    by = Actor(None, Source.IMPORT)
    with desk.database.write() as session:
        numbers = [
            add_ticket(session, NewTicket("Old", Channel.IMPORT, clock.now() - age), by).id
            for _ in range(count)
        ]
        desk.clocks.refresh(session, numbers)
    return numbers


def test_only_old_history_is_offered(desk: Desk, anna: Actor, clock: ManualClock) -> None:
    live = desk.tickets.create(anna, ManualTicket("Live", "x")).created
    clock.advance(timedelta(days=30))
    old = imported(desk, clock, timedelta(days=20), 3)
    fresh = imported(desk, clock, timedelta(minutes=5), 1)

    assert desk.history.past_due() == 3
    done = desk.history.solve_past_due(anna)

    assert done.tickets == set(old)
    assert desk.history.past_due() == 0
    assert live is not None
    assert {desk.tickets.row(n).status for n in (live, *fresh)} == {Status.NEW}
    assert {desk.tickets.row(n).status for n in old} == {Status.SOLVED}


def test_solving_history_is_one_undo_step(desk: Desk, anna: Actor, clock: ManualClock) -> None:
    imported(desk, clock, timedelta(days=20), 40)
    before = dump(desk)

    done = desk.history.solve_past_due(anna)
    assert done.undo is not None and done.undo.count == 40
    desk.undo.undo(anna, done.undo)

    assert dump(desk) == before


def test_nothing_to_solve_changes_nothing(desk: Desk, anna: Actor) -> None:
    assert not desk.history.solve_past_due(anna)


def test_what_a_person_does_makes_history_live_and_arms_what_lies_ahead(
    desk: Desk, anna: Actor, clock: ManualClock
) -> None:
    (number,) = imported(desk, clock, timedelta(minutes=5), 1)

    desk.tickets.add_note(anna, number, "I take care of it")

    assert not desk.tickets.detail(number).is_history
    with desk.database.read() as session:
        armed = session.scalars(
            select(ClockRecord.next_warn_at).where(ClockRecord.ticket_id == number)
        ).all()
    assert armed
    assert all(clock.now() < at < clock.now() + timedelta(days=5) for at in armed)


def test_solving_history_leaves_it_history(desk: Desk, anna: Actor, clock: ManualClock) -> None:
    (number,) = imported(desk, clock, timedelta(days=20), 1)

    desk.history.solve_past_due(anna)

    assert desk.tickets.detail(number).is_history

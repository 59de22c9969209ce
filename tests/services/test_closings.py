"""Solved tickets close by themselves after the business days of their policy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, update

from desktop.domain.changes import NOTHING
from desktop.domain.clock import ManualClock
from desktop.domain.errors import Unavailable
from desktop.domain.ticket import Actor, Source, Status
from desktop.jobs.close_solved import CloseSolved
from desktop.models.sla import PolicyVersion
from desktop.services.closings import CHUNK
from desktop.services.desk import Desk
from desktop.services.leases import Leases
from desktop.services.policy_json import policy_to_json
from desktop.services.tickets import ManualTicket
from tests.dump import dump

THURSDAY_18 = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)
"""The end of the third business day after Monday: 18:00 in Moscow."""
SECOND = timedelta(seconds=1)


@dataclass
class Rig:
    desk: Desk
    clock: ManualClock
    anna: Actor
    job: CloseSolved

    def ticket(self) -> int:
        number = self.desk.tickets.create(self.anna, ManualTicket("Printer", "It smokes")).created
        assert number is not None
        return number

    def solved(self) -> int:
        number = self.ticket()
        self.desk.tickets.set_status(self.anna, [number], Status.SOLVED)
        return number

    def status(self, number: int) -> Status:
        return self.desk.tickets.detail(number).ticket.status

    def close_after(self, days: int | None) -> None:
        """Let the default policy close after so many days."""
        policy = replace(self.desk.policies.all()[0], auto_close_days=days)
        with self.desk.database.write() as session:
            session.execute(
                update(PolicyVersion)
                .where(PolicyVersion.policy_id == policy.id)
                .values(spec=policy_to_json(policy))
            )


@pytest.fixture
def rig(desk: Desk, clock: ManualClock, anna: Actor) -> Rig:
    return Rig(desk, clock, anna, CloseSolved(desk.closings, desk.leases))


def test_solved_ticket_closes_at_the_end_of_the_third_business_day(rig: Rig) -> None:
    number = rig.solved()
    assert rig.job.run() == NOTHING
    assert rig.job.next_in() == THURSDAY_18 - rig.clock.now()
    rig.clock.jump_to(THURSDAY_18 - SECOND)
    assert rig.job.run() == NOTHING
    rig.clock.advance(SECOND)

    changes = rig.job.run()

    assert changes.tickets == {number}
    assert changes.undo is None
    detail = rig.desk.tickets.detail(number)
    assert detail.ticket.status is Status.CLOSED
    assert (detail.events[-1].kind, detail.events[-1].source) == ("closed", "job")
    assert detail.events[-1].person == ""
    assert rig.job.run() == NOTHING
    assert rig.job.next_in() is None


def test_a_weekend_does_not_count(rig: Rig) -> None:
    rig.clock.jump_to(datetime(2026, 11, 20, 9, 0, tzinfo=UTC))  # Friday noon
    rig.solved()
    rig.job.run()

    assert rig.job.next_in() == datetime(2026, 11, 25, 15, 0, tzinfo=UTC) - rig.clock.now()


def test_a_second_round_changes_nothing(rig: Rig) -> None:
    rig.solved()
    rig.clock.jump_to(THURSDAY_18)
    rig.job.run()
    before = dump(rig.desk)

    rig.clock.advance(timedelta(days=30))
    assert rig.job.run() == NOTHING

    assert dump(rig.desk) == before


def test_open_reopened_and_spam_tickets_stay(rig: Rig) -> None:
    opened, reopened, spam = rig.ticket(), rig.solved(), rig.solved()
    rig.desk.tickets.set_status(rig.anna, [reopened], Status.OPEN)
    rig.desk.tickets.mark_spam(rig.anna, [spam])
    rig.clock.jump_to(THURSDAY_18)

    assert rig.job.run() == NOTHING

    assert [rig.status(each) for each in (opened, reopened, spam)] == [
        Status.NEW,
        Status.OPEN,
        Status.SOLVED,
    ]


def test_solved_again_counts_from_then(rig: Rig) -> None:
    number = rig.solved()
    rig.clock.advance(timedelta(days=1))
    rig.desk.tickets.set_status(rig.anna, [number], Status.OPEN)
    rig.desk.tickets.set_status(rig.anna, [number], Status.SOLVED)
    rig.clock.jump_to(THURSDAY_18)
    assert rig.job.run() == NOTHING

    rig.clock.advance(timedelta(days=1))
    assert rig.job.run().tickets == {number}


@pytest.mark.parametrize(("days", "closes"), [(None, False), (1, True), (10, False)])
def test_the_policy_says_after_how_many_days_or_never(
    rig: Rig, days: int | None, closes: bool
) -> None:
    rig.close_after(days)
    number = rig.solved()
    rig.clock.jump_to(THURSDAY_18)

    rig.job.run()

    assert (rig.status(number) is Status.CLOSED) == closes


def test_a_closed_ticket_still_reopens_within_the_window_of_its_solving(rig: Rig) -> None:
    number = rig.solved()
    rig.clock.jump_to(THURSDAY_18)
    rig.job.run()

    rig.desk.tickets.set_status(rig.anna, [number], Status.OPEN)

    detail = rig.desk.tickets.detail(number)
    assert (detail.ticket.status, detail.ticket.reopen_count) == (Status.OPEN, 1)
    assert detail.events[-1].kind == "reopened"


def test_one_workstation_closes_and_the_other_does_not_call_for_rounds(rig: Rig) -> None:
    rig.solved()
    rig.clock.jump_to(THURSDAY_18)
    other = CloseSolved(rig.desk.closings, Leases(rig.desk.database))
    rig.desk.leases.take(CloseSolved.name)

    assert other.run() == NOTHING
    assert other.next_in() is None
    assert rig.job.run().tickets


def test_nothing_is_closed_under_a_lost_lease(rig: Rig) -> None:
    number = rig.solved()
    held = rig.desk.leases.take(CloseSolved.name)
    assert held is not None
    rig.clock.jump_to(THURSDAY_18)
    Leases(rig.desk.database).take(CloseSolved.name)

    with pytest.raises(Unavailable, match=r"lease\.lost"):
        rig.desk.closings.close_due(held)

    assert rig.status(number) is Status.SOLVED


def test_a_hundred_at_a_time(sqlite_desk: Desk, clock: ManualClock) -> None:
    made = sqlite_desk.people.add("Anna Kern").created
    rig = Rig(
        sqlite_desk,
        clock,
        Actor(made, Source.WINDOW),
        CloseSolved(sqlite_desk.closings, sqlite_desk.leases),
    )
    numbers = [rig.ticket() for _ in range(CHUNK + 1)]
    sqlite_desk.tickets.set_status(rig.anna, numbers, Status.SOLVED)
    clock.jump_to(THURSDAY_18)

    assert len(rig.job.run().tickets) == CHUNK
    assert rig.job.next_in() == timedelta(0)
    assert len(rig.job.run().tickets) == 1


def test_solved_tickets_are_found_by_their_index(sqlite_desk: Desk) -> None:
    seen: list[tuple[str, Any]] = []

    @event.listens_for(sqlite_desk.database.engine, "before_cursor_execute")
    def _remember(_c: Any, _k: Any, statement: str, values: Any, _x: Any, _m: bool) -> None:
        seen.append((statement, values))

    sqlite_desk.closings.next_in()

    asked = [each for each in seen if "FROM ticket" in each[0]]
    assert asked
    with sqlite_desk.database.engine.connect() as connection:
        for statement, values in asked:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            assert ["ix_ticket_awaiting_closing" in row[3] for row in plan] == [True], plan

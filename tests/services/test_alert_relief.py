"""What whoever went off duty left unanswered goes on to whoever took over, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from desktop.domain.alert import BREACH, AlertLevel
from desktop.domain.clock import ManualClock
from desktop.domain.ticket import Actor, Priority, Source
from desktop.models.sla import ClockRecord
from desktop.services.desk import Desk
from desktop.services.duty_overrides import NewOverride
from tests.services.duty_team import MOSCOW, add_nights, add_team, local
from tests.services.telling import deliveries, fire, make, tell
from tests.services.test_alert_audience import NIGHT, due_now, make_due

MINUTE = timedelta(minutes=1)


@pytest.fixture
def team(desk: Desk, anna: Actor) -> dict[str, int]:
    """Bob has the nights of this week; Anna sits at the workstation that fires."""
    team = add_team(desk, anna)
    add_nights(desk, anna, team["bob"])
    return team


def actor(person_id: int) -> Actor:
    return Actor(person_id, Source.WINDOW)


def times_told(desk: Desk, person_id: int) -> int:
    return [person for person, _ in deliveries(desk)].count(person_id)


def take_over(desk: Desk, clock: ManualClock, giver: int, taker: int) -> None:
    [shift] = desk.duty.who_is_on(clock.now())
    desk.swaps.take_over_now(actor(taker), shift.shift_id, giver, taker)


def reassign(desk: Desk, by: Actor, clock: ManualClock, giver: int, taker: int) -> None:
    now = clock.now()
    board = desk.duty_board.days(now.astimezone(MOSCOW).date(), 1)
    [block] = [
        each
        for row in board.rows
        for each in row.blocks
        if each.person_id == giver and each.start_at <= now < each.end_at
    ]
    desk.duty_shifts.change(by, block, taker, now, block.end_at, "ill")


def test_an_alarm_nobody_answered_wakes_whoever_took_over_once(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    make_due(desk, anna, clock, NIGHT)
    assert [alert.level for alert in tell(desk, actor(team["bob"]))] == [AlertLevel.ALARM]
    clock.advance(MINUTE)
    assert not fire(desk, anna).topics  # Bob is on duty and has it
    take_over(desk, clock, team["bob"], team["cat"])
    for _ in range(3):
        clock.advance(MINUTE)
        fire(desk, anna)
    assert [alert.level for alert in tell(desk, actor(team["cat"]))] == [AlertLevel.ALARM]
    assert (times_told(desk, team["bob"]), times_told(desk, team["cat"])) == (1, 1)
    take_over(desk, clock, team["cat"], team["bob"])  # and back: Bob has it already
    fire(desk, anna)
    assert (times_told(desk, team["bob"]), times_told(desk, team["cat"])) == (1, 1)


def test_a_running_duty_that_was_reassigned_takes_its_alarm_along(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    make_due(desk, anna, clock, NIGHT)
    reassign(desk, anna, clock, team["bob"], team["cat"])
    clock.advance(MINUTE)
    fire(desk, anna)
    assert times_told(desk, team["cat"]) == 1


def test_what_was_answered_wakes_nobody_else(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    make_due(desk, anna, clock, NIGHT)
    bob = actor(team["bob"])
    desk.alerts.acknowledge(bob, [alert.id for alert in tell(desk, bob)])
    take_over(desk, clock, team["bob"], team["cat"])
    fire(desk, anna)
    assert times_told(desk, team["cat"]) == 0


def test_an_alarm_that_was_put_off_goes_along_too(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    number = make(desk, anna, Priority.CRITICAL)
    clock.jump_to(NIGHT)
    with desk.database.write() as session:
        later = update(ClockRecord).where(ClockRecord.ticket_id == number)
        session.execute(later.values(due_at=NIGHT + 60 * MINUTE))
    due_now(desk, number, NIGHT, 90)
    bob = actor(team["bob"])
    desk.alerts.remind(bob, [alert.id for alert in tell(desk, bob)])
    take_over(desk, clock, team["bob"], team["cat"])
    fire(desk, anna)
    assert times_told(desk, team["cat"]) == 1


def test_of_one_ticket_only_the_newest_alarm_goes_on(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    number = make_due(desk, anna, clock, NIGHT)
    tell(desk, actor(team["bob"]))
    clock.advance(MINUTE)
    due_now(desk, number, clock.now(), BREACH)
    tell(desk, actor(team["bob"]))
    take_over(desk, clock, team["bob"], team["cat"])
    fire(desk, anna)
    assert [alert.threshold for alert in tell(desk, actor(team["cat"]))] == [BREACH]


def test_a_notice_of_nobodys_ticket_goes_on_by_day(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    day = NewOverride(local("09:00", 1), local("18:00", 1), add_id=team["bob"])
    desk.duty_overrides.add(anna, day)
    make_due(desk, anna, clock, local("12:00", 1), Priority.NORMAL)
    reassign(desk, anna, clock, team["bob"], team["cat"])
    clock.advance(MINUTE)
    fire(desk, anna)
    assert (times_told(desk, team["bob"]), times_told(desk, team["cat"])) == (1, 1)


def test_the_next_night_is_not_woken_by_the_alarms_of_the_last(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    make_due(desk, anna, clock, NIGHT)
    span = (local("18:00", 1), local("09:00", 2))
    desk.duty_overrides.add(anna, NewOverride(*span, team["cat"], team["bob"]))
    clock.jump_to(local("18:01", 1))
    fire(desk, anna)
    assert times_told(desk, team["cat"]) == 0

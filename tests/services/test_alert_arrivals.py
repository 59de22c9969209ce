"""Urgent tickets that come out of hours: one alarm at arrival, for whoever is on duty."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from desktop.domain.alert import ARRIVAL, AlertLevel
from desktop.domain.clock import ManualClock
from desktop.domain.ticket import Actor, Channel, Priority, Source
from desktop.models.alert import Alert, AlertDelivery, DeliveryState
from desktop.services.desk import Desk, open_desk
from desktop.services.duty_overrides import NewOverride
from desktop.services.leases import Leases
from desktop.services.tickets import ManualTicket
from tests.services.duty_team import add_nights, add_team, local
from tests.services.telling import deliveries, fire, tell, thresholds, unanswered

NIGHT = local("02:00", 1)
"""Monday's night, which Bob has."""


@pytest.fixture
def team(desk: Desk, anna: Actor) -> dict[str, int]:
    return add_team(desk, anna)


@pytest.fixture
def nights(desk: Desk, anna: Actor, team: dict[str, int]) -> int:
    return add_nights(desk, anna, team["bob"], team["cat"])


@pytest.fixture
def bob(team: dict[str, int]) -> Actor:
    return Actor(team["bob"], Source.WINDOW)


def arrive(
    desk: Desk,
    by: Actor,
    priority: Priority = Priority.CRITICAL,
    sender: str = "it@nord.example",
    channel: Channel = Channel.MAIL,
) -> int:
    ticket = ManualTicket("Printer", "It burns", channel, "", sender, priority)
    created = desk.tickets.create(by, ticket).created
    assert created is not None
    return created


def arrivals(desk: Desk) -> list[tuple[int, int, bool]]:
    """Ticket, level and whether nobody was there, of each arrival that was recorded."""
    statement = (
        select(Alert.ticket_id, Alert.level, Alert.is_uncovered)
        .where(Alert.threshold == ARRIVAL)
        .order_by(Alert.id)
    )
    with desk.database.read() as session:
        return [tuple(row) for row in session.execute(statement)]


def told_at(desk: Desk) -> list[tuple[int, datetime]]:
    statement = select(AlertDelivery.person_id, AlertDelivery.show_at).order_by(AlertDelivery.id)
    with desk.database.read() as session:
        return [(person, at) for person, at in session.execute(statement)]


@pytest.mark.parametrize("priority", [Priority.HIGH, Priority.CRITICAL])
def test_whoever_is_on_duty_is_alarmed_at_once_and_once(
    desk: Desk, anna: Actor, bob: Actor, nights: int, clock: ManualClock, priority: Priority
) -> None:
    clock.jump_to(NIGHT)
    number = arrive(desk, anna, priority)
    [alert] = tell(desk, bob)
    assert (alert.ticket_id, alert.level) == (number, AlertLevel.ALARM)
    clock.advance(timedelta(seconds=15))
    assert tell(desk, bob) == ()
    assert unanswered(desk, bob) == [number]
    assert arrivals(desk) == [(number, AlertLevel.ALARM, False)]


@pytest.mark.parametrize("priority", [Priority.LOW, Priority.NORMAL])
def test_other_tickets_wait_in_silence(
    desk: Desk, anna: Actor, bob: Actor, nights: int, clock: ManualClock, priority: Priority
) -> None:
    clock.jump_to(NIGHT)
    arrive(desk, anna, priority)
    assert tell(desk, bob) == ()
    assert arrivals(desk) == []


def test_in_working_hours_nobody_is_alarmed(
    desk: Desk, anna: Actor, bob: Actor, nights: int, clock: ManualClock
) -> None:
    clock.jump_to(local("12:00"))
    arrive(desk, anna)
    tell(desk, bob)
    clock.jump_to(local("18:00"))
    tell(desk, bob)
    assert arrivals(desk) == []


def test_a_mail_that_was_fetched_just_after_work_counts_as_the_nights(
    desk: Desk, anna: Actor, bob: Actor, nights: int, clock: ManualClock
) -> None:
    clock.jump_to(local("17:58"))
    number = arrive(desk, anna)
    clock.jump_to(local("18:01"))
    fire(desk, anna)
    assert arrivals(desk) == [(number, AlertLevel.ALARM, False)]


def test_a_team_without_duties_is_not_alarmed(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    clock.jump_to(NIGHT)
    arrive(desk, anna)
    fire(desk, anna)
    assert arrivals(desk) == []


def test_with_nobody_on_duty_it_is_uncovered_and_told_to_the_next(
    desk: Desk, anna: Actor, team: dict[str, int], nights: int, clock: ManualClock
) -> None:
    gone = NewOverride(local("18:00", 4), local("09:00", 5), remove_id=team["bob"])
    desk.duty_overrides.add(anna, gone)
    clock.jump_to(local("23:00", 4))
    number = arrive(desk, anna)
    fire(desk, anna)
    assert arrivals(desk) == [(number, AlertLevel.ALARM, True)]
    assert (team["bob"], local("18:00", 5)) in told_at(desk)


def test_at_ninety_percent_only_who_has_not_answered_is_alarmed(
    desk: Desk, anna: Actor, bob: Actor, nights: int, clock: ManualClock
) -> None:
    """A critical ticket has 15 minutes at any hour."""
    clock.jump_to(NIGHT)
    answered = arrive(desk, anna)
    silent = arrive(desk, anna, sender="else@nord.example")
    alerts = {alert.ticket_id: alert.id for alert in tell(desk, bob)}
    desk.alerts.acknowledge(bob, [alerts[answered]])
    clock.advance(timedelta(minutes=14))
    tell(desk, bob)
    assert thresholds(desk, answered)[-1] == (90, AlertLevel.NOTICE)
    assert thresholds(desk, silent)[-1] == (90, AlertLevel.ALARM)
    assert unanswered(desk, bob) == [silent]  # in one line, not two
    clock.advance(timedelta(minutes=1, seconds=1))
    tell(desk, bob)
    assert thresholds(desk, answered)[-1] == (100, AlertLevel.ALARM)


def test_many_of_one_sender_are_one_alarm_until_it_is_answered(
    desk: Desk, anna: Actor, bob: Actor, nights: int, clock: ManualClock
) -> None:
    clock.jump_to(NIGHT)
    numbers = [arrive(desk, anna, Priority.HIGH) for _ in range(30)]
    shown = tell(desk, bob)
    assert [alert.ticket_id for alert in shown] == numbers[:1]
    assert [level for _, level, _ in arrivals(desk)] == [AlertLevel.ALARM] + [AlertLevel.QUIET] * 29
    desk.alerts.acknowledge(bob, [shown[0].id])
    later = arrive(desk, anna, Priority.HIGH)
    assert [alert.ticket_id for alert in tell(desk, bob)] == [later]


def test_a_flood_from_everywhere_raises_ten_alarms_and_not_hundreds(
    desk: Desk, anna: Actor, bob: Actor, nights: int, clock: ManualClock
) -> None:
    clock.jump_to(NIGHT)
    for sender in range(40):
        arrive(desk, anna, Priority.HIGH, f"user{sender}@firm{sender}.example")
    assert len(tell(desk, bob)) == 10
    clock.advance(timedelta(minutes=2))
    assert tell(desk, bob) == ()


def test_a_raised_priority_keeps_the_alarm_that_nobody_has_seen_yet(
    desk: Desk, anna: Actor, bob: Actor, nights: int, clock: ManualClock
) -> None:
    clock.jump_to(NIGHT)
    number = arrive(desk, anna, Priority.HIGH)
    fire(desk, anna)
    desk.tickets.set_priority(anna, [number], Priority.CRITICAL)
    assert [alert.ticket_id for alert in tell(desk, bob)] == [number]
    desk.tickets.set_priority(anna, [number], Priority.HIGH)
    assert unanswered(desk, bob) == [number]
    assert tell(desk, bob) == ()


def test_what_somebody_took_down_by_hand_wakes_nobody(
    desk: Desk, anna: Actor, bob: Actor, nights: int, clock: ManualClock
) -> None:
    clock.jump_to(NIGHT)
    number = arrive(desk, anna, channel=Channel.PHONE)
    desk.tickets.assign(anna, [number], bob.person_id)
    open_call = arrive(desk, anna, channel=Channel.PHONE)
    fire(desk, anna)
    assert [ticket for ticket, _, _ in arrivals(desk)] == [open_call]


def test_two_workstations_and_a_clock_set_back_fire_it_once(
    desk: Desk, database_url: str, anna: Actor, bob: Actor, nights: int, clock: ManualClock
) -> None:
    clock.jump_to(NIGHT)
    arrive(desk, anna)
    fire(desk, anna)
    other = open_desk(database_url, clock=clock)
    clock.advance(timedelta(minutes=1))
    held = Leases(other.database).take("watch_sla")
    assert held is not None
    other.alerts.fire_due(held, bob.person_id or 0)
    clock.jump_to(NIGHT - timedelta(hours=1))
    held = Leases(other.database).take("watch_sla")
    if held is not None:
        other.alerts.fire_due(held, bob.person_id or 0)
    other.close()
    assert len(arrivals(desk)) == 1
    states = {state for _, state in deliveries(desk)}
    assert states == {DeliveryState.WAITING}

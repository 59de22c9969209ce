"""Who is told once there are duties: the assignee at work, whoever is on duty at night."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from desktop.domain.alert import BREACH, AlertLevel
from desktop.domain.clock import ManualClock
from desktop.domain.ticket import Actor, Priority, Source
from desktop.models.alert import Alert, AlertDelivery
from desktop.models.base import to_microseconds
from desktop.models.sla import ClockRecord
from desktop.models.ticket import Ticket
from desktop.services.desk import Desk
from desktop.services.duty_overrides import NewOverride
from tests.services.duty_team import add_line, add_nights, add_team, local
from tests.services.telling import deliveries, fire, make, tell

NIGHT = local("02:00", 1)


@pytest.fixture
def team(desk: Desk, anna: Actor) -> dict[str, int]:
    return add_team(desk, anna)


@pytest.fixture
def nights(desk: Desk, anna: Actor, team: dict[str, int]) -> int:
    """Bob has the nights of this week, Cat those of the next."""
    return add_nights(desk, anna, team["bob"], team["cat"])


def due_now(desk: Desk, ticket_id: int, now: datetime, *reached: int) -> None:
    """Let these thresholds of the first response have been reached now."""
    with desk.database.write() as session:
        session.execute(
            update(ClockRecord)
            .where(ClockRecord.ticket_id == ticket_id, ClockRecord.kind == "first_response")
            .values(warnings=[[each, to_microseconds(now)] for each in reached], next_warn_at=now)
        )
        session.execute(
            update(ClockRecord)
            .where(ClockRecord.ticket_id == ticket_id, ClockRecord.kind != "first_response")
            .values(warnings=[])
        )


def make_due(
    desk: Desk,
    by: Actor,
    clock: ManualClock,
    at: datetime,
    priority: Priority = Priority.CRITICAL,
    assignee: int | None = None,
) -> int:
    """Make a ticket whose first response is at 90 percent at an instant, and fire it."""
    number = make(desk, by, priority)
    if assignee is not None:
        desk.tickets.assign(by, [number], assignee)
    clock.jump_to(at)
    due_now(desk, number, at, 90)
    fire(desk, by)
    return number


def told(desk: Desk) -> list[tuple[int, datetime]]:
    """Who is told when, by time and person."""
    with desk.database.read() as session:
        rows = session.execute(
            select(AlertDelivery.person_id, AlertDelivery.show_at).order_by(
                AlertDelivery.show_at, AlertDelivery.person_id
            )
        )
        return [(person, at) for person, at in rows]


def uncovered(desk: Desk) -> list[tuple[int, bool]]:
    with desk.database.read() as session:
        rows = session.execute(select(Alert.threshold, Alert.is_uncovered).order_by(Alert.id))
        return [(threshold, is_uncovered) for threshold, is_uncovered in rows]


def with_screen(desk: Desk, by: Actor, *people: int) -> set[int]:
    """The people told: on one computer also whoever sits there."""
    here = [by.person_id] if desk.database.is_sqlite and by.person_id else []
    return {*people, *here}


def test_at_night_the_person_on_duty_is_woken_not_the_assignee(
    desk: Desk, anna: Actor, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    make_due(desk, anna, clock, NIGHT, assignee=team["lea"])
    assert {person for person, _ in told(desk)} == with_screen(desk, anna, team["bob"])
    assert {at for _, at in told(desk)} == {NIGHT}
    assert uncovered(desk) == [(90, False)]
    bob = Actor(team["bob"], Source.WINDOW)
    assert [alert.level for alert in tell(desk, bob)] == [AlertLevel.ALARM]


def test_of_two_on_duty_the_assignee_alone_is_woken(
    desk: Desk, anna: Actor, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    joined = NewOverride(local("18:00"), local("09:00", 1), add_id=team["cat"])
    desk.duty_overrides.add(anna, joined)
    make_due(desk, anna, clock, NIGHT, assignee=team["cat"])
    assert {person for person, _ in told(desk)} == with_screen(desk, anna, team["cat"])


def test_of_two_on_duty_both_are_woken_for_a_ticket_of_neither(
    desk: Desk, anna: Actor, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    joined = NewOverride(local("18:00"), local("09:00", 1), add_id=team["cat"])
    desk.duty_overrides.add(anna, joined)
    make_due(desk, anna, clock, NIGHT)
    on = with_screen(desk, anna, team["bob"], team["cat"])
    assert {person for person, _ in told(desk)} == on


def test_with_nobody_on_duty_it_is_uncovered_and_told_to_the_next(
    desk: Desk, anna: Actor, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    """Friday night is taken away; Saturday has no working hours before the next duty."""
    gone = NewOverride(local("18:00", 4), local("09:00", 5), remove_id=team["bob"])
    desk.duty_overrides.add(anna, gone)
    make_due(desk, anna, clock, local("23:00", 4))
    next_duty = local("18:00", 5)
    people = with_screen(desk, anna, team["bob"])
    assert told(desk) == [(person, next_duty) for person in sorted(people)]
    assert uncovered(desk) == [(90, True)]


def test_those_at_work_earlier_than_the_next_duty_are_told_too(
    desk: Desk, anna: Actor, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    gone = NewOverride(local("18:00"), local("09:00", 1), remove_id=team["bob"])
    desk.duty_overrides.add(anna, gone)
    make_due(desk, anna, clock, NIGHT, assignee=team["lea"])
    at_work = anna.person_id if desk.database.is_sqlite else team["lea"]
    first, *later = told(desk)
    assert first[0] == at_work
    assert abs(first[1] - local("09:00", 1)) <= timedelta(microseconds=1)
    assert later == [(team["bob"], local("18:00", 1))]


def test_a_breach_with_nobody_on_duty_is_recorded_though_it_wakes_nobody(
    desk: Desk, anna: Actor, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    gone = NewOverride(local("18:00"), local("09:00", 1), remove_id=team["bob"])
    desk.duty_overrides.add(anna, gone)
    number = make(desk, anna)
    clock.jump_to(NIGHT)
    due_now(desk, number, NIGHT, 50, BREACH)
    fire(desk, anna)
    assert uncovered(desk) == [(50, False), (BREACH, True)]
    assert [person for person, _ in told(desk)] == [anna.person_id]


def test_in_working_hours_the_assignee_is_told_and_nothing_is_uncovered(
    desk: Desk, anna: Actor, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    make_due(desk, anna, clock, local("12:00", 1), assignee=team["lea"])
    at_work = anna.person_id if desk.database.is_sqlite else team["lea"]
    assert told(desk) == [(at_work, local("12:00", 1))]
    assert uncovered(desk) == [(90, False)]


def test_in_working_hours_whoever_is_on_duty_has_what_is_nobodys(
    desk: Desk, anna: Actor, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    day = NewOverride(local("09:00", 1), local("18:00", 1), add_id=team["cat"])
    desk.duty_overrides.add(anna, day)
    make_due(desk, anna, clock, local("12:00", 1))
    assert {person for person, _ in told(desk)} == with_screen(desk, anna, team["cat"])


def test_a_line_has_its_own_person_on_duty(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    line = add_line(desk, "Network")
    add_nights(desk, anna, team["cat"], line_id=line)
    number = make(desk, anna, Priority.CRITICAL)
    with desk.database.write() as session:
        session.execute(update(Ticket).where(Ticket.id == number).values(line_id=line))
    clock.jump_to(NIGHT)
    due_now(desk, number, NIGHT, 90)
    fire(desk, anna)
    assert {person for person, _ in told(desk)} == with_screen(desk, anna, team["cat"])


def test_somebody_who_left_is_not_on_duty(
    desk: Desk, anna: Actor, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    desk.people.set_active(team["bob"], active=False, releases=True)
    make_due(desk, anna, clock, NIGHT)
    assert team["bob"] not in {person for person, _ in told(desk)}
    assert uncovered(desk) == [(90, True)]


@pytest.mark.parametrize("had_rule", [False, True])
def test_without_a_rota_all_is_as_ever(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock, had_rule: bool
) -> None:
    """Whether there never was one, or it has ended."""
    if had_rule:
        desk.duty_rules.end(anna, add_nights(desk, anna, team["bob"]))
    make_due(desk, anna, clock, NIGHT)
    assert told(desk) == [(anna.person_id, NIGHT)]
    assert uncovered(desk) == [(90, False)]
    assert len(deliveries(desk)) == 1

"""A warning before the deadline: what is recorded, how loud it is, and who is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from desktop.domain.alert import BREACH, AlertLevel
from desktop.domain.changes import NOTHING, Topic
from desktop.domain.clock import ManualClock
from desktop.domain.errors import Unavailable
from desktop.domain.ticket import Actor, Channel, Priority, Source
from desktop.models.alert import Alert, DeliveryState
from desktop.models.base import to_microseconds
from desktop.models.sla import ClockRecord
from desktop.services import alert_firing
from desktop.services.desk import Desk
from desktop.services.leases import Held, Leases
from desktop.services.new_tickets import NewTicket, add_ticket
from tests.services.telling import claim, deliveries, fire, make, tell, thresholds

ONE_IN_THE_MORNING = datetime(2026, 11, 23, 22, tzinfo=UTC)
OPENING = datetime(2026, 11, 24, 6, tzinfo=UTC)
FIRST_REPLY = timedelta(hours=4)
"""The target of a normal ticket; the clock of the tests stands at the opening, 09:00."""


# What is recorded, and when


def test_each_threshold_is_recorded_when_reached_and_only_once(
    desk: Desk, clock: ManualClock, anna: Actor
) -> None:
    start = clock.now()
    number = make(desk, anna)
    for _ in range(5 * 60):
        clock.advance(timedelta(minutes=1))
        fire(desk, anna)

    assert thresholds(desk, number) == [(50, 0), (75, 0), (90, 1), (BREACH, 1)]
    with desk.database.read() as session:
        reached = session.scalars(
            select(Alert.fire_at).where(Alert.ticket_id == number).order_by(Alert.id)
        ).all()
    assert [(at - start) / FIRST_REPLY for at in reached] == [0.5, 0.75, 0.9, 1.0]


def test_nothing_is_recorded_a_moment_too_early(
    desk: Desk, clock: ManualClock, anna: Actor
) -> None:
    make(desk, anna)
    clock.advance(FIRST_REPLY / 2 - timedelta(microseconds=1))
    assert fire(desk, anna) == NOTHING
    clock.advance(timedelta(microseconds=1))
    assert fire(desk, anna).topics == {Topic.ALERTS}


def test_next_in_names_the_earliest_threshold(desk: Desk, clock: ManualClock, anna: Actor) -> None:
    assert anna.person_id is not None
    assert desk.alerts.next_in(anna.person_id) is None
    make(desk, anna)
    assert desk.alerts.next_in(anna.person_id) == FIRST_REPLY / 2
    clock.advance(timedelta(days=1))
    assert desk.alerts.next_in(anna.person_id) == timedelta()


def test_after_a_sleep_all_is_recorded_and_the_last_is_told(
    desk: Desk, clock: ManualClock, anna: Actor
) -> None:
    number = make(desk, anna)
    clock.advance(timedelta(hours=5))

    told = tell(desk, anna)

    assert thresholds(desk, number) == [(50, 0), (75, 0), (90, 1), (BREACH, 1)]
    assert [(alert.ticket_id, alert.threshold) for alert in told] == [(number, BREACH)]
    assert told[0].fire_at == clock.now() - timedelta(hours=1)


def test_history_is_never_told(desk: Desk, clock: ManualClock, anna: Actor) -> None:
    with desk.database.write() as session:
        old = NewTicket("Imported", Channel.IMPORT, clock.now(), alerts_from=None)
        number = add_ticket(session, old, Actor(None, Source.IMPORT)).id
        desk.clocks.refresh(session, [number])
    desk.tickets.set_priority(Actor(None, Source.IMPORT), [number], Priority.HIGH)
    clock.advance(timedelta(days=30))

    assert tell(desk, anna) == ()
    assert thresholds(desk, number) == []


def test_answered_in_time_nothing_more_is_told(desk: Desk, clock: ManualClock, anna: Actor) -> None:
    number = make(desk, anna)
    clock.advance(timedelta(hours=3))
    fire(desk, anna)
    desk.tickets.log_call(anna, number, "Told them to wait")
    clock.advance(timedelta(hours=2))

    fire(desk, anna)

    assert thresholds(desk, number) == [(50, 0), (75, 0)]
    assert claim(desk, anna) == ()


def test_warning_nobody_saw_is_taken_back_by_the_answer(
    desk: Desk, clock: ManualClock, anna: Actor
) -> None:
    number = make(desk, anna)
    clock.advance(timedelta(hours=3, minutes=40))
    fire(desk, anna)
    desk.tickets.log_call(anna, number, "Told them to wait")

    assert claim(desk, anna) == ()


def test_new_due_time_arms_only_what_lies_ahead_and_was_not_told(
    desk: Desk, clock: ManualClock, anna: Actor
) -> None:
    number = make(desk, anna, Priority.HIGH)  # one hour
    clock.advance(timedelta(minutes=46))
    fire(desk, anna)
    assert thresholds(desk, number) == [(50, 0), (75, 0)]

    desk.tickets.set_priority(anna, [number], Priority.NORMAL)  # four hours
    clock.advance(timedelta(hours=5))
    fire(desk, anna)

    assert thresholds(desk, number) == [(50, 0), (75, 0), (90, 1), (BREACH, 1)]


def test_warning_that_was_taken_back_unseen_is_armed_again(
    desk: Desk, clock: ManualClock, anna: Actor
) -> None:
    number = make(desk, anna, Priority.HIGH)
    clock.advance(timedelta(minutes=54))
    fire(desk, anna)

    desk.tickets.set_priority(anna, [number], Priority.NORMAL)
    clock.advance(FIRST_REPLY * 0.9 - timedelta(minutes=54))

    assert [(alert.threshold, alert.due_at - clock.now()) for alert in tell(desk, anna)] == [
        (90, FIRST_REPLY * 0.1)
    ]


# How loud, and when it is told


def test_at_night_a_critical_ticket_knocks(desk: Desk, clock: ManualClock, anna: Actor) -> None:
    clock.jump_to(ONE_IN_THE_MORNING)
    make(desk, anna, Priority.CRITICAL)
    clock.advance(timedelta(minutes=14))

    assert [(alert.threshold, alert.level) for alert in tell(desk, anna)] == [
        (90, AlertLevel.ALARM)
    ]


def test_at_night_a_normal_ticket_waits_for_the_morning(
    desk: Desk, clock: ManualClock, anna: Actor
) -> None:
    number = make(desk, anna)
    clock.jump_to(ONE_IN_THE_MORNING)
    with desk.database.write() as session:
        session.execute(  # as a policy whose normal replies run round the clock would
            update(ClockRecord)
            .where(ClockRecord.ticket_id == number, ClockRecord.kind == "first_response")
            .values(warnings=[[90, to_microseconds(clock.now())]], next_warn_at=clock.now())
        )

    assert tell(desk, anna) == ()
    assert thresholds(desk, number) == [(90, AlertLevel.NOTICE)]
    clock.jump_to(OPENING - timedelta(seconds=1))
    assert tell(desk, anna) == ()
    clock.jump_to(OPENING + timedelta(seconds=1))
    assert [alert.ticket_id for alert in tell(desk, anna)] == [number]


def test_announcement_says_what_a_notice_needs(desk: Desk, clock: ManualClock, anna: Actor) -> None:
    number = make(desk, anna, Priority.HIGH, "Cannot sign in")
    clock.advance(timedelta(minutes=54))
    fire(desk, anna)

    (announcement,) = claim(desk, anna)

    (alert,) = announcement.alerts
    assert (alert.ticket_id, alert.subject, alert.priority) == (
        number,
        "Cannot sign in",
        Priority.HIGH,
    )
    assert alert.clock_kind == "first_response"
    assert alert.threshold == 90
    assert alert.due_at - clock.now() == timedelta(minutes=6)
    assert alert.may_remind
    assert announcement.key == f"alert:{alert.id}"


def test_several_at_once_are_one_notice_the_most_urgent_first(
    desk: Desk, clock: ManualClock, anna: Actor
) -> None:
    later = make(desk, anna)
    clock.advance(timedelta(minutes=1))
    high = make(desk, anna, Priority.HIGH)
    clock.advance(timedelta(hours=4))
    fire(desk, anna)

    (announcement,) = claim(desk, anna)

    assert [alert.ticket_id for alert in announcement.alerts] == [high, later]
    assert len(announcement.delivery_ids) == 2


def test_notice_within_a_minute_takes_the_place_of_the_one_before(
    desk: Desk, clock: ManualClock, anna: Actor
) -> None:
    first = make(desk, anna)
    clock.advance(timedelta(seconds=40))
    second = make(desk, anna)
    clock.advance(timedelta(hours=3, minutes=35, seconds=20))
    (alone,) = tell(desk, anna)
    clock.advance(timedelta(seconds=40))
    fire(desk, anna)

    (announcement,) = claim(desk, anna)

    assert [alert.ticket_id for alert in announcement.alerts] == [first, second]
    assert announcement.key == f"alert:{alone.id}"
    assert len(announcement.delivery_ids) == 1


def test_notice_after_a_minute_stands_alone(desk: Desk, clock: ManualClock, anna: Actor) -> None:
    make(desk, anna)
    clock.advance(timedelta(seconds=61))
    second = make(desk, anna)
    clock.advance(timedelta(hours=3, minutes=34, seconds=59))
    assert len(tell(desk, anna)) == 1
    clock.advance(timedelta(seconds=61))

    assert [alert.ticket_id for alert in tell(desk, anna)] == [second]


# Who is told


def test_on_one_computer_the_person_there_is_told_of_everybodys_tickets(
    sqlite_desk: Desk, clock: ManualClock
) -> None:
    desk = sqlite_desk
    anna = Actor(desk.people.add("Anna Kern").created, Source.WINDOW)
    number = make(desk, anna)
    desk.tickets.assign(anna, [number], desk.people.add("Max Stern").created)
    clock.advance(timedelta(hours=5))

    assert [alert.ticket_id for alert in tell(desk, anna)] == [number]


@pytest.mark.postgres
def test_on_a_shared_database_the_assignee_is_told(
    desk: Desk, clock: ManualClock, anna: Actor
) -> None:
    if desk.database.is_sqlite:
        pytest.skip("one computer, one person")
    maxim = Actor(desk.people.add("Max Stern").created, Source.WINDOW)
    theirs, nobodys = make(desk, anna), make(desk, anna)
    desk.tickets.assign(anna, [theirs], maxim.person_id)
    clock.advance(timedelta(hours=5))

    assert [alert.ticket_id for alert in tell(desk, anna)] == [nobodys]
    assert [alert.ticket_id for alert in tell(desk, maxim)] == [theirs]


def test_assignee_who_left_is_not_waited_for(desk: Desk, clock: ManualClock, anna: Actor) -> None:
    max_id = desk.people.add("Max Stern").created
    assert max_id is not None
    number = make(desk, anna)
    desk.tickets.assign(anna, [number], max_id)
    desk.people.set_active(max_id, active=False)
    clock.advance(timedelta(hours=5))

    assert [alert.ticket_id for alert in tell(desk, anna)] == [number]


# Who watches


def test_only_the_holder_of_the_lease_fires(desk: Desk, clock: ManualClock, anna: Actor) -> None:
    number = make(desk, anna)
    clock.advance(timedelta(hours=5))
    stale = Leases(desk.database, "asleep").take("watch_sla")
    assert stale is not None
    clock.advance(timedelta(seconds=31))
    desk.leases.take("watch_sla")

    assert anna.person_id is not None
    with pytest.raises(Unavailable, match=r"lease\.lost"):
        desk.alerts.fire_due(stale, anna.person_id)
    with pytest.raises(Unavailable):
        desk.alerts.fire_due(Held("watch_sla", "nobody", 99), anna.person_id)
    assert thresholds(desk, number) == []


def test_silence_is_recorded_with_the_deadlines_that_passed_in_it(
    desk: Desk, clock: ManualClock, anna: Actor
) -> None:
    start = clock.now()
    fire(desk, anna)
    make(desk, anna)
    answered = make(desk, anna)
    desk.tickets.log_call(anna, answered, "At once")
    clock.advance(timedelta(hours=5, minutes=45))

    assert Topic.ALERTS in fire(desk, anna).topics

    (gap,) = desk.alerts.gaps(start)
    assert (gap.from_at, gap.to_at, gap.missed) == (start, clock.now(), 1)
    assert desk.alerts.gaps(clock.now()) == ()


def test_ordinary_beats_leave_no_gap(desk: Desk, clock: ManualClock, anna: Actor) -> None:
    start = clock.now() - timedelta(days=1)
    for seconds in (15, 45, 90, 1):
        fire(desk, anna)
        clock.advance(timedelta(seconds=seconds))
    fire(desk, anna)

    assert desk.alerts.gaps(start) == ()


def test_beat_under_a_clock_set_ahead_hides_no_later_gap(
    desk: Desk, clock: ManualClock, anna: Actor
) -> None:
    right = clock.now()
    clock.jump_to(right + timedelta(days=3650))
    fire(desk, anna)
    clock.jump_to(right)
    fire(desk, anna)
    clock.advance(timedelta(hours=9))
    fire(desk, anna)

    gaps = [(gap.from_at, gap.to_at) for gap in desk.alerts.gaps(right)]
    assert gaps == [(right, right + timedelta(hours=9))]


def test_more_than_one_transaction_takes_is_due_again_at_once(
    desk: Desk, clock: ManualClock, anna: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alert_firing, "CHUNK", 2)
    numbers = [make(desk, anna) for _ in range(3)]
    clock.advance(timedelta(hours=5))
    assert anna.person_id is not None
    for left in (1, 0):
        fire(desk, anna)
        assert deliveries(desk) == [(anna.person_id, DeliveryState.WAITING)] * (3 - left)

    (announcement,) = claim(desk, anna)
    assert {alert.ticket_id for alert in announcement.alerts} == set(numbers)

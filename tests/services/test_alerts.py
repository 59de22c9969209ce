"""A warning before the deadline: what is recorded, who is told, and how they answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from desktop.domain.alert import BREACH, AlertLevel
from desktop.domain.changes import NOTHING, Changes, Topic
from desktop.domain.clock import ManualClock
from desktop.domain.errors import ChangedMeanwhile, Refused, Unavailable
from desktop.domain.ticket import Actor, Channel, Priority, Source
from desktop.models.alert import Alert, AlertDelivery, DeliveryState
from desktop.models.base import to_microseconds
from desktop.models.sla import ClockRecord
from desktop.services import alert_firing
from desktop.services.desk import Desk
from desktop.services.leases import Held, Leases
from desktop.services.new_tickets import NewTicket, add_ticket
from desktop.services.rows_alert import AlertRow, Announcement
from desktop.services.tickets import ManualTicket
from tests.dump import dump

ONE_IN_THE_MORNING = datetime(2026, 11, 23, 22, tzinfo=UTC)
OPENING = datetime(2026, 11, 24, 6, tzinfo=UTC)
FIRST_REPLY = timedelta(hours=4)
"""The target of a normal ticket; the clock of the tests stands at the opening, 09:00."""


def make(
    desk: Desk, by: Actor, priority: Priority = Priority.NORMAL, subject: str = "Printer"
) -> int:
    ticket = ManualTicket(
        subject, "It smokes", requester_email="it@nord.example", priority=priority
    )
    created = desk.tickets.create(by, ticket).created
    assert created is not None
    return created


def fire(desk: Desk, by: Actor) -> Changes:
    held = desk.leases.take("watch_sla")
    assert held is not None
    assert by.person_id is not None
    return desk.alerts.fire_due(held, by.person_id)


def claim(desk: Desk, by: Actor) -> tuple[Announcement, ...]:
    assert by.person_id is not None
    return desk.alerts.claim(by.person_id)


def tell(desk: Desk, by: Actor) -> tuple[AlertRow, ...]:
    """Fire and show whatever is due; return what was told."""
    fire(desk, by)
    announcements = claim(desk, by)
    for announcement in announcements:
        desk.alerts.mark_shown(announcement, "dbus")
    return tuple(alert for announcement in announcements for alert in announcement.alerts)


def unanswered(desk: Desk, by: Actor) -> list[int]:
    assert by.person_id is not None
    return [alert.ticket_id for alert in desk.alerts.unanswered(by.person_id)]


def thresholds(desk: Desk, ticket_id: int) -> list[tuple[int, int]]:
    """Return (threshold, level) of what was recorded about a ticket's first response."""
    with desk.database.read() as session:
        rows = session.execute(
            select(Alert.threshold, Alert.level)
            .join(ClockRecord, ClockRecord.id == Alert.clock_id)
            .where(Alert.ticket_id == ticket_id, ClockRecord.kind == "first_response")
            .order_by(Alert.id)
        )
        return [(threshold, level) for threshold, level in rows]


def deliveries(desk: Desk) -> list[tuple[int, DeliveryState]]:
    with desk.database.read() as session:
        rows = session.execute(
            select(AlertDelivery.person_id, AlertDelivery.state).order_by(AlertDelivery.id)
        )
        return [(person, state) for person, state in rows]


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
    desk.tickets.set_priority(anna, [number], Priority.HIGH)
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


# Claims


def test_claimed_once_nobody_else_gets_it(desk: Desk, clock: ManualClock, anna: Actor) -> None:
    make(desk, anna)
    clock.advance(timedelta(hours=5))
    fire(desk, anna)

    assert len(claim(desk, anna)) == 1
    assert claim(desk, anna) == ()


def test_claim_of_a_dead_workstation_runs_out_after_thirty_seconds(
    desk: Desk, clock: ManualClock, anna: Actor
) -> None:
    number = make(desk, anna)
    clock.advance(timedelta(hours=5))
    fire(desk, anna)
    claim(desk, anna)
    clock.advance(timedelta(seconds=29))
    assert claim(desk, anna) == ()
    clock.advance(timedelta(seconds=1))

    (again,) = claim(desk, anna)

    assert [alert.ticket_id for alert in again.alerts] == [number]


def test_what_no_channel_could_show_is_tried_again(
    desk: Desk, clock: ManualClock, anna: Actor
) -> None:
    make(desk, anna)
    clock.advance(timedelta(hours=5))
    fire(desk, anna)
    (announcement,) = claim(desk, anna)
    desk.alerts.release(announcement)

    assert claim(desk, anna) == ()
    assert anna.person_id is not None
    assert desk.alerts.next_in(anna.person_id) == timedelta(seconds=30)
    clock.advance(timedelta(seconds=30))
    assert claim(desk, anna) == (announcement,)


def test_shown_is_not_shown_again(desk: Desk, clock: ManualClock, anna: Actor) -> None:
    number = make(desk, anna)
    clock.advance(timedelta(hours=5))
    assert len(tell(desk, anna)) == 1
    clock.advance(timedelta(hours=1))

    assert tell(desk, anna) == ()
    assert unanswered(desk, anna) == [number]


def test_claim_from_a_clock_set_ahead_does_not_bind(
    desk: Desk, clock: ManualClock, anna: Actor
) -> None:
    make(desk, anna)
    right = clock.now() + timedelta(hours=5)
    clock.jump_to(right + timedelta(days=3650))
    fire(desk, anna)
    claim(desk, anna)
    clock.jump_to(right)

    assert len(claim(desk, anna)) == 1


# Answers


def test_acknowledged_it_is_answered_for_everybody_and_the_ticket_is_mine(
    desk: Desk, clock: ManualClock, anna: Actor
) -> None:
    number = make(desk, anna)
    clock.advance(timedelta(hours=3, minutes=40))
    (alert,) = tell(desk, anna)

    changes = desk.alerts.acknowledge(anna, [alert.id])

    assert changes.topics == {Topic.ALERTS, Topic.TICKETS}
    assert unanswered(desk, anna) == []
    detail = desk.tickets.detail(number)
    assert detail.ticket.assignee_id == anna.person_id
    assert {clock.result for clock in detail.clocks} == {"running"}
    assert desk.alerts.acknowledge(anna, [alert.id]) == NOTHING


def test_acknowledging_does_not_take_a_ticket_from_a_colleague(
    desk: Desk, clock: ManualClock, anna: Actor
) -> None:
    max_id = desk.people.add("Max Stern").created
    number = make(desk, anna)
    desk.tickets.assign(anna, [number], max_id)
    clock.advance(timedelta(hours=3, minutes=40))
    fire(desk, anna)
    with desk.database.read() as session:
        alert_ids = session.scalars(select(Alert.id).where(Alert.level > 0)).all()

    desk.alerts.acknowledge(anna, alert_ids)

    assert desk.tickets.detail(number).ticket.assignee_id == max_id


def test_undo_of_an_acknowledgement_leaves_no_trace(
    desk: Desk, clock: ManualClock, anna: Actor
) -> None:
    number = make(desk, anna)
    clock.advance(timedelta(hours=3, minutes=40))
    (alert,) = tell(desk, anna)
    before = dump(desk)
    undo = desk.alerts.acknowledge(anna, [alert.id]).undo
    assert undo is not None
    assert undo.title == "acknowledge"

    changes = desk.undo.undo(anna, undo)

    assert dump(desk) == before
    assert changes.topics == {Topic.ALERTS, Topic.TICKETS}
    assert unanswered(desk, anna) == [number]
    with pytest.raises(ChangedMeanwhile):
        desk.undo.undo(anna, undo)


def test_breach_comes_even_after_an_acknowledged_warning(
    desk: Desk, clock: ManualClock, anna: Actor
) -> None:
    make(desk, anna)
    clock.advance(timedelta(hours=3, minutes=40))
    (alert,) = tell(desk, anna)
    desk.alerts.acknowledge(anna, [alert.id])
    clock.advance(timedelta(minutes=20))

    assert [alert.threshold for alert in tell(desk, anna)] == [BREACH]


def test_reminder_comes_back_after_five_minutes_and_twice_at_most(
    desk: Desk, clock: ManualClock, anna: Actor
) -> None:
    make(desk, anna)
    clock.advance(timedelta(hours=3, minutes=36))
    (alert,) = tell(desk, anna)
    for _ in range(2):
        desk.alerts.remind(anna, [alert.id])
        assert unanswered(desk, anna) == []
        clock.advance(timedelta(minutes=4, seconds=59))
        assert tell(desk, anna) == ()
        clock.advance(timedelta(seconds=1))
        (alert,) = tell(desk, anna)

    assert not alert.may_remind
    with pytest.raises(Refused, match=r"alert\.reminded_enough"):
        desk.alerts.remind(anna, [alert.id])


def test_reminder_is_never_past_the_due_moment(desk: Desk, clock: ManualClock, anna: Actor) -> None:
    make(desk, anna)
    clock.advance(timedelta(hours=3, minutes=55))
    (alert,) = tell(desk, anna)

    assert not alert.may_remind
    with pytest.raises(Refused, match=r"alert\.due_before"):
        desk.alerts.remind(anna, [alert.id])
    assert len(unanswered(desk, anna)) == 1


def test_nobody_cannot_answer(desk: Desk) -> None:
    for answer in (desk.alerts.acknowledge, desk.alerts.remind):
        with pytest.raises(Refused, match=r"alert\.nobody"):
            answer(Actor(None, Source.JOB), [1])


def test_notice_about_an_old_deadline_is_no_longer_unanswered(
    desk: Desk, clock: ManualClock, anna: Actor
) -> None:
    number = make(desk, anna)
    clock.advance(timedelta(hours=3, minutes=40))
    tell(desk, anna)

    desk.tickets.log_call(anna, number, "Called")

    assert unanswered(desk, anna) == []


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

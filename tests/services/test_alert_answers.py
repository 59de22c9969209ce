"""Claims that do not get lost, and what people do about a warning."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from desktop.domain.alert import BREACH
from desktop.domain.changes import NOTHING, Topic
from desktop.domain.clock import ManualClock
from desktop.domain.errors import ChangedMeanwhile, Refused
from desktop.domain.ticket import Actor, Source
from desktop.models.alert import Alert
from desktop.services.desk import Desk
from tests.dump import dump
from tests.services.telling import claim, fire, make, tell, unanswered

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

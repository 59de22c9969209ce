"""A clock that nobody can believe: no mail leaves by itself, nothing is lost, one click ends it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from desktop.domain.changes import NOTHING
from desktop.domain.clock import ManualClock
from desktop.domain.duty_notice import NoticeKind
from desktop.domain.ticket import Actor, Role, Status
from desktop.jobs.remind_customers import RemindCustomers
from desktop.jobs.send_scheduled import SendScheduled
from desktop.models.meta import Heartbeat
from desktop.models.outbox import Outbox, OutboxKind, OutboxState
from desktop.services.answers import Reply
from desktop.services.clock_trust import ClockDoubt
from desktop.services.desk import Desk
from tests.mail.mails import mail
from tests.services.duty_team import add_nights, add_team
from tests.services.duty_telling import follow, written
from tests.services.mail_world import AnsweringDesk

CLIENT = "anna@firm.example"
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
OLD = -2 / 24
"""A mail of two hours ago, in days: it says nothing about what time it is now."""

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def place(desk: Desk, clock: ManualClock, anna: Actor) -> AnsweringDesk:
    """A desk that acknowledges, and was watched until a moment ago."""
    place = AnsweringDesk(desk, clock, "support@desk.example")
    beat(desk, anna)
    return place


def beat(desk: Desk, by: Actor) -> None:
    held = desk.leases.take("watch_sla")
    assert held is not None
    desk.alerts.fire_due(held, by.person_id or 0)


def answer(place: AnsweringDesk, by: Actor, number: int, **more: Status) -> Reply:
    seen = place.desk.tickets.detail(number).last_message_id
    to = (("Anna", CLIENT),)
    return Reply("Is it plugged in?", to, seen_message_id=seen, **more)


def states(desk: Desk, kind: OutboxKind) -> list[OutboxState]:
    with desk.database.read() as session:
        return list(session.scalars(select(Outbox.state).where(Outbox.kind == kind)))


@on_sqlite
@pytest.mark.parametrize(
    ("away", "is_asked"),
    [
        (timedelta(0), False),
        (-2 * MINUTE, False),
        (-3 * MINUTE, True),
        (7 * DAY, False),
        (7 * DAY + MINUTE, True),
        (-365 * DAY, True),
        (3285 * DAY, True),
    ],
)
def test_a_clock_that_ran_back_or_a_week_ahead_is_asked_about(
    place: AnsweringDesk, clock: ManualClock, away: timedelta, is_asked: bool
) -> None:
    last_at = clock.now()
    clock.jump_to(last_at + away)

    doubt = place.desk.clock_trust.doubt()

    assert doubt == (ClockDoubt(last_at, clock.now(), 0) if is_asked else None)


@on_sqlite
def test_a_new_desk_has_nothing_to_compare_with(desk: Desk, clock: ManualClock) -> None:
    clock.advance(30 * DAY)
    assert desk.clock_trust.doubt() is None


@on_sqlite
def test_the_doubt_outlasts_beats_and_starts_until_somebody_confirms(
    place: AnsweringDesk, clock: ManualClock, anna: Actor
) -> None:
    desk, last_at = place.desk, clock.now()
    clock.advance(8 * DAY)
    for _ in range(3):
        beat(desk, anna)
        clock.advance(DAY)

    doubt = desk.clock_trust.doubt()
    assert doubt is not None
    assert doubt.last_at == last_at

    assert desk.clock_trust.confirm(anna)
    assert desk.clock_trust.doubt() is None
    assert desk.clock_trust.confirm(anna) == NOTHING
    beat(desk, anna)
    assert desk.clock_trust.doubt() is None
    clock.advance(8 * DAY)
    assert desk.clock_trust.doubt() is not None


@on_sqlite
@pytest.mark.parametrize("is_watched_first", [True, False])
def test_an_automatic_answer_waits_and_a_persons_reply_leaves(
    place: AnsweringDesk, clock: ManualClock, anna: Actor, is_watched_first: bool
) -> None:
    desk = place.desk
    clock.advance(8 * DAY)
    if is_watched_first:
        beat(desk, anna)
    number = place.receive(mail("It smokes"), OLD)
    assert place.send() == []
    assert desk.dispatch.next_in() is None  # or the job would run again and again
    assert desk.clock_trust.doubt() == ClockDoubt(clock.now() - 8 * DAY, clock.now(), 1)

    desk.replies.send(anna, number, answer(place, anna, number))
    clock.advance(MINUTE)
    [(to, sent)] = place.send()
    assert (to, b"plugged in" in sent) == (CLIENT, True)
    assert states(desk, OutboxKind.ACKNOWLEDGEMENT) == [OutboxState.HELD]

    desk.clock_trust.confirm(anna)
    [(_, acknowledged)] = place.send()
    assert b"Auto-Submitted: auto-replied" in acknowledged
    assert place.send() == []


@on_sqlite
def test_fresh_mail_bears_the_clock_out(
    place: AnsweringDesk, clock: ManualClock, anna: Actor
) -> None:
    clock.advance(8 * DAY)
    beat(place.desk, anna)
    place.receive(mail("Old", Message_ID="<1@firm.example>"), OLD)
    assert place.send() == []

    place.receive(mail("New", Message_ID="<2@firm.example>"))

    assert place.desk.clock_trust.doubt() is None
    assert len(place.send()) == 2


@on_sqlite
def test_mail_from_the_future_does_not_bear_a_slow_clock_out(
    place: AnsweringDesk, clock: ManualClock
) -> None:
    clock.jump_to(clock.now() - 30 * DAY)
    place.receive(mail("It smokes"), 30)
    assert place.desk.clock_trust.doubt() is not None
    assert place.send() == []


@on_sqlite
def test_a_scheduled_reply_waits_too(place: AnsweringDesk, clock: ManualClock, anna: Actor) -> None:
    desk, job = place.desk, SendScheduled(place.desk.scheduled)
    number = place.receive(mail("It smokes"))
    place.send()
    desk.scheduled.put(anna, number, answer(place, anna, number), clock.now() + DAY)
    clock.advance(8 * DAY)

    assert job.run() == NOTHING
    assert job.next_in() is None
    doubt = desk.clock_trust.doubt()
    assert doubt is not None
    assert doubt.waiting == 1

    desk.clock_trust.confirm(anna)
    assert job.run()
    assert len(place.send()) == 1


@on_sqlite
def test_nobody_is_reminded_by_a_clock_in_doubt(
    place: AnsweringDesk, clock: ManualClock, anna: Actor
) -> None:
    desk = place.desk
    desk.settings.set(None, "mail.reminder_days", 2)
    job = RemindCustomers(desk.customer_reminders, desk.leases)
    number = place.receive(mail("It smokes"))
    waiting = answer(place, anna, number, then=Status.WAITING_CUSTOMER)
    desk.replies.send(anna, number, waiting)
    clock.advance(MINUTE)
    place.send()
    clock.advance(8 * DAY)

    assert job.run() == NOTHING

    desk.clock_trust.confirm(anna)
    job.run()
    assert states(desk, OutboxKind.REMINDER) == [OutboxState.HELD]


@on_sqlite
def test_the_leads_hear_of_a_silent_shift_once_the_clock_is_believed(
    place: AnsweringDesk, clock: ManualClock, anna: Actor
) -> None:
    desk = place.desk
    team = add_team(desk, anna)
    desk.people.edit(team["lea"], name="Lea", email="lea@desk.example", role=Role.LEAD)
    add_nights(desk, anna, team["bob"])
    clock.advance(8 * DAY + timedelta(hours=9))  # 18:00: a night begins
    follow(desk)
    clock.advance(16 * MINUTE)
    follow(desk)
    assert written(desk, NoticeKind.NOT_ACCEPTED) == []

    desk.clock_trust.confirm(anna)
    follow(desk)

    assert written(desk, NoticeKind.NOT_ACCEPTED) != []
    assert states(desk, OutboxKind.ESCALATION) == [OutboxState.HELD]


@on_sqlite
def test_a_clock_that_is_set_right_ends_the_doubt_and_what_it_had_dated_wrong(
    place: AnsweringDesk, clock: ManualClock, anna: Actor
) -> None:
    """The machine's answer of 2035 promises a day in 2035; the person's reply is still wanted."""
    desk, before = place.desk, clock.now()
    clock.jump_to(before + 3285 * DAY)
    beat(desk, anna)
    number = place.receive(mail("It smokes"), OLD)
    desk.replies.send(anna, number, answer(place, anna, number))

    clock.jump_to(before + MINUTE)
    assert desk.clock_trust.doubt() is None
    beat(desk, anna)

    assert states(desk, OutboxKind.ACKNOWLEDGEMENT) == [OutboxState.CANCELLED]
    [(_, sent)] = place.send()
    assert b"plugged in" in sent
    with desk.database.read() as session:
        assert session.execute(select(func.max(Heartbeat.at))).scalar_one() == clock.now()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.postgres
def test_a_server_is_believed(place: AnsweringDesk, clock: ManualClock, anna: Actor) -> None:
    clock.advance(30 * DAY)
    beat(place.desk, anna)
    place.receive(mail("It smokes"), OLD)
    assert place.desk.clock_trust.doubt() is None
    assert len(place.send()) == 1

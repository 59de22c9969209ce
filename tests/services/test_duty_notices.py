"""Notices about duties: shown once on the workstations of their person, listed until seen."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.duty_notice import NoticeKind
from desktop.domain.errors import Refused, Unavailable
from desktop.domain.ticket import Actor, Source
from desktop.jobs.tell_duties import TellDuties
from desktop.services.desk import Desk, open_desk
from desktop.services.duty_notices import tell
from desktop.services.rows_notice import DutyNoticeRow
from tests.services.duty_team import add_team, local
from tests.services.duty_telling import waiting


class FakeAnnouncer:
    """Remembers what it showed; shows nothing while `error` is set."""

    def __init__(self) -> None:
        self.error: Unavailable | None = None
        self.shown: list[list[int]] = []

    def announce(self, notices: tuple[DutyNoticeRow, ...]) -> None:
        if self.error:
            raise self.error
        self.shown.append([notice.id for notice in notices])


@pytest.fixture
def bob(desk: Desk, anna: Actor) -> Actor:
    return Actor(add_team(desk, anna)["bob"], Source.WINDOW)


def publish(
    desk: Desk, person_id: int, key: str = "published:1", later: timedelta | None = None
) -> None:
    with desk.database.write() as session:
        now = desk.database.now(session)
        facts = {
            "start": local("00:00", 8).isoformat(),
            "end": local("00:00", 39).isoformat(),
            "nights": 5,
            "weekends": 1,
            "shifts": 6,
        }
        not_before = None if later is None else now + later
        tell(session, person_id, NoticeKind.PUBLISHED, key, facts, now, not_before)


def job(desk: Desk, person_id: int | None, announcer: FakeAnnouncer) -> TellDuties:
    return TellDuties(desk.duty_notices, announcer, lambda: person_id)


def test_a_notice_is_written_once_under_its_key(desk: Desk, bob: Actor) -> None:
    publish(desk, bob.person_id or 0)
    publish(desk, bob.person_id or 0)
    [notice] = desk.duty_notices.waiting(bob.person_id or 0)
    assert (notice.nights, notice.weekends, notice.shifts) == (5, 1, 6)
    assert notice.start_at == local("00:00", 8)
    assert notice.zone == "Europe/Moscow"


def test_it_is_shown_once_and_listed_until_it_is_seen(desk: Desk, bob: Actor) -> None:
    announcer = FakeAnnouncer()
    publish(desk, bob.person_id or 0)
    round_of_bob = job(desk, bob.person_id, announcer)
    round_of_bob.run()
    round_of_bob.run()
    assert len(announcer.shown) == 1
    assert waiting(desk, bob.person_id or 0) == [NoticeKind.PUBLISHED]
    assert desk.duty_notices.seen(bob, announcer.shown[0])
    assert waiting(desk, bob.person_id or 0) == []
    assert not desk.duty_notices.seen(bob, announcer.shown[0])


def test_several_that_wait_are_one_announcement(desk: Desk, bob: Actor) -> None:
    announcer = FakeAnnouncer()
    for number in range(3):
        publish(desk, bob.person_id or 0, f"published:{number}")
    job(desk, bob.person_id, announcer).run()
    [shown] = announcer.shown
    assert len(shown) == 3


def test_only_the_person_it_is_for_is_told(desk: Desk, bob: Actor, anna: Actor) -> None:
    announcer = FakeAnnouncer()
    publish(desk, bob.person_id or 0)
    job(desk, anna.person_id, announcer).run()
    job(desk, None, announcer).run()
    assert announcer.shown == []
    [notice] = desk.duty_notices.waiting(bob.person_id or 0)
    assert not desk.duty_notices.seen(anna, [notice.id])
    assert waiting(desk, bob.person_id or 0) == [NoticeKind.PUBLISHED]
    with pytest.raises(Refused, match=r"alert\.nobody"):
        desk.duty_notices.seen(Actor(None, Source.WINDOW), [notice.id])


def test_two_workstations_of_one_person_show_it_once(
    desk: Desk, database_url: str, clock: ManualClock, bob: Actor
) -> None:
    other = open_desk(database_url, clock=clock)
    publish(desk, bob.person_id or 0)
    shown = desk.duty_notices.show_on(bob.person_id or 0)
    assert len(shown) == 1
    assert other.duty_notices.show_on(bob.person_id or 0) == ()
    clock.advance(timedelta(seconds=20))
    desk.duty_notices.mark_shown(shown)
    clock.advance(timedelta(minutes=5))
    assert other.duty_notices.show_on(bob.person_id or 0) == ()
    other.close()


def test_a_kill_between_showing_and_saying_so_shows_once_more(
    desk: Desk, database_url: str, clock: ManualClock, bob: Actor
) -> None:
    publish(desk, bob.person_id or 0)
    [first] = desk.duty_notices.show_on(bob.person_id or 0)  # shown, and killed here
    restarted = open_desk(database_url, clock=clock)
    assert restarted.duty_notices.show_on(bob.person_id or 0) == ()
    clock.advance(timedelta(seconds=30))
    again = restarted.duty_notices.show_on(bob.person_id or 0)
    assert [notice.id for notice in again] == [first.id]
    restarted.duty_notices.mark_shown(again)
    desk.duty_notices.mark_shown([first])  # the dead come too late to spoil anything
    clock.advance(timedelta(hours=1))
    assert restarted.duty_notices.show_on(bob.person_id or 0) == ()
    restarted.close()


def test_what_cannot_be_shown_is_tried_again_in_half_a_minute(
    desk: Desk, clock: ManualClock, bob: Actor
) -> None:
    announcer = FakeAnnouncer()
    announcer.error = Unavailable("notice.no_channel")
    publish(desk, bob.person_id or 0)
    telling = job(desk, bob.person_id, announcer)
    telling.run()
    assert telling.next_in() == timedelta(seconds=30)
    announcer.error = None
    clock.advance(timedelta(seconds=30))
    telling.run()
    assert len(announcer.shown) == 1
    assert telling.next_in() is None


def test_it_waits_for_its_instant_whatever_the_clock_did(
    desk: Desk, clock: ManualClock, bob: Actor
) -> None:
    announcer = FakeAnnouncer()
    publish(desk, bob.person_id or 0, later=timedelta(hours=2))
    telling = job(desk, bob.person_id, announcer)
    telling.run()
    assert announcer.shown == []
    assert waiting(desk, bob.person_id or 0) == []
    assert telling.next_in() == timedelta(hours=2)
    clock.jump_to(clock.now() - timedelta(days=400))  # it was written under a wrong clock
    telling.run()
    assert len(announcer.shown) == 1


def test_a_claim_made_under_a_clock_that_ran_ahead_does_not_bind(
    desk: Desk, clock: ManualClock, bob: Actor
) -> None:
    publish(desk, bob.person_id or 0)
    clock.jump_to(clock.now() + timedelta(days=9))
    desk.duty_notices.show_on(bob.person_id or 0)
    clock.jump_to(clock.now() - timedelta(days=9))
    assert len(desk.duty_notices.show_on(bob.person_id or 0)) == 1

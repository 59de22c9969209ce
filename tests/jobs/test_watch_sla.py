"""The watching job: what it fires, whom it tells, and clocks that jump (T-CLOCK)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desktop.domain.changes import NOTHING, Topic
from desktop.domain.clock import ManualClock
from desktop.domain.errors import Unavailable
from desktop.domain.ticket import Actor, Source
from desktop.jobs.schedule import Schedule
from desktop.jobs.watch_sla import WatchSla
from desktop.models.alert import Alert
from desktop.models.sla import ClockRecord
from desktop.services.desk import Desk, open_desk
from desktop.services.leases import Leases
from desktop.services.rows_alert import Announcement
from desktop.services.tickets import ManualTicket
from tests.conftest import MONDAY_9


@dataclass
class FakeAnnouncer:
    """Remembers what it showed; shows nothing while `error` is set."""

    error: Unavailable | None = None
    shown: list[Announcement] = field(default_factory=list)

    def announce(self, announcement: Announcement) -> str:
        if self.error:
            raise self.error
        self.shown.append(announcement)
        return "dbus"

    def tickets(self) -> list[list[int]]:
        return [[alert.ticket_id for alert in each.alerts] for each in self.shown]


@pytest.fixture
def announcer() -> FakeAnnouncer:
    return FakeAnnouncer()


@pytest.fixture
def job(desk: Desk, anna: Actor, announcer: FakeAnnouncer) -> WatchSla:
    return WatchSla(desk.alerts, desk.leases, announcer, lambda: anna.person_id)


def make(desk: Desk, by: Actor) -> int:
    created = desk.tickets.create(by, ManualTicket("Printer", "It smokes")).created
    assert created is not None
    return created


def test_warning_is_shown_once_and_not_before_its_time(
    desk: Desk, clock: ManualClock, anna: Actor, job: WatchSla, announcer: FakeAnnouncer
) -> None:
    number = make(desk, anna)
    clock.advance(timedelta(hours=3, minutes=35))
    job.run()
    assert announcer.shown == []
    clock.advance(timedelta(minutes=1))

    changes = job.run()
    job.run()

    assert announcer.tickets() == [[number]]
    assert changes.topics == {Topic.ALERTS}


def test_schedule_wakes_it_at_the_stored_instant(
    desk: Desk, clock: ManualClock, anna: Actor, job: WatchSla, announcer: FakeAnnouncer
) -> None:
    make(desk, anna)
    clock.advance(timedelta(hours=3, minutes=35, seconds=50))
    schedule = Schedule(clock, [job])

    schedule.run_due()

    assert announcer.shown == []
    assert schedule.next_in() == timedelta(seconds=10)
    clock.advance(timedelta(seconds=10))
    schedule.run_due()
    assert len(announcer.shown) == 1


def test_without_a_person_nothing_is_fired_and_nothing_is_lost(
    desk: Desk, clock: ManualClock, anna: Actor, announcer: FakeAnnouncer
) -> None:
    person: list[int | None] = [None]
    job = WatchSla(desk.alerts, desk.leases, announcer, lambda: person[0])
    number = make(desk, anna)
    clock.advance(timedelta(hours=5))
    assert job.run() == NOTHING
    assert job.next_in() is None

    person[0] = anna.person_id
    job.run()

    assert announcer.tickets() == [[number]]


def test_what_cannot_be_shown_is_shown_later(
    desk: Desk, clock: ManualClock, anna: Actor, job: WatchSla, announcer: FakeAnnouncer
) -> None:
    number = make(desk, anna)
    clock.advance(timedelta(hours=5))
    announcer.error = Unavailable("notice.no_channel")
    job.run()
    announcer.error = None
    job.run()
    assert announcer.shown == []

    clock.advance(timedelta(seconds=30))
    job.run()

    assert announcer.tickets() == [[number]]


def test_workstation_without_the_lease_still_tells_its_person(
    desk: Desk, clock: ManualClock, anna: Actor, job: WatchSla, announcer: FakeAnnouncer
) -> None:
    number = make(desk, anna)
    clock.advance(timedelta(hours=5))
    other = Leases(desk.database, "another workstation")
    held = other.take("watch_sla")
    assert held is not None
    job.run()
    assert announcer.shown == []

    assert anna.person_id is not None
    desk.alerts.fire_due(held, anna.person_id)
    job.run()

    assert announcer.tickets() == [[number]]


def test_due_threshold_is_left_to_the_holder_of_the_lease_without_a_tight_loop(
    desk: Desk, clock: ManualClock, anna: Actor, job: WatchSla, announcer: FakeAnnouncer
) -> None:
    make(desk, anna)
    clock.advance(timedelta(hours=5))
    assert Leases(desk.database, "the start before").take("watch_sla") is not None
    schedule = Schedule(clock, [job])

    schedule.run_due()

    assert announcer.shown == []
    assert schedule.next_in() == timedelta(seconds=15)
    for _ in range(3):  # the other start never comes back, its lease runs out
        clock.advance(timedelta(seconds=15))
        schedule.run_due()
    assert len(announcer.shown) == 1


def test_night_of_sleep_ends_in_one_notice(
    desk: Desk, clock: ManualClock, anna: Actor, job: WatchSla, announcer: FakeAnnouncer
) -> None:
    numbers = []
    for _ in range(7):
        numbers.append(make(desk, anna))
        clock.advance(timedelta(minutes=3))
    job.run()
    clock.advance(timedelta(hours=24))

    job.run()

    assert announcer.tickets() == [numbers]


@pytest.fixture(scope="module")
def watched_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, ManualClock]]:
    clock = ManualClock(MONDAY_9)
    folder: Path = tmp_path_factory.mktemp("clock")
    desk = open_desk(f"sqlite:///{folder / 'desk.sqlite3'}", clock=clock, zone="Europe/Moscow")
    yield desk, clock
    desk.close()


_SECONDS = st.sampled_from([1, 60, 3_600, 86_400, 31_536_000, 315_360_000])
_JUMPS = st.lists(st.tuples(st.sampled_from([-1, 1]), _SECONDS, st.booleans()), max_size=12)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(jumps=_JUMPS)
def test_clock_that_jumps_tells_each_warning_exactly_once(
    watched_desk: tuple[Desk, ManualClock], jumps: list[tuple[int, int, bool]]
) -> None:
    desk, clock = watched_desk
    clock.jump_to(MONDAY_9)
    name = f"Anna {clock.monotonic()}"
    anna = Actor(desk.people.add(name).created, Source.WINDOW)
    announcer = FakeAnnouncer()
    # Every example is a new start of the program, as after a crash.
    job = WatchSla(desk.alerts, Leases(desk.database), announcer, lambda: anna.person_id)
    number = make(desk, anna)
    recorded_before: Counter[tuple[str, int]] = Counter()
    for sign, seconds, has_run in jumps:
        clock.jump_to(clock.now() + sign * timedelta(seconds=seconds))
        if has_run:
            job.run()
        recorded = _recorded(desk, number)
        assert recorded >= recorded_before, "an alert was taken back by a clock"
        recorded_before = recorded
    clock.jump_to(MONDAY_9 + timedelta(days=400))
    for _ in range(3):
        clock.advance(timedelta(seconds=61))
        job.run()

    recorded = _recorded(desk, number)
    assert set(recorded.values()) == {1}
    first = {threshold for kind, threshold in recorded if kind == "first_response"}
    assert first == {50, 75, 90, 100}
    told = Counter(d for each in announcer.shown for d in each.delivery_ids)
    assert set(told.values()) == {1}


def _recorded(desk: Desk, ticket_id: int) -> Counter[tuple[str, int]]:
    with desk.database.read() as session:
        rows = session.execute(
            select(ClockRecord.kind, Alert.threshold)
            .join(ClockRecord, ClockRecord.id == Alert.clock_id)
            .where(Alert.ticket_id == ticket_id)
        )
        return Counter((kind, threshold) for kind, threshold in rows)

"""The program is killed at any moment of warning: no warning is lost (T-KILL-ALERT)."""

from __future__ import annotations

import multiprocessing
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from desktop.domain.ticket import Actor, Source, Status
from desktop.jobs.watch_sla import WatchSla
from desktop.models.alert import Alert, AlertDelivery, DeliveryState
from desktop.models.base import to_microseconds
from desktop.models.sla import ClockRecord
from desktop.services.desk import Desk, open_desk
from desktop.services.tickets import ManualTicket
from tests.jobs.alert_child import (
    ANYWHERE,
    START,
    FileAnnouncer,
    MarkingFirst,
    Phase,
    SharedClock,
    SharedState,
    open_shared_desk,
    watch,
)

CLAIM_SECONDS = 31
ALERTS_A_KILL = 12
PATIENCE_SECONDS = 30
TARGETS = [phase for phase in Phase if phase is not Phase.STARTING]


@dataclass
class Stage:
    """A database with warnings due second after second, and the processes that tell them."""

    url: str
    folder: Path
    state: SharedState
    desk: Desk
    person_id: int
    context: multiprocessing.context.ForkServerContext

    def kill_once(
        self, target: int, delay_seconds: float, job_class: type[WatchSla] = WatchSla
    ) -> Phase:
        """Let a process work, kill it at `target` or after the delay; return where it was."""
        self.state.is_reborn()
        arguments = (self.url, self.folder, self.person_id, target, job_class)
        child = self.context.Process(target=watch, args=arguments)
        child.start()
        patience = time.monotonic() + PATIENCE_SECONDS
        while child.is_alive() and time.monotonic() < patience:
            if target == ANYWHERE and self.state.phase is not Phase.STARTING:
                time.sleep(delay_seconds)
                break
            if self.state.is_waiting_for_death:
                break
            time.sleep(0.001)
        was_alive = child.is_alive()
        child.kill()
        child.join()
        child.close()
        assert was_alive, "the child died by itself"
        assert target == ANYWHERE or self.state.is_waiting_for_death
        self.state.advance(CLAIM_SECONDS)
        return self.state.phase

    def finish(self) -> None:
        """Tell what is left, undisturbed."""
        self.state.advance(100_000)
        announcer = FileAnnouncer(self.folder / "shown")
        job = WatchSla(self.desk.alerts, self.desk.leases, announcer, lambda: self.person_id)
        while self.desk.alerts.next_in(self.person_id) is not None:
            job.run()
            self.state.advance(CLAIM_SECONDS)

    def shown(self) -> list[list[int]]:
        """Return the deliveries of each notice a person saw, in order."""
        lines = (self.folder / "shown").read_text().split()
        return [[int(number) for number in line.split(",")] for line in lines]


def set_stage(url: str, folder: Path, alerts: int, over_seconds: int) -> Stage:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.jobs.alert_child"])
    state = SharedState.create(folder / "state")
    open_desk(url, clock=SharedClock(state), zone="Europe/Moscow").close()
    desk = open_shared_desk(url, state)
    person_id = desk.people.add("Anna Kern").created
    assert person_id is not None
    by = Actor(person_id, Source.WINDOW)
    ticket_id = desk.tickets.create(by, ManualTicket("Printer", "It smokes")).created
    assert ticket_id is not None
    desk.tickets.set_status(by, [ticket_id], Status.SOLVED)  # its own clocks stay out of this
    with desk.database.write() as session:
        session.execute(
            insert(ClockRecord),
            [
                {
                    "ticket_id": ticket_id,
                    "kind": "next_response",
                    "round": n + 1,
                    "started_at": START,
                    "due_at": START + timedelta(days=2),
                    "result": "running",
                    "holders": {},
                    "warnings": [[90, to_microseconds(at)]],
                    "next_warn_at": at,
                }
                for n in range(alerts)
                for at in [START + timedelta(seconds=n * over_seconds / alerts)]
            ],
        )
    return Stage(url, folder, state, desk, person_id, context)


@pytest.fixture
def rng() -> random.Random:
    seed = random.getrandbits(32)
    sys.stdout.write(f"seed {seed}\n")
    return random.Random(seed)


@pytest.fixture
def stages() -> Iterator[list[Stage]]:
    stages: list[Stage] = []
    yield stages
    for stage in stages:
        stage.desk.close()


LONG = pytest.param(1000, marks=[pytest.mark.long, pytest.mark.timeout(7_200)])


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("kills", [50, LONG])
def test_no_warning_is_lost_and_few_are_told_twice(
    database_url: str, tmp_path: Path, rng: random.Random, stages: list[Stage], kills: int
) -> None:
    alerts = kills * ALERTS_A_KILL
    stage = set_stage(database_url, tmp_path, alerts, over_seconds=kills * (CLAIM_SECONDS + 5))
    stages.append(stage)

    where: Counter[Phase] = Counter()
    for n in range(kills):
        target = TARGETS[n // 2 % len(TARGETS)] if n % 2 else ANYWHERE
        where[stage.kill_once(target, rng.uniform(0, 0.2))] += 1
    stage.finish()

    notices = stage.shown()
    times = Counter(number for notice in notices for number in notice)
    with stage.desk.database.read() as session:
        recorded = session.execute(select(Alert.clock_id, Alert.threshold)).all()
        deliveries = session.execute(select(AlertDelivery.id, AlertDelivery.state)).all()
    told_again = sum(
        not set(notice).isdisjoint(number for earlier in notices[:n] for number in earlier)
        for n, notice in enumerate(notices)
    )
    twice = sum(count > 1 for count in times.values())
    sys.stdout.write(f"{kills} kills, {dict(where)}; {len(notices)} notices, {twice} told twice\n")
    assert len(recorded) == len(set(recorded)) == len(deliveries) == alerts
    assert {number for number, _ in deliveries} == set(times), "a warning was never shown"
    assert {state for _, state in deliveries} == {DeliveryState.SHOWN}
    assert told_again <= where[Phase.SHOWN] + where[Phase.MARKING] + where[Phase.CLAIMED]
    assert all(where[phase] >= 1 for phase in TARGETS)


def test_saying_shown_before_showing_loses_warnings(tmp_path: Path, stages: list[Stage]) -> None:
    """The negative control: the same kills find the mistake."""
    stage = set_stage(f"sqlite:///{tmp_path / 'desk.sqlite3'}", tmp_path, 60, over_seconds=200)
    stages.append(stage)
    for _ in range(4):
        stage.kill_once(Phase.MARKED, 0, MarkingFirst)
    stage.finish()

    shown = {number for notice in stage.shown() for number in notice}
    with stage.desk.database.read() as session:
        said = set(
            session.scalars(
                select(AlertDelivery.id).where(AlertDelivery.state == DeliveryState.SHOWN)
            )
        )
    assert len(said - shown) >= 4

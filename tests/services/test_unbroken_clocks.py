"""Clocks counted anew by arithmetic are what the engine makes of the same histories."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Undo
from desktop.domain.clock import ManualClock
from desktop.domain.errors import Refused
from desktop.domain.sla import Target
from desktop.domain.sla_presets import BUSINESS_HOURS, ROUND_THE_CLOCK
from desktop.domain.ticket import Actor, Channel, Priority, Status
from desktop.models.alert import Alert, AlertDelivery
from desktop.models.sla import ClockRecord
from desktop.models.ticket import Ticket
from desktop.services import unbroken_clocks, unbroken_rows
from desktop.services.clocks import Clocks
from desktop.services.desk import Desk
from desktop.services.due_moves import Moves
from desktop.services.tickets import ManualTicket
from desktop.services.unbroken_batch import Batch
from desktop.services.unbroken_rows import Formers
from tests.services.random_histories import WEEKS, Life
from tests.services.telling import tell

SUMMARY = ("next_due_at", "next_late_at", "next_due_kind", "next_due_target_seconds", "sla_result")


def stored(session: Session) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Every clock, what the lists show of it, and every alert with its deliveries."""
    clocks, tickets = ClockRecord.__table__, Ticket.__table__
    keyed = (
        (clocks, ("ticket_id", "kind", "round"), [c.name for c in clocks.c if c.name != "id"]),
        (tickets, ("id",), SUMMARY),
        (Alert.__table__, ("id",), Alert.__table__.c.keys()),
        (AlertDelivery.__table__, ("id",), AlertDelivery.__table__.c.keys()),
    )
    found = {}
    for table, key, names in keyed:
        statement = select(*(table.c[name] for name in (*key, *names)))
        for row in session.execute(statement):
            found[table.name, *row[: len(key)]] = dict(zip(names, row[len(key) :], strict=True))
    return found


class Twice:
    """Recounts by the engine, takes that back, and compares with how it is really done.

    `late` are clocks that the arithmetic found late, by themselves or by the edit.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._clocks = Clocks.recount
        self._arithmetic = unbroken_rows.recount
        self._putting_back = Clocks.put_back
        self._left: set[int] = set()
        self.tickets = self.left = self.moved = self.late = self.put_back = 0
        monkeypatch.setattr(Clocks, "recount", lambda *given: self._recount(*given))
        monkeypatch.setattr(unbroken_rows, "recount", self._noted)
        monkeypatch.setattr(
            Clocks, "put_back", lambda clocks, *given: self._put_back(clocks, *given)
        )

    def _recount(
        self,
        clocks: Clocks,
        session: Session,
        numbers: Sequence[int],
        data: Mapping[str, object],
    ) -> Formers:
        before = stored(session)
        expected = by_the_engine(clocks, session, numbers)
        formers = self._clocks(clocks, session, numbers, data)
        found = stored(session)
        assert found == expected
        self.tickets += len(numbers)
        clocks_before = {key: row for key, row in before.items() if key[0] == "clock"}
        self.moved += sum(found[key] != row for key, row in clocks_before.items())
        self.late += sum(
            found[key]["breached_at"] != row["breached_at"] and key[1] not in self._left
            for key, row in clocks_before.items()
        )

        return formers

    def _put_back(
        self, clocks: Clocks, session: Session, numbers: Sequence[int], formers: Formers
    ) -> None:
        expected = by_the_engine(clocks, session, numbers)
        self._putting_back(clocks, session, numbers, formers)
        assert stored(session) == expected
        self.put_back += len(numbers)

    def _noted(
        self, session: Session, numbers: Sequence[int], *more: Any
    ) -> tuple[list[int], Formers]:
        left, formers = self._arithmetic(session, numbers, *more)
        self.left += len(left)
        self._left = set(left)
        return left, formers


def by_the_engine(
    clocks: Clocks, session: Session, numbers: Sequence[int]
) -> dict[tuple[Any, ...], dict[str, Any]]:
    """What would be stored were every ticket judged from its events."""
    with session.begin_nested() as point:
        clocks.rejudge(session, numbers)
        expected = stored(session)
        point.rollback()
    session.expire_all()
    return expected


@pytest.fixture
def twice(monkeypatch: pytest.MonkeyPatch) -> Twice:
    return Twice(monkeypatch)


def live(desk: Desk, clock: ManualClock, by: Actor, seed: int, rounds: int) -> None:
    """Let tickets come, be answered, be told of, while hours and targets are edited."""
    chance = Random(seed)
    for _ in range(rounds):
        clock.advance(timedelta(seconds=chance.choice((1, 1_800, 20_000, 70_000))))
        for _ in range(chance.randint(1, 3)):
            new = ManualTicket(
                "Printer",
                "",
                channel=Channel.PHONE,
                priority=chance.choice(list(Priority)),
            )
            number = desk.tickets.create(by, new).created
            assert number is not None
            if chance.random() < 0.5:
                desk.tickets.set_policy(by, [number], 2)
        if chance.random() < 0.4:
            desk.tickets.log_call(by, number, "Told by phone")
        if chance.random() < 0.3:
            desk.tickets.set_priority(by, [number], chance.choice(list(Priority)))
        tell(desk, by)
        clock.advance(timedelta(seconds=chance.choice((1, 600, 40_000))))
        edit = chance.choice((edit_calendar, edit_policy))(desk, by, chance)
        if chance.random() < 0.4 and edit.undo is not None:
            take_back_later(desk, clock, by, chance, edit.undo)


def take_back_later(desk: Desk, clock: ManualClock, by: Actor, chance: Random, undo: Undo) -> None:
    """Undo an edit after a while, in which people were told or a ticket lived on."""
    clock.advance(timedelta(seconds=chance.choice((1, 600, 40_000))))
    tell(desk, by)
    if chance.random() < 0.5:
        new = ManualTicket("Phone", "", channel=Channel.PHONE)
        desk.tickets.create(by, new)
    with suppress(Refused):  # a clock that stopped under the new version holds it
        desk.undo.undo(by, undo)


def previewed_alike(preview: Callable[[], Moves]) -> None:
    """Look at what an edit will move, by arithmetic and by the engine alone."""
    found = preview()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unbroken_clocks, "count", by_the_engine_alone)
        assert preview() == found


def by_the_engine_alone(_: Session, numbers: Sequence[int], *_more: Any) -> Iterator[Batch]:
    yield Batch([], {}, list(numbers), select(Ticket.id))


def edit_calendar(desk: Desk, by: Actor, chance: Random) -> Changes:
    spec = replace(desk.calendars.one(BUSINESS_HOURS).spec, weekly=chance.choice(WEEKS))
    previewed_alike(lambda: desk.calendars.preview(BUSINESS_HOURS, spec))
    return desk.calendars.edit(by, BUSINESS_HOURS, spec, recompute=True)


def edit_policy(desk: Desk, by: Actor, chance: Random) -> Changes:
    """Give clocks that the policy promises already another target, and other warnings."""
    policy = desk.policy_edits.one(chance.choice((1, 2))).policy
    rows = dict(policy.rows)
    for cell in rows:
        if chance.random() < 0.5:
            rows[cell] = target(chance)
    thresholds = chance.choice(((50, 75, 90), (), (33, 99)))
    edited = replace(policy, rows=rows, thresholds=thresholds)
    previewed_alike(lambda: desk.policy_edits.preview(edited))
    return desk.policy_edits.save(by, edited, recompute=True)


def target(chance: Random) -> Target:
    days = chance.choice((None, None, 1, 4))
    return Target(
        chance.choice((BUSINESS_HOURS, ROUND_THE_CLOCK)),
        None if days else chance.randint(60, 9_000),
        days,
        out_of_hours_minutes=chance.choice((0, 45)),
        out_of_hours_wall=chance.random() < 0.5,
        developers_pause=chance.random() < 0.5,
    )


def test_edits_store_what_the_engine_says_on_both_databases(
    desk: Desk, clock: ManualClock, anna: Actor, twice: Twice
) -> None:
    live(desk, clock, anna, 1, 8)

    assert twice.moved
    assert twice.left < twice.tickets


@pytest.mark.parametrize("seed", range(4))
def test_edits_store_what_the_engine_says_of_running_clocks(
    sqlite_desk: Desk, clock: ManualClock, twice: Twice, seed: int
) -> None:
    by = Life(sqlite_desk, clock, Random(seed)).by
    live(sqlite_desk, clock, by, seed, 25)

    assert twice.moved
    assert twice.late
    assert twice.put_back
    assert twice.left < twice.tickets / 10


@pytest.mark.parametrize("seed", range(3))
def test_edits_store_what_the_engine_says_of_random_histories(
    sqlite_desk: Desk, clock: ManualClock, twice: Twice, seed: int
) -> None:
    life = Life(sqlite_desk, clock, Random(seed))
    for _ in range(25):
        life.ticket()

    assert twice.moved


def test_ticket_whose_clock_once_stood_still_is_left_to_the_engine(
    sqlite_desk: Desk, clock: ManualClock, twice: Twice
) -> None:
    life = Life(sqlite_desk, clock, Random(0))
    new = ManualTicket("Printer", "", channel=Channel.PHONE)
    waited, _ = (sqlite_desk.tickets.create(life.by, new).created or 0 for _ in range(2))
    for status in ("waiting_customer", "open"):
        clock.advance(timedelta(hours=1))
        sqlite_desk.tickets.set_status(life.by, [waited], Status(status))

    clock.advance(timedelta(seconds=1))
    edit_calendar(sqlite_desk, life.by, Random(3))

    assert (twice.tickets, twice.left) == (2, 1)
